// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomfiltermodel.h"

#include "models/roomlistmodel.h"

#include <algorithm>

namespace linnet {

RoomFilterModel::RoomFilterModel(RoomListModel &rooms, QObject *parent)
    : QAbstractListModel(parent), m_rooms(rooms)
{
    using Model = QAbstractItemModel;
    const auto on = [this, &rooms](auto signal, auto slot) { connect(&rooms, signal, this, slot); };
    on(&Model::modelAboutToBeReset, [this] { beginResetModel(); });
    on(&Model::modelReset, [this] {
        collect(m_rooms.ids());
        endResetModel();
    });
    on(&Model::rowsAboutToBeInserted, [this](const QModelIndex &, int first, int last) {
        if (!isNarrowed())
            beginInsertRows({}, first, last);
    });
    on(&Model::rowsInserted, [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    on(&Model::rowsAboutToBeRemoved,
       [this](const QModelIndex &, int first, int last) { onAboutToBeRemoved(first, last); });
    on(&Model::rowsRemoved, [this] { onRemoved(); });
    on(&Model::rowsAboutToBeMoved, [this](const QModelIndex &, int from, int, const QModelIndex &, int to) {
        onAboutToBeMoved(from, to);
    });
    on(&Model::rowsMoved, [this] { onMoved(); });
    on(&Model::dataChanged, [this](const QModelIndex &first, const QModelIndex &last,
                                   const QList<int> &roles) { onChanged(first.row(), last.row(), roles); });
}

void RoomFilterModel::setFilterText(const QString &text)
{
    SearchText search(text);
    if (search == m_search)
        return;
    beginResetModel();
    // Whoever types on only ever narrows.
    const bool isNarrower = isFiltering() && search.isNarrowerThan(m_search);
    m_search = std::move(search);
    collect(isNarrower ? std::exchange(m_shown, {}) : m_rooms.ids());
    endResetModel();
}

void RoomFilterModel::collect(const QList<RoomId> &candidates)
{
    m_shown.clear();
    if (!isNarrowed())
        return;
    for (const RoomId &room : candidates) {
        if (isMatch(room))
            m_shown.append(room);
    }
}

void RoomFilterModel::setScope(std::function<bool(const RoomId &)> isInScope)
{
    beginResetModel();
    m_isInScope = std::move(isInScope);
    collect(m_rooms.ids());
    endResetModel();
}

void RoomFilterModel::refresh(const QSet<RoomId> &rooms)
{
    if (!isNarrowed())
        return;
    for (const RoomId &room : rooms) {
        if (!m_rooms.has(room))
            continue;
        const int shown = place(room);
        const bool isShown = m_shown.value(shown) == room;
        if (isShown == isMatch(room))
            continue;
        if (isShown)
            remove(shown);
        else
            insert(shown, room);
    }
}

bool RoomFilterModel::isMatch(const RoomId &room) const
{
    return (!m_isInScope || m_isInScope(room)) &&
           (m_search.isEmpty() || m_search.matches(m_rooms.searchedText(room)));
}

int RoomFilterModel::place(const RoomId &room) const
{
    if (room.isEmpty())
        return int(m_shown.size());
    const auto at = std::lower_bound(
        m_shown.cbegin(), m_shown.cend(), room,
        [this](const RoomId &shown, const RoomId &value) { return m_rooms.isBefore(shown, value); });
    return int(at - m_shown.cbegin());
}

RoomId RoomFilterModel::roomAt(int row) const
{
    return isNarrowed() ? m_shown.value(row) : m_rooms.roomAt(row);
}

int RoomFilterModel::rowOf(const RoomId &room) const
{
    if (!isNarrowed())
        return m_rooms.rowOf(room);
    if (!m_rooms.has(room))
        return -1;
    const int shown = place(room);
    return m_shown.value(shown) == room ? shown : -1;
}

void RoomFilterModel::insert(int shown, const RoomId &room)
{
    beginInsertRows({}, shown, shown);
    m_shown.insert(shown, room);
    endInsertRows();
}

void RoomFilterModel::remove(int shown)
{
    beginRemoveRows({}, shown, shown);
    m_shown.removeAt(shown);
    endRemoveRows();
}

void RoomFilterModel::onInserted(int first, int last)
{
    if (!isNarrowed())
        return endInsertRows();
    for (int row = first; row <= last; ++row) {
        const RoomId room = m_rooms.roomAt(row);
        if (isMatch(room))
            insert(place(room), room);
    }
}

void RoomFilterModel::onAboutToBeRemoved(int first, int last)
{
    if (!isNarrowed())
        return beginRemoveRows({}, first, last);
    for (int row = last; row >= first; --row) {
        const RoomId room = m_rooms.roomAt(row);
        const int shown = place(room);
        if (m_shown.value(shown) == room)
            remove(shown);
    }
}

void RoomFilterModel::onRemoved()
{
    if (!isNarrowed())
        endRemoveRows();
}

void RoomFilterModel::onAboutToBeMoved(int from, int to)
{
    m_moveFrom = from;
    m_moveTo = to;
    if (isNarrowed()) {
        m_moveFrom = place(m_rooms.roomAt(from));
        m_moveTo = place(m_rooms.roomAt(to));
        if (m_shown.value(m_moveFrom) != m_rooms.roomAt(from))
            m_moveFrom = -1;
    }
    // Beside itself is where it stands.
    if (m_moveFrom == m_moveTo || m_moveFrom + 1 == m_moveTo)
        m_moveFrom = -1;
    if (m_moveFrom >= 0)
        beginMoveRows({}, m_moveFrom, m_moveFrom, {}, m_moveTo);
}

void RoomFilterModel::onMoved()
{
    if (m_moveFrom < 0)
        return;
    if (isNarrowed())
        m_shown.move(m_moveFrom, m_moveTo > m_moveFrom ? m_moveTo - 1 : m_moveTo);
    m_moveFrom = -1;
    endMoveRows();
}

void RoomFilterModel::onChanged(int first, int last, const QList<int> &roles)
{
    if (!isNarrowed()) {
        Q_EMIT dataChanged(index(first), index(last), roles);
        return;
    }
    const bool mayMatchNow = roles.isEmpty() || roles.contains(RoomListModel::NameRole) ||
                             roles.contains(RoomListModel::MembershipRole) ||
                             roles.contains(RoomListModel::IsSpaceRole);
    // Both lists are in one order, so one search is enough. From `untold` to `shown` nobody was told yet.
    int shown = place(m_rooms.roomAt(first));
    int untold = shown;
    const auto tell = [&] {
        if (untold < shown)
            Q_EMIT dataChanged(index(untold), index(shown - 1), roles);
        untold = shown;
    };
    for (int row = first; row <= last; ++row) {
        const RoomId room = m_rooms.roomAt(row);
        const bool isShown = m_shown.value(shown) == room;
        const bool shallBeShown = mayMatchNow ? isMatch(room) : isShown;
        if (isShown == shallBeShown) {
            shown += isShown ? 1 : 0;
            continue;
        }
        tell();
        if (isShown)
            remove(shown);
        else
            insert(shown++, room);
        untold = shown;
    }
    tell();
}

int RoomFilterModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return isNarrowed() ? int(m_shown.size()) : m_rooms.rowCount();
}

QVariant RoomFilterModel::data(const QModelIndex &index, int role) const
{
    const int row = isNarrowed() ? m_rooms.rowOf(m_shown.value(index.row())) : index.row();
    return m_rooms.data(m_rooms.index(row), role);
}

QHash<int, QByteArray> RoomFilterModel::roleNames() const
{
    return m_rooms.roleNames();
}

}
