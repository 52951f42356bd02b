// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctljson.h"

#include "matrix/content.h"
#include "matrix/relation.h"
#include "session/encryptiontext.h"
#include "session/errortext.h"

#include <QSet>

namespace linnet::ctljson {

namespace {

QJsonObject makeEvent(const QString &id, const UserId &sender, qint64 ts, const QString &type,
                      const QByteArray &content)
{
    const MessageContent message =
        type == QLatin1String("m.room.message") ? readMessage(content) : MessageContent{};
    return {{QStringLiteral("event_id"), id},
            {QStringLiteral("sender"), sender.toString()},
            {QStringLiteral("ts"), ts},
            {QStringLiteral("type"), type},
            {QStringLiteral("msgtype"), message.msgtype},
            {QStringLiteral("body"), message.body},
            {QStringLiteral("state"), QStringLiteral("sent")}};
}

/// What relates to an event, beside its own fields; only what there is.
void addRelations(QJsonObject &object, const TimelineItem &row)
{
    if (row.isEdited) {
        object.insert(QStringLiteral("edited"), true);
        object.insert(QStringLiteral("body"), row.text);
    }
    if (row.reply)
        object.insert(QStringLiteral("reply_to"), row.reply->event.toString());
    QJsonArray reactions;
    for (const Reaction &reaction : row.reactions) {
        reactions.append(QJsonObject{{QStringLiteral("key"), reaction.key},
                                     {QStringLiteral("count"), reaction.count},
                                     {QStringLiteral("own"), reaction.isOwn()}});
    }
    if (!reactions.isEmpty())
        object.insert(QStringLiteral("reactions"), reactions);
    if (row.kind == TimelineItem::Kind::Encrypted)
        object.insert(QStringLiteral("reason"), row.text);
    if (const QString shield = EncryptionText::shield(row.encryption); !shield.isEmpty())
        object.insert(QStringLiteral("shield"), shield);
    if (row.thread)
        object.insert(QStringLiteral("thread_count"), row.thread->count);
    if (!row.poll)
        return;
    QJsonArray answers;
    for (const Poll::Answer &answer : row.poll->answers) {
        answers.append(QJsonObject{{QStringLiteral("id"), answer.id},
                                   {QStringLiteral("text"), answer.text},
                                   {QStringLiteral("votes"), answer.votes},
                                   {QStringLiteral("own"), answer.isOwn}});
    }
    object.insert(QStringLiteral("poll"), QJsonObject{{QStringLiteral("question"), row.poll->question},
                                                      {QStringLiteral("answers"), answers},
                                                      {QStringLiteral("voters"), row.poll->voters},
                                                      {QStringLiteral("ended"), row.poll->isEnded}});
}

/// What windows onto the room and its threads would be told of the page, by the root; empty: the room.
QHash<EventId, HistoryWindow> windowsOf(const ArchivePage &page)
{
    QHash<EventId, EventId> threads;
    for (const StoredEvent &stored : page.events) {
        const Relation relation = readRelation(stored.event);
        if (relation.kind == Relation::Kind::Thread)
            threads.insert(stored.event.id, relation.target);
    }
    const auto threadOf = [&threads](const StoredEvent &stored) {
        const Relation relation = readRelation(stored.event);
        return relation.kind == Relation::Kind::Thread ? relation.target : threads.value(relation.target);
    };
    QHash<EventId, HistoryWindow> windows;
    for (const StoredEvent &stored : page.events)
        windows[threadOf(stored)].events.append(stored);
    for (const StoredEvent &stored : page.related.relations)
        windows[threadOf(stored)].related.relations.append(stored);
    windows[{}].related.quoted = page.related.quoted;
    windows[{}].related.threads = page.related.threads;
    return windows;
}

/// The rows that windows onto the room and its threads would show of the page.
QHash<EventId, TimelineItem> rowsOf(const ArchivePage &page, const UserId &self, const PowerLevels &powers)
{
    QHash<EventId, TimelineItem> rows;
    const QHash<EventId, HistoryWindow> windows = windowsOf(page);
    for (auto window = windows.cbegin(); window != windows.cend(); ++window) {
        TimelineReducer reducer(self, QTimeZone::utc(), window.key());
        reducer.setPowers(powers);
        reducer.reset(*window, {}, {});
        for (const TimelineItem &row : reducer.items())
            rows.insert(row.event, row);
    }
    return rows;
}

}

QJsonObject event(const Event &event)
{
    return makeEvent(event.id.toString(), event.sender, event.ts, event.type,
                     event.isRedacted ? QByteArrayLiteral("{}") : event.content);
}

QJsonObject event(const OutboxItem &item, const UserId &self)
{
    QJsonObject object = makeEvent(item.sentAs.toString(), self, item.ts, item.type, item.content);
    if (item.state == OutboxItem::State::Failed) {
        object.insert(QStringLiteral("state"), QStringLiteral("failed"));
        object.insert(QStringLiteral("reason"), item.reason);
    } else if (item.sentAs.isEmpty()) {
        object.insert(QStringLiteral("state"), QStringLiteral("sending"));
    }
    return object;
}

QJsonObject gap(qint64 ts)
{
    QJsonObject object = makeEvent({}, {}, ts, QStringLiteral("chat.linnet.gap"), {});
    object.insert(QStringLiteral("state"), QString());
    return object;
}

QJsonArray timeline(const ArchivePage &page, const QList<OutboxItem> &outbox, const UserId &self,
                    const PowerLevels &powers, int limit)
{
    const auto shown = rowsOf(page, self, powers);
    QJsonArray rows;
    QSet<EventId> ids;
    QSet<TxnId> echoes;
    int gaps = 0;
    for (const StoredEvent &stored : page.events) {
        if (gaps < page.afterGap.size() && page.afterGap.at(gaps) == stored.event.id) {
            rows.append(gap(stored.event.ts));
            ++gaps;
        }
        ids.insert(stored.event.id);
        if (!stored.event.transactionId.isEmpty())
            echoes.insert(stored.event.transactionId);
        QJsonObject object = event(stored.event);
        addRelations(object, shown.value(stored.event.id));
        const Relation relation = readRelation(stored.event);
        if (relation.kind == Relation::Kind::Thread)
            object.insert(QStringLiteral("thread"), relation.target.toString());
        rows.append(object);
    }
    for (const OutboxItem &item : outbox) {
        if (!echoes.contains(item.txn) && (item.sentAs.isEmpty() || !ids.contains(item.sentAs)))
            rows.append(event(item, self));
    }
    // Of any type there may be events.
    const auto isGap = [](const QJsonValue &row) { return row[u"sender"].toString().isEmpty(); };
    while (!rows.isEmpty() && (rows.size() - gaps > limit || isGap(rows.first()))) {
        gaps -= isGap(rows.first()) ? 1 : 0;
        rows.removeFirst();
    }
    return rows;
}

QJsonArray outbox(const SendQueue &queue)
{
    QJsonArray array;
    const QList<OutboxItem> items = queue.unsent();
    for (const OutboxItem &item : items) {
        const bool isRefused = item.state == OutboxItem::State::Failed;
        const auto why = isRefused ? std::optional(SendQueue::refusalOf(item)) : queue.holdup(item.txn);
        QJsonObject object{
            {QStringLiteral("txn_id"), item.txn.toString()},
            {QStringLiteral("room_id"), item.room.toString()},
            {QStringLiteral("ts"), item.ts},
            {QStringLiteral("body"), readMessage(item.content).body},
            {QStringLiteral("state"), isRefused ? QStringLiteral("failed")
                                      : queue.isSending(item.txn) || queue.isUploading(item.txn)
                                          ? QStringLiteral("sending")
                                          : QStringLiteral("waiting")}};
        if (why) {
            object.insert(QStringLiteral("code"), ErrorText::code(*why));
            object.insert(QStringLiteral("reason"), ErrorText::of(*why, ErrorText::During::Sending).what);
        }
        array.append(object);
    }
    return array;
}

QJsonObject room(const Room &room)
{
    QJsonObject object{{QStringLiteral("room_id"), room.id.toString()},
                       {QStringLiteral("name"), room.name},
                       {QStringLiteral("membership"), toString(room.membership)},
                       {QStringLiteral("unread"), room.unread},
                       {QStringLiteral("highlight"), room.highlight},
                       {QStringLiteral("unread_is_at_least"), room.isUnreadAtLeast},
                       {QStringLiteral("last_event"), QJsonValue::Null}};
    QJsonObject tags;
    for (auto tag = room.tags.begin(); tag != room.tags.end(); ++tag)
        tags.insert(tag.key(), tag.value() == NoTagOrder ? QJsonValue() : QJsonValue(tag.value()));
    object.insert(QStringLiteral("tags"), tags);
    object.insert(QStringLiteral("direct_with"),
                  room.directWith.isEmpty() ? QJsonValue() : QJsonValue(room.directWith.toString()));
    if (!room.lastEventId.isEmpty())
        object.insert(QStringLiteral("last_event"), makeEvent(room.lastEventId.toString(), room.lastSender,
                                                              room.lastTs, room.lastType, room.lastContent));
    return object;
}

QJsonArray members(const QList<Member> &members)
{
    QJsonArray array;
    for (const Member &member : members) {
        array.append(QJsonObject{{QStringLiteral("user_id"), member.user.toString()},
                                 {QStringLiteral("name"), member.name},
                                 {QStringLiteral("membership"), toString(member.membership)},
                                 {QStringLiteral("power"), member.power}});
    }
    return array;
}

QString state(const Connection &connection)
{
    switch (connection.phase) {
    case Connection::Phase::Connecting:
        return QStringLiteral("connecting");
    case Connection::Phase::Syncing:
        return QStringLiteral("syncing");
    case Connection::Phase::Offline:
        return QStringLiteral("offline");
    case Connection::Phase::Failed:
        return QStringLiteral("error");
    }
    return {};
}

}
