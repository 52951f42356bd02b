// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

namespace linnet {

class RoomFilterModel;
class RoomList;
class SpaceTree;

/// Which space the list of rooms shows: a joined one, or Home. Joined spaces are no rooms of the list;
/// invitations stand in it wherever one is, since they want an answer. Falls back to Home where the space is
/// joined no more. GUI thread; must not outlive what it is given.
class SpaceScope : public QObject
{
    Q_OBJECT

public:
    SpaceScope(SpaceTree &tree, RoomList &rooms, RoomFilterModel &filter, QObject *parent = nullptr);

    const RoomId &space() const { return m_space; } ///< empty: Home
    void setSpace(const RoomId &space);             ///< Home, if it is no joined space
    /// Whether Home is only what stands in no space.
    void setHomeOutside(bool isOutside);
    bool isHomeOutside() const { return m_isHomeOutside; }
    bool isShown(const RoomId &room) const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    void fallBack();

    SpaceTree &m_tree;
    RoomList &m_rooms;
    RoomFilterModel &m_filter;
    RoomId m_space;
    bool m_isHomeOutside = false;
};

}
