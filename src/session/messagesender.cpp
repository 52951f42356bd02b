// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/messagesender.h"

#include "store/unsenttargets.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace linnet {

namespace {

const QString Message = QStringLiteral("m.room.message");
const QString ReactionType = QStringLiteral("m.reaction");
const QString Redaction = QStringLiteral("m.room.redaction");

bool isText(TimelineItem::Kind kind)
{
    return kind == TimelineItem::Kind::Text || kind == TimelineItem::Kind::Emote ||
           kind == TimelineItem::Kind::Notice;
}

/// Whether all of the file is known that an edit has to say again.
bool canRecaption(const std::optional<TimelineItem> &row)
{
    return row && !row->event.isEmpty() && Requests::download(row->media->url).isOk();
}

bool isRelated(const Draft &draft)
{
    return !draft.inReplyTo.isEmpty() || !draft.edits.isEmpty() || !draft.thread.isEmpty();
}

Error empty()
{
    return Error::of(Error::Kind::Invalid);
}

}

MessageSender::MessageSender(ApiClient &api, const RoomList &rooms, SendQueue &queue, TypingSender &typing,
                             UserId self, Windows windows)
    : m_api(api), m_rooms(rooms), m_queue(queue), m_typing(typing), m_self(std::move(self)),
      m_windows(std::move(windows))
{
}

bool MessageSender::hasRelations() const
{
    return m_api.requests().version().dialect != Dialect::V1;
}

Result<TxnId> MessageSender::send(const RoomId &room, const Draft &draft)
{
    if (const Status status = check(room, isRelated(draft)); !status)
        return status.error();
    if (draft.text.trimmed().isEmpty() && !draft.isCaption)
        return empty();
    if (!draft.edits.isEmpty())
        return sendEdit(room, draft);
    return putRelated(room, Message, wordsOf(room, draft), draft);
}

Result<TxnId> MessageSender::sendFile(const RoomId &room, const OutgoingFile &file, const Draft &draft)
{
    if (const Status status = check(room, isRelated(draft)); !status)
        return status.error();
    if (file.path.isEmpty() && file.bytes.isEmpty())
        return empty();
    const QFileInfo info(file.path);
    if (!file.path.isEmpty() && !(info.isFile() && info.isReadable()))
        return Error::of(Error::Kind::NotFound, file.path);
    const qint64 size = file.path.isEmpty() ? file.bytes.size() : info.size();
    const QJsonObject content = eventcontents::file(file, size, wordsOf(room, draft));
    return putRelated(room, Message,
                      outboxfile::waiting(content, file, info.lastModified().toMSecsSinceEpoch()), draft,
                      {file.bytes, file.thumbnail});
}

Result<TxnId> MessageSender::sendSticker(const RoomId &room, const QString &mxc, const QString &body,
                                         const QJsonObject &info, const Draft &where)
{
    if (const Status status = check(room, true); !status)
        return status.error();
    if (body.trimmed().isEmpty() || !Requests::download(mxc))
        return empty();
    return putRelated(room, QStringLiteral("m.sticker"), eventcontents::sticker(mxc, body, info), where);
}

QJsonObject MessageSender::wordsOf(const RoomId &room, const Draft &draft) const
{
    if (!hasRelations())
        return eventcontents::oldMessage(draft);
    const auto answered = rowOf(room, draft.inReplyTo);
    return eventcontents::message(draft, mentionsOf(draft, answered ? answered->sender : UserId()));
}

Result<TxnId> MessageSender::putRelated(const RoomId &room, const QString &type, QJsonObject content,
                                        const Draft &draft, const OutboxBytes &bytes)
{
    const auto relation = relationOf(room, draft);
    if (!relation)
        return relation.error();
    if (!relation->isEmpty())
        content.insert(QStringLiteral("m.relates_to"), *relation);
    return put(room, type, content, bytes);
}

Result<QJsonObject> MessageSender::relationOf(const RoomId &room, const Draft &draft) const
{
    QString answered;
    if (!draft.inReplyTo.isEmpty()) {
        const auto id = idOf(room, draft.inReplyTo);
        if (!id)
            return id.error();
        answered = *id;
    }
    if (draft.thread.isEmpty())
        return answered.isEmpty() ? QJsonObject() : eventcontents::answerTo(answered);
    const auto root = rowOf(room, draft.thread.toString());
    // There are no threads of threads.
    const EventId thread = root && !root->threadRoot.isEmpty() ? root->threadRoot : draft.thread;
    const bool isAnswer = !answered.isEmpty();
    return eventcontents::inThread(thread, isAnswer ? answered : newestOf(room, thread), isAnswer);
}

QString MessageSender::newestOf(const RoomId &room, const EventId &thread) const
{
    const TimelineItem *newest = nullptr;
    const auto windows = m_windows(room);
    for (const QList<TimelineItem> &rows : windows) {
        for (const TimelineItem &row : rows) {
            if (row.threadRoot == thread && !row.event.isEmpty() && (!newest || row.ts >= newest->ts))
                newest = &row;
        }
    }
    return newest ? newest->event.toString() : thread.toString();
}

Result<TxnId> MessageSender::sendEdit(const RoomId &room, const Draft &draft)
{
    const auto row = rowOf(room, draft.edits);
    const auto unsent = m_queue.item(TxnId(draft.edits));
    const bool isFile = (row && !isText(row->kind)) || (unsent && outboxfile::isFile(unsent->content));
    if (isFile != draft.isCaption || (isFile && !canRecaption(row)))
        return Error::of(Error::Kind::Unsupported);
    const Mentions mentions = mentionsOf(draft, row && row->reply ? row->reply->sender : UserId());
    QJsonObject content = eventcontents::message(draft, mentions);
    if (isFile)
        content = eventcontents::recaptioned(*row->media, content);
    // What is being encrypted goes as it was.
    if (unsent && m_queue.isUntried(unsent->txn) && !m_queue.isSending(unsent->txn)) {
        const QString relates = QStringLiteral("m.relates_to");
        const QJsonObject before = QJsonDocument::fromJson(unsent->content).object();
        if (before.contains(relates))
            content.insert(relates, before.value(relates));
        m_typing.setTyping(room, false);
        m_queue.rewrite(unsent->txn, eventcontents::toText(content));
        return unsent->txn;
    }
    const auto id = idOf(room, draft.edits);
    if (!id)
        return id.error();
    const Mentions before = row ? row->mentions : Mentions();
    return put(room, Message, eventcontents::edit(*id, content, mentions, before));
}

Mentions MessageSender::mentionsOf(const Draft &draft, const UserId &answered) const
{
    Mentions mentions;
    mentions.isRoom = draft.mentionsRoom;
    for (const UserId &user : draft.mentions + QList<UserId>{answered}) {
        if (!user.isEmpty() && user != m_self && !mentions.users.contains(user))
            mentions.users << user;
    }
    return mentions;
}

Result<TxnId> MessageSender::react(const RoomId &room, const QString &key, const QString &reaction,
                                   const QString &shortcode)
{
    if (const Status status = check(room, true); !status)
        return status.error();
    if (reaction.trimmed().isEmpty())
        return empty();
    if (const auto row = rowOf(room, key)) {
        const auto own =
            std::find_if(row->reactions.cbegin(), row->reactions.cend(),
                         [&reaction](const Reaction &each) { return each.key == reaction && each.isOwn(); });
        if (own != row->reactions.cend())
            return redact(room, own->own.isEmpty() ? own->ownKey : own->own.toString());
    }
    const auto id = idOf(room, key);
    if (!id)
        return id.error();
    return put(room, ReactionType, eventcontents::reaction(*id, reaction, shortcode));
}

Result<TxnId> MessageSender::redact(const RoomId &room, const QString &key, const QString &reason)
{
    const Room *known = m_rooms.find(room);
    if (!known)
        return Error::of(Error::Kind::NotFound, room.toString());
    if (known->membership != Membership::Join)
        return Error{Error::Kind::Server, QStringLiteral("M_FORBIDDEN"), 403, {}, {}};
    const auto unsent = m_queue.item(TxnId(key));
    if (unsent && (unsent->state == OutboxItem::State::Failed || m_queue.isUntried(unsent->txn))) {
        m_queue.discard(unsent->txn);
        return TxnId();
    }
    const auto id = idOf(room, key);
    if (!id)
        return id.error();
    return put(room, Redaction, eventcontents::redaction(*id, reason));
}

Result<TxnId> MessageSender::createPoll(const RoomId &room, const NewPoll &poll, const EventId &thread)
{
    if (const Status status = check(room, true); !status)
        return status.error();
    const auto isBlank = [](const QString &text) { return text.trimmed().isEmpty(); };
    const auto count = poll.answers.size();
    const bool isWhole = count >= NewPoll::LeastAnswers && count <= NewPoll::MostAnswers &&
                         poll.maxSelections >= 1 && poll.maxSelections <= count && !isBlank(poll.question) &&
                         std::none_of(poll.answers.cbegin(), poll.answers.cend(), isBlank);
    if (!isWhole)
        return empty();
    Draft where;
    where.thread = thread;
    return putRelated(room, eventcontents::pollType("start", false), eventcontents::poll(poll), where);
}

Result<TxnId> MessageSender::vote(const RoomId &room, const QString &pollKey, const QStringList &answerIds)
{
    if (const Status status = check(room, true); !status)
        return status.error();
    const auto id = idOf(room, pollKey);
    if (!id)
        return id.error();
    const bool isStable = isStablePoll(room, pollKey);
    return put(room, eventcontents::pollType("response", isStable),
               eventcontents::vote(*id, answerIds, isStable));
}

Result<TxnId> MessageSender::endPoll(const RoomId &room, const QString &pollKey, const QString &words)
{
    if (const Status status = check(room, true); !status)
        return status.error();
    const auto id = idOf(room, pollKey);
    if (!id)
        return id.error();
    const bool isStable = isStablePoll(room, pollKey);
    return put(room, eventcontents::pollType("end", isStable), eventcontents::pollEnd(*id, words, isStable));
}

Status MessageSender::check(const RoomId &room, bool wantsRelations) const
{
    const Room *known = m_rooms.find(room);
    if (!known)
        return Error::of(Error::Kind::NotFound, room.toString());
    if (known->membership != Membership::Join)
        return Error{Error::Kind::Server, QStringLiteral("M_FORBIDDEN"), 403, {}, {}};
    const bool canEncrypt = hasRelations() && m_api.has(QStringLiteral("keys"));
    if ((known->isEncrypted && !canEncrypt) || (wantsRelations && !hasRelations()))
        return Error::of(Error::Kind::Unsupported);
    return Done{};
}

std::optional<TimelineItem> MessageSender::rowOf(const RoomId &room, const QString &key) const
{
    if (key.isEmpty())
        return {};
    const auto windows = m_windows(room);
    for (const QList<TimelineItem> &rows : windows) {
        for (const TimelineItem &row : rows) {
            if (row.key == key || row.event.toString() == key)
                return row;
        }
    }
    return {};
}

/// Under which name an event can relate to it: its event id, or its transaction id as long as it has none.
Result<QString> MessageSender::idOf(const RoomId &room, const QString &key) const
{
    if (!unsenttargets::isTxn(key)) {
        const auto row = rowOf(room, key);
        return row && !row->event.isEmpty() ? row->event.toString() : key;
    }
    const EventId event = m_queue.eventOf(TxnId(key));
    if (!event.isEmpty())
        return event.toString();
    if (m_queue.item(TxnId(key)))
        return key;
    if (const auto row = rowOf(room, key); row && !row->event.isEmpty())
        return row->event.toString();
    return Error::of(Error::Kind::NotFound, key);
}

bool MessageSender::isStablePoll(const RoomId &room, const QString &key) const
{
    const auto row = rowOf(room, key);
    return row && row->type == eventcontents::pollType("start", true);
}

TxnId MessageSender::put(const RoomId &room, const QString &type, const QJsonObject &content,
                         const OutboxBytes &bytes)
{
    if (type == Message)
        m_typing.setTyping(room, false);
    return m_queue.send(room, type, eventcontents::toText(content), bytes);
}

}
