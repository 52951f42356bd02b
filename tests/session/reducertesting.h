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
