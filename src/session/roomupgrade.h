// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/upgraderequests.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "session/spaceediting.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Replaces a room by one of another version, and does afterwards what the server does not: invites who was
/// there, puts the new room into the spaces in place of the old one, and has it say which of them it is in,
/// as the old one did (client-server API, "Room Upgrades"). One upgrade in its life. GUI thread; must not
/// outlive what it is made with.
class RoomUpgrade : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostInvited = 1000;

    struct Plan
    {
        RoomId room;
        QString version;
        QList<UserId> creators; ///< beside oneself; of versions that have several
        bool doesInvite = false;
        bool doesMoveInSpaces = false;
    };
    struct Outcome
    {
        RoomId room; ///< the new one
        int invited = 0;
        int notInvited = 0; ///< who could not be, or were too many
        int spacesChanged = 0;
        int spacesNotChanged = 0; ///< where one may not, or it failed
        int spacesWithBoth =
            0; ///< where the old room stands beside the new one, as it could not be taken out
    };

    /// `editing`: the session's, which knows what else was changed in its spaces.
    RoomUpgrade(ApiClient &api, Store &store, RoomActions &actions, SpaceEditing &editing,
                const RoomList &rooms, UserId self, QObject *parent = nullptr);

    /// What versions the server makes. Where it does not say it, version 1 alone.
    Task<RoomVersions> versions();
    /// Ends in finished() or failed(). What goes wrong after the new room is there is no failure.
    void start(const Plan &plan);
    /// What has come of it so far; without a room as long as the new one is not there.
    const Outcome &outcome() const { return m_outcome; }

Q_SIGNALS:
    void upgraded(const linnet::RoomId &room); ///< the new one is there; what follows may take its time
    void finished(const linnet::RoomUpgrade::Outcome &outcome);
    void failed(const linnet::Error &error);

private:
    void onUpgraded(const RoomId &room);
    void findPeople();
    void inviteNext();
    void findPlaces();
    void movePlaces();
    void findParents();
    void nameParents();
    void finish();
    QStringList via() const;

    ApiClient &m_api;
    Store &m_store;
    RoomActions &m_actions;
    SpaceEditing &m_editing;
    const RoomList &m_rooms;
    UserId m_self;
    Plan m_plan;
    Outcome m_outcome;
    QList<UserId> m_people; ///< to be invited
    QList<RoomId> m_spaces; ///< in which the old room stands
    QList<StateEntry> m_parents;
};

}
