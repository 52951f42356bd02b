// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spaceediting.h"

#include "matrix/capabilities.h"
#include "matrix/hierarchyrequests.h"
#include "matrix/servername.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "session/roomservers.h"
#include "session/spaceorder.h"
#include "store/spacestate.h"
#include "store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace linnet {

namespace {

const QString ChildType = QStringLiteral("m.space.child");

QList<StateEntry> childrenAmong(QList<StateEntry> state)
{
    state.removeIf([](const StateEntry &entry) { return entry.type != ChildType; });
    return state;
}

const StateEntry *find(const QList<StateEntry> &children, const RoomId &room)
{
    for (const StateEntry &entry : children) {
        if (entry.stateKey == room.toString())
            return &entry;
    }
    return nullptr;
}

QJsonObject contentOf(const QList<StateEntry> &children, const RoomId &room)
{
    const StateEntry *entry = find(children, room);
    return entry ? QJsonDocument::fromJson(entry->content).object() : QJsonObject();
}

EventId eventOf(const QList<StateEntry> &children, const RoomId &room)
{
    const StateEntry *entry = find(children, room);
    return entry ? entry->event : EventId();
}

QList<SpaceOrder::Place> placesOf(const QList<StateEntry> &state)
{
    QHash<RoomId, QString> orders;
    for (const StateEntry &entry : state) {
        if (const QString order = readString(entry.content, "order"); isSpaceOrder(order))
            orders.insert(RoomId(entry.stateKey), order);
    }
    QList<SpaceOrder::Place> places;
    const QList<SpaceChild> children = readSpaceChildren(state);
    for (const SpaceChild &child : children)
        places.append({child.id, orders.value(child.id)});
    return places;
}

qsizetype placeOf(const QList<SpaceOrder::Place> &places, const RoomId &room)
{
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (places.at(i).room == room)
            return i;
    }
    return -1;
}

QJsonObject withOrder(QJsonObject content, const QString &order)
{
    content.insert(QStringLiteral("order"), order);
    return content;
}

}

/// One's own first, if one is in it. Of a room that is not known here there is no other.
QStringList SpaceEditing::serversOf(const RoomId &room) const
{
    const QStringList own{serverOf(m_self)};
    const Room *known = m_rooms.find(room);
    if (!known)
        return own;
    const QStringList others = linnet::serversOf(*known);
    const bool isIn = known->membership == Membership::Join;
    return isIn ? mergedServers(own, others) : mergedServers(others, own);
}

bool SpaceEditing::mayEdit(const RoomId &space) const
{
    const Room *known = m_rooms.find(space);
    return known && known->membership == Membership::Join &&
           known->powerLevels.powerOf(m_self) >= known->powerLevels.neededFor(ChildType, true);
}

Task<RoomId> SpaceEditing::create(NewRoom space, const QByteArray &picture, const QString &mimeType)
{
    return asSpace(std::move(space), picture, mimeType).andThen([this](const NewRoom &wanted) {
        return m_actions.create(wanted);
    });
}

Task<NewRoom> SpaceEditing::asSpace(NewRoom space, const QByteArray &picture, const QString &mimeType)
{
    space.type = QStringLiteral("m.space");
    space.isEncrypted = false;
    if (picture.isEmpty())
        return Task<NewRoom>::ready(space);
    Request upload = m_api.requests().upload({}, mimeType);
    upload.body = picture;
    return m_api.send(upload)
        .andThen([](const Reply &reply) { return Requests::readUploaded(reply.body); })
        .andThen([space](const QString &address) {
            NewRoom withPicture = space;
            withPicture.avatarUrl = address;
            return withPicture;
        });
}

Task<QString> SpaceEditing::versionFor(const NewRoom &room)
{
    if (!room.isForSpace)
        return Task<QString>::ready(room.version);
    return m_api.send(Capabilities::request(m_api.requests().version()))
        .andThen([](const Reply &reply) -> Result<QString> {
            if (const auto version = HierarchyRequests::readRestrictedVersion(reply.body))
                return *version;
            return Error::of(Error::Kind::Unsupported);
        });
}

Task<SpaceEditing::Made> SpaceEditing::createIn(const RoomId &space, NewRoom room)
{
    room.space = space;
    room.spaceVia = serversOf(space);
    return versionFor(room)
        .andThen([this, room](const QString &version) {
            NewRoom inVersion = room;
            inVersion.version = version;
            return m_actions.create(inVersion);
        })
        .andThen([this, space](const RoomId &made) {
            const QJsonObject content{{QStringLiteral("via"), QJsonArray{serverOf(m_self)}}};
            return change(space, made, [content](QJsonObject &child) { child = content; })
                .andThen([made](Done) {
                    return Made{made, {}};
                })
                .orElse([made](const Error &error) -> Result<Made> {
                    return Made{made, error};
                });
        });
}

Task<SpaceEditing::Made> SpaceEditing::createIn(const RoomId &space, NewRoom inner, const QByteArray &picture,
                                                const QString &mimeType)
{
    return asSpace(std::move(inner), picture, mimeType).andThen([this, space](const NewRoom &wanted) {
        return createIn(space, wanted);
    });
}

Task<Done> SpaceEditing::add(const RoomId &space, const QList<RoomId> &rooms, bool areSuggested)
{
    return oneByOne(rooms, [this, space, areSuggested](const RoomId &room) {
        return change(space, room, [servers = serversOf(room), areSuggested](QJsonObject &content) {
            content.insert(QStringLiteral("via"), QJsonArray::fromStringList(servers));
            if (areSuggested)
                content.insert(QStringLiteral("suggested"), true);
        });
    });
}

Task<Done> SpaceEditing::remove(const RoomId &space, const RoomId &room)
{
    return change(space, room, [](QJsonObject &content) { content = {}; });
}

Task<Done> SpaceEditing::setSuggested(const RoomId &space, const RoomId &room, bool isSuggested)
{
    return changeInPlace(space, room, room, [isSuggested](QJsonObject &content, const QJsonObject &) {
        content.insert(QStringLiteral("suggested"), isSuggested);
    });
}

Task<SpaceEditing::Replaced> SpaceEditing::replace(const RoomId &space, const RoomId &room, const RoomId &by,
                                                   const QStringList &via)
{
    const auto merge = [via](QJsonObject &content, const QJsonObject &own) {
        content.insert(QStringLiteral("via"), QJsonArray::fromStringList(via));
        for (auto each = own.begin(); each != own.end(); ++each) {
            if (each.key() != u"order" || !content.contains(u"order"))
                content.insert(each.key(), each.value());
        }
    };
    return changeInPlace(space, room, by, merge).andThen([this, space, room](Done) {
        return remove(space, room)
            .andThen([](Done) { return Replaced{}; })
            .orElse([](const Error &error) -> Result<Replaced> { return Replaced{error}; });
    });
}

Task<Done> SpaceEditing::move(const RoomId &space, const RoomId &room, qsizetype to)
{
    return inTurn(space, [this, space, room, to] {
        return childrenOf(space).andThen([this, space, room, to](const QList<StateEntry> &entries) {
            const QList<SpaceOrder::Place> places = placesOf(entries);
            QList<Written> children;
            const QList<SpaceOrder::Place> changes = SpaceOrder::moved(places, placeOf(places, room), to);
            for (const SpaceOrder::Place &place : changes)
                children.append({place.room, withOrder(contentOf(entries, place.room), place.order),
                                 eventOf(entries, place.room)});
            return write(space, children);
        });
    });
}

Task<RoomId> SpaceEditing::join(const RoomId &room, const QStringList &via)
{
    const auto encoded = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text, "!"));
    };
    QString link = QStringLiteral("https://matrix.to/#/") + encoded(room.toString());
    for (qsizetype i = 0; i < via.size(); ++i)
        link += (i == 0 ? u"?via=" : u"&via=") + encoded(via.at(i));
    return m_actions.join(link);
}

Task<Done> SpaceEditing::leave(const RoomId &space, QList<RoomId> rooms)
{
    rooms.removeAll(space);
    rooms.append(space);
    return oneByOne(rooms, [this](const RoomId &room) { return m_actions.leave(room); });
}

/// Writes of `by` what is said of `room`, changed, so that it stands where that does. In the order of the
/// space, so that nothing moves meanwhile. An order for it alone would put it before all that have none, so
/// where these are too many it gets none either and goes to the end, as what is written anew does.
Task<Done> SpaceEditing::changeInPlace(const RoomId &space, const RoomId &room, const RoomId &by,
                                       PlaceChange change)
{
    const auto written = [this, space, room, by,
                          change = std::move(change)](const QList<StateEntry> &entries) {
        const QList<SpaceOrder::Place> places = placesOf(entries);
        const qsizetype at = placeOf(places, room);
        if (at < 0)
            return Task<Done>::ready(Error::of(Error::Kind::NotFound));
        QList<Written> children;
        QJsonObject content = contentOf(entries, room);
        QList<SpaceOrder::Place> orders = SpaceOrder::kept(places, at);
        if (orders.size() > MostPlaced)
            orders.clear();
        for (const SpaceOrder::Place &place : orders) {
            if (place.room == room)
                content = withOrder(content, place.order);
            else if (place.room != by)
                children.append({place.room, withOrder(contentOf(entries, place.room), place.order),
                                 eventOf(entries, place.room)});
        }
        change(content, placeOf(places, by) < 0 ? QJsonObject() : contentOf(entries, by));
        children.append({by, content, eventOf(entries, by)});
        return write(space, children);
    };
    return inTurn(space, [this, space, written] { return childrenOf(space).andThen(written); });
}

Task<Done> SpaceEditing::change(const RoomId &space, const RoomId &room, Change change)
{
    const auto written = [this, space, room, change = std::move(change)](const QList<StateEntry> &entries) {
        QJsonObject content = contentOf(entries, room);
        change(content);
        return write(space, Written{room, content, eventOf(entries, room)});
    };
    return inTurn(space, [this, space, written] { return childrenOf(space).andThen(written); });
}

/// What a change is made of is read when its turn has come: the one before it may not have been answered yet.
Task<Done> SpaceEditing::inTurn(const RoomId &space, Turn turn)
{
    Promise<Done> promise;
    QList<Waiting> &waiting = m_waiting[space];
    waiting.append({std::move(turn), promise});
    if (waiting.size() == 1)
        next(space);
    return promise.task();
}

void SpaceEditing::next(const RoomId &space)
{
    const Turn turn = m_waiting[space].constFirst().turn;
    turn().then(&m_context, [this, space](const Status &status) {
        QList<Waiting> &waiting = m_waiting[space];
        const Waiting done = waiting.takeFirst();
        if (waiting.isEmpty())
            m_waiting.remove(space);
        else
            next(space);
        done.promise.resolve(status);
    });
}

Task<QList<StateEntry>> SpaceEditing::childrenOf(const RoomId &space)
{
    return m_store.state(space).andThen(
        [this, space](const QList<StateEntry> &state) { return m_sent.over(space, childrenAmong(state)); });
}

Task<Done> SpaceEditing::write(const RoomId &space, const Written &child)
{
    return m_api
        .send(m_api.requests().setState(space, ChildType, child.room.toString(),
                                        QJsonDocument(child.content).toJson(QJsonDocument::Compact)))
        .andThen([this, space, child](const Reply &reply) {
            const auto written = Requests::readEventId(reply.body);
            m_sent.note(space, child.room, child.content, child.before, written ? *written : EventId());
            return Done{};
        });
}

/// One after the other, in this order.
Task<Done> SpaceEditing::write(const RoomId &space, QList<Written> children)
{
    if (children.isEmpty())
        return Task<Done>::ready(Done{});
    const Written first = children.takeFirst();
    return write(space, first).andThen([this, space, children](Done) { return write(space, children); });
}

Task<Done> SpaceEditing::oneByOne(QList<RoomId> rooms, std::function<Task<Done>(const RoomId &)> each)
{
    if (rooms.isEmpty())
        return Task<Done>::ready(Done{});
    const RoomId first = rooms.takeFirst();
    return each(first).andThen([this, rooms, each](Done) { return oneByOne(rooms, each); });
}

}
