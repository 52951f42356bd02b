// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomsectionmodel.h"

#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "session/notificationrules.h"

#include <algorithm>

namespace linnet {

RoomSectionModel::RoomSectionModel(RoomListModel &all, RoomFilterModel &rooms, QObject *parent)
    : QAbstractListModel(parent), m_all(all), m_rooms(rooms)
{
    using Model = QAbstractItemModel;
    const auto on = [this, &rooms](auto signal, auto slot) { connect(&rooms, signal, this, slot); };
    on(&Model::modelAboutToBeReset, [this] { beginResetModel(); });
    on(&Model::modelReset, [this] { onReset(); });
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
    countAll();
}

const RoomSection &RoomSectionModel::section(int section) const
{
    return m_all.order().sections().at(section);
}

// ---- which row is what

int RoomSectionModel::firstRow(int section) const
{
    int row = 0;
    for (int i = 0; i < section; ++i)
        row += m_sections.at(i).rows();
    return row;
}

int RoomSectionModel::firstSource(int section) const
{
    int row = 0;
    for (int i = 0; i < section; ++i)
        row += m_sections.at(i).rooms;
    return row;
}

RoomSectionModel::Place RoomSectionModel::place(int row) const
{
    if (row < 0)
        return {};
    int source = 0;
    for (int i = 0; i < m_sections.size(); ++i) {
        const Section &section = m_sections.at(i);
        if (row < section.rows()) {
            if (section.hasHeading && row == 0)
                return {i, true, -1};
            source += row - (section.hasHeading ? 1 : 0);
            // Of the rows of m_rooms, one may not be among ours yet.
            return {i, false, m_added >= 0 && source >= m_added ? source + 1 : source};
        }
        row -= section.rows();
        source += section.rooms;
    }
    return {};
}

RoomId RoomSectionModel::roomAt(int row) const
{
    const Place at = place(row);
    return at.source < 0 ? RoomId() : m_rooms.roomAt(at.source);
}

int RoomSectionModel::sectionOfSource(int source) const
{
    for (int i = 0; i < m_sections.size(); ++i) {
        source -= m_sections.at(i).rooms;
        if (source < 0)
            return i;
    }
    return -1;
}

int RoomSectionModel::rowOf(const RoomId &room) const
{
    const int source = m_rooms.rowOf(room);
    const int section = source < 0 ? -1 : sectionOfSource(source);
    if (section < 0 || m_sections.at(section).isClosed)
        return -1;
    return rowsOf(section).first + source - firstSource(section);
}

int RoomSectionModel::sectionAt(int row) const
{
    return place(row).section;
}

int RoomSectionModel::headingOf(int section) const
{
    return section >= 0 && section < m_sections.size() && m_sections.at(section).hasHeading
               ? firstRow(section)
               : -1;
}

std::pair<int, int> RoomSectionModel::rowsOf(int section) const
{
    const Section &of = m_sections.at(section);
    return {firstRow(section) + (of.hasHeading ? 1 : 0), of.shown()};
}

int RoomSectionModel::headingsBefore(int row) const
{
    int headings = 0;
    for (const Section &section : m_sections) {
        if (row <= 0)
            break;
        headings += section.hasHeading ? 1 : 0;
        row -= section.rows();
    }
    return headings;
}

int RoomSectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstRow(int(m_sections.size()));
}

// ---- what changes

void RoomSectionModel::countAll()
{
    m_sections.clear();
    m_sections.resize(m_all.order().sections().size());
    // Sections follow each other, so where one begins is a search.
    int first = 0;
    const int count = m_rooms.rowCount();
    while (first < count) {
        const int section = m_rooms.index(first, 0).data(RoomListModel::SectionRole).toInt();
        int low = first + 1;
        int high = count;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (m_rooms.index(middle, 0).data(RoomListModel::SectionRole).toInt() > section)
                high = middle;
            else
                low = middle + 1;
        }
        m_sections[section].rooms = low - first;
        first = low;
    }
    m_hasHeadings = wantsHeadings();
    m_unread.clear();
    m_sums.clear();
    for (int i = 0; i < m_sections.size(); ++i) {
        m_sections[i].hasHeading = wantsHeading(i, m_hasHeadings);
        m_sections[i].isClosed = m_sections.at(i).hasHeading && m_closed.contains(section(i).id);
        if (m_sections.at(i).isClosed)
            countUnread(i);
    }
}

void RoomSectionModel::onReset()
{
    countAll();
    endResetModel();
}

bool RoomSectionModel::wantsHeadings() const
{
    if (m_rooms.isFiltering())
        return false;
    int count = 0;
    for (int i = 0; i < m_sections.size(); ++i)
        count += section(i).isOfRooms() && wantsHeading(i, true) ? 1 : 0;
    return count > 1;
}

bool RoomSectionModel::wantsHeading(int of, bool hasHeadings) const
{
    // Into an empty one that somebody has made, rooms can be put.
    return hasHeadings && (m_sections.at(of).rooms > 0 || section(of).kind == RoomSection::Kind::Own);
}

void RoomSectionModel::updateHeadings()
{
    m_hasHeadings = wantsHeadings();
    for (int i = 0; i < m_sections.size(); ++i)
        setHeading(i, wantsHeading(i, m_hasHeadings));
}

void RoomSectionModel::setHeading(int of, bool hasHeading)
{
    if (m_sections.at(of).hasHeading == hasHeading)
        return;
    if (!hasHeading)
        open(of);
    const int row = firstRow(of);
    if (hasHeading)
        beginInsertRows({}, row, row);
    else
        beginRemoveRows({}, row, row);
    m_sections[of].hasHeading = hasHeading;
    if (hasHeading) {
        endInsertRows();
        if (m_closed.contains(section(of).id))
            close(of);
    } else {
        endRemoveRows();
    }
}

void RoomSectionModel::close(int of)
{
    if (m_sections.at(of).isClosed)
        return;
    const auto [first, count] = rowsOf(of);
    if (count > 0)
        beginRemoveRows({}, first, first + count - 1);
    m_sections[of].isClosed = true;
    countUnread(of);
    if (count > 0)
        endRemoveRows();
    tellHeading(of);
}

void RoomSectionModel::open(int of)
{
    if (!m_sections.at(of).isClosed)
        return;
    const int first = rowsOf(of).first;
    const int count = m_sections.at(of).rooms;
    if (count > 0)
        beginInsertRows({}, first, first + count - 1);
    m_sections[of].isClosed = false;
    forgetUnread(of);
    if (count > 0)
        endInsertRows();
    tellHeading(of);
}

void RoomSectionModel::setClosed(const QSet<QString> &ids)
{
    if (m_closed == ids)
        return;
    m_closed = ids;
    for (int i = 0; i < m_sections.size(); ++i) {
        if (m_sections.at(i).hasHeading && ids.contains(section(i).id))
            close(i);
        else
            open(i);
    }
    Q_EMIT closedChanged();
}

void RoomSectionModel::setClosed(int section, bool isClosed)
{
    if (headingOf(section) < 0)
        return;
    QSet<QString> ids = m_closed;
    if (isClosed)
        ids.insert(this->section(section).id);
    else
        ids.remove(this->section(section).id);
    setClosed(ids);
}

void RoomSectionModel::onInserted(int first, int last)
{
    for (int source = first; source <= last; ++source) {
        const int of = m_rooms.index(source, 0).data(RoomListModel::SectionRole).toInt();
        const bool isShown = !m_sections.at(of).isClosed;
        if (isShown) {
            const int row = rowsOf(of).first + source - firstSource(of);
            m_added = source;
            beginInsertRows({}, row, row);
            m_added = -1;
        }
        ++m_sections[of].rooms;
        if (isShown)
            endInsertRows();
        else if (tell(of, m_rooms.roomAt(source), unreadOf(source)))
            tellHeading(of);
    }
    updateHeadings();
}

void RoomSectionModel::onAboutToBeRemoved(int first, int last)
{
    // Models below remove one by one; of more, all would be counted anew.
    Q_ASSERT(first == last);
    Q_UNUSED(last)
    m_removedFrom = sectionOfSource(first);
    if (m_sections.at(m_removedFrom).isClosed) {
        if (tell(m_removedFrom, m_rooms.roomAt(first), {}))
            tellHeading(m_removedFrom);
        return;
    }
    const int row = rowsOf(m_removedFrom).first + first - firstSource(m_removedFrom);
    m_isRemoving = true;
    beginRemoveRows({}, row, row);
}

void RoomSectionModel::onRemoved()
{
    --m_sections[m_removedFrom].rooms;
    if (std::exchange(m_isRemoving, false))
        endRemoveRows();
    updateHeadings();
}

/// Never from one section to another.
void RoomSectionModel::onAboutToBeMoved(int from, int to)
{
    const int of = sectionOfSource(from);
    m_isMoving = !m_sections.at(of).isClosed;
    if (!m_isMoving)
        return;
    const int offset = rowsOf(of).first - firstSource(of);
    beginMoveRows({}, from + offset, from + offset, {}, to + offset);
}

void RoomSectionModel::onMoved()
{
    if (std::exchange(m_isMoving, false))
        endMoveRows();
}

void RoomSectionModel::onChanged(int first, int last, const QList<int> &roles)
{
    for (int source = first; source <= last;) {
        const int of = sectionOfSource(source);
        if (of < 0)
            return;
        const int end = qMin(last + 1, firstSource(of) + m_sections.at(of).rooms);
        if (m_sections.at(of).isClosed) {
            bool isDifferent = false;
            for (int i = source; i < end; ++i)
                isDifferent = tell(of, m_rooms.roomAt(i), unreadOf(i)) || isDifferent;
            if (isDifferent)
                tellHeading(of);
        } else {
            const int offset = rowsOf(of).first - firstSource(of);
            Q_EMIT dataChanged(index(source + offset), index(end - 1 + offset), roles);
        }
        source = end;
    }
}

// ---- what headings of closed sections tell

RoomSectionModel::Unread RoomSectionModel::unreadOf(int source) const
{
    const QModelIndex index = m_rooms.index(source, 0);
    Unread unread;
    unread.highlights = index.data(RoomListModel::HighlightRole).toInt();
    const bool isMuted =
        index.data(RoomListModel::NotificationRole).toInt() == int(NotificationLevel::Nothing);
    const bool isInvite = index.data(RoomListModel::MembershipRole).toInt() == int(Membership::Invite);
    const bool isUnread = isInvite || unread.highlights > 0 ||
                          index.data(RoomListModel::IsMarkedUnreadRole).toBool() ||
                          (!isMuted && (index.data(RoomListModel::UnreadRole).toInt() > 0 ||
                                        index.data(RoomListModel::IsUnreadAtLeastRole).toBool()));
    unread.rooms = isUnread ? 1 : 0;
    return unread;
}

void RoomSectionModel::countUnread(int of)
{
    const int first = firstSource(of);
    for (int i = first; i < first + m_sections.at(of).rooms; ++i)
        tell(of, m_rooms.roomAt(i), unreadOf(i));
}

void RoomSectionModel::forgetUnread(int of)
{
    const int first = firstSource(of);
    for (int i = first; i < first + m_sections.at(of).rooms; ++i)
        m_unread.remove(m_rooms.roomAt(i));
    m_sums.remove(of);
}

bool RoomSectionModel::tell(int of, const RoomId &room, const Unread &unread)
{
    const Unread before = m_unread.value(room);
    if (before.rooms == unread.rooms && before.highlights == unread.highlights)
        return false;
    if (unread.rooms == 0 && unread.highlights == 0)
        m_unread.remove(room);
    else
        m_unread.insert(room, unread);
    Unread &sum = m_sums[of];
    sum.rooms += unread.rooms - before.rooms;
    sum.highlights += unread.highlights - before.highlights;
    return true;
}

void RoomSectionModel::tellHeading(int of)
{
    if (const int row = headingOf(of); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {});
}

QString RoomSectionModel::accessibleText(int of) const
{
    QStringList parts{section(of).name(), m_sections.at(of).isClosed ? tr("closed") : tr("open")};
    const Unread unread = m_sums.value(of);
    if (unread.highlights > 0)
        parts << tr("%n mention(s)", nullptr, unread.highlights);
    else if (unread.rooms > 0)
        parts << tr("%n unread room(s)", nullptr, unread.rooms);
    return parts.join(QStringLiteral(", "));
}

QVariant RoomSectionModel::data(const QModelIndex &index, int role) const
{
    const Place at = index.isValid() ? place(index.row()) : Place();
    if (at.section < 0)
        return {};
    if (role == IsHeadingRole)
        return at.isHeading;
    if (!at.isHeading)
        return m_rooms.data(m_rooms.index(at.source, 0), role);
    switch (role) {
    case Qt::DisplayRole:
    case RoomListModel::NameRole:
        return section(at.section).name();
    case Qt::AccessibleTextRole:
        return accessibleText(at.section);
    case RoomListModel::SectionRole:
        return at.section;
    case IsClosedRole:
        return m_sections.at(at.section).isClosed;
    case CountRole:
        return m_sections.at(at.section).rooms;
    case RoomListModel::UnreadRole:
        return m_sums.value(at.section).rooms;
    case RoomListModel::HighlightRole:
        return m_sums.value(at.section).highlights;
    default:
        return {};
    }
}

QHash<int, QByteArray> RoomSectionModel::roleNames() const
{
    QHash<int, QByteArray> names = m_rooms.roleNames();
    names.insert(IsHeadingRole, "isHeading");
    names.insert(IsClosedRole, "isClosed");
    names.insert(CountRole, "count");
    return names;
}

}
