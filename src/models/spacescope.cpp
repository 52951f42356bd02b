// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spacescope.h"

#include "models/roomfiltermodel.h"
#include "session/roomlist.h"
#include "session/spacetree.h"
#include "session/successors.h"

namespace linnet {

SpaceScope::SpaceScope(SpaceTree &tree, RoomList &rooms, RoomFilterModel &filter, QObject *parent)
    : QObject(parent), m_tree(tree), m_rooms(rooms), m_filter(filter)
{
    connect(&tree, &SpaceTree::reset, this, &SpaceScope::fallBack);
    connect(&tree, &SpaceTree::structureChanged, this, &SpaceScope::fallBack);
    connect(&tree, &SpaceTree::membersChanged, this,
            [this](const RoomId &space, const QSet<RoomId> &changed) {
                if (space == m_space)
                    m_filter.refresh(changed);
            });
    apply();
}

void SpaceScope::setSpace(const RoomId &space)
{
    const RoomId wanted = m_tree.isSpace(space) ? space : RoomId();
    if (wanted == m_space)
        return;
    m_space = wanted;
    apply();
    Q_EMIT changed();
}

void SpaceScope::setHomeOutside(bool isOutside)
{
    if (isOutside == m_isHomeOutside)
        return;
    m_isHomeOutside = isOutside;
    apply();
    Q_EMIT changed();
}

void SpaceScope::fallBack()
{
    // Of one that was replaced, to what goes on in its place.
    if (!m_space.isEmpty() && !m_tree.isSpace(m_space))
        setSpace(Successors::of(m_rooms, m_space).room);
}

bool SpaceScope::isShown(const RoomId &id) const
{
    const Room *room = m_rooms.find(id);
    if (!room)
        return false;
    if (room->membership == Membership::Invite)
        return true;
    if (room->isSpace() && room->membership == Membership::Join)
        return false;
    if (m_space.isEmpty())
        return !m_isHomeOutside || m_tree.contains({}, id);
    return m_tree.contains(m_space, id);
}

void SpaceScope::apply()
{
    m_filter.setScope([this](const RoomId &room) { return isShown(room); });
}

}
