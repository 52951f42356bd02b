// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/slidingdialect.h"

#include "matrix/slidingroom.h"
#include "matrix/syncparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

namespace {

using Value = JsonReader::Value;
using namespace std::chrono_literals;

constexpr auto FirstTime = 2min; ///< until the first byte of a reply that brings rooms
constexpr auto PollMargin = 20s;
constexpr int Growth = 5;          ///< each range is at most as many times the one before
constexpr int MostNewRooms = 1000; ///< that one reply of a growing list brings
constexpr int SpareRooms = 1000;   ///< asked for beyond those there are, as more may come
constexpr int ListEvents = 20;
constexpr int OpenRoomEvents = 50;
constexpr int ToDeviceEvents = 100;

int grown(int rooms)
{
    return std::min(rooms * Growth, rooms + MostNewRooms);
}

/// What stands in a position.
struct Place
{
    int rooms = SlidingDialect::FirstRooms;     ///< to ask for
    int roomsRead = SlidingDialect::FirstRooms; ///< of these the first piece has come
    bool isWhole = false;                       ///< the list has been read to its end
    QString connection;
    QString pos;      ///< empty: from the beginning
    QString toDevice; ///< the messages to this device up to there are stored

    static Place of(const QByteArray &position, const QString &newConnection)
    {
        const QJsonObject object = QJsonDocument::fromJson(position).object();
        Place place;
        place.toDevice = object.value(u"to_device").toString();
        place.pos = object.value(u"pos").toString();
        place.connection = object.value(u"connection").toString();
        if (place.pos.isEmpty() || place.connection.isEmpty()) {
            place.pos.clear();
            place.connection = newConnection;
            return place;
        }
        place.rooms = std::max(object.value(u"rooms").toInt(), SlidingDialect::FirstRooms);
        place.roomsRead = std::max(object.value(u"rooms_read").toInt(), SlidingDialect::FirstRooms);
        place.isWhole = object.value(u"is_whole").toBool();
        return place;
    }
    QByteArray toPosition() const
    {
        const QJsonObject object{
            {QStringLiteral("rooms"), rooms},      {QStringLiteral("rooms_read"), roomsRead},
            {QStringLiteral("is_whole"), isWhole}, {QStringLiteral("connection"), connection},
            {QStringLiteral("pos"), pos},          {QStringLiteral("to_device"), toDevice}};
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
};

void appendState(QJsonArray &state, std::initializer_list<const char *> types, const QString &key)
{
    for (const char *type : types)
        state.append(QJsonArray{QLatin1String(type), key});
}

/// What the list, a header and sending need of a room's state; of the members those who are named. What is
/// pinned too: an open room brings the rest only with the next poll, and its header is shown at once.
QJsonArray listState()
{
    QJsonArray state;
    appendState(state,
                {"m.room.create", "m.room.name", "m.room.topic", "m.room.avatar", "m.room.canonical_alias",
                 "m.room.encryption", "m.room.history_visibility", "m.room.power_levels", "m.room.join_rules",
                 "m.room.pinned_events", "m.room.tombstone"},
                QString());
    appendState(
        state,
        {"m.room.aliases", "m.room.image_pack", "im.ponies.room_emotes", "m.space.child", "m.space.parent"},
        QStringLiteral("*"));
    appendState(state, {"m.room.member"}, QStringLiteral("$ME"));
    appendState(state, {"m.room.member"}, QStringLiteral("$LAZY"));
    return state;
}

/// The same and what only a room's own window shows.
QJsonArray openRoomState()
{
    QJsonArray state = listState();
    appendState(state, {"m.room.guest_access", "m.room.server_acl"}, QString());
    return state;
}

QJsonObject extensions(const Place &place)
{
    const QJsonObject on{{QStringLiteral("enabled"), true}};
    QJsonObject toDevice = on;
    toDevice.insert(QStringLiteral("limit"), ToDeviceEvents);
    if (!place.toDevice.isEmpty())
        toDevice.insert(QStringLiteral("since"), place.toDevice);
    return {{QStringLiteral("to_device"), toDevice},
            {QStringLiteral("e2ee"), on},
            {QStringLiteral("account_data"), on},
            {QStringLiteral("receipts"), on},
            {QStringLiteral("typing"), on}};
}

QByteArray body(const Place &place, const QList<RoomId> &openRooms, int rooms)
{
    const QJsonObject list{{QStringLiteral("ranges"), QJsonArray{QJsonArray{0, rooms - 1}}},
                           {QStringLiteral("timeline_limit"), ListEvents},
                           {QStringLiteral("required_state"), listState()}};
    QJsonObject object{{QStringLiteral("conn_id"), place.connection},
                       {QStringLiteral("lists"), QJsonObject{{QStringLiteral("rooms"), list}}},
                       {QStringLiteral("extensions"), extensions(place)}};
    QJsonObject subscriptions;
    for (const RoomId &room : openRooms)
        subscriptions.insert(room.toString(),
                             QJsonObject{{QStringLiteral("timeline_limit"), OpenRoomEvents},
                                         {QStringLiteral("required_state"), openRoomState()}});
    if (!subscriptions.isEmpty())
        object.insert(QStringLiteral("room_subscriptions"), subscriptions);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Calls `use(RoomId, Value)` for every member of an object of rooms.
template <typename Use>
void eachRoom(JsonReader &reader, Value rooms, Use use)
{
    reader.eachMember(rooms, [&](std::string_view name, Value field) {
        if (!name.empty())
            use(RoomId(QString::fromUtf8(name.data(), qsizetype(name.size()))), field);
    });
}

/// What extensions say of rooms, beside what the reply itself says of them.
class Rooms
{
public:
    explicit Rooms(SyncBatch &batch) : m_batch(batch) {}

    RoomDelta &of(const RoomId &id)
    {
        const auto known = m_places.constFind(id);
        if (known != m_places.cend())
            return m_batch.rooms[*known];
        m_places.insert(id, m_batch.rooms.size());
        RoomDelta room;
        room.id = id;
        m_batch.rooms.append(room);
        return m_batch.rooms.last();
    }

private:
    SyncBatch &m_batch;
    QHash<RoomId, qsizetype> m_places;
};

void readExtension(JsonReader &reader, std::string_view name, Value value, Rooms &rooms, SyncBatch &batch,
                   qint64 now)
{
    if (name == "e2ee") {
        reader.eachMember(
            value, [&](std::string_view key, Value field) { readEncryption(reader, key, field, batch); });
    } else if (name == "account_data") {
        reader.eachMember(value, [&](std::string_view key, Value field) {
            if (key == "global") {
                for (const Event &event : readEvents(reader, field, now)) {
                    applyAccountData(event, batch);
                }
            } else if (key == "rooms") {
                eachRoom(reader, field, [&](const RoomId &id, Value events) {
                    for (const Event &event : readEvents(reader, events, now))
                        applyEphemeral(event, rooms.of(id));
                });
            }
        });
    } else if (name == "receipts" || name == "typing") {
        reader.eachMember(value, [&](std::string_view key, Value field) {
            if (key != "rooms")
                return;
            eachRoom(reader, field, [&](const RoomId &id, Value event) {
                applyEphemeral(readWireEvent(reader, event, now).event, rooms.of(id));
            });
        });
    }
}

/// How many rooms there are, and which.
struct Listed
{
    std::optional<int> count;
    std::optional<int> asked; ///< the end of the range that the reply is about
    QList<RoomId> rooms;
};

Listed readList(JsonReader &reader, Value value)
{
    Listed listed;
    const auto readOperation = [&](std::string_view key, Value field) {
        if (key == "room_ids") {
            reader.eachElement(field, [&](Value id) {
                if (const QString text = reader.string(id); !text.isEmpty())
                    listed.rooms.append(RoomId(text));
            });
        } else if (key == "range") {
            reader.eachElement(field, [&](Value end) {
                if (const auto last = readCount(reader, end))
                    listed.asked = *last + 1;
            });
        }
    };
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "count")
            listed.count = readCount(reader, field);
        else if (key == "ops")
            reader.eachElement(field, [&](Value operation) { reader.eachMember(operation, readOperation); });
    });
    return listed;
}

/// Where to go on after a reply about the list. Answers whether it was the one that read it to its end.
bool advance(Place &place, const Listed &listed)
{
    const bool wasWhole = place.isWhole;
    if (!listed.count) {
        place.isWhole = true; // nothing to go on to
        return false;
    }
    // Less than was due: open rooms went first.
    const int asked = listed.asked.value_or(place.rooms);
    place.isWhole = wasWhole || asked >= *listed.count;
    if (!place.isWhole && asked >= place.rooms) {
        place.roomsRead = place.rooms;
        place.rooms = grown(place.rooms);
    } else if (place.isWhole && place.rooms < *listed.count + SpareRooms / 2) {
        place.rooms = *listed.count + SpareRooms;
    }
    return place.isWhole && !wasWhole;
}

}

SlidingDialect::SlidingDialect(UserId self)
    : m_self(std::move(self)),
      m_connection(
          QStringLiteral("linnet-%1").arg(QRandomGenerator::global()->generate(), 8, 16, QChar(u'0')))
{
}

Request SlidingDialect::request(const QByteArray &position, const SyncWishes &wishes) const
{
    const Place place = Place::of(position, m_connection);
    Request request;
    request.method = Request::Method::Post;
    request.path = QStringLiteral("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync");
    if (!place.pos.isEmpty())
        request.query.append({QStringLiteral("pos"), place.pos});
    const auto timeout = place.isWhole ? wishes.timeout : 0ms;
    request.query.append({QStringLiteral("timeout"), QString::number(timeout.count())});
    request.timeout = place.isWhole ? timeout + PollMargin : std::chrono::milliseconds(FirstTime);
    const bool isListLater = wishes.areOpenRoomsFirst && !place.isWhole;
    request.body = body(place, wishes.openRooms, isListLater ? place.roomsRead : place.rooms);
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

Result<SyncBatch> SlidingDialect::parse(const QByteArray &position, const QByteArray &reply, qint64 now) const
{
    JsonReader reader;
    Place place = Place::of(position, m_connection);
    SyncBatch batch;
    batch.deviceLists.areOthersUnknown = place.pos.isEmpty();
    place.pos.clear();
    Rooms rooms(batch);
    Listed listed;
    const auto readToDevice = [&](std::string_view key, Value field) {
        if (key == "next_batch")
            place.toDevice = reader.string(field);
        else if (key == "events")
            batch.toDevice = readRawObjects(reader, field);
    };
    const Status status = reader.read(reply, [&](std::string_view key, Value field) {
        if (key == "pos") {
            place.pos = reader.string(field);
        } else if (key == "lists") {
            reader.eachMember(field, [&](std::string_view, Value list) { listed = readList(reader, list); });
        } else if (key == "rooms") {
            eachRoom(reader, field, [&](const RoomId &id, Value value) {
                if (JsonReader::isObject(value))
                    readSlidingRoom(reader, value, m_self, now, rooms.of(id));
            });
        } else if (key == "extensions") {
            reader.eachMember(field, [&](std::string_view name, Value value) {
                if (name == "to_device")
                    reader.eachMember(value, readToDevice);
                else
                    readExtension(reader, name, value, rooms, batch, now);
            });
        }
    });
    if (!status)
        return status.error();
    if (place.pos.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"pos\""));

    const bool hasReadAll = advance(place, listed);
    // A server that does not say which rooms it lists says nothing of those that were left.
    if (hasReadAll && listed.rooms.size() >= *listed.count)
        batch.allRooms = listed.rooms;
    batch.hasMore = !place.isWhole;
    batch.position = place.toPosition();
    return batch;
}

QByteArray SlidingDialect::beginningOf(const QByteArray &position) const
{
    Place place;
    place.toDevice = Place::of(position, m_connection).toDevice;
    return place.toDevice.isEmpty() ? QByteArray() : place.toPosition();
}

bool SlidingDialect::isBeginning(const QByteArray &position) const
{
    return Place::of(position, m_connection).pos.isEmpty();
}

bool SlidingDialect::isPositionRefused(const Error &error) const
{
    return error.httpStatus == 400 && error.isMatrix("M_UNKNOWN_POS");
}

}
