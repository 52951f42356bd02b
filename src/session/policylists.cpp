// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/policylists.h"

#include "base/onpool.h"
#include "matrix/moderationrequests.h"
#include "matrix/roomstaterequests.h"
#include "session/accountdata.h"
#include "session/roomlist.h"
#include "store/store.h"

#include <QJsonArray>

#include <algorithm>

namespace linnet {

namespace {

const QString Field = QStringLiteral("rooms");
constexpr qsizetype MostLists = 50;
constexpr qsizetype MostKnown = 20'000;
constexpr std::chrono::seconds Rest{2}; ///< who makes rules makes several
/// All of a room's state is asked for, whatever has happened there that is not known to be state.
constexpr std::chrono::minutes RestOfServer{5};

QList<RoomId> roomsOf(const QJsonObject &content)
{
    QList<RoomId> rooms;
    const QJsonArray ids = content.value(Field).toArray();
    for (const QJsonValue &id : ids) {
        const RoomId room(id.toString());
        if (!room.isEmpty() && !rooms.contains(room) && rooms.size() < MostLists)
            rooms.append(room);
    }
    return rooms;
}

bool isSameTrouble(const Error &a, const Error &b)
{
    return a.kind == b.kind && a.matrixCode == b.matrixCode && a.text == b.text;
}

}

PolicyLists::PolicyLists(AccountData &data, ApiClient &api, Store &store, RoomList &rooms, UserId self,
                         QObject *parent)
    : QObject(parent), m_data(data), m_api(api), m_store(store), m_rooms(rooms), m_self(std::move(self))
{
    m_pool.setMaxThreadCount(1);
    connect(&data, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type)
            reload();
    });
    connect(&rooms, &RoomList::stateChanged, this, [this](const RoomId &room) { readLater(room, Rest); });
    connect(&rooms, &RoomList::changed, this, [this](const RoomId &room) {
        if (!isStored())
            readLater(room, restOfServer(room));
    });
}

PolicyLists::~PolicyLists()
{
    m_pool.clear();
}

bool PolicyLists::isAvailable() const
{
    return m_data.isAvailable();
}

QString PolicyLists::nameOf(const RoomId &room) const
{
    const Room *known = m_rooms.find(room);
    return known ? known->name : room.toString();
}

bool PolicyLists::isFollowed(const RoomId &room) const
{
    return std::any_of(m_lists.begin(), m_lists.end(),
                       [&room](const List &list) { return list.room == room; });
}

PolicyLists::List *PolicyLists::find(const RoomId &room)
{
    const auto found =
        std::find_if(m_lists.begin(), m_lists.end(), [&room](const List &list) { return list.room == room; });
    return found == m_lists.end() ? nullptr : &*found;
}

Task<Done> PolicyLists::follow(const RoomId &room)
{
    return m_data.change(Type, [room](QJsonObject content) {
        QJsonArray ids = content.value(Field).toArray();
        if (!ids.contains(room.toString()))
            ids.append(room.toString());
        content.insert(Field, ids);
        return content;
    });
}

Task<Done> PolicyLists::unfollow(const RoomId &room)
{
    return m_data.change(Type, [room](QJsonObject content) {
        QJsonArray kept;
        const QJsonArray ids = content.value(Field).toArray();
        for (const QJsonValue &id : ids) {
            if (id.toString() != room.toString())
                kept.append(id);
        }
        content.insert(Field, kept);
        return content;
    });
}

void PolicyLists::reload()
{
    const QList<RoomId> rooms = roomsOf(m_data.content(Type));
    QList<List> lists;
    QList<RoomId> fresh;
    for (const RoomId &room : rooms) {
        if (const List *known = find(room)) {
            lists.append(*known);
        } else {
            lists.append({room, nullptr, std::nullopt});
            fresh.append(room);
        }
    }
    const bool isSame = fresh.isEmpty() && lists.size() == m_lists.size();
    m_lists = lists;
    if (!isSame)
        setChanged();
    for (const RoomId &room : std::as_const(fresh))
        readAgain(room);
}

void PolicyLists::readAgain(const RoomId &room)
{
    m_waiting.remove(room);
    if (!isFollowed(room))
        return;
    if (m_reading.contains(room)) {
        m_stale.insert(room);
        return;
    }
    read(room);
}

/// Whether all of the state is stored, and it is told whenever it changes.
bool PolicyLists::isStored() const
{
    return m_api.requests().version().dialect != Dialect::Sliding;
}

std::chrono::milliseconds PolicyLists::restOfServer(const RoomId &room) const
{
    const auto last = m_readAt.constFind(room);
    if (last == m_readAt.cend())
        return Rest;
    return std::max<std::chrono::milliseconds>(Rest, *last + RestOfServer - m_api.clock().elapsed());
}

void PolicyLists::readLater(const RoomId &room, std::chrono::milliseconds wait)
{
    if (!isFollowed(room))
        return;
    const std::chrono::milliseconds due = m_api.clock().elapsed() + wait;
    if (const auto sooner = m_waiting.constFind(room); sooner != m_waiting.cend() && *sooner <= due)
        return;
    m_waiting.insert(room, due);
    m_api.clock().after(wait, this, [this, room, due] {
        if (m_waiting.value(room) == due)
            readAgain(room);
    });
}

void PolicyLists::read(const RoomId &room)
{
    m_reading.insert(room);
    m_stale.remove(room);
    m_readAt.insert(room, m_api.clock().elapsed());
    sourcesOf(room)
        .andThen([this](const QList<PolicyRules::Source> &sources) {
            return onPool(m_pool, this,
                          [sources]() -> Result<PolicyRules> { return PolicyRules::read(sources); });
        })
        .then(this, [this, room](const Result<PolicyRules> &rules) { take(room, rules); });
}

/// Sliding sync stores only a part of the state.
Task<QList<PolicyRules::Source>> PolicyLists::sourcesOf(const RoomId &room)
{
    using Sources = QList<PolicyRules::Source>;
    if (!isStored()) {
        return m_api.send(RoomStateRequests::allState(m_api.requests().version(), room))
            .andThen([this](const Reply &reply) {
                return onPool(m_pool, this,
                              [body = reply.body] { return ModerationRequests::readPolicies(body); });
            });
    }
    return m_store.state(room).andThen([](const QList<StateEntry> &entries) {
        Sources sources;
        for (const StateEntry &entry : entries) {
            if (PolicyRules::isPolicyType(entry.type))
                sources.append({entry.type, entry.stateKey, entry.content});
        }
        return sources;
    });
}

void PolicyLists::take(const RoomId &room, const Result<PolicyRules> &rules)
{
    m_reading.remove(room);
    if (List *list = find(room)) {
        const bool isSame = rules ? !list->error && list->rules && *list->rules == *rules
                                  : list->error && isSameTrouble(*list->error, rules.error());
        if (rules) {
            list->rules = std::make_shared<const PolicyRules>(*rules);
            list->error.reset();
        } else {
            list->error = rules.error();
        }
        if (!isSame)
            setChanged();
    }
    if (m_stale.contains(room))
        readLater(room, Rest);
}

void PolicyLists::setChanged()
{
    m_known.clear();
    Q_EMIT changed();
}

std::optional<PolicyLists::Match> PolicyLists::matchOf(const UserId &user) const
{
    if (m_lists.isEmpty() || user == m_self)
        return std::nullopt;
    if (const auto known = m_known.constFind(user); known != m_known.cend())
        return *known;
    std::optional<Match> match;
    for (const List &list : m_lists) {
        const auto rule = list.rules ? list.rules->forUser(user) : std::nullopt;
        if (!rule)
            continue;
        match = Match{list.room, nameOf(list.room), rule->reason};
        break;
    }
    if (m_known.size() >= MostKnown)
        m_known.clear();
    m_known.insert(user, match);
    return match;
}

std::optional<PolicyLists::Match> PolicyLists::matchOf(const RoomId &room, const QStringList &aliases) const
{
    for (const List &list : m_lists) {
        const auto rule = list.rules && list.room != room ? list.rules->forRoom(room, aliases) : std::nullopt;
        if (rule)
            return Match{list.room, nameOf(list.room), rule->reason};
    }
    return std::nullopt;
}

}
