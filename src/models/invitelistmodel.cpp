// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/invitelistmodel.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/invites.h"
#include "session/roomlist.h"

#include <QHash>
#include <QSet>

#include <utility>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 200;
constexpr qsizetype ManyChanges = 200; ///< more are a new list

}

InviteListModel::InviteListModel(RoomList &rooms, Invites &invites, QObject *parent)
    : QAbstractListModel(parent), m_rooms(rooms), m_invites(invites)
{
    m_refreshing.setSingleShot(true);
    connect(&m_refreshing, &QTimer::timeout, this, &InviteListModel::refresh);
    m_telling.setSingleShot(true);
    connect(&m_telling, &QTimer::timeout, this, &InviteListModel::tellOfShared);
    connect(&invites, &Invites::reset, this, [this] {
        m_isAllChanged = true;
        m_refreshing.start(0);
    });
    connect(&invites, &Invites::changed, this, [this](const RoomId &room) {
        m_changed.insert(room);
        m_refreshing.start(0);
    });
    connect(&invites, &Invites::sharedChanged, this, [this](const UserId &user) {
        m_shared.insert(user);
        m_telling.start(0);
    });
    refresh();
}

QList<RoomId> InviteListModel::ids() const
{
    QList<RoomId> ids;
    ids.reserve(m_rows.size());
    for (const Row &row : m_rows)
        ids.append(row.room);
    return ids;
}

InviteListModel::Row InviteListModel::rowOf(const RoomId &id) const
{
    const Room *room = m_rooms.find(id);
    if (!room)
        return {};
    Row row;
    row.room = id;
    row.name = oneLine(cleanName(room->name), LongestName);
    row.inviter = room->inviter;
    row.inviterName = oneLine(cleanName(room->inviterName), LongestName);
    if (row.inviterName == row.inviter.toString())
        row.inviterName.clear();
    warn(row, *room);
    row.why = oneLine(cleanName(room->inviteReason), LongestName);
    row.ts = room->lastTs;
    row.isDirect = room->isDirect;
    return row;
}

void InviteListModel::warn(Row &row, const Room &room) const
{
    const auto warning = m_invites.warningOf(room);
    row.list = warning ? oneLine(cleanName(warning->listName), LongestName) : QString();
    row.reason = warning ? oneLine(cleanName(warning->reason), LongestName) : QString();
}

/// How many rows come and go.
qsizetype InviteListModel::changesTo(const QList<Row> &rows) const
{
    QSet<RoomId> before;
    for (const Row &row : m_rows)
        before.insert(row.room);
    qsizetype kept = 0;
    for (const Row &row : rows)
        kept += before.contains(row.room) ? 1 : 0;
    return m_rows.size() + rows.size() - 2 * kept;
}

/// Those of rooms that are as before are kept but for the warning, since policy lists change by themselves.
QList<InviteListModel::Row> InviteListModel::wanted()
{
    QHash<RoomId, qsizetype> before;
    for (qsizetype row = 0; row < m_rows.size() && !m_isAllChanged; ++row)
        before.insert(m_rows.at(row).room, row);
    QList<Row> rows;
    const QList<RoomId> requests = m_invites.requests();
    rows.reserve(requests.size());
    for (const RoomId &id : requests) {
        const Room *room = m_rooms.find(id);
        const auto kept = before.constFind(id);
        if (!room || kept == before.cend() || m_changed.contains(id)) {
            rows.append(rowOf(id));
            continue;
        }
        Row row = m_rows.at(*kept);
        warn(row, *room);
        rows.append(row);
    }
    m_changed.clear();
    m_isAllChanged = false;
    return rows;
}

void InviteListModel::refresh()
{
    const QList<Row> rows = wanted();
    if (m_rows.isEmpty() || rows.isEmpty() || changesTo(rows) > ManyChanges) {
        if (rows.isEmpty() && m_rows.isEmpty())
            return;
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    morph(rows);
}

/// Step by step, so that what is selected stays so.
void InviteListModel::morph(const QList<Row> &rows)
{
    QSet<RoomId> wanted;
    for (const Row &row : rows)
        wanted.insert(row.room);
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (wanted.contains(m_rows.at(row).room))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < rows.size(); ++row) {
        const Row &is = rows.at(row);
        if (row >= m_rows.size() || m_rows.at(row).room != is.room) {
            int from = row + 1;
            while (from < m_rows.size() && m_rows.at(from).room != is.room)
                ++from;
            if (from < m_rows.size()) {
                beginMoveRows({}, from, from, {}, row);
                m_rows.move(from, row);
                endMoveRows();
            } else {
                beginInsertRows({}, row, row);
                m_rows.insert(row, is);
                endInsertRows();
            }
        }
        if (!(m_rows.at(row) == is)) {
            m_rows[row] = is;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

/// One signal for all: thousands may be looked up at once, and one person may have sent thousands.
void InviteListModel::tellOfShared()
{
    const QSet<UserId> users = std::exchange(m_shared, {});
    int first = -1;
    int last = -1;
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!users.contains(m_rows.at(row).inviter))
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last), {SharedRole, Qt::AccessibleTextRole});
}

int InviteListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString InviteListModel::spoken(const Row &row) const
{
    QStringList parts{
        row.name,
        tr("invited by %1").arg(row.inviterName.isEmpty() ? row.inviter.toString() : row.inviterName)};
    if (!row.inviterName.isEmpty())
        parts << row.inviter.toString();
    if (!row.list.isEmpty())
        parts << tr("%1 warns of it").arg(row.list);
    return parts.join(QStringLiteral(", "));
}

QVariant InviteListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case RoomIdRole:
        return QVariant::fromValue(row.room);
    case InviterRole:
        return QVariant::fromValue(row.inviter);
    case InviterNameRole:
        return row.inviterName;
    case SharedRole:
        return m_invites.sharedWith(row.inviter).value_or(-1);
    case TimeRole:
        return row.ts;
    case ReasonRole:
        return row.why;
    case WarningRole:
        return row.list;
    case WarningReasonRole:
        return row.reason;
    case IsDirectRole:
        return row.isDirect;
    case ServerRole:
        return serverOf(row.inviter);
    default:
        return {};
    }
}

QHash<int, QByteArray> InviteListModel::roleNames() const
{
    return {{RoomIdRole, "roomId"},           {NameRole, "name"},       {InviterRole, "inviter"},
            {InviterNameRole, "inviterName"}, {SharedRole, "shared"},   {TimeRole, "time"},
            {ReasonRole, "reason"},           {WarningRole, "warning"}, {WarningReasonRole, "warningReason"},
            {IsDirectRole, "isDirect"},       {ServerRole, "server"}};
}

}
