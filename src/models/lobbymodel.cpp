// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lobbymodel.h"

#include "models/roomdrag.h"
#include "models/rowchange.h"
#include "session/roomlist.h"
#include "session/spacehierarchy.h"

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

constexpr qsizetype MostRows = 20'000;

QString mimeType()
{
    return QStringLiteral("application/x-linnet-lobby-room");
}

bool isIn(const Room *room)
{
    return room && room->membership == Membership::Join;
}

}

LobbyModel::LobbyModel(SpaceHierarchy &hierarchy, RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_hierarchy(hierarchy), m_rooms(rooms)
{
    m_changing.setSingleShot(true);
    connect(&m_changing, &QTimer::timeout, this, &LobbyModel::takeChanges);
    connect(&hierarchy, &SpaceHierarchy::changed, this, [this](const RoomId &space) {
        if (space == m_space || m_shown.contains(space))
            rebuild();
    });
    connect(&rooms, &RoomList::reset, this, &LobbyModel::rebuild);
    connect(&rooms, &RoomList::changed, this, &LobbyModel::onRoomChanged);
    connect(&rooms, &RoomList::removed, this, &LobbyModel::onRoomChanged);
}

void LobbyModel::setSpace(const RoomId &space)
{
    if (space == m_space)
        return;
    m_space = space;
    m_search = {};
    m_expanded.clear();
    m_failures.clear();
    rebuild();
}

void LobbyModel::setFilterText(const QString &text)
{
    SearchText search(text);
    if (search == m_search)
        return;
    m_search = std::move(search);
    rebuild();
}

void LobbyModel::setExpanded(int row, bool isExpanded)
{
    if (row < 0 || row >= int(m_rows.size()) || !m_rows.at(row).isSpace || isFiltering())
        return;
    const LobbyRow changed = m_rows.at(row);
    if (isExpanded) {
        m_expanded.insert(changed.path);
        rebuild();
        m_hierarchy.open(changed.id);
    } else {
        m_expanded.remove(changed.path);
        rebuild();
    }
}

void LobbyModel::setJoining(const RoomId &room)
{
    m_joining.insert(room);
    m_failures.remove(room);
    rebuild();
}

void LobbyModel::setFailed(const RoomId &room, const QString &failure)
{
    m_joining.remove(room);
    m_failures.insert(room, failure);
    rebuild();
}

QList<SpaceChild> LobbyModel::children(const RoomId &space) const
{
    const Room *known = m_rooms.find(space);
    return isIn(known) ? known->children : m_hierarchy.listing(space).children;
}

void LobbyModel::onRoomChanged(const RoomId &room)
{
    if (isIn(m_rooms.find(room)))
        m_joining.remove(room);
    if (room != m_space && !m_shown.contains(room))
        return;
    m_changed.insert(room);
    m_changing.start(0);
}

/// Most changes are of what was said in a room, and leave the rows where they are.
void LobbyModel::takeChanges()
{
    const QSet<RoomId> changed = std::exchange(m_changed, {});
    if (isFiltering() || changed.contains(m_space))
        return rebuild();
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (changed.contains(m_rows.at(row).id) && !updateRow(row))
            return rebuild();
    }
}

/// False if more than this row may be another one.
bool LobbyModel::updateRow(int row)
{
    const LobbyRow before = m_rows.at(row);
    std::optional<LobbyRow> after = makeRow({before.id, before.via, before.isSuggested}, before.parent);
    if (!after || before.isExpanded || after->isSpace != before.isSpace || after->action != before.action)
        return false;
    after->depth = before.depth;
    after->path = before.path;
    if (*after != before) {
        m_rows[row] = *after;
        Q_EMIT dataChanged(index(row), index(row));
    }
    return true;
}

void LobbyModel::rebuild()
{
    m_changing.stop();
    m_changed.clear();
    QList<LobbyRow> rows;
    if (isFiltering()) {
        QSet<RoomId> seen{m_space};
        appendMatches(rows, m_space, seen);
    } else if (!m_space.isEmpty()) {
        QList<RoomId> ancestors{m_space};
        append(rows, m_space, {}, ancestors);
    }
    m_shown.clear();
    for (const LobbyRow &row : std::as_const(rows))
        m_shown.insert(row.id);
    const RowChange change = RowChange::between(
        m_rows, rows, [](const LobbyRow &a, const LobbyRow &b) { return a.path == b.path; });
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_rows.remove(change.first, change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        const QList<LobbyRow> after = m_rows.mid(change.first);
        m_rows.resize(change.first);
        m_rows.append(rows.mid(change.first, change.inserted));
        m_rows.append(after);
        endInsertRows();
    }
    for (int row = 0; row < int(rows.size()); ++row) {
        if (m_rows.at(row) == rows.at(row))
            continue;
        m_rows[row] = rows.at(row);
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void LobbyModel::append(QList<LobbyRow> &rows, const RoomId &space, const QString &above,
                        QList<RoomId> &ancestors) const
{
    QList<SpaceChild> list = children(space);
    std::stable_partition(list.begin(), list.end(),
                          [](const SpaceChild &child) { return child.isSuggested; });
    for (const SpaceChild &child : std::as_const(list)) {
        if (ancestors.contains(child.id) || rows.size() >= MostRows)
            continue;
        std::optional<LobbyRow> row = makeRow(child, space);
        if (!row)
            continue;
        row->depth = int(ancestors.size()) - 1;
        row->path = above + u' ' + child.id.toString();
        row->isExpanded = row->isSpace && row->depth < MostDepth && m_expanded.contains(row->path);
        const QString path = row->path;
        const bool isExpanded = row->isExpanded;
        rows.append(std::move(*row));
        if (!isExpanded)
            continue;
        ancestors.append(child.id);
        append(rows, child.id, path, ancestors);
        ancestors.removeLast();
    }
}

void LobbyModel::appendMatches(QList<LobbyRow> &rows, const RoomId &space, QSet<RoomId> &seen) const
{
    // Not by recursion: spaces may stand in each other to any depth.
    QList<RoomId> open{space};
    while (!open.isEmpty()) {
        const RoomId next = open.takeFirst();
        const QList<SpaceChild> list = children(next);
        for (const SpaceChild &child : list) {
            if (seen.contains(child.id) || rows.size() >= MostRows)
                continue;
            seen.insert(child.id);
            std::optional<LobbyRow> row = makeRow(child, next);
            if (!row)
                continue;
            if (row->isSpace)
                open.append(child.id);
            row->path = child.id.toString();
            const HierarchyRoom *told = m_hierarchy.find(child.id);
            if (m_search.matches(row->name + u' ' + row->topic + u' ' + (told ? told->alias : QString())))
                rows.append(std::move(*row));
        }
    }
}

std::optional<LobbyRow> LobbyModel::makeRow(const SpaceChild &child, const RoomId &parent) const
{
    std::optional<LobbyRow> row = LobbyRow::of(child, parent, m_rooms, m_hierarchy);
    if (row) {
        row->failure = m_failures.value(child.id);
        row->isJoining = row->action == Action::Join && m_joining.contains(child.id);
    }
    return row;
}

int LobbyModel::placeBeside(int row, int step) const
{
    if (row < 0 || row >= int(m_rows.size()) || isFiltering())
        return -1;
    const LobbyRow &moved = m_rows.at(row);
    int beside = row + step;
    while (beside >= 0 && beside < int(m_rows.size()) && m_rows.at(beside).depth > moved.depth)
        beside += step;
    if (beside < 0 || beside >= int(m_rows.size()) || m_rows.at(beside).parent != moved.parent ||
        m_rows.at(beside).depth != moved.depth || m_rows.at(beside).isSuggested != moved.isSuggested)
        return -1;
    const QList<SpaceChild> list = children(moved.parent);
    for (int i = 0; i < int(list.size()); ++i) {
        if (list.at(i).id == m_rows.at(beside).id)
            return i;
    }
    return -1;
}

QList<int> LobbyModel::joinableSuggested() const
{
    QList<int> rows;
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const LobbyRow &each = m_rows.at(row);
        if (each.depth == 0 && each.isSuggested && each.action == Action::Join && !each.isJoining)
            rows.append(row);
    }
    return rows;
}

int LobbyModel::hiddenCount() const
{
    const SpaceHierarchy::Listing listing = m_hierarchy.listing(m_space);
    if (listing.isLoading || listing.hasMore || listing.error || !listing.space)
        return 0;
    int hidden = 0;
    const QList<SpaceChild> list = children(m_space);
    for (const SpaceChild &child : list) {
        if (child.id != m_space && !m_hierarchy.find(child.id) && !m_rooms.find(child.id))
            ++hidden;
    }
    return hidden;
}

int LobbyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString LobbyModel::accessibleText(const LobbyRow &row) const
{
    QStringList parts{row.name};
    if (row.isSpace)
        parts << tr("space");
    if (row.isSuggested)
        parts << tr("suggested");
    if (row.members > 0)
        parts << tr("%n member(s)", nullptr, row.members);
    if (row.action == Action::Open)
        parts << tr("joined");
    else if (row.isJoining)
        parts << tr("joining");
    parts << row.why << row.failure << row.topic;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant LobbyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const LobbyRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case RoomIdRole:
        return QVariant::fromValue(row.id);
    case TopicRole:
        return row.topic;
    case AvatarRole:
        return row.avatarUrl;
    case MembersRole:
        return row.members;
    case DepthRole:
        return row.depth;
    case IsSpaceRole:
        return row.isSpace && !isFiltering() && row.depth < MostDepth;
    case IsExpandedRole:
        return row.isExpanded;
    case IsSuggestedRole:
        return row.isSuggested;
    case ActionRole:
        return int(row.action);
    case IsJoiningRole:
        return row.isJoining;
    case WhyRole:
        return row.why;
    case FailureRole:
        return row.failure;
    default:
        return {};
    }
}

QHash<int, QByteArray> LobbyModel::roleNames() const
{
    return {{RoomIdRole, "roomId"},
            {NameRole, "name"},
            {TopicRole, "topic"},
            {AvatarRole, "avatar"},
            {MembersRole, "members"},
            {DepthRole, "depth"},
            {IsSpaceRole, "isSpace"},
            {IsExpandedRole, "isExpanded"},
            {IsSuggestedRole, "isSuggested"},
            {ActionRole, "action"},
            {IsJoiningRole, "isJoining"},
            {WhyRole, "why"},
            {FailureRole, "failure"}};
}

Qt::ItemFlags LobbyModel::flags(const QModelIndex &index) const
{
    const bool canMove = m_canReorder && !isFiltering();
    if (!index.isValid())
        return canMove ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return canMove && m_rows.at(index.row()).depth == 0 ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList LobbyModel::mimeTypes() const
{
    return {mimeType()};
}

QMimeData *LobbyModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    return RoomDrag::pack(mimeType(), roomAt(indexes.first().row())).release();
}

bool LobbyModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                 const QModelIndex &parent) const
{
    return m_canReorder && !isFiltering() && !parent.isValid() && data->hasFormat(mimeType());
}

bool LobbyModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const RoomId room = RoomDrag::unpack(mimeType(), *data);
    QList<RoomId> list;
    const QList<SpaceChild> all = children(m_space);
    for (const SpaceChild &child : all)
        list.append(child.id);
    const qsizetype from = list.indexOf(room);
    if (from < 0)
        return false;
    list.removeAt(from);
    // Before the row of the space itself that stands there or next.
    int before = row < 0 ? int(m_rows.size()) : row;
    while (before < int(m_rows.size()) && (m_rows.at(before).depth > 0 || m_rows.at(before).id == room))
        ++before;
    const qsizetype to = before < int(m_rows.size()) ? list.indexOf(m_rows.at(before).id) : list.size();
    if (to >= 0 && to != from)
        Q_EMIT moveRequested(room, int(to));
    return true;
}

}
