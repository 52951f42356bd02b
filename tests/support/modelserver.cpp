// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modelserver.h"

#include "support/json.h"

#include <QJsonDocument>

#include <algorithm>

namespace linnet::test {

namespace {

const QString Member = QStringLiteral("m.room.member");

QString queryOf(const Request &request, const char *name)
{
    for (const auto &[key, value] : request.query) {
        if (key == QLatin1String(name))
            return value;
    }
    return {};
}

ModelAnswer ok(const QJsonObject &object)
{
    return {200, toText(object)};
}

ModelAnswer refusal(int status, const char *code)
{
    return {status, toText({{QStringLiteral("errcode"), QLatin1String(code)},
                            {QStringLiteral("error"), QStringLiteral("no")}})};
}

/// What a server leaves of an event that was redacted.
QJsonObject pruned(const ModelEvent &event)
{
    QJsonObject content;
    if (event.type == Member)
        content.insert(QStringLiteral("membership"), event.content.value(u"membership"));
    return content;
}

QString historyToken(int place)
{
    return QStringLiteral("t%1").arg(place);
}

bool isIn(Membership membership)
{
    return membership == Membership::Join;
}

QList<ModelEvent> inOrder(const QHash<QPair<QString, QString>, ModelEvent> &state)
{
    QList<ModelEvent> events = state.values();
    std::sort(events.begin(), events.end(),
              [](const ModelEvent &a, const ModelEvent &b) { return a.place < b.place; });
    return events;
}

/// Lazy loading: of the members only those who sent one of `timeline`, and the reader.
QList<ModelEvent> withoutStrangers(QList<ModelEvent> state, const QList<ModelEvent> &timeline)
{
    QStringList senders{ModelWorld::self()};
    for (const ModelEvent &event : timeline)
        senders << event.sender;
    state.removeIf([&senders](const ModelEvent &event) {
        return event.type == Member && !senders.contains(*event.stateKey);
    });
    return state;
}

}

ModelServer::ModelServer(quint32 seed, int rooms) : m_world(seed, rooms)
{
    QRandomGenerator random(seed + 1);
    m_pages = Pages(random.bounded(3));
    m_isSparse = m_pages == Pages::Today && random.bounded(2) == 0;
    m_mostEvents = random.bounded(1, 21);
    m_mostStreamed = random.bounded(3, 60);
}

QString ModelServer::habits() const
{
    return QStringLiteral("pages as of %1%2, at most %3 events a room, %4 a poll")
        .arg(m_pages == Pages::Of2014   ? u"2014"
             : m_pages == Pages::Of2018 ? u"2018"
                                        : u"today")
        .arg(m_isSparse ? u", some empty" : u"")
        .arg(m_mostEvents)
        .arg(m_mostStreamed);
}

void ModelServer::forgetPositions()
{
    ++m_epoch;
    m_sliding.forget();
}

QString ModelServer::streamToken(int place) const
{
    return QStringLiteral("s%1_%2").arg(m_epoch).arg(place);
}

std::optional<int> ModelServer::placeOf(const QString &streamToken) const
{
    const QString start = QStringLiteral("s%1_").arg(m_epoch);
    if (!streamToken.startsWith(start))
        return std::nullopt;
    return streamToken.mid(start.size()).toInt();
}

ModelAnswer ModelServer::answer(const Request &request)
{
    const bool isV1 = request.path.startsWith(u"/_matrix/client/api/v1");
    const QStringList parts = request.path.split(u'/', Qt::SkipEmptyParts);
    const qsizetype rooms = parts.indexOf(QStringLiteral("rooms"));
    if (rooms > 0 && parts.size() > rooms + 2) {
        const ModelRoom &room = m_world.room(parts.at(rooms + 1));
        const QString what = parts.at(rooms + 2);
        if (room.visible().isEmpty())
            return refusal(403, "M_FORBIDDEN");
        if (what == u"messages")
            return messages(room, request, isV1);
        if (!isIn(room.ownAt(m_world.now())))
            return refusal(403, "M_FORBIDDEN");
        if (what == u"members")
            return members(room, isV1);
        if (what == u"initialSync")
            return roomInitialSync(room);
    }
    if (request.path.endsWith(u"simplified_msc3575/sync"))
        return sliding(request);
    if (request.path.endsWith(u"/v3/sync"))
        return sync(request);
    if (isV1 && parts.last() == u"initialSync")
        return initialSync();
    if (isV1 && parts.last() == u"events")
        return events(request);
    return refusal(404, "M_UNRECOGNIZED");
}

bool ModelServer::hasNews(const Request &request) const
{
    if (!queryOf(request, "pos").isEmpty())
        return m_sliding.before(request).value_or(SlidingMemory::Told()).upTo < m_world.now();
    const QString token = queryOf(request, "since") + queryOf(request, "from");
    return placeOf(token).value_or(0) < m_world.now();
}

QJsonObject ModelServer::toJson(const ModelRoom &room, const ModelEvent &event, bool isV1) const
{
    QJsonObject object{
        {QStringLiteral("event_id"), event.id},
        {QStringLiteral("type"), event.type},
        {QStringLiteral("sender"), event.sender},
        {QStringLiteral("origin_server_ts"), 1'700'000'000'000 + 1000LL * event.place},
        {QStringLiteral("content"), event.redactedBy.isEmpty() ? event.content : pruned(event)}};
    if (event.stateKey)
        object.insert(QStringLiteral("state_key"), *event.stateKey);
    if (!event.redacts.isEmpty())
        object.insert(QStringLiteral("redacts"), event.redacts);
    QJsonObject more;
    if (!event.previous.isEmpty() && event.redactedBy.isEmpty())
        (isV1 ? object : more).insert(QStringLiteral("prev_content"), event.previous);
    if (!event.redactedBy.isEmpty())
        more.insert(QStringLiteral("redacted_because"),
                    QJsonObject{{QStringLiteral("event_id"), event.redactedBy},
                                {QStringLiteral("sender"), QStringLiteral("@bob:x")},
                                {QStringLiteral("content"), QJsonObject()}});
    if (!more.isEmpty())
        object.insert(QStringLiteral("unsigned"), more);
    if (isV1) {
        object.insert(QStringLiteral("room_id"), room.id);
        object.insert(QStringLiteral("user_id"), event.sender);
    }
    return object;
}

QJsonArray ModelServer::toJson(const ModelRoom &room, const QList<ModelEvent> &events, bool isV1) const
{
    QJsonArray array;
    for (const ModelEvent &event : events)
        array << toJson(room, event, isV1);
    return array;
}

/// The newest events behind the place `after`. What the reader may not see counts, but is not given.
ModelServer::Slice ModelServer::newest(const ModelRoom &room, int after, int limit) const
{
    Slice slice;
    slice.start = after;
    const bool isMember = isIn(room.ownAt(m_world.now()));
    const int upTo = isMember ? m_world.now() : room.lastOwn(m_world.now());
    int count = 0;
    for (qsizetype i = room.events.size() - 1; i >= 0; --i) {
        const ModelEvent &event = room.events.at(i);
        if (event.place <= after)
            break;
        if (event.place > upTo)
            continue;
        if (count == limit) {
            slice.isLimited = true;
            slice.start = event.place;
            break;
        }
        ++count;
        if (room.isVisible(i))
            slice.events.prepend(event);
    }
    return slice;
}

QJsonObject ModelServer::joinedRoom(const ModelRoom &room, int since) const
{
    const bool hasJustJoined = !isIn(room.ownAt(since));
    Slice slice = newest(room, hasJustJoined ? 0 : since, m_mostEvents);
    const auto current = room.stateAt(m_world.now());
    // What the reader may not see has changed what he may: he cannot be told both, so he is not told the
    // older.
    for (const ModelEvent &event : current) {
        const auto isOlder = [&event](const ModelEvent &each) {
            return each.type == event.type && each.stateKey == event.stateKey && each.place < event.place;
        };
        const auto last = std::find_if(slice.events.crbegin(), slice.events.crend(), isOlder);
        const bool isShown = std::any_of(slice.events.cbegin(), slice.events.cend(),
                                         [&event](const ModelEvent &each) { return each.id == event.id; });
        if (isShown || last == slice.events.crend())
            continue;
        slice.start = last->place;
        slice.isLimited = true;
        slice.events.removeIf([&slice](const ModelEvent &each) { return each.place <= slice.start; });
    }
    // What changed unseen by the reader stands here too.
    auto before = room.stateAt(slice.start);
    for (const ModelEvent &event : current) {
        const bool isShown = std::any_of(slice.events.cbegin(), slice.events.cend(),
                                         [&event](const ModelEvent &each) { return each.id == event.id; });
        if (!isShown)
            before.insert({event.type, *event.stateKey}, event);
    }
    QList<ModelEvent> state = inOrder(before);
    // Only where nothing is missing are members sent lazily.
    if (hasJustJoined || !slice.isLimited)
        state = withoutStrangers(state, slice.events);
    if (!hasJustJoined)
        state.removeIf(
            [since](const ModelEvent &event) { return event.place <= since && event.type != Member; });
    const bool isLimited = slice.isLimited || (hasJustJoined && since > 0);
    return {
        {QStringLiteral("state"), QJsonObject{{QStringLiteral("events"), toJson(room, state)}}},
        {QStringLiteral("timeline"), QJsonObject{{QStringLiteral("events"), toJson(room, slice.events)},
                                                 {QStringLiteral("limited"), isLimited},
                                                 {QStringLiteral("prev_batch"), historyToken(slice.start)}}}};
}

QJsonObject ModelServer::leftRoom(const ModelRoom &room, int since) const
{
    const Slice slice = newest(room, since, m_mostEvents);
    return {
        {QStringLiteral("timeline"), QJsonObject{{QStringLiteral("events"), toJson(room, slice.events)},
                                                 {QStringLiteral("limited"), slice.isLimited},
                                                 {QStringLiteral("prev_batch"), historyToken(slice.start)}}}};
}

ModelAnswer ModelServer::sync(const Request &request) const
{
    const QString token = queryOf(request, "since");
    const auto since = token.isEmpty() ? 0 : placeOf(token);
    if (!since)
        return refusal(400, "M_UNKNOWN");
    QJsonObject joined;
    QJsonObject invited;
    QJsonObject left;
    for (const ModelRoom &room : m_world.rooms()) {
        const Membership own = room.ownAt(m_world.now());
        const bool hasMoved = room.lastOwn(m_world.now()) > *since;
        const bool hasNews = room.events.constLast().place > *since;
        if (isIn(own) && hasNews) {
            joined.insert(room.id, joinedRoom(room, *since));
        } else if (own == Membership::Invite && hasMoved) {
            const QJsonArray events{
                toJson(room, room.stateAt(m_world.now()).value({Member, ModelWorld::self()}), false)};
            invited.insert(room.id, QJsonObject{{QStringLiteral("invite_state"),
                                                 QJsonObject{{QStringLiteral("events"), events}}}});
        } else if (own == Membership::Leave && hasMoved && *since > 0) {
            left.insert(room.id, leftRoom(room, *since));
        }
    }
    return ok({{QStringLiteral("next_batch"), streamToken(m_world.now())},
               {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), joined},
                                                     {QStringLiteral("invite"), invited},
                                                     {QStringLiteral("leave"), left}}}});
}

/// A room of a sliding reply, if there is something to say of it. Of which more events are asked for than
/// before, its newest come whether they were told or not, as Synapse does it.
std::optional<QJsonObject> ModelServer::slidingRoom(const ModelRoom &room, const SlidingMemory::Told &before,
                                                    int limit) const
{
    const int now = m_world.now();
    const Membership own = room.ownAt(now);
    const int told = before.rooms.value(room.id, -1);
    const QList<ModelEvent> current = inOrder(room.stateAt(now));
    if (own == Membership::Invite) {
        if (told >= room.lastOwn(now))
            return std::nullopt;
        QList<ModelEvent> stripped = current;
        stripped.removeIf([](const ModelEvent &event) {
            return event.type == Member && event.stateKey != ModelWorld::self();
        });
        return QJsonObject{{QStringLiteral("initial"), true},
                           {QStringLiteral("invite_state"), toJson(room, stripped)}};
    }
    const bool hasJustJoined = isIn(own) && room.lastOwn(now) > told && room.lastOwn(now) > before.upTo;
    const bool isInitial = told < 0 || (hasJustJoined && !isIn(room.ownAt(room.lastOwn(now) - 1)));
    const int limitBefore = before.limits.value(room.id, limit);
    const bool isExpanded = isIn(own) && !isInitial && !hasJustJoined && limitBefore < limit;
    if (!isInitial && !isExpanded && room.events.constLast().place <= told)
        return std::nullopt;
    const Slice slice = newest(room, isInitial || isExpanded ? 0 : told, limit);
    QList<ModelEvent> state = withoutStrangers(current, slice.events);
    if (!isInitial)
        state.removeIf(
            [told](const ModelEvent &event) { return event.place <= told && event.type != Member; });
    QJsonObject object{{QStringLiteral("required_state"), toJson(room, state)},
                       {QStringLiteral("timeline"), toJson(room, slice.events)},
                       {QStringLiteral("limited"), slice.isLimited},
                       {QStringLiteral("prev_batch"), historyToken(slice.start)}};
    if (isInitial)
        object.insert(QStringLiteral("initial"), true);
    if (isExpanded)
        object.insert(QStringLiteral("unstable_expanded_timeline"), true);
    return object;
}

ModelAnswer ModelServer::sliding(const Request &request)
{
    const auto before = m_sliding.before(request);
    if (!before)
        return refusal(400, "M_UNKNOWN_POS");
    QList<const ModelRoom *> rooms;
    for (const ModelRoom &room : m_world.rooms()) {
        const Membership own = room.ownAt(m_world.now());
        const bool hasJustLeft = before->rooms.contains(room.id) && isIn(room.ownAt(before->upTo));
        if (isIn(own) || own == Membership::Invite || hasJustLeft)
            rooms << &room;
    }
    std::sort(rooms.begin(), rooms.end(), [](const ModelRoom *a, const ModelRoom *b) {
        return a->events.constLast().place > b->events.constLast().place;
    });

    QList<SlidingMemory::Room> listed;
    for (const ModelRoom *room : std::as_const(rooms))
        listed.append({room->id, room->ownAt(m_world.now()) == Membership::Leave});
    return ok(
        m_sliding.tell(request, m_world.now(), m_mostEvents, listed, [&](const QString &room, int limit) {
            return slidingRoom(m_world.room(room), *before, limit);
        }));
}

QJsonObject ModelServer::v1Room(const ModelRoom &room) const
{
    const Membership own = room.ownAt(m_world.now());
    QJsonObject object{{QStringLiteral("room_id"), room.id}, {QStringLiteral("membership"), toString(own)}};
    const auto state = room.stateAt(m_world.now());
    if (own == Membership::Invite) {
        const ModelEvent invite = state.value({Member, ModelWorld::self()});
        object.insert(QStringLiteral("inviter"), invite.sender);
        object.insert(QStringLiteral("invite"), toJson(room, invite, true));
        return object;
    }
    const Slice slice = newest(room, 0, m_mostEvents);
    // 2014's token is that of the first event itself.
    const bool isInclusive = m_pages == Pages::Of2014 && !slice.events.isEmpty();
    const int start = isInclusive ? slice.events.constFirst().place : slice.start;
    object.insert(QStringLiteral("state"), toJson(room, inOrder(state), true));
    object.insert(QStringLiteral("messages"),
                  QJsonObject{{QStringLiteral("chunk"), toJson(room, slice.events, true)},
                              {QStringLiteral("start"), historyToken(start)},
                              {QStringLiteral("end"), streamToken(m_world.now())}});
    return object;
}

ModelAnswer ModelServer::initialSync() const
{
    QJsonArray rooms;
    for (const ModelRoom &room : m_world.rooms()) {
        const Membership own = room.ownAt(m_world.now());
        if (isIn(own) || own == Membership::Invite)
            rooms << v1Room(room);
    }
    return ok({{QStringLiteral("end"), streamToken(m_world.now())}, {QStringLiteral("rooms"), rooms}});
}

ModelAnswer ModelServer::roomInitialSync(const ModelRoom &room) const
{
    return ok(v1Room(room));
}

/// Of rooms that the reader is not in now only his own comings and goings; those of all rooms come twice.
ModelAnswer ModelServer::events(const Request &request) const
{
    const auto from = placeOf(queryOf(request, "from"));
    if (!from)
        return refusal(400, "M_UNKNOWN");
    QList<std::pair<int, QJsonObject>> chunk;
    bool hasMoved = false;
    for (const ModelRoom &room : m_world.rooms()) {
        const bool isMember = isIn(room.ownAt(m_world.now()));
        for (qsizetype i = 0; i < room.events.size(); ++i) {
            const ModelEvent &event = room.events.at(i);
            const bool isOwn = event.isOwnMember();
            if (event.place <= *from || !(isOwn || (isMember && room.isVisible(i))))
                continue;
            hasMoved = hasMoved || isOwn;
            for (int repeat = isOwn ? 2 : 1; repeat > 0; --repeat)
                chunk.append({event.place, toJson(room, event, true)});
        }
    }
    std::stable_sort(chunk.begin(), chunk.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    const qsizetype most = std::min(m_mostStreamed, queryOf(request, "limit").toInt());
    // Who comes back while more than a poll is waiting may never be told of some of it; nobody could tell.
    const bool isWhole = hasMoved || chunk.size() <= most;
    if (!isWhole)
        chunk = chunk.first(most);
    const int end = isWhole ? m_world.now() : chunk.constLast().first;
    QJsonArray array;
    for (const auto &[place, object] : std::as_const(chunk))
        array << object;
    return ok({{QStringLiteral("chunk"), array},
               {QStringLiteral("start"), streamToken(*from)},
               {QStringLiteral("end"), streamToken(end)}});
}

ModelAnswer ModelServer::messages(const ModelRoom &room, const Request &request, bool isV1) const
{
    const QString from = queryOf(request, "from");
    const QString number = from.mid(from.indexOf(u'_') + 1);
    const bool isAgain = from.endsWith(u'e');
    int upTo = m_world.now();
    if (!from.isEmpty() && from != u"END")
        upTo = QString(number).remove(u't').remove(u'e').toInt();
    QJsonObject object{{QStringLiteral("start"), from}, {QStringLiteral("chunk"), QJsonArray()}};
    if (m_isSparse && !isAgain && upTo % 3 == 0 && from.startsWith(u't')) {
        object.insert(QStringLiteral("end"), QString(from + u'e'));
        return ok(object);
    }
    if (!isIn(room.ownAt(m_world.now())))
        upTo = std::min(upTo, room.visible().constLast().place);
    const int limit = std::max(2, queryOf(request, "limit").toInt());
    QList<ModelEvent> page;
    int count = 0;
    int first = 0;
    for (qsizetype i = room.events.size() - 1; i >= 0 && count < limit; --i) {
        if (room.events.at(i).place > upTo)
            continue;
        ++count;
        first = room.events.at(i).place;
        if (room.isVisible(i))
            page << room.events.at(i);
    }
    const bool isInclusive = isV1 && m_pages == Pages::Of2014;
    object.insert(QStringLiteral("chunk"), toJson(room, page, isV1));
    if (count > 0)
        object.insert(QStringLiteral("end"), historyToken(isInclusive ? first : first - 1));
    else if (m_pages != Pages::Today)
        object.insert(QStringLiteral("end"), from);
    if (!isV1)
        object.insert(QStringLiteral("state"),
                      toJson(room, withoutStrangers(inOrder(room.stateAt(m_world.now())), page)));
    return ok(object);
}

ModelAnswer ModelServer::members(const ModelRoom &room, bool isV1) const
{
    QList<ModelEvent> state = inOrder(room.stateAt(m_world.now()));
    state.removeIf([](const ModelEvent &event) { return event.type != Member; });
    return ok({{QStringLiteral("chunk"), toJson(room, state, isV1)}});
}

}
