// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/rowabilities.h"
#include "store/records.h"
#include "widgets/joinguard.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace linnet {

class Attachments;
class CommandRunner;
class Composer;
class SendQueue;
class Session;
class TimelineModel;
class TimelineView;
struct Draft;
struct PackImage;
struct TypedText;

/// What one writes in the open room: the draft with what it answers, its way to the server, its commands. It
/// is kept in the store together with the place where one was, half a second after a change, when another
/// room is opened and at the end, with the files that go with it. GUI thread; must not outlive its Session.
class RoomWriting : public QObject
{
    Q_OBJECT

public:
    RoomWriting(Session &session, Composer &composer, const TimelineModel &model, const TimelineView &view,
                QObject *parent = nullptr);
    ~RoomWriting() override;

    /// Reads what is kept of a room, or of one of its threads; opened() tells.
    void open(const RoomId &room, const EventId &thread = {});
    void close();                                                  ///< keeps it, and empties the composer
    void setPlaceKnown(bool isKnown) { m_isPlaceKnown = isKnown; } ///< the view has its first rows
    void setJoinGuard(JoinGuard guard);                            ///< of what a command joins
    void saveSoon();
    void save();
    /// Takes a message of this room out of the outbox and puts what it says into the composer, behind what is
    /// there. While the draft is still being read, that waits. One that the server may have stays and is
    /// edited, so that it is one message; it is left alone where there are no edits, or one may not write.
    void editUnsent(const TxnId &txn);
    /// Whether there is text in it that one could write anew; a vote, a sticker or a file has none.
    static bool hasText(const OutboxItem &item);
    /// None if it is not in the queue, or the server has it.
    static std::optional<OutboxItem> unsent(const SendQueue &queue, const TxnId &txn);
    /// Begins to answer or to edit a row. Does nothing where the server or the room does not let one.
    void reply(const QString &key);
    void edit(const QString &key);
    /// Sends it at once; it answers what the draft would.
    void sendSticker(const PackImage &image);

Q_SIGNALS:
    void opened(const linnet::RoomNotes &notes); ///< the composer has its draft
    void sent();
    void joined(const linnet::RoomId &room);                      ///< by a command
    void rowWanted(const QString &key);                           ///< is to be shown
    void failed(const QString &what, const linnet::Error &error); ///< a command in a room that was left
    // As CommandRunner has them
    void pollWanted(const linnet::RoomId &room, const QString &question);
    void deletionWanted(const linnet::RoomId &room, const linnet::UserId &user, const QString &reason);

private:
    void onRead(const Result<RoomNotes> &result);
    void send(Draft draft);
    Result<TxnId> sendFiles(const Draft &draft);
    void openFiles();
    void editLast();
    void onCommandFailed(const RoomId &room, const Error &error);
    RoomNotes notes() const;
    void handOver(Task<Done> writing);
    const TimelineItem *row(const QString &keyOrEvent) const;
    RowAbilities abilities() const;

    Session &m_session;
    Composer &m_composer;
    const TimelineModel &m_model;
    const TimelineView &m_view;
    CommandRunner *m_runner;
    using Place = std::pair<RoomId, EventId>; ///< a room, or a thread in it
    struct Files
    {
        std::unique_ptr<Attachments> list;
        bool isRead = false; ///< those that were kept over the last end are among them
    };
    std::map<Place, Files> m_files; ///< of those that were open
    RoomId m_room;
    EventId m_thread;                   ///< the root; empty: it is the room
    std::unique_ptr<QObject> m_opening; ///< context of reading the notes; null when they are here
    QTimer m_timer;
    RoomNotes m_notes; ///< as they were read
    bool m_isOpen = false;
    bool m_isPlaceKnown = false;
    bool m_areNotesKept = true; ///< false: they could not be read, and nothing newer was written
    QList<TxnId> m_toEdit;      ///< as soon as the composer has its draft
};

}
