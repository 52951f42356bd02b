// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/slidingdialect.h"

#include "matrix/syncparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

using Value = JsonReader::Value;
using namespace std::chrono_literals;

constexpr auto FirstTime = 2min; ///< until the first byte of a reply that brings rooms
constexpr auto PollMargin = 20s;
constexpr int Growth = 5;        ///< each range is as many times the one before
constexpr int SpareRooms = 1000; ///< asked for beyond those there are, as more may come

/// What stands in a position.
struct Place
{
    int rooms = SlidingDialect::FirstRooms; ///< to ask for
    bool isWhole = false;                   ///< the list has been read to its end
    QByteArray pos;                         ///< empty: from the beginning

    static Place of(const QByteArray &position)
    {
        Place place;
        const qsizetype blank = position.indexOf(' ');
        if (blank <= 0)
            return place;
        QByteArray number = position.first(blank);
        if (number.endsWith('.')) {
            place.isWhole = true;
            number.chop(1);
        }
        place.rooms = std::max(number.toInt(), SlidingDialect::FirstRooms);
        place.pos = position.mid(blank + 1);
        return place;
    }
    QByteArray toPosition() const { return QByteArray::number(rooms) + (isWhole ? ". " : " ") + pos; }
};

/// Everything that Linnet shows of a room's state; of the members those who are needed.
QJsonArray requiredState()
{
    QJsonArray state;
    for (const char *type :
         {"m.room.create", "m.room.name", "m.room.topic", "m.room.avatar", "m.room.canonical_alias",
          "m.room.encryption", "m.room.power_levels", "m.room.join_rules", "m.room.history_visibility",
          "m.room.guest_access", "m.room.tombstone", "m.room.pinned_events"})
        state.append(QJsonArray{QLatin1String(type), QString()});
    for (const char *type : {"m.room.aliases", "m.space.child", "m.space.parent"})
        state.append(QJsonArray{QLatin1String(type), QStringLiteral("*")});
    for (const char *key : {"$ME", "$LAZY"})
        state.append(QJsonArray{QStringLiteral("m.room.member"), QLatin1String(key)});
    return state;
}

QByteArray body(const Place &place)
{
    const QJsonObject on{{QStringLiteral("enabled"), true}};
    const QJsonObject extensions{{QStringLiteral("account_data"), on},
                                 {QStringLiteral("receipts"), on},
                                 {QStringLiteral("typing"), on}};
    const QJsonObject list{{QStringLiteral("ranges"), QJsonArray{QJsonArray{0, place.rooms - 1}}},
                           {QStringLiteral("timeline_limit"), 20},
                           {QStringLiteral("required_state"), requiredState()}};
    const QJsonObject object{{QStringLiteral("conn_id"), QStringLiteral("linnet")},
                             {QStringLiteral("lists"), QJsonObject{{QStringLiteral("rooms"), list}}},
                             {QStringLiteral("extensions"), extensions}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A member event of what the reply says of a hero, who would have no name here otherwise.
Event memberOf(const QString &id, const QString &name, const QString &avatar, qint64 now)
{
    QJsonObject content{{QStringLiteral("membership"), QStringLiteral("join")}};
    if (!name.isEmpty())
        content.insert(QStringLiteral("displayname"), name);
    if (!avatar.isEmpty())
        content.insert(QStringLiteral("avatar_url"), avatar);
    Event event;
    event.type = QStringLiteral("m.room.member");
    event.sender = UserId(id);
    event.stateKey = id;
    event.ts = now;
    event.content = QJsonDocument(content).toJson(QJsonDocument::Compact);
    return event;
}

void readHeroes(JsonReader &reader, Value value, RoomDelta &room, qint64 now)
{
    QList<UserId> heroes;
    reader.eachElement(value, [&](Value hero) {
        QString id;
        QString name;
        QString avatar;
        reader.eachMember(hero, [&](std::string_view key, Value field) {
            if (key == "user_id")
                id = reader.string(field);
            else if (key == "displayname")
                name = reader.string(field);
            else if (key == "avatar_url")
                avatar = reader.string(field);
        });
        if (id.isEmpty())
            return;
        heroes.append(UserId(id));
        room.people.append(memberOf(id, name, avatar, now));
    });
    room.heroes = heroes;
}

/// One's own membership is a matter of the state; the timeline may only hold older turns of it.
Membership membershipOf(const RoomDelta &room, bool isStripped, bool isInitial, const UserId &self)
{
    Membership own = ownMembership(room.state, self);
    if (own == Membership::None)
        own = ownMembership(room.timeline, self);
    if (own == Membership::None && isStripped)
        return Membership::Invite;
    return own == Membership::None && isInitial ? Membership::Join : own;
}

/// What the reply itself says of a room; what extensions have said of it before stays.
void readRoom(JsonReader &reader, Value value, const UserId &self, qint64 now, RoomDelta &room)
{
    bool isStripped = false;
    bool isInitial = false;
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "initial") {
            isInitial = reader.boolean(field).value_or(false);
        } else if (key == "required_state") {
            room.state = readEvents(reader, field, now);
        } else if (key == "invite_state" || key == "stripped_state") {
            room.state = readEvents(reader, field, now);
            isStripped = true;
        } else if (key == "timeline") {
            room.timeline = readEvents(reader, field, now);
            removeRepeated(room.timeline);
        } else if (key == "limited") {
            room.hasGap = reader.boolean(field).value_or(false);
        } else if (key == "prev_batch") {
            room.historyToken = reader.string(field);
        } else if (key == "heroes") {
            readHeroes(reader, field, room, now);
        } else if (key == "joined_count") {
            room.joinedCount = readCount(reader, field);
        } else if (key == "invited_count") {
            room.invitedCount = readCount(reader, field);
        }
        // Not `notification_count`: servers send 0 whatever is unread.
    });
    room.membership = membershipOf(room, isStripped, isInitial, self);
    room.isFullState = isInitial && !isStripped;
    if (isStripped)
        room.inviter = senderOfOwnMember(room.state, self);
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
    if (name == "account_data") {
        reader.eachMember(value, [&](std::string_view key, Value field) {
            if (key == "global") {
                for (const Event &event : readEvents(reader, field, now)) {
                    if (event.type == u"m.direct")
                        batch.directRooms = readDirectRooms(event.content);
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
    int count = 0;
    QList<RoomId> rooms;
};

Listed readList(JsonReader &reader, Value value)
{
    Listed listed;
    reader.eachMember(value, [&](std::string_view key, Value field) {
        if (key == "count") {
            listed.count = readCount(reader, field).value_or(0);
        } else if (key == "ops") {
            reader.eachElement(field, [&](Value op) {
                reader.eachMember(op, [&](std::string_view part, Value ids) {
                    if (part != "room_ids")
                        return;
                    reader.eachElement(ids, [&](Value id) {
                        if (const QString text = reader.string(id); !text.isEmpty())
                            listed.rooms.append(RoomId(text));
                    });
                });
            });
        }
    });
    return listed;
}

}

Request SlidingDialect::request(const QByteArray &position, std::chrono::milliseconds timeout) const
{
    const Place place = Place::of(position);
    Request request;
    request.method = Request::Method::Post;
    request.path = QStringLiteral("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync");
    if (!place.pos.isEmpty())
        request.query.append({QStringLiteral("pos"), QString::fromUtf8(place.pos)});
    if (!place.isWhole)
        timeout = 0ms;
    request.query.append({QStringLiteral("timeout"), QString::number(timeout.count())});
    request.timeout = place.isWhole ? timeout + PollMargin : std::chrono::milliseconds(FirstTime);
    request.body = body(place);
    request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

Result<SyncBatch> SlidingDialect::parse(const QByteArray &position, const QByteArray &reply, qint64 now) const
{
    JsonReader reader;
    Place place = Place::of(position);
    place.pos.clear();
    SyncBatch batch;
    Rooms rooms(batch);
    Listed listed;
    const Status status = reader.read(reply, [&](std::string_view key, Value field) {
        if (key == "pos") {
            place.pos = reader.string(field).toUtf8();
        } else if (key == "lists") {
            reader.eachMember(field, [&](std::string_view, Value list) { listed = readList(reader, list); });
        } else if (key == "rooms") {
            eachRoom(reader, field, [&](const RoomId &id, Value value) {
                if (JsonReader::isObject(value))
                    readRoom(reader, value, m_self, now, rooms.of(id));
            });
        } else if (key == "extensions") {
            reader.eachMember(field, [&](std::string_view name, Value value) {
                readExtension(reader, name, value, rooms, batch, now);
            });
        }
    });
    if (!status)
        return status.error();
    if (place.pos.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"pos\""));

    const bool wasWhole = std::exchange(place.isWhole, place.isWhole || place.rooms >= listed.count);
    if (place.isWhole && !wasWhole)
        batch.listed = listed.rooms;
    if (!place.isWhole)
        place.rooms *= Growth;
    else if (place.rooms < listed.count + SpareRooms / 2)
        place.rooms = listed.count + SpareRooms;
    batch.hasMore = !place.isWhole;
    batch.position = place.toPosition();
    return batch;
}

bool SlidingDialect::isPositionRefused(const Error &error) const
{
    return error.httpStatus == 400 && error.isMatrix("M_UNKNOWN_POS");
}

}
