// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spacemodel.h"

#include "matrix/displayname.h"
#include "models/roomdrag.h"
#include "models/rowchange.h"
#include "session/roomlist.h"
#include "session/spacetree.h"

namespace linnet {

namespace {

constexpr qsizetype LongestName = 100;
constexpr qsizetype MostRows =
    2000; ///< spaces that stand in each other in all ways are no more use than that

QString mimeType()
{
    return QStringLiteral("application/x-linnet-space");
}

}

SpaceModel::SpaceModel(SpaceTree &tree, RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_tree(tree), m_rooms(rooms)
{
    connect(&tree, &SpaceTree::reset, this, [this] {
        rebuild();
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    connect(&tree, &SpaceTree::structureChanged, this, &SpaceModel::rebuild);
    connect(&tree, &SpaceTree::unreadChanged, this, [this](const RoomId &space) {
        onChanged(space, {UnreadRole, HighlightRole, IsUnreadAtLeastRole, IsMarkedUnreadRole,
                          Qt::AccessibleTextRole});
    });
    connect(&tree, &SpaceTree::membersChanged, this, [this](const RoomId &space) {
        if (space.isEmpty())
            onChanged({}, {UnreadRole, HighlightRole, IsUnreadAtLeastRole, IsMarkedUnreadRole,
                           Qt::AccessibleTextRole});
    });
    connect(&tree, &SpaceTree::spaceChanged, this, [this](const RoomId &space) {
        onChanged(space, {NameRole, AvatarRole, Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
    });
    rebuild();
}

void SpaceModel::rebuild()
{
    QList<Row> rows{Row()};
    QList<RoomId> ancestors;
    const QList<RoomId> top = m_tree.topLevel();
    for (const RoomId &space : top)
        append(rows, space, {}, ancestors);
    const RowChange change =
        RowChange::between(m_rows, rows, [](const Row &a, const Row &b) { return a.path == b.path; });
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_rows.remove(change.first, change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        for (int i = change.first; i < change.first + change.inserted; ++i)
            m_rows.insert(i, rows.at(i));
        endInsertRows();
    }
    for (int row = 0; row < int(rows.size()); ++row) {
        if (m_rows.at(row) == rows.at(row))
            continue;
        m_rows[row] = rows.at(row);
        Q_EMIT dataChanged(index(row), index(row),
                           {HasSubspacesRole, IsExpandedRole, Qt::AccessibleTextRole});
    }
}

void SpaceModel::append(QList<Row> &rows, const RoomId &space, const QString &above,
                        QList<RoomId> &ancestors) const
{
    if (rows.size() >= MostRows)
        return;
    Row row{space, above + u' ' + space.toString(), int(ancestors.size())};
    QList<RoomId> inside;
    if (row.depth < MostDepth) {
        ancestors.append(space);
        inside = m_tree.subspaces(space);
        inside.removeIf([&ancestors](const RoomId &id) { return ancestors.contains(id); });
    }
    row.hasSubspaces = !inside.isEmpty();
    row.isExpanded = row.hasSubspaces && m_expanded.contains(row.path);
    const QString path = row.path;
    const bool isExpanded = row.isExpanded;
    const bool isAbove = row.depth < MostDepth;
    rows.append(std::move(row));
    if (isExpanded) {
        for (const RoomId &subspace : std::as_const(inside))
            append(rows, subspace, path, ancestors);
    }
    if (isAbove)
        ancestors.removeLast();
}

int SpaceModel::rowOf(const RoomId &space) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows.at(row).id == space)
            return row;
    }
    return -1;
}

void SpaceModel::setExpanded(int row, bool isExpanded)
{
    if (row < 0 || row >= int(m_rows.size()))
        return;
    const QString path = m_rows.at(row).path;
    if (isExpanded)
        m_expanded.insert(path);
    else
        m_expanded.remove(path);
    rebuild();
}

void SpaceModel::reveal(const RoomId &space)
{
    if (rowOf(space) >= 0 || !m_tree.isSpace(space))
        return;
    // The shortest way down to it.
    QHash<RoomId, RoomId> above;
    QList<RoomId> open = m_tree.topLevel();
    for (const RoomId &top : std::as_const(open))
        above.insert(top, {});
    for (qsizetype i = 0; i < open.size() && !above.contains(space); ++i) {
        const QList<RoomId> inside = m_tree.subspaces(open.at(i));
        for (const RoomId &id : inside) {
            if (!above.contains(id)) {
                above.insert(id, open.at(i));
                open.append(id);
            }
        }
    }
    QStringList way;
    for (RoomId id = above.value(space); !id.isEmpty(); id = above.value(id))
        way.prepend(id.toString());
    QString path;
    for (const QString &id : std::as_const(way)) {
        path += u' ' + id;
        m_expanded.insert(path);
    }
    rebuild();
}

void SpaceModel::setHomeOutside(bool isOutside)
{
    if (m_isHomeOutside == isOutside)
        return;
    m_isHomeOutside = isOutside;
    Q_EMIT dataChanged(index(0), index(0));
}

int SpaceModel::placeBeside(int row, int step) const
{
    if (row <= 0 || row >= int(m_rows.size()) || m_rows.at(row).depth > 0)
        return -1;
    const qsizetype place = m_tree.topLevel().indexOf(m_rows.at(row).id) + step;
    return place >= 0 && place < m_tree.topLevel().size() ? int(place) : -1;
}

void SpaceModel::onChanged(const RoomId &space, const QList<int> &roles)
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows.at(row).id == space)
            Q_EMIT dataChanged(index(row), index(row), roles);
    }
}

int SpaceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString SpaceModel::nameOf(const RoomId &space) const
{
    if (space.isEmpty())
        return m_isHomeOutside ? tr("Rooms in no space") : tr("All rooms");
    const Room *room = m_rooms.find(space);
    return room ? shortened(cleanName(room->name.left(2 * LongestName)), LongestName) : QString();
}

QString SpaceModel::accessibleText(const Row &row) const
{
    QStringList parts{nameOf(row.id)};
    const SpaceUnread unread =
        row.id.isEmpty() && m_isHomeOutside ? m_tree.unreadOutside() : m_tree.unread(row.id);
    if (unread.highlight > 0)
        parts << tr("%n mention(s)", nullptr, unread.highlight);
    else if (unread.unread > 0)
        parts << tr("%n unread message(s)", nullptr, unread.unread);
    else if (unread.uncertain > 0)
        parts << tr("maybe unread messages");
    else if (unread.marked > 0)
        parts << tr("marked as unread");
    if (row.hasSubspaces)
        parts << (row.isExpanded ? tr("its spaces are shown") : tr("has spaces in it"));
    return parts.join(QStringLiteral(", "));
}

QVariant SpaceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    const auto unread = [&] {
        return row.id.isEmpty() && m_isHomeOutside ? m_tree.unreadOutside() : m_tree.unread(row.id);
    };
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(row.id);
    case Qt::ToolTipRole:
        return nameOf(row.id).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case RoomIdRole:
        return QVariant::fromValue(row.id);
    case AvatarRole: {
        const Room *room = m_rooms.find(row.id);
        return room ? room->avatarUrl : QString();
    }
    case UnreadRole:
        return unread().unread;
    case HighlightRole:
        return unread().highlight;
    case IsUnreadAtLeastRole:
        return unread().uncertain > 0;
    case IsMarkedUnreadRole:
        return unread().marked > 0;
    case DepthRole:
        return row.depth;
    case HasSubspacesRole:
        return row.hasSubspaces;
    case IsExpandedRole:
        return row.isExpanded;
    default:
        return {};
    }
}

QHash<int, QByteArray> SpaceModel::roleNames() const
{
    return {{RoomIdRole, "roomId"},
            {NameRole, "name"},
            {AvatarRole, "avatar"},
            {UnreadRole, "unread"},
            {HighlightRole, "highlight"},
            {IsUnreadAtLeastRole, "isUnreadAtLeast"},
            {IsMarkedUnreadRole, "isMarkedUnread"},
            {DepthRole, "depth"},
            {HasSubspacesRole, "hasSubspaces"},
            {IsExpandedRole, "isExpanded"}};
}

Qt::ItemFlags SpaceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const Row &row = m_rows.at(index.row());
    return row.depth == 0 && !row.id.isEmpty() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList SpaceModel::mimeTypes() const
{
    return {mimeType()};
}

QMimeData *SpaceModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    return RoomDrag::pack(mimeType(), spaceAt(indexes.first().row())).release();
}

bool SpaceModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                 const QModelIndex &parent) const
{
    return !parent.isValid() && data->hasFormat(mimeType());
}

bool SpaceModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const RoomId space = RoomDrag::unpack(mimeType(), *data);
    if (!m_tree.topLevel().contains(space))
        return false;
    const int end = row < 0 ? int(m_rows.size()) : qMin(row, int(m_rows.size()));
    int to = 0;
    for (int i = 1; i < end; ++i) {
        if (m_rows.at(i).depth == 0 && m_rows.at(i).id != space)
            ++to;
    }
    if (m_tree.topLevel().indexOf(space) != to)
        Q_EMIT moveRequested(space, to);
    return true;
}

}
