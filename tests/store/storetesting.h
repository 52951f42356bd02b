// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/eventparser.h"
#include "store/batchwriter.h"
#include "store/database.h"
#include "store/historyreader.h"
#include "store/migrations.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace linnet::testing {

inline const UserId me(QStringLiteral("@me:x"));
inline const UserId bob(QStringLiteral("@bob:x"));
inline const RoomId room(QStringLiteral("!r:x"));

inline QByteArray testKey(char byte = 'k')
{
    return QByteArray(32, byte);
}

inline QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline Event parsed(const QJsonObject &object)
{
    EventParser parser;
    auto event = parser.parse(text(object), 1);
    return event.isOk() ? event.take() : Event{};
}

inline QJsonObject wire(const QString &id, const UserId &sender, const QString &type,
                        const QJsonObject &content, qint64 ts = 1000)
{
    return {{QStringLiteral("event_id"), id},
            {QStringLiteral("sender"), sender.toString()},
            {QStringLiteral("type"), type},
            {QStringLiteral("content"), content},
            {QStringLiteral("origin_server_ts"), ts}};
}

/// A text message; its body is its id unless said otherwise.
inline Event message(const QString &id, const UserId &sender = bob, const QString &body = {},
                     qint64 ts = 1000)
{
    return parsed(wire(id, sender, QStringLiteral("m.room.message"),
                       {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                        {QStringLiteral("body"), body.isEmpty() ? id : body}},
                       ts));
}

inline Event state(const QString &id, const QString &type, const QJsonObject &content,
                   const QString &key = {}, const UserId &sender = bob)
{
    QJsonObject object = wire(id, sender, type, content);
    object.insert(QStringLiteral("state_key"), key);
    return parsed(object);
}

inline Event member(const QString &id, const UserId &user, const QString &membership,
                    const QString &name = {}, const UserId &sender = {})
{
    QJsonObject content{{QStringLiteral("membership"), membership}};
    if (!name.isEmpty())
        content.insert(QStringLiteral("displayname"), name);
    return state(id, QStringLiteral("m.room.member"), content, user.toString(),
                 sender.isEmpty() ? user : sender);
}

inline Event create(const QString &id = QStringLiteral("$create"))
{
    return state(id, QStringLiteral("m.room.create"), {});
}

inline RoomDelta joined(const QList<Event> &timeline, const QString &token = {}, bool hasGap = false)
{
    RoomDelta delta;
    delta.id = room;
    delta.membership = Membership::Join;
    delta.timeline = timeline;
    delta.historyToken = token;
    delta.hasGap = hasGap;
    return delta;
}

inline SyncBatch batchOf(const QList<RoomDelta> &rooms, const QByteArray &position = "p")
{
    SyncBatch batch;
    batch.position = position;
    batch.rooms = rooms;
    return batch;
}

/// A content of `m.push_rules`: `kinds` as they stand in `global`, with ' for ".
inline QByteArray pushRules(QByteArray kinds)
{
    return "{\"global\":{" + kinds.replace('\'', '"') + "}}";
}

/// The room does not notify, but where a message names somebody or holds a keyword.
inline const QByteArray mutedRoom("'room':[{'rule_id':'!r:x','default':false,'enabled':true,'actions':[]}]");
/// "cake" is what one looks for.
inline const QByteArray keywordCake("'content':[{'rule_id':'cake','default':false,'enabled':true,"
                                    "'pattern':'cake','actions':['notify',{'set_tweak':'highlight'}]}]");

inline HistoryPage page(const QList<Event> &events, const QString &from, const QString &end)
{
    HistoryPage result;
    result.events = events;
    result.from = from;
    result.end = end;
    return result;
}

inline QStringList ids(const QList<StoredEvent> &events)
{
    QStringList names;
    for (const StoredEvent &stored : events)
        names.append(stored.event.id.toString());
    return names;
}

/// An encrypted database in a folder of its own, with the writer that is tested.
class Bench
{
public:
    Bench()
    {
        auto opened = Database::open(path(), testKey(), Database::Mode::ReadWrite);
        m_database = opened.take();
        if (!migrate(*m_database, migrations()).isOk())
            qFatal("no tables");
    }

    QString path() const { return m_folder.filePath(QStringLiteral("account.db")); }
    Database &database() { return *m_database; }
    BatchWriter writer() { return BatchWriter(*m_database, me); }

    CommittedBatch commit(const SyncBatch &batch, Dialect dialect = Dialect::V3)
    {
        auto result = writer().write(batch, dialect, 5000);
        if (!result.isOk())
            qFatal("commit failed: %s", qPrintable(result.error().text));
        return result.take();
    }
    CommittedRoom commitRoom(const RoomDelta &delta, Dialect dialect = Dialect::V3)
    {
        return commit(batchOf({delta}), dialect).rooms.value(0);
    }
    BatchWriter::HistoryResult fill(const HistoryPage &with)
    {
        auto result = writer().writeHistory(room, with, 5000);
        if (!result.isOk())
            qFatal("history failed");
        return result.take();
    }
    HistoryWindow window(Seq before = 0, int limit = 1000)
    {
        return HistoryReader(*m_database).before(room, before, limit).take();
    }
    qint64 number(std::string_view sql)
    {
        Statement statement = m_database->query(sql);
        return statement.next() ? statement.integer(0) : -1;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
};

}
