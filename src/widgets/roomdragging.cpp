// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdragging.h"

#include "models/roomsectionmodel.h"
#include "widgets/roomlistview.h"

#include <QApplication>

namespace linnet {

bool RoomDragging::canLeave(const RoomSectionModel &rooms, int section)
{
    return section >= 0 && rooms.section(section).isOfRooms() &&
           rooms.section(section).kind != RoomSection::Kind::ServerNotices;
}

void RoomDragging::press(const QPoint &at)
{
    cancel();
    const QModelIndex index = m_view.indexAt(at);
    const int section = m_rooms.sectionAt(index.row());
    if (!index.isValid() || m_rooms.isHeading(index.row()) || !canLeave(m_rooms, section))
        return;
    m_room = m_view.roomAt(index);
    m_from = section;
    m_pressed = at;
}

bool RoomDragging::move(const QPoint &at)
{
    if (m_room.isEmpty())
        return false;
    if ((at - m_pressed).manhattanLength() >= QApplication::startDragDistance())
        m_isActive = true;
    if (m_isActive)
        m_drop = dropAt(at);
    return m_isActive;
}

std::optional<RoomDragging::Drop> RoomDragging::release()
{
    const auto drop = m_drop;
    cancel();
    return drop;
}

void RoomDragging::cancel()
{
    m_room = {};
    m_from = -1;
    m_drop.reset();
    m_isActive = false;
}

bool RoomDragging::isAllowed(int section) const
{
    if (!canLeave(m_rooms, section))
        return false;
    // Among those that nobody has put anywhere, there is nowhere to put it.
    return m_rooms.section(section).isByHand() || m_rooms.section(m_from).isByHand();
}

std::optional<RoomDragging::Drop> RoomDragging::dropAt(const QPoint &at) const
{
    const QModelIndex index = m_view.indexAt(at);
    const int section = m_rooms.sectionAt(index.row());
    if (!index.isValid() || !isAllowed(section))
        return std::nullopt;
    const bool isHeading = m_rooms.isHeading(index.row());
    if (isHeading || !m_rooms.section(section).isByHand())
        return section == m_from ? std::nullopt : std::optional(Drop{section, -1});
    const int first = m_rooms.rowsOf(section).first;
    const int own = section == m_from ? m_rooms.rowOf(m_room) : -1;
    const int row = index.row() + (at.y() > m_view.visualRect(index).center().y() ? 1 : 0);
    if (own >= 0 && (row == own || row == own + 1))
        return std::nullopt; // where it is
    return Drop{section, row - first - (own >= 0 && own < row ? 1 : 0)};
}

QRect RoomDragging::mark() const
{
    if (!m_drop)
        return {};
    const QAbstractItemModel &model = m_rooms;
    if (m_drop->place < 0) {
        const int heading = m_rooms.headingOf(m_drop->section);
        return m_view.visualRect(model.index(heading, 0));
    }
    const auto [first, count] = m_rooms.rowsOf(m_drop->section);
    const int own = m_rooms.rowOf(m_room);
    int row = first + m_drop->place;
    if (own >= first && own < first + count && own < row + 1 && row >= own)
        ++row;
    const bool isBehind = row >= first + count;
    const QRect rect = m_view.visualRect(model.index(isBehind ? first + count - 1 : row, 0));
    return {rect.left(), isBehind ? rect.bottom() + 1 : rect.top(), rect.width(), 0};
}

}
