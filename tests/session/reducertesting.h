// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelinereducer.h"

#include <QTest>

namespace linnet::testing {

inline constexpr qint64 Noon = 1'700'000'000'000 / 86'400'000 * 86'400'000 + 12 * 3600 * 1000;
inline constexpr qint64 Minute = 60'000;

inline const UserId Me(QStringLiteral("@me:x"));
inline const UserId Bob(QStringLiteral("@bob:x"));

inline StoredEvent message(const QString &id, const UserId &sender, qint64 ts, const QByteArray &content)
{
    StoredEvent stored;
    stored.event.id = EventId(id);
    stored.event.sender = sender;
    stored.event.type = QStringLiteral("m.room.message");
    stored.event.ts = ts;
    stored.event.content = content;
    stored.senderName = sender.toString();
    return stored;
}

inline StoredEvent text(const QString &id, const UserId &sender, qint64 ts, const QByteArray &body = "hello")
{
    return message(id, sender, ts, R"({"msgtype":"m.text","body":")" + body + R"("})");
}

inline StoredEvent edit(const QString &id, const UserId &sender, qint64 ts, const QString &target,
                        const QByteArray &body)
{
    return message(
        id, sender, ts,
        R"({"msgtype":"m.text","body":"* )" + body + R"(","m.new_content":{"msgtype":"m.text","body":")" +
            body + R"("},"m.relates_to":{"rel_type":"m.replace","event_id":")" + target.toUtf8() + R"("}})");
}

/// An event of another type; in its content `'` stands for `"`, `%1` for `target`, `%2` for `what`.
inline StoredEvent related(const char *type, const QString &id, const UserId &sender, qint64 ts,
                           const char *content, const QString &target, const QString &what = {})
{
    QString text = QString::fromUtf8(content);
    text.replace(u'\'', u'"');
    StoredEvent stored =
        message(id, sender, ts, text.arg(target).replace(QStringLiteral("%2"), what).toUtf8());
    stored.event.type = QString::fromLatin1(type);
    return stored;
}

inline StoredEvent reaction(const QString &id, const UserId &sender, qint64 ts, const QString &target,
                            const QString &key)
{
    return related("m.reaction", id, sender, ts,
                   "{'m.relates_to':{'rel_type':'m.annotation','event_id':'%1','key':'%2'}}", target, key);
}

inline StoredEvent reply(const QString &id, const UserId &sender, qint64 ts, const QString &target,
                         const QString &body = QStringLiteral("yes"))
{
    return related("m.room.message", id, sender, ts,
                   "{'msgtype':'m.text','body':'%2','m.relates_to':{'m.in_reply_to':{'event_id':'%1'}}}",
                   target, body);
}

inline StoredEvent inThread(const QString &id, const UserId &sender, qint64 ts, const QString &root,
                            const QString &body = QStringLiteral("aside"))
{
    return related("m.room.message", id, sender, ts,
                   "{'msgtype':'m.text','body':'%2','m.relates_to':{'rel_type':'m.thread','event_id':'%1',"
                   "'is_falling_back':true,'m.in_reply_to':{'event_id':'%1'}}}",
                   root, body);
}

/// Asks for "a" or "b", of which one may choose one.
inline StoredEvent poll(const QString &id, const UserId &sender, qint64 ts)
{
    return related("m.poll.start", id, sender, ts,
                   "{'m.poll':{'kind':'m.disclosed','question':{'m.text':[{'body':'which?'}]},"
                   "'answers':[{'m.id':'a','m.text':[{'body':'A'}]},{'m.id':'b','m.text':[{'body':'B'}]}]}}",
                   {});
}

inline StoredEvent vote(const QString &id, const UserId &sender, qint64 ts, const QString &target,
                        const QString &answer)
{
    return related("m.poll.response", id, sender, ts,
                   "{'m.relates_to':{'rel_type':'m.reference','event_id':'%1'},'m.selections':['%2']}",
                   target, answer);
}

inline StoredEvent pollEnd(const QString &id, const UserId &sender, qint64 ts, const QString &target)
{
    return related("m.poll.end", id, sender, ts,
                   "{'m.relates_to':{'rel_type':'m.reference','event_id':'%1'}}", target);
}

inline StoredEvent ofType(StoredEvent stored, const char *type, bool isState = false)
{
    stored.event.type = QString::fromLatin1(type);
    if (isState)
        stored.event.stateKey = QString();
    return stored;
}

inline StoredEvent redacted(StoredEvent stored)
{
    stored.event.isRedacted = true;
    stored.event.content = "{}";
    return stored;
}

inline OutboxItem unsent(const QString &txn, qint64 ts, const QByteArray &body = "mine")
{
    OutboxItem item;
    item.txn = TxnId(txn);
    item.type = QStringLiteral("m.room.message");
    item.content = R"({"msgtype":"m.text","body":")" + body + R"("})";
    item.ts = ts;
    return item;
}

/// The same as an event that waits to be sent.
inline OutboxItem unsentOf(const StoredEvent &stored, const QString &txn)
{
    OutboxItem item;
    item.txn = TxnId(txn);
    item.type = stored.event.type;
    item.content = stored.event.content;
    item.ts = stored.event.ts;
    return item;
}

inline HistoryWindow window(const QList<StoredEvent> &events)
{
    HistoryWindow result;
    result.events = events;
    return result;
}

/// What a model does with a diff.
inline void apply(QList<TimelineItem> &rows, const TimelineDiff &diff)
{
    for (const auto &step : diff.steps) {
        if (const auto *reset = std::get_if<TimelineDiff::Reset>(&step)) {
            rows = reset->items;
        } else if (const auto *insert = std::get_if<TimelineDiff::Insert>(&step)) {
            QVERIFY(insert->at >= 0 && insert->at <= rows.size() && !insert->items.isEmpty());
            for (int i = 0; i < insert->items.size(); ++i)
                rows.insert(insert->at + i, insert->items.at(i));
        } else if (const auto *remove = std::get_if<TimelineDiff::Remove>(&step)) {
            QVERIFY(remove->at >= 0 && remove->count > 0 && remove->at + remove->count <= rows.size());
            rows.remove(remove->at, remove->count);
        } else if (const auto *update = std::get_if<TimelineDiff::Update>(&step)) {
            QVERIFY(update->at >= 0 && update->at < rows.size());
            QVERIFY2(!(rows.at(update->at) == update->item), "an update that changes nothing");
            QCOMPARE(rows.at(update->at).key, update->item.key);
            rows[update->at] = update->item;
        }
    }
}

inline QStringList texts(const TimelineReducer &reducer)
{
    QStringList result;
    for (const TimelineItem &item : reducer.items())
        result << item.text;
    return result;
}

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

}
