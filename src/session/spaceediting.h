// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/sentchildren.h"
#include "store/records.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <functional>

namespace linnet {

class RoomActions;
class RoomList;
class Store;

/// What a person changes in a space: which rooms stand in it, in which order, which it suggests. Comes into
/// view when a sync brings it. What others wrote beside what is changed stays. The changes of one space are
/// made one after the other, also where whoever asked for one has gone. GUI thread; owned by Spaces.
class SpaceEditing
{
public:
    SpaceEditing(ApiClient &api, Store &store, const RoomList &rooms, RoomActions &actions, UserId self)
        : m_api(api), m_store(store), m_rooms(rooms), m_actions(actions), m_self(std::move(self))
    {
    }

    /// For how many rooms of a space an order is written so that one of them stays where it stands: each is a
    /// change of state of its own, which everybody in the space gets.
    static constexpr qsizetype MostPlaced = 20;

    /// What was made; the room is there also where the space did not take it.
    struct Made
    {
        RoomId room;
        std::optional<Error> notAdded;
    };

    /// A space with a picture, whose bytes may be empty.
    Task<RoomId> create(NewRoom space, const QByteArray &picture, const QString &mimeType);
    /// A room, or a space, that stands in `space`. Unsupported where it is to be for its members and no
    /// version of rooms that the server has can do that.
    Task<Made> createIn(const RoomId &space, NewRoom room);
    /// A space in another one, with a picture as with create().
    Task<Made> createIn(const RoomId &space, NewRoom inner, const QByteArray &picture,
                        const QString &mimeType);

    bool mayEdit(const RoomId &space) const;
    Task<Done> add(const RoomId &space, const QList<RoomId> &rooms, bool areSuggested = false);
    Task<Done> remove(const RoomId &space, const RoomId &room);
    /// The room stays where it stands. What has no `order` stands there by when it was written, so it and
    /// those before it without one get one; if these are more than MostPlaced, none does, and it goes to the
    /// end. NotFound: it stands in the space no more.
    Task<Done> setSuggested(const RoomId &space, const RoomId &room, bool isSuggested);
    /// `by` stands in the space also where `room` could not be taken out.
    struct Replaced
    {
        std::optional<Error> notRemoved;
    };
    /// Puts `by` in the place of `room`, with what the space says of that, and takes `room` out of it. What
    /// the space says of `by` already stays; `via` is for where it says nothing. NotFound as above.
    Task<Replaced> replace(const RoomId &space, const RoomId &room, const RoomId &by, const QStringList &via);
    /// `to`: its place among the others, by Room::children.
    Task<Done> move(const RoomId &space, const RoomId &room, qsizetype to);
    /// Joins a room of a space, by the servers that the space names.
    Task<RoomId> join(const RoomId &room, const QStringList &via);
    /// Leaves them one after the other, the space last; the first failure ends it.
    Task<Done> leave(const RoomId &space, QList<RoomId> rooms);

private:
    struct Written
    {
        RoomId room;
        QJsonObject content;
        EventId before; ///< what is stored of it; empty: nothing
    };
    using Change = std::function<void(QJsonObject &content)>;
    /// `own`: what the space says of the room that is written; empty: it is not in there.
    using PlaceChange = std::function<void(QJsonObject &content, const QJsonObject &own)>;
    using Turn = std::function<Task<Done>()>;
    struct Waiting
    {
        Turn turn;
        Promise<Done> promise;
    };
    Task<Done> inTurn(const RoomId &space, Turn turn);
    void next(const RoomId &space);
    Task<Done> changeInPlace(const RoomId &space, const RoomId &room, const RoomId &by, PlaceChange change);
    Task<Done> change(const RoomId &space, const RoomId &room, Change change);
    Task<QList<StateEntry>> childrenOf(const RoomId &space);
    Task<Done> write(const RoomId &space, const Written &child);
    Task<Done> write(const RoomId &space, QList<Written> children);
    Task<Done> oneByOne(QList<RoomId> rooms, std::function<Task<Done>(const RoomId &)> each);
    Task<NewRoom> asSpace(NewRoom space, const QByteArray &picture, const QString &mimeType);
    Task<QString> versionFor(const NewRoom &room);
    QStringList serversOf(const RoomId &room) const;

    ApiClient &m_api;
    Store &m_store;
    const RoomList &m_rooms;
    RoomActions &m_actions;
    UserId m_self;
    SentChildren m_sent;
    QHash<RoomId, QList<Waiting>> m_waiting; ///< by space; the first is under way
    QObject m_context;                       ///< of what is under way
};

}
