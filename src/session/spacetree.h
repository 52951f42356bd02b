// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/leftbehind.h"
#include "store/records.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace linnet {

/// What waits to be read in the rooms of a space, each counted once; a room that one has left behind is not.
struct SpaceUnread
{
    int unread = 0;
    int highlight = 0;
    int uncertain = 0; ///< rooms in which both may be more
    int marked = 0;    ///< rooms that somebody wants to come back to

    bool isNothing() const { return *this == SpaceUnread(); }
    friend bool operator==(const SpaceUnread &, const SpaceUnread &) = default;
};

/// The spaces that one has joined, as a tree that may be none: a space can stand in several, and in itself.
/// One that was replaced is none any more where one is in what goes on in its place.
/// Which rooms belong to one is what its `m.space.child` events say and those of the joined spaces in it
/// (client-server API, "Spaces"); what a room says of its parents alone makes it no part of them, since
/// anybody can say so. A change of a room costs a walk to the spaces above it; one of a space's list the
/// counting of those. GUI thread; must not outlive its RoomList.
///
/// "Home", the empty id, are the rooms that stand in no space; its numbers are those of all rooms.
class SpaceTree : public QObject
{
    Q_OBJECT

public:
    explicit SpaceTree(RoomList &rooms, QObject *parent = nullptr);

    /// A joined one, which one has not left behind.
    bool isSpace(const RoomId &room) const { return m_spaces.contains(room); }
    bool isEmpty() const { return m_spaces.isEmpty(); }
    /// Those that stand in no other, or are where a circle of them begins, in the order that the person gave
    /// them, then by name.
    const QList<RoomId> &topLevel() const { return m_topLevel; }
    /// The joined spaces directly in one, in its order; never itself.
    QList<RoomId> subspaces(const RoomId &space) const;
    /// All that stands in it, at any depth, be it known here or not.
    QSet<RoomId> members(const RoomId &space) const;
    bool contains(const RoomId &space, const RoomId &room) const;
    bool isInSomeSpace(const RoomId &room) const { return m_parents.contains(room); }
    /// The joined spaces that a room stands in directly, by their ids.
    QList<RoomId> parents(const RoomId &room) const;
    SpaceUnread unread(const RoomId &space) const;
    SpaceUnread unreadOutside() const { return m_outside; } ///< of the rooms that stand in no space

    /// How the person wants those of the top level; who is not named comes behind.
    void setOrder(const QList<RoomId> &order);

Q_SIGNALS:
    void reset();            ///< all of it may be different
    void structureChanged(); ///< which spaces there are, what stands in which, or in which order
    void unreadChanged(const linnet::RoomId &space);
    void spaceChanged(const linnet::RoomId &space); ///< its name or picture
    /// Rooms came into the space or left it; of Home: of those that stand in none.
    void membersChanged(const linnet::RoomId &space, const QSet<linnet::RoomId> &rooms);

private:
    struct Space
    {
        QList<RoomId> children; ///< in the space's order, itself not among them
        QString name;
        QString avatarUrl;
        QSet<RoomId> members;
        SpaceUnread unread;
    };
    /// What has changed, told once all of it is in place.
    struct Telling
    {
        QSet<RoomId> unread;
        QHash<RoomId, QSet<RoomId>> members;
        bool isStructure = false;
    };

    void onReset();
    void onChanged(const RoomId &id);
    void onRemoved(const RoomId &id);
    void take(const Room &room, Telling &telling);
    void setSpace(const Room &room, Telling &telling);
    void dropSpace(const RoomId &id, Telling &telling);
    void link(const RoomId &space, const RoomId &child, Telling &telling);
    void unlink(const RoomId &space, const RoomId &child, Telling &telling);
    void count(const RoomId &room, const SpaceUnread &now, Telling &telling);
    void takeAnew(const QList<RoomId> &rooms, Telling &telling);
    void recount(const RoomId &changed, Telling &telling);
    QSet<RoomId> above(const RoomId &room) const;
    QSet<RoomId> below(const RoomId &space) const;
    bool orderTopLevel();
    void tell(const Telling &telling);

    RoomList &m_rooms;
    LeftBehind m_leftBehind;
    QHash<RoomId, Space> m_spaces;
    QHash<RoomId, QSet<RoomId>> m_parents;  ///< the joined spaces that name a room; never empty ones
    QHash<RoomId, SpaceUnread> m_counts;    ///< of joined rooms where something waits
    QHash<RoomId, qsizetype> m_orderPlaces; ///< what the person chose
    QList<RoomId> m_topLevel;
    SpaceUnread m_all;
    SpaceUnread m_outside;
};

}
