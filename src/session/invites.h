// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/inviterules.h"
#include "session/policylists.h"
#include "store/records.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace linnet {

class HiddenPeople;
class IgnoredPeople;
class RoomActions;

/// Which invitations are shown as rooms and which wait apart, as those of strangers do: of whom one shares no
/// room with and has no direct chat with, or whom a policy list speaks against. Nothing of these is fetched,
/// and what has become of them stays out of sight. GUI thread; must not outlive its arguments.
class Invites : public QObject
{
    Q_OBJECT

public:
    enum class Place {
        List,     ///< among the rooms
        Requests, ///< apart
        Nowhere,  ///< by people whom one ignores, or whom one's rule keeps out; or it was one apart
        Pending,  ///< it is being looked up whether one knows who invites; not shown for that moment
    };
    /// What invitations are judged by.
    struct Parts
    {
        RoomList &rooms;
        AccountData &data;
        const IgnoredPeople &ignored;
        PolicyLists &policies;
        InviteRules &rules;
        HiddenPeople &hidden;
        RoomActions &actions;
    };

    Invites(Parts parts, ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);

    /// Of other rooms than invitations and what has become of them: List.
    Place placeOf(const RoomId &room) const;
    bool isApart(const RoomId &room) const { return placeOf(room) != Place::List; }
    QList<RoomId> requests() const; ///< the newest first
    int count() const { return m_requests; }
    /// What a policy list says of who invites, or of the room.
    std::optional<PolicyLists::Match> warningOf(const Room &room) const;

    /// It is being declined: once one has left it, it is forgotten, since its name would stand among the
    /// rooms that one has left. Not a room that one was in before.
    void forgetWhenLeft(const RoomId &room);

    /// In how many rooms one is together with somebody; none: not known yet.
    std::optional<int> sharedWith(const UserId &user) const;
    /// Somebody looks at an invitation by them: asks the server, once, in how many rooms one is together.
    void wantShared(const UserId &user);

Q_SIGNALS:
    void reset();                             ///< all may be elsewhere
    void changed(const linnet::RoomId &room); ///< its place, or a request is another one
    void countChanged();
    void sharedChanged(const linnet::UserId &user);

private:
    Place judge(const Room &room) const;
    void end(const RoomId &room);
    bool isKnown(const UserId &user) const;
    void onReset();
    void onChanged(const RoomId &room);
    void judgeAll();
    void put(const RoomId &room, Place place);
    void lookUp(const UserId &user);
    void lookUpNow();
    void onLookedUp(const QList<UserId> &users, const QHash<UserId, int> &counts);
    void readDirect();
    bool canAsk() const;
    bool isSurelyAStranger(const UserId &user) const;
    void forgetWhatIsKnown(const UserId &user);
    void askByItself(const UserId &user);
    void ask(const UserId &user, bool mayPlace);

    Parts m_parts;
    ApiClient &m_api;
    Store &m_store;
    UserId m_self;
    QHash<RoomId, Place> m_places; ///< of invitations
    QSet<RoomId> m_ended;          ///< were apart, and are over
    QSet<RoomId> m_declined;       ///< see forgetWhenLeft()
    int m_requests = 0;
    QSet<UserId> m_direct;           ///< with whom one has a direct chat
    QHash<UserId, int> m_stored;     ///< rooms shared by what is stored; of whom was looked up
    QSet<UserId> m_lookingUp;        ///< is being looked up
    QList<UserId> m_toLookUp;        ///< at the end of this turn of the event loop
    QHash<UserId, int> m_serverSays; ///< rooms shared by the server
    QSet<UserId> m_asked;            ///< the server, about them
    QSet<UserId> m_placed;           ///< whom the server was asked about before anybody looked
    int m_asking = 0;                ///< of these questions such as are not answered yet
};

}
