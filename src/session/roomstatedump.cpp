// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomstatedump.h"

#include "base/onpool.h"
#include "matrix/roomstaterequests.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

void sort(QList<StateDumpEntry> &entries)
{
    std::sort(entries.begin(), entries.end(), [](const StateDumpEntry &a, const StateDumpEntry &b) {
        return a.type != b.type ? a.type < b.type : a.stateKey < b.stateKey;
    });
}

RoomStateDump ofStored(const QList<StateEntry> &stored)
{
    RoomStateDump dump;
    dump.isFromServer = false;
    for (const StateEntry &each : stored) {
        const QJsonObject event{{QStringLiteral("type"), each.type},
                                {QStringLiteral("state_key"), each.stateKey},
                                {QStringLiteral("event_id"), each.event.toString()},
                                {QStringLiteral("sender"), each.sender.toString()},
                                {QStringLiteral("origin_server_ts"), each.ts},
                                {QStringLiteral("content"), QJsonDocument::fromJson(each.content).object()}};
        dump.entries.append({each.type, each.stateKey, QJsonDocument(event).toJson(QJsonDocument::Compact)});
    }
    sort(dump.entries);
    return dump;
}

}

RoomStateValues RoomStateDump::values() const
{
    RoomStateValues values;
    for (const StateDumpEntry &entry : entries) {
        if (!entry.stateKey.isEmpty())
            continue;
        const QJsonObject event = QJsonDocument::fromJson(entry.json).object();
        values.insert(entry.type,
                      {QJsonDocument(event.value(u"content").toObject()).toJson(QJsonDocument::Compact),
                       UserId(event.value(u"sender").toString())});
    }
    return values;
}

Result<RoomStateDump> RoomStateDump::read(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isArray())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply is no list"));
    RoomStateDump dump;
    const QJsonArray events = document.array();
    dump.entries.reserve(events.size());
    for (const QJsonValue &each : events) {
        const QJsonObject event = each.toObject();
        const QString type = event.value(u"type").toString();
        if (!type.isEmpty() && event.value(u"state_key").isString())
            dump.entries.append({type, event.value(u"state_key").toString(),
                                 QJsonDocument(event).toJson(QJsonDocument::Compact)});
    }
    sort(dump.entries);
    return dump;
}

Task<RoomStateDump> RoomStateDump::ask(ApiClient &api, Store &store, const RoomId &room, QObject *context)
{
    return api.send(RoomStateRequests::allState(api.requests().version(), room))
        .andThen([context](const Reply &reply) {
            return onPool(*QThreadPool::globalInstance(), context,
                          [body = reply.body] { return RoomStateDump::read(body); });
        })
        .orElse([&store, room](const Error &error) -> Task<RoomStateDump> {
            if (!error.isTransient())
                return Task<RoomStateDump>::ready(error);
            return store.state(room).andThen(
                [](const QList<StateEntry> &stored) { return ofStored(stored); });
        });
}

}
