// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/v3dialect.h"

#include "matrix/syncparts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringBuilder>

namespace linnet {

namespace {

using Value = JsonReader::Value;
using namespace std::chrono_literals;

constexpr auto FullStateTime = 5min; ///< a server may think long before the first byte of a large account
constexpr auto PollMargin = 20s;     ///< servers answer a poll late

QString filter(bool hasPresence)
{
    const QString presence = hasPresence ? QString() : QStringLiteral(R"("presence":{"not_types":["*"]},)");
    return u'{' % presence %
           QStringLiteral(
               R"("room":{"timeline":{"limit":20,"lazy_load_members":true,)"
               R"("unread_thread_notifications":true},)"
               R"("state":{"lazy_load_members":true},)"
               R"("account_data":{"types":["m.fully_read","m.marked_unread","com.famedly.marked_unread",)"
               R"("m.tag"]}},)"
               R"("account_data":{"types":["m.push_rules","m.secret_storage.default_key",)"
               R"("m.megolm_backup.v1","m.cross_signing.master",")") %
           keptAccountData().join(QStringLiteral(R"(",")")) % QStringLiteral(R"("]}})");
}

void readCounts(JsonReader &reader, Value value, RoomDelta &room)
{
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "notification_count")
            room.unread = readCount(reader, field);
        else if (key == "highlight_count")
            room.highlight = readCount(reader, field);
        else if (key == "m.joined_member_count")
            room.joinedCount = readCount(reader, field);
        else if (key == "m.invited_member_count")
            room.invitedCount = readCount(reader, field);
        else if (key == "m.heroes" && JsonReader::isArray(field)) {
            QList<UserId> heroes;
            reader.eachElement(field, [&](Value hero) {
                if (const QString id = reader.string(hero); !id.isEmpty())
                    heroes.append(UserId(id));
            });
            room.heroes = heroes;
        }
    });
}

void readThreadCounts(JsonReader &reader, Value value, RoomDelta &room)
{
    reader.eachMember(value, [&](std::string_view root, Value counts) {
        UnreadCounts &thread = room.threads[EventId(QString::fromUtf8(root.data(), qsizetype(root.size())))];
        reader.eachMember(counts, [&](std::string_view key, Value field) {
            if (key == "notification_count")
                thread.unread = readCount(reader, field).value_or(0);
            else if (key == "highlight_count")
                thread.highlight = readCount(reader, field).value_or(0);
        });
    });
}

void readTimeline(JsonReader &reader, Value value, RoomDelta &room, qint64 now)
{
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "events")
            room.timeline = readEvents(reader, field, now);
        else if (key == "limited")
            room.hasGap = reader.boolean(field).value_or(false);
        else if (key == "prev_batch")
            room.historyToken = reader.string(field);
    });
    removeRepeated(room.timeline);
}

template <typename Use>
void eachEventOf(JsonReader &reader, Value value, qint64 now, Use use)
{
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "events")
            for (const WireEvent &wire : readWireEvents(reader, field, now))
                use(wire.event);
    });
}

/// A room of `join` or `leave`.
RoomDelta readRoom(JsonReader &reader, Value value, qint64 now)
{
    RoomDelta room;
    bool hasStateAfter = false;
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "timeline") {
            readTimeline(reader, field, room, now);
        } else if (key == "state_after" || (key == "state" && !hasStateAfter)) {
            hasStateAfter = key == "state_after";
            room.state.clear();
            eachEventOf(reader, field, now, [&](const Event &event) { room.state.append(event); });
        } else if (key == "ephemeral" || key == "account_data") {
            eachEventOf(reader, field, now, [&](const Event &event) { applyEphemeral(event, room); });
        } else if (key == "summary" || key == "unread_notifications") {
            readCounts(reader, field, room);
        } else if (key == "unread_thread_notifications") {
            readThreadCounts(reader, field, room);
        }
    });
    return room;
}

/// A room of `invite` or `knock`: some stripped state.
RoomDelta readStripped(JsonReader &reader, Value value, qint64 now)
{
    RoomDelta room;
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "invite_state" || key == "knock_state")
            eachEventOf(reader, field, now, [&](const Event &event) { room.state.append(event); });
    });
    return room;
}

void readRooms(JsonReader &reader, Value value, const UserId &self, qint64 now, bool isInitial,
               SyncBatch &batch)
{
    reader.eachMember(value, [&](std::string_view kind, Value group) {
        const bool isStripped = kind == "invite" || kind == "knock";
        if (!isStripped && kind != "join" && kind != "leave")
            return;
        reader.eachMember(group, [&](std::string_view name, Value field) {
            const QString id = QString::fromUtf8(name.data(), qsizetype(name.size()));
            if (id.isEmpty() || !JsonReader::isObject(field))
                return;
            RoomDelta room = isStripped ? readStripped(reader, field, now) : readRoom(reader, field, now);
            room.id = RoomId(id);
            if (kind == "join") {
                room.membership = Membership::Join;
                room.isFullState = isInitial;
            } else if (kind == "leave") {
                Membership own = ownMembership(room.timeline, self);
                if (own == Membership::None)
                    own = ownMembership(room.state, self);
                room.membership = own == Membership::Ban ? Membership::Ban : Membership::Leave;
            } else {
                room.membership = kind == "invite" ? Membership::Invite : Membership::Knock;
                if (kind == "invite")
                    room.inviter = senderOfOwnMember(room.state, self);
            }
            batch.rooms.append(std::move(room));
        });
    });
}

}

Request V3Dialect::request(const QByteArray &position, const SyncWishes &wishes) const
{
    Request request;
    request.path =
        m_isR0 ? QStringLiteral("/_matrix/client/r0/sync") : QStringLiteral("/_matrix/client/v3/sync");
    request.query = {{QStringLiteral("filter"), filter(wishes.hasPresence)}};
    if (!wishes.hasPresence)
        request.query.append({QStringLiteral("set_presence"), QStringLiteral("offline")});
    if (position.isEmpty()) {
        request.query.append({QStringLiteral("timeout"), QStringLiteral("0")});
        request.timeout = FullStateTime;
    } else {
        request.query.append({QStringLiteral("since"), QString::fromUtf8(position)});
        request.query.append({QStringLiteral("timeout"), QString::number(wishes.timeout.count())});
        request.timeout = wishes.timeout + PollMargin;
    }
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

Result<SyncBatch> V3Dialect::parse(const QByteArray &position, const QByteArray &reply, qint64 now) const
{
    JsonReader reader;
    SyncBatch batch;
    const bool isInitial = position.isEmpty();
    const Status status = reader.read(reply, [&](std::string_view key, Value field) {
        if (key == "next_batch")
            batch.position = reader.string(field).toUtf8();
        else if (key == "rooms")
            readRooms(reader, field, m_self, now, isInitial, batch);
        else if (key == "presence")
            eachEventOf(reader, field, now, [&](const Event &event) {
                if (auto update = readPresence(event, now))
                    batch.presence.append(*update);
            });
        else if (key == "account_data")
            eachEventOf(reader, field, now, [&](const Event &event) { applyAccountData(event, batch); });
        else if (key == "to_device")
            reader.eachMember(field, [&](std::string_view name, Value events) {
                if (name == "events")
                    batch.toDevice = readRawObjects(reader, events);
            });
        else
            readEncryption(reader, key, field, batch);
    });
    if (!status)
        return status.error();
    if (batch.position.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"next_batch\""));
    batch.deviceLists.areOthersUnknown = isInitial;
    if (isInitial)
        batch.allRooms = idsOf(batch.rooms);
    return batch;
}

bool V3Dialect::isPositionRefused(const Error &error) const
{
    return error.httpStatus == 400 && (error.isMatrix("M_UNKNOWN_POS") || error.isMatrix("M_UNKNOWN") ||
                                       error.isMatrix("M_INVALID_PARAM"));
}

}
