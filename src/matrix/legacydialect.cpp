// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/legacydialect.h"

#include "matrix/content.h"
#include "matrix/syncparts.h"

#include <QHash>

#include <algorithm>

namespace linnet {

namespace {

using Value = JsonReader::Value;
using namespace std::chrono_literals;

constexpr int RoomEvents = 20;
constexpr auto FullStateTime = 5min; ///< a server may think long before the first byte of a large account
constexpr auto PollMargin = 20s;     ///< servers answer a poll late, and 2014 rounded its timeout

QString prefixed(const QString &rest)
{
    return QStringLiteral("/_matrix/client/api/v1") + rest;
}

Request fullStateRequest()
{
    Request request;
    request.path = prefixed(QStringLiteral("/initialSync"));
    request.query = {{QStringLiteral("limit"), QString::number(RoomEvents)}};
    request.timeout = FullStateTime;
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

/// One field of an entry of initialSync's `rooms`, or of a room's own initialSync.
void readRoomField(JsonReader &reader, std::string_view key, Value field, qint64 now, RoomDelta &room)
{
    if (key == "room_id")
        room.id = RoomId(reader.string(field));
    else if (key == "membership")
        room.membership = membershipFromString(reader.string(field));
    else if (key == "inviter")
        room.inviter = UserId(reader.string(field));
    else if (key == "invite" && JsonReader::isObject(field))
        room.state.append(readWireEvent(reader, field, now).event);
    else if (key == "state")
        room.state.append(readEvents(reader, field, now));
    else if (key == "messages")
        reader.eachMember(field, [&](std::string_view name, Value part) {
            if (name == "chunk")
                room.timeline = readEvents(reader, part, now);
            else if (name == "start")
                room.historyToken = reader.string(part);
        });
    else if (key == "account_data" || key == "receipts")
        for (const WireEvent &wire : readWireEvents(reader, field, now))
            applyEphemeral(wire.event, room);
}

void finishRoom(RoomDelta &room, const UserId &self)
{
    if (room.membership == Membership::None)
        room.membership = ownMembership(room.state, self);
    if (room.membership == Membership::Invite) {
        room.timeline.clear();
        for (const Event &event : std::as_const(room.state)) {
            if (room.inviter.isEmpty() && isOwnMember(event, self))
                room.inviter = event.sender;
        }
        return;
    }
    removeRepeated(room.timeline);
    room.isFullState = !room.state.isEmpty();
    const auto isCreation = [](const Event &event) {
        return event.type == u"m.room.create" && event.isState();
    };
    room.hasGap = std::none_of(room.timeline.cbegin(), room.timeline.cend(), isCreation);
}

RoomDelta readRoom(JsonReader &reader, Value value, const UserId &self, qint64 now)
{
    RoomDelta room;
    reader.eachMember(
        value, [&](std::string_view key, Value field) { readRoomField(reader, key, field, now, room); });
    finishRoom(room, self);
    return room;
}

/// Collects the events of one stream chunk by room, in the order in which the rooms first appear.
class Chunk
{
public:
    Chunk(const UserId &self, qint64 now) : m_self(self), m_now(now) {}

    void addRoom(RoomDelta delta)
    {
        if (delta.id.isEmpty() || m_index.contains(delta.id))
            return;
        m_index.insert(delta.id, m_batch.rooms.size());
        m_batch.rooms.append(std::move(delta));
    }
    void add(const WireEvent &wire)
    {
        if (wire.event.type == u"m.presence") {
            if (auto update = readPresence(wire.event, m_now))
                m_batch.presence.append(*update);
        } else if (wire.event.type == u"m.direct" && wire.room.isEmpty()) {
            applyAccountData(wire.event, m_batch);
        } else if (!wire.room.isEmpty()) {
            RoomDelta &delta = room(wire.room);
            if (wire.event.id.isEmpty())
                applyEphemeral(wire.event, delta);
            else
                addToRoom(wire.event, delta);
        }
    }
    /// `end` is where a piece of the stream ends; empty for an initialSync, whose rooms have tokens of their
    /// own.
    SyncBatch take(const QByteArray &end)
    {
        for (RoomDelta &delta : m_batch.rooms) {
            if (!end.isEmpty())
                delta.historyToken = QString::fromUtf8(end);
            removeRepeated(delta.timeline);
            removeRepeated(delta.state);
        }
        return std::move(m_batch);
    }

private:
    RoomDelta &room(const RoomId &id)
    {
        if (!m_index.contains(id)) {
            RoomDelta delta;
            delta.id = id;
            addRoom(std::move(delta));
        }
        return m_batch.rooms[m_index.value(id)];
    }
    void addToRoom(const Event &event, RoomDelta &delta)
    {
        if (!isOwnMember(event, m_self)) {
            delta.timeline.append(event);
            return;
        }
        const Membership now = readMember(event.content).membership;
        const Membership before = readMember(event.previousContent).membership;
        if (now != Membership::None)
            delta.membership = now;
        if (now == Membership::Invite) {
            delta.inviter = event.sender;
            delta.state.append(event);
            return;
        }
        if (now == Membership::Join && before == Membership::Join) {
            delta.timeline.append(event);
            return;
        }
        m_batch.incomplete.removeAll(delta.id);
        if (now == Membership::Join)
            m_batch.incomplete.append(delta.id);
        if (holds(delta.timeline, event) || holds(delta.state, event))
            return;
        // Of a room that one is not in when it is asked, the stream leaves out what was said in it. Its token
        // is of after all that was said there up to now, seen or not, so one's leaving comes with the
        // history.
        delta.timeline.clear();
        delta.hasGap = true;
        const bool isOut = now == Membership::Leave || now == Membership::Ban;
        (isOut ? delta.state : delta.timeline).append(event);
    }
    static bool holds(const QList<Event> &events, const Event &event)
    {
        return std::any_of(events.cbegin(), events.cend(),
                           [&event](const Event &each) { return each.id == event.id; });
    }

    const UserId &m_self;
    qint64 m_now;
    SyncBatch m_batch;
    QHash<RoomId, qsizetype> m_index;
};

}

Request LegacyDialect::request(const QByteArray &position, const SyncWishes &wishes) const
{
    if (position.isEmpty())
        return fullStateRequest();
    Request request;
    request.path = prefixed(QStringLiteral("/events"));
    // Today's servers give ten events a poll unless asked for more.
    request.query = {{QStringLiteral("from"), QString::fromUtf8(position)},
                     {QStringLiteral("timeout"), QString::number(wishes.timeout.count())},
                     {QStringLiteral("limit"), QStringLiteral("100")}};
    request.timeout = wishes.timeout + PollMargin;
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

Result<SyncBatch> LegacyDialect::parse(const QByteArray &position, const QByteArray &reply, qint64 now) const
{
    JsonReader reader;
    Chunk chunk(m_self, now);
    QList<WireEvent> aside; // receipts of today's servers may stand before the rooms
    QByteArray end;
    const Status status = reader.read(reply, [&](std::string_view key, Value field) {
        if (key == "end")
            end = reader.string(field).toUtf8();
        else if (key == "chunk" && !position.isEmpty())
            for (const WireEvent &wire : readWireEvents(reader, field, now))
                chunk.add(wire);
        else if (key == "rooms" && position.isEmpty())
            reader.eachElement(field,
                               [&](Value room) { chunk.addRoom(readRoom(reader, room, m_self, now)); });
        else if (key == "presence" || key == "account_data" || key == "receipts")
            aside.append(readWireEvents(reader, field, now));
    });
    if (!status)
        return status.error();
    if (end.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"end\""));

    for (const WireEvent &wire : std::as_const(aside))
        chunk.add(wire);
    SyncBatch batch = chunk.take(position.isEmpty() ? QByteArray() : end);
    batch.position = end;
    if (position.isEmpty())
        batch.allRooms = idsOf(batch.rooms);
    return batch;
}

std::optional<Request> LegacyDialect::roomRequest(const RoomId &room) const
{
    Request request;
    request.path = prefixed(QStringLiteral("/rooms/") + encodePathSegment(room.toString()) +
                            QStringLiteral("/initialSync"));
    request.query = {{QStringLiteral("limit"), QString::number(RoomEvents)}};
    request.timeout = FullStateTime;
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

std::optional<Request> LegacyDialect::roomFallbackRequest() const
{
    return fullStateRequest();
}

Result<SyncBatch> LegacyDialect::parseRoom(const RoomId &id, const QByteArray &reply, qint64 now) const
{
    JsonReader reader;
    RoomDelta whole;
    std::optional<RoomDelta> among;
    bool isOfAllRooms = false;
    const Status status = reader.read(reply, [&](std::string_view key, Value field) {
        readRoomField(reader, key, field, now, whole);
        if (key != "rooms")
            return;
        isOfAllRooms = true;
        reader.eachElement(field, [&](Value entry) {
            RoomDelta room = readRoom(reader, entry, m_self, now);
            if (room.id == id)
                among = std::move(room);
        });
    });
    if (!status)
        return status.error();

    SyncBatch batch;
    if (isOfAllRooms) {
        if (among)
            batch.rooms.append(*among);
        return batch;
    }
    if (whole.state.isEmpty() && whole.timeline.isEmpty())
        return Error::of(Error::Kind::Unsupported,
                         QStringLiteral("the server has no initialSync of one room"));
    whole.id = id;
    finishRoom(whole, m_self);
    batch.rooms.append(whole);
    return batch;
}

bool LegacyDialect::isPositionRefused(const Error &error) const
{
    return error.httpStatus == 400 && (error.isMatrix("M_UNKNOWN") || error.isMatrix("M_INVALID_PARAM") ||
                                       error.isMatrix("M_UNKNOWN_POS"));
}

}
