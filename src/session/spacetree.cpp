// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spacetree.h"

#include "session/roomlist.h"

#include <algorithm>

namespace linnet {

namespace {

/// Of one room, since a server says any number and all are added up.
constexpr int MostUnread = 100'000;

void add(SpaceUnread &to, const SpaceUnread &what, int times)
{
    to.unread += times * what.unread;
    to.highlight += times * what.highlight;
    to.uncertain += times * what.uncertain;
    to.marked += times * what.marked;
}

SpaceUnread unreadOf(const Room &room, const LeftBehind &leftBehind)
{
    // Nobody could open what stands in no list, to read it.
    if (leftBehind.contains(room.id) || room.membership != Membership::Join || room.isSpace())
        return {};
    return {qBound(0, room.unread, MostUnread), qBound(0, room.highlight, MostUnread),
            int(room.isUnreadAtLeast), int(room.isMarkedUnread)};
}

/// What goes on elsewhere, where one is, has no use as a space either.
bool isSpaceToShow(const Room &room, const LeftBehind &leftBehind)
{
    return room.isSpace() && room.membership == Membership::Join && !leftBehind.contains(room.id);
}

QList<RoomId> childrenOf(const Room &room)
{
    QList<RoomId> children;
    QSet<RoomId> seen{room.id};
    children.reserve(room.children.size());
    for (const SpaceChild &child : room.children) {
        if (!seen.contains(child.id)) {
            seen.insert(child.id);
            children.append(child.id);
        }
    }
    return children;
}

QSet<RoomId> difference(const QSet<RoomId> &a, const QSet<RoomId> &b)
{
    QSet<RoomId> result;
    for (const RoomId &id : a) {
        if (!b.contains(id))
            result.insert(id);
    }
    for (const RoomId &id : b) {
        if (!a.contains(id))
            result.insert(id);
    }
    return result;
}

}

SpaceTree::SpaceTree(RoomList &rooms, QObject *parent) : QObject(parent), m_rooms(rooms), m_leftBehind(rooms)
{
    connect(&rooms, &RoomList::reset, this, &SpaceTree::onReset);
    connect(&rooms, &RoomList::changed, this, &SpaceTree::onChanged);
    connect(&rooms, &RoomList::removed, this, &SpaceTree::onRemoved);
    onReset();
}

QList<RoomId> SpaceTree::subspaces(const RoomId &space) const
{
    QList<RoomId> result;
    const auto found = m_spaces.constFind(space);
    if (found == m_spaces.cend())
        return result;
    for (const RoomId &child : found->children) {
        if (isSpace(child))
            result.append(child);
    }
    return result;
}

QSet<RoomId> SpaceTree::members(const RoomId &space) const
{
    const auto found = m_spaces.constFind(space);
    return found == m_spaces.cend() ? QSet<RoomId>() : found->members;
}

bool SpaceTree::contains(const RoomId &space, const RoomId &room) const
{
    if (space.isEmpty())
        return !isInSomeSpace(room);
    const auto found = m_spaces.constFind(space);
    return found != m_spaces.cend() && found->members.contains(room);
}

QList<RoomId> SpaceTree::parents(const RoomId &room) const
{
    QList<RoomId> result = m_parents.value(room).values();
    std::sort(result.begin(), result.end());
    return result;
}

SpaceUnread SpaceTree::unread(const RoomId &space) const
{
    if (space.isEmpty())
        return m_all;
    const auto found = m_spaces.constFind(space);
    return found == m_spaces.cend() ? SpaceUnread() : found->unread;
}

void SpaceTree::setOrder(const QList<RoomId> &order)
{
    m_orderPlaces.clear();
    for (qsizetype i = 0; i < order.size(); ++i)
        m_orderPlaces.insert(order.at(i), i);
    if (orderTopLevel())
        Q_EMIT structureChanged();
}

void SpaceTree::onReset()
{
    m_spaces.clear();
    m_parents.clear();
    m_counts.clear();
    m_all = m_outside = {};
    m_leftBehind.reset();
    const QList<RoomId> ids = m_rooms.ids();
    for (const RoomId &id : ids) {
        const Room &room = *m_rooms.find(id);
        if (const SpaceUnread unread = unreadOf(room, m_leftBehind); !unread.isNothing()) {
            m_counts.insert(id, unread);
            add(m_all, unread, 1);
        }
        if (!isSpaceToShow(room, m_leftBehind))
            continue;
        const QList<RoomId> children = childrenOf(room);
        for (const RoomId &child : children)
            m_parents[child].insert(id);
        m_spaces.insert(id, {children, room.name, room.avatarUrl, {}, {}});
    }
    for (auto space = m_spaces.begin(); space != m_spaces.end(); ++space) {
        space->members = below(space.key());
        for (const RoomId &member : std::as_const(space->members))
            add(space->unread, m_counts.value(member), 1);
    }
    for (auto room = m_counts.cbegin(); room != m_counts.cend(); ++room) {
        if (!isInSomeSpace(room.key()))
            add(m_outside, *room, 1);
    }
    orderTopLevel();
    Q_EMIT reset();
}

void SpaceTree::onChanged(const RoomId &id)
{
    const Room *room = m_rooms.find(id);
    if (!room)
        return onRemoved(id);
    Telling telling;
    const QList<RoomId> others = m_leftBehind.changed(id);
    take(*room, telling);
    takeAnew(others, telling);
    tell(telling);
}

void SpaceTree::onRemoved(const RoomId &id)
{
    Telling telling;
    const QList<RoomId> others = m_leftBehind.changed(id);
    dropSpace(id, telling);
    count(id, {}, telling);
    takeAnew(others, telling);
    tell(telling);
}

void SpaceTree::take(const Room &room, Telling &telling)
{
    count(room.id, unreadOf(room, m_leftBehind), telling);
    if (isSpaceToShow(room, m_leftBehind))
        setSpace(room, telling);
    else
        dropSpace(room.id, telling);
}

void SpaceTree::takeAnew(const QList<RoomId> &rooms, Telling &telling)
{
    for (const RoomId &id : rooms) {
        if (const Room *room = m_rooms.find(id))
            take(*room, telling);
    }
}

void SpaceTree::setSpace(const Room &room, Telling &telling)
{
    const bool isNew = !m_spaces.contains(room.id);
    const QList<RoomId> children = childrenOf(room);
    Space &space = m_spaces[room.id];
    const bool isRenamed = space.name != room.name;
    const bool isShownAnew = isRenamed || space.avatarUrl != room.avatarUrl;
    space.name = room.name;
    space.avatarUrl = room.avatarUrl;
    if (isNew || space.children != children) {
        const QList<RoomId> before = std::exchange(space.children, children);
        const QSet<RoomId> now(children.cbegin(), children.cend());
        const QSet<RoomId> then(before.cbegin(), before.cend());
        for (const RoomId &child : before) {
            if (!now.contains(child))
                unlink(room.id, child, telling);
        }
        for (const RoomId &child : children) {
            if (!then.contains(child))
                link(room.id, child, telling);
        }
        recount(room.id, telling);
        orderTopLevel();
        telling.isStructure = true;
    } else if (isShownAnew) {
        if (isRenamed && orderTopLevel())
            telling.isStructure = true;
        Q_EMIT spaceChanged(room.id);
    }
}

void SpaceTree::dropSpace(const RoomId &id, Telling &telling)
{
    const auto found = m_spaces.constFind(id);
    if (found == m_spaces.cend())
        return;
    const QList<RoomId> children = found->children;
    telling.members[id].unite(found->members);
    m_spaces.erase(found);
    for (const RoomId &child : children)
        unlink(id, child, telling);
    recount(id, telling);
    orderTopLevel();
    telling.isStructure = true;
}

void SpaceTree::link(const RoomId &space, const RoomId &child, Telling &telling)
{
    QSet<RoomId> &parents = m_parents[child];
    if (parents.isEmpty()) {
        add(m_outside, m_counts.value(child), -1);
        telling.members[RoomId()].insert(child);
    }
    parents.insert(space);
}

void SpaceTree::unlink(const RoomId &space, const RoomId &child, Telling &telling)
{
    const auto parents = m_parents.find(child);
    if (parents == m_parents.end())
        return;
    parents->remove(space);
    if (!parents->isEmpty())
        return;
    m_parents.erase(parents);
    add(m_outside, m_counts.value(child), 1);
    telling.members[RoomId()].insert(child);
}

void SpaceTree::count(const RoomId &room, const SpaceUnread &now, Telling &telling)
{
    const SpaceUnread before = m_counts.value(room);
    if (before == now)
        return;
    if (now.isNothing())
        m_counts.remove(room);
    else
        m_counts.insert(room, now);
    const auto change = [&](SpaceUnread &total) {
        add(total, before, -1);
        add(total, now, 1);
    };
    change(m_all);
    if (!isInSomeSpace(room))
        change(m_outside);
    telling.unread.insert(RoomId());
    const QSet<RoomId> spaces = above(room);
    for (const RoomId &space : spaces) {
        change(m_spaces[space].unread);
        telling.unread.insert(space);
    }
}

/// Of `changed`, whose children are others now or which is a space no more, and of the spaces above it.
void SpaceTree::recount(const RoomId &changed, Telling &telling)
{
    QSet<RoomId> spaces = above(changed);
    if (isSpace(changed))
        spaces.insert(changed);
    for (const RoomId &id : std::as_const(spaces)) {
        const QSet<RoomId> members = below(id);
        Space &space = m_spaces[id];
        const QSet<RoomId> different = difference(space.members, members);
        if (different.isEmpty())
            continue;
        const SpaceUnread before = space.unread;
        for (const RoomId &room : different)
            add(space.unread, m_counts.value(room), members.contains(room) ? 1 : -1);
        space.members = members;
        telling.members[id].unite(different);
        if (space.unread != before)
            telling.unread.insert(id);
    }
}

/// The spaces in which a room stands at any depth; a space itself only if it stands in itself.
QSet<RoomId> SpaceTree::above(const RoomId &room) const
{
    QSet<RoomId> found;
    QList<RoomId> open{room};
    while (!open.isEmpty()) {
        const auto parents = m_parents.constFind(open.takeLast());
        if (parents == m_parents.cend())
            continue;
        for (const RoomId &parent : *parents) {
            if (!found.contains(parent)) {
                found.insert(parent);
                open.append(parent);
            }
        }
    }
    return found;
}

QSet<RoomId> SpaceTree::below(const RoomId &space) const
{
    QSet<RoomId> found;
    QList<RoomId> open{space};
    while (!open.isEmpty()) {
        const auto inside = m_spaces.constFind(open.takeLast());
        if (inside == m_spaces.cend())
            continue;
        for (const RoomId &child : inside->children) {
            if (!found.contains(child)) {
                found.insert(child);
                if (isSpace(child))
                    open.append(child);
            }
        }
    }
    return found;
}

/// Whether they are others than before.
bool SpaceTree::orderTopLevel()
{
    const auto isBefore = [this](const RoomId &a, const RoomId &b) {
        const qsizetype last = m_orderPlaces.size();
        const qsizetype placeA = m_orderPlaces.value(a, last);
        const qsizetype placeB = m_orderPlaces.value(b, last);
        if (placeA != placeB)
            return placeA < placeB;
        if (const int order =
                m_spaces.constFind(a)->name.compare(m_spaces.constFind(b)->name, Qt::CaseInsensitive))
            return order < 0;
        return a < b;
    };
    QList<RoomId> tops;
    QList<RoomId> others;
    for (auto space = m_spaces.cbegin(); space != m_spaces.cend(); ++space)
        (isInSomeSpace(space.key()) ? others : tops).append(space.key());
    QSet<RoomId> reached(tops.cbegin(), tops.cend());
    const auto reachFrom = [&](const RoomId &top) {
        const QSet<RoomId> &inside = m_spaces.constFind(top)->members;
        for (const RoomId &id : inside) {
            if (isSpace(id))
                reached.insert(id);
        }
    };
    for (const RoomId &top : std::as_const(tops))
        reachFrom(top);
    // What stands in circles alone has to be somewhere too.
    std::sort(others.begin(), others.end(), isBefore);
    for (const RoomId &id : std::as_const(others)) {
        if (reached.contains(id))
            continue;
        tops.append(id);
        reached.insert(id);
        reachFrom(id);
    }
    std::sort(tops.begin(), tops.end(), isBefore);
    if (tops == m_topLevel)
        return false;
    m_topLevel = tops;
    return true;
}

void SpaceTree::tell(const Telling &telling)
{
    if (telling.isStructure)
        Q_EMIT structureChanged();
    for (auto each = telling.members.cbegin(); each != telling.members.cend(); ++each)
        Q_EMIT membersChanged(each.key(), *each);
    for (const RoomId &space : telling.unread) {
        if (space.isEmpty() || isSpace(space))
            Q_EMIT unreadChanged(space);
    }
}

}
