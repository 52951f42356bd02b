// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QPersistentModelIndex>
#include <QPoint>
#include <QRect>

#include <optional>

namespace linnet {

class RoomListView;
class RoomSectionModel;

/// A room that is being dragged to another place of the room list, from the press of the button on: where it
/// would go, and what is to be shown of that. Within the list only, so no other program is asked. GUI thread;
/// part of its view.
class RoomDragging
{
public:
    struct Drop
    {
        int section = -1;
        int place = -1; ///< among the section's other rooms; -1: anywhere in it
    };

    RoomDragging(const RoomListView &view, const RoomSectionModel &rooms) : m_view(view), m_rooms(rooms) {}

    /// Whether rooms of the section can be put elsewhere.
    static bool canLeave(const RoomSectionModel &rooms, int section);

    void press(const QPoint &at);
    /// True once the mouse has gone far enough to mean it.
    bool move(const QPoint &at);
    bool isActive() const { return m_isActive; }
    /// Where the room goes; none if it stays. It is over then.
    std::optional<Drop> release();
    void cancel();
    const RoomId &room() const { return m_room; }
    /// What to paint, in the viewport: a line of no height between two rows, or a section's heading.
    QRect mark() const;

private:
    std::optional<Drop> dropAt(const QPoint &at) const;
    bool isAllowed(int section) const;

    const RoomListView &m_view;
    const RoomSectionModel &m_rooms;
    RoomId m_room;
    int m_from = -1; ///< the section
    QPoint m_pressed;
    std::optional<Drop> m_drop;
    bool m_isActive = false;
};

}
