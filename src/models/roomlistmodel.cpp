// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomlistmodel.h"

#include "models/roompreview.h"
#include "session/roomlist.h"
#include "session/sendqueue.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr int KeptPreviews = 500;

int rank(Membership membership)
{
    switch (membership) {
    case Membership::Invite:
        return 0;
    case Membership::Join:
    case Membership::Knock:
    case Membership::None:
        return 1;
    case Membership::Leave:
    case Membership::Ban:
        break;
    }
    return 2;
}

QString unsentWords(RoomListModel::Unsent unsent)
{
    switch (unsent) {
    case RoomListModel::Unsent::Nothing:
        break;
    case RoomListModel::Unsent::Waiting:
        return RoomListModel::tr("A message waits to be sent");
    case RoomListModel::Unsent::Refused:
        return RoomListModel::tr("A message could not be sent");
    }
    return {};
}

QString unreadWords(const Room &room)
{
    if (room.highlight > 0)
        return room.isUnreadAtLeast ? RoomListModel::tr("at least %n mention(s)", nullptr, room.highlight)
                                    : RoomListModel::tr("%n mention(s)", nullptr, room.highlight);
    if (room.unread > 0)
        return room.isUnreadAtLeast ? RoomListModel::tr("at least %n unread message(s)", nullptr, room.unread)
                                    : RoomListModel::tr("%n unread message(s)", nullptr, room.unread);
    if (room.isUnreadAtLeast)
        return RoomListModel::tr("maybe unread messages");
    return room.isMarkedUnread ? RoomListModel::tr("marked as unread") : QString();
}

/// Which roles of a row differ.
QList<int> changedRoles(const Room &before, const Room &after)
{
    QList<int> roles;
    if (before.name != after.name)
        roles << RoomListModel::NameRole << Qt::DisplayRole << Qt::AccessibleTextRole;
    if (before.avatarUrl != after.avatarUrl)
        roles << RoomListModel::AvatarRole;
    if (before.lastTs != after.lastTs)
        roles << RoomListModel::TimeRole;
    if (before.unread != after.unread)
        roles << RoomListModel::UnreadRole;
    if (before.highlight != after.highlight)
        roles << RoomListModel::HighlightRole;
    if (before.isUnreadAtLeast != after.isUnreadAtLeast)
        roles << RoomListModel::IsUnreadAtLeastRole;
    if (before.isMarkedUnread != after.isMarkedUnread)
        roles << RoomListModel::IsMarkedUnreadRole << Qt::AccessibleTextRole;
    if (before.membership != after.membership)
        roles << RoomListModel::MembershipRole;
    if (before.isSpace() != after.isSpace())
        roles << RoomListModel::IsSpaceRole;
    if (before.aliases != after.aliases || before.canonicalAlias != after.canonicalAlias)
        roles << RoomListModel::AliasesRole << RoomListModel::NameRole;
    if (before.membership != after.membership || before.lastEventId != after.lastEventId ||
        before.lastContent != after.lastContent || before.lastSenderName != after.lastSenderName ||
        before.inviterName != after.inviterName || before.isDirect != after.isDirect ||
        before.lastType != after.lastType)
        roles << RoomListModel::PreviewRole;
    return roles;
}

}

RoomListModel::RoomListModel(RoomList &rooms, UserId self, QObject *parent)
    : QAbstractListModel(parent), m_list(rooms), m_self(std::move(self)), m_previews(KeptPreviews)
{
    connect(&rooms, &RoomList::reset, this, &RoomListModel::onReset);
    connect(&rooms, &RoomList::changed, this, &RoomListModel::onChanged);
    connect(&rooms, &RoomList::removed, this, &RoomListModel::onRemoved);
    onReset();
}

void RoomListModel::setSendQueue(SendQueue &queue)
{
    m_queue = &queue;
    connect(&queue, &SendQueue::changed, this,
            [this](const OutboxItem &item) { onUnsentChanged(item.room); });
    connect(&queue, &SendQueue::removed, this, &RoomListModel::onUnsentChanged);
    connect(&queue, &SendQueue::progressed, this, &RoomListModel::onUnsentChanged);
    const QList<OutboxItem> items = queue.unsent();
    for (const OutboxItem &item : items)
        onUnsentChanged(item.room);
}

void RoomListModel::onUnsentChanged(const RoomId &id)
{
    Unsent unsent = Unsent::Nothing;
    switch (m_queue->standing(id)) {
    case SendQueue::Standing::Clear:
        break;
    case SendQueue::Standing::HeldUp:
        unsent = Unsent::Waiting;
        break;
    case SendQueue::Standing::Refused:
        unsent = Unsent::Refused;
        break;
    }
    if (m_unsent.value(id) == unsent)
        return;
    if (unsent == Unsent::Nothing)
        m_unsent.remove(id);
    else
        m_unsent.insert(id, unsent);
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {UnsentRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

bool RoomListModel::isBefore(const Room &a, const Room &b)
{
    const int rankA = rank(a.membership);
    const int rankB = rank(b.membership);
    if (rankA != rankB)
        return rankA < rankB;
    if (a.lastTs != b.lastTs)
        return a.lastTs > b.lastTs;
    if (const int order = a.name.compare(b.name, Qt::CaseInsensitive))
        return order < 0;
    return a.id < b.id;
}

int RoomListModel::rowOf(const RoomId &room) const
{
    const auto found = m_rooms.constFind(room);
    return found == m_rooms.cend() ? -1 : lowerBound(*found);
}

int RoomListModel::lowerBound(const Room &room) const
{
    const auto at =
        std::lower_bound(m_order.cbegin(), m_order.cend(), room, [this](const RoomId &id, const Room &value) {
            return isBefore(*m_rooms.constFind(id), value);
        });
    return int(at - m_order.cbegin());
}

void RoomListModel::onReset()
{
    beginResetModel();
    m_rooms.clear();
    m_previews.clear();
    m_order.clear();
    // By address: comparing rooms by their ids would look each up in the hash again and again.
    QList<const Room *> sorted;
    const QList<RoomId> ids = m_list.ids();
    sorted.reserve(ids.size());
    m_rooms.reserve(ids.size());
    m_order.reserve(ids.size());
    for (const RoomId &id : ids)
        sorted.append(m_list.find(id));
    std::sort(sorted.begin(), sorted.end(), [](const Room *a, const Room *b) { return isBefore(*a, *b); });
    for (const Room *room : std::as_const(sorted)) {
        m_order.append(room->id);
        m_rooms.insert(room->id, *room);
    }
    endResetModel();
}

void RoomListModel::onChanged(const RoomId &id)
{
    const Room *room = m_list.find(id);
    if (!room) {
        onRemoved(id);
        return;
    }
    const int row = rowOf(id);
    if (row < 0)
        insert(*room);
    else
        update(row, *room);
}

void RoomListModel::insert(const Room &room)
{
    const int row = lowerBound(room);
    beginInsertRows({}, row, row);
    m_order.insert(row, room.id);
    m_rooms.insert(room.id, room);
    endInsertRows();
}

void RoomListModel::update(int row, const Room &room)
{
    const QList<int> roles = changedRoles(m_rooms.value(room.id), room);
    // The list is in order but for this row, so the search leaves it out.
    const auto comesAfter = [&](int other) { return isBefore(m_rooms[m_order.at(other)], room); };
    int target = row;
    const bool mustGoUp = row > 0 && !comesAfter(row - 1);
    const bool mustGoDown = row + 1 < m_order.size() && comesAfter(row + 1);
    if (mustGoUp || mustGoDown) {
        int low = mustGoUp ? 0 : row + 1;
        int high = mustGoUp ? row : int(m_order.size());
        while (low < high) {
            const int middle = (low + high) / 2;
            if (comesAfter(middle))
                low = middle + 1;
            else
                high = middle;
        }
        target = mustGoUp ? low : low - 1;
        beginMoveRows({}, row, row, {}, low);
        m_order.move(row, target);
        m_rooms[room.id] = room;
        endMoveRows();
    } else {
        m_rooms[room.id] = room;
    }
    m_previews.remove(room.id);
    if (!roles.isEmpty())
        Q_EMIT dataChanged(index(target), index(target), roles);
}

void RoomListModel::onRemoved(const RoomId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_order.removeAt(row);
    m_rooms.remove(id);
    m_previews.remove(id);
    endRemoveRows();
}

QString RoomListModel::searchedText(const RoomId &id) const
{
    const auto room = m_rooms.constFind(id);
    return room == m_rooms.cend()
               ? QString()
               : QString(room->name % u' ' % room->canonicalAlias % u' ' % room->aliases.join(u' '));
}

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

QString RoomListModel::accessibleText(const Room &room) const
{
    QStringList parts{room.name, unreadWords(room)};
    parts << unsentWords(m_unsent.value(room.id)) << preview(room);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString RoomListModel::preview(const Room &room) const
{
    const QString *known = m_previews.object(room.id);
    if (!known) {
        m_previews.insert(room.id, new QString(roomPreview(room, m_self)));
        known = m_previews.object(room.id);
    }
    return *known;
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_order.size())
        return {};
    const auto found = m_rooms.constFind(m_order.at(index.row()));
    const Room &room = *found;
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return room.name;
    case Qt::AccessibleTextRole:
        return accessibleText(room);
    case Qt::ToolTipRole:
        return unsentWords(m_unsent.value(room.id));
    case RoomIdRole:
        return QVariant::fromValue(room.id);
    case AvatarRole:
        return room.avatarUrl;
    case PreviewRole:
        return preview(room);
    case TimeRole:
        return room.lastTs;
    case UnreadRole:
        return room.unread;
    case HighlightRole:
        return room.highlight;
    case IsUnreadAtLeastRole:
        return room.isUnreadAtLeast;
    case IsMarkedUnreadRole:
        return room.isMarkedUnread;
    case MembershipRole:
        return int(room.membership);
    case AliasesRole:
        return room.canonicalAlias.isEmpty() ? room.aliases : room.aliases + QStringList{room.canonicalAlias};
    case UnsentRole:
        return int(m_unsent.value(room.id));
    case IsSpaceRole:
        return room.isSpace();
    default:
        return {};
    }
}

QHash<int, QByteArray> RoomListModel::roleNames() const
{
    return {{RoomIdRole, "roomId"},
            {NameRole, "name"},
            {AvatarRole, "avatar"},
            {PreviewRole, "preview"},
            {TimeRole, "time"},
            {UnreadRole, "unread"},
            {HighlightRole, "highlight"},
            {IsUnreadAtLeastRole, "isUnreadAtLeast"},
            {IsMarkedUnreadRole, "isMarkedUnread"},
            {MembershipRole, "membership"},
            {AliasesRole, "aliases"},
            {UnsentRole, "unsent"},
            {IsSpaceRole, "isSpace"}};
}

}
