// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/eventcontents.h"
#include "session/roomlist.h"
#include "session/sendqueue.h"
#include "session/timelineitem.h"
#include "session/typingsender.h"

#include <functional>

namespace linnet {

/// Sends what a person writes and does in rooms: messages, files, edits, reactions, redactions, polls.
/// Everything goes through the SendQueue, so it survives a restart and keeps its order. What an event relates
/// to is named by the key of its row, which may be unsent itself; an event id does as well. GUI thread; owned
/// by the Session.
///
/// Errors of all calls: NotFound (unknown room, or a key of something that is not here), M_FORBIDDEN (not in
/// the room), Unsupported (encrypted room, or the server is of 2014 and has no such thing), Invalid (empty).
class MessageSender
{
public:
    /// The rows of each open window onto a room.
    using Windows = std::function<QList<QList<TimelineItem>>(const RoomId &)>;
    MessageSender(ApiClient &api, const RoomList &rooms, SendQueue &queue, TypingSender &typing, UserId self,
                  Windows windows);

    bool hasRelations() const; ///< the server knows replies, edits, reactions, threads, polls
    bool canRedact() const { return m_api.hasRedaction(); }

    /// A new message, an answer or an edit. An edit of what was never tried changes what waits. Unsupported
    /// also: the caption of a file whose row is not in any window, or that is encrypted or not uploaded yet.
    Result<TxnId> send(const RoomId &room, const Draft &draft);
    /// A file, with what is written beside it in `draft`, and what that answers; it is uploaded when it is
    /// its turn, so it must stay where it lies until then. NotFound also: no such file, or it may not be
    /// read.
    Result<TxnId> sendFile(const RoomId &room, const OutgoingFile &file, const Draft &draft);
    /// A picture that the server has, as a sticker (client-server API, "Stickers"), at once; of `where` only
    /// what it answers and its thread count; `info` is that of a picture. Invalid without a body or with an
    /// address that is no `mxc://…`.
    Result<TxnId> sendSticker(const RoomId &room, const QString &mxc, const QString &body,
                              const QJsonObject &info, const Draft &where);
    /// The largest file that the server takes, bytes; 0: none is known.
    Task<qint64> uploadLimit() { return m_queue.uploads().limit(); }
    /// Adds one's reaction to a row, or takes it back if it is there. `reaction`: an emoji, other text, or
    /// the `mxc://…` of a custom emoji, whose name `shortcode` is. An empty id: it was unsent, and is gone.
    Result<TxnId> react(const RoomId &room, const QString &key, const QString &reaction,
                        const QString &shortcode = {});
    /// Deletes a message for all. What is refused or was never tried is only discarded: an empty id.
    Result<TxnId> redact(const RoomId &room, const QString &key, const QString &reason = {});
    /// Invalid without a question or with fewer than 2 or more than 20 answers. `thread`: the root of the one
    /// that it belongs to.
    Result<TxnId> createPoll(const RoomId &room, const NewPoll &poll, const EventId &thread = {});
    Result<TxnId> vote(const RoomId &room, const QString &pollKey, const QStringList &answerIds);
    /// `words` is what clients without polls show.
    Result<TxnId> endPoll(const RoomId &room, const QString &pollKey, const QString &words);

private:
    Status check(const RoomId &room, bool wantsRelations) const;
    std::optional<TimelineItem> rowOf(const RoomId &room, const QString &key) const;
    Result<QString> idOf(const RoomId &room, const QString &key) const;
    bool isStablePoll(const RoomId &room, const QString &key) const;

    Result<TxnId> sendEdit(const RoomId &room, const Draft &draft);
    Result<QJsonObject> relationOf(const RoomId &room, const Draft &draft) const;
    Result<TxnId> putRelated(const RoomId &room, const QString &type, QJsonObject content, const Draft &draft,
                             const OutboxBytes &bytes = {});
    QJsonObject wordsOf(const RoomId &room, const Draft &draft) const;
    QString newestOf(const RoomId &room, const EventId &thread) const;
    Mentions mentionsOf(const Draft &draft, const UserId &answered) const;
    TxnId put(const RoomId &room, const QString &type, const QJsonObject &content,
              const OutboxBytes &bytes = {});

    ApiClient &m_api;
    const RoomList &m_rooms;
    SendQueue &m_queue;
    TypingSender &m_typing;
    UserId m_self;
    Windows m_windows;
};

}
