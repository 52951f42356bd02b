// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomlistmodel.h"

#include "models/roompreview.h"
#include "session/roomlist.h"
#include "session/roomnotifications.h"
#include "session/sendqueue.h"

#include <algorithm>
#include <vector>

namespace linnet {

namespace {

constexpr int KeptPreviews = 500;

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
    if (before.directWith != after.directWith)
        roles << RoomListModel::PresenceRole;
    return roles;
}

}

RoomListModel::RoomListModel(RoomList &rooms, UserId self, QObject *parent)
    : QAbstractListModel(parent), m_list(rooms), m_self(std::move(self)), m_leftBehind(rooms),
      m_previews(KeptPreviews)
{
    connect(&rooms, &RoomList::reset, this, &RoomListModel::onReset);
    connect(&rooms, &RoomList::changed, this, &RoomListModel::onChanged);
    connect(&rooms, &RoomList::removed, this, &RoomListModel::onRemoved);
    connect(&rooms, &RoomList::presenceChanged, this, [this](const UserId &user) {
        const QList<RoomId> chats = m_directs.values(user);
        for (const RoomId &chat : chats)
            tellOf(chat, {PresenceRole});
    });
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

void RoomListModel::setNotifications(RoomNotifications &notifications)
{
    m_notifications = &notifications;
    const QList<int> roles{NotificationRole, Qt::AccessibleTextRole};
    connect(&notifications, &RoomNotifications::changed, this,
            [this, roles](const RoomId &id) { tellOf(id, roles); });
    const auto tellOfAll = [this, roles] {
        if (!m_order.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_order.size()) - 1), roles);
    };
    connect(&notifications, &RoomNotifications::usualChanged, this, tellOfAll);
    tellOfAll();
}

void RoomListModel::setLeftOut(std::function<bool(const RoomId &)> isLeftOut)
{
    m_isLeftOut = std::move(isLeftOut);
    onReset();
}

void RoomListModel::refreshPreviews()
{
    m_previews.clear();
    if (!m_order.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_order.size()) - 1), {PreviewRole, Qt::AccessibleTextRole});
}

void RoomListModel::tellOf(const RoomId &id, const QList<int> &roles)
{
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), roles);
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
    tellOf(id, {UnsentRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

void RoomListModel::setOrder(const RoomOrder &order)
{
    if (m_sorting != order)
        reset(RoomOrder(order));
}

int RoomListModel::rowOf(const RoomId &room) const
{
    const auto found = m_rows.constFind(room);
    return found == m_rows.cend() ? -1 : lowerBound(found->key);
}

bool RoomListModel::isBefore(const RoomId &a, const RoomId &b) const
{
    const auto first = m_rows.constFind(a);
    const auto second = m_rows.constFind(b);
    if (first == m_rows.cend() || second == m_rows.cend())
        return first == m_rows.cend() && second != m_rows.cend();
    return first->key < second->key;
}

int RoomListModel::lowerBound(const RoomOrder::Key &key) const
{
    const auto at = std::lower_bound(
        m_order.cbegin(), m_order.cend(), key,
        [this](const RoomId &id, const RoomOrder::Key &value) { return m_rows.constFind(id)->key < value; });
    return int(at - m_order.cbegin());
}

QList<RoomId> RoomListModel::newest(int count) const
{
    const RoomOrder plain;
    std::vector<RoomOrder::Key> keys;
    keys.reserve(size_t(m_rows.size()));
    for (const Row &row : m_rows)
        keys.push_back(plain.keyOf(row.room));
    const auto end = keys.begin() + qMin<qsizetype>(count, m_rows.size());
    std::partial_sort(keys.begin(), end, keys.end());
    QList<RoomId> ids;
    for (auto key = keys.begin(); key != end; ++key)
        ids.append(key->id);
    return ids;
}

QList<RoomId> RoomListModel::inSection(int section) const
{
    const auto firstOf = [this](int of) {
        return std::lower_bound(m_order.cbegin(), m_order.cend(), of, [this](const RoomId &id, int value) {
            return m_rows.constFind(id)->key.section < value;
        });
    };
    return QList<RoomId>(firstOf(section), firstOf(section + 1));
}

void RoomListModel::keep(const Room &room, const RoomOrder::Key &key)
{
    Row &row = m_rows[room.id];
    if (row.room.directWith != room.directWith || row.room.id != room.id) {
        m_directs.remove(row.room.directWith, room.id);
        if (!room.directWith.isEmpty())
            m_directs.insert(room.directWith, room.id);
    }
    row.room = room;
    row.key = key;
}

void RoomListModel::drop(const RoomId &id)
{
    const Row row = m_rows.take(id);
    m_directs.remove(row.room.directWith, id);
    m_previews.remove(id);
}

/// Of somebody's choice, or since one is in the room that goes on in its place.
bool RoomListModel::isLeftOut(const Room &room) const
{
    return m_leftBehind.contains(room.id) || (m_isLeftOut && m_isLeftOut(room.id));
}

void RoomListModel::onReset()
{
    m_leftBehind.reset();
    reset(RoomOrder(m_sorting));
}

void RoomListModel::reset(const RoomOrder &order)
{
    beginResetModel();
    m_sorting = order;
    m_rows.clear();
    m_directs.clear();
    m_previews.clear();
    m_order.clear();
    // Not by ids: comparing by those would look each up in the hash again and again.
    const QList<RoomId> ids = m_list.ids();
    std::vector<RoomOrder::Key> keys;
    keys.reserve(size_t(ids.size()));
    m_rows.reserve(ids.size());
    m_order.reserve(ids.size());
    for (const RoomId &id : ids) {
        const Room *room = m_list.find(id);
        if (!isLeftOut(*room))
            keys.push_back(m_sorting.keyOf(*room));
    }
    std::sort(keys.begin(), keys.end());
    for (const RoomOrder::Key &key : keys) {
        m_order.append(key.id);
        keep(*m_list.find(key.id), key);
    }
    endResetModel();
}

void RoomListModel::onChanged(const RoomId &id)
{
    const QList<RoomId> others = m_leftBehind.changed(id);
    show(id);
    showOthers(others, id);
}

/// What was replaced goes when one is in the room that goes on in its place, and comes back without it.
void RoomListModel::showOthers(const QList<RoomId> &rooms, const RoomId &shown)
{
    for (const RoomId &id : rooms) {
        if (id != shown)
            show(id);
    }
}

void RoomListModel::show(const RoomId &id)
{
    const Room *room = m_list.find(id);
    if (!room || isLeftOut(*room)) {
        hide(id);
        return;
    }
    const int row = rowOf(id);
    if (row < 0)
        insert(*room);
    else if (m_rows.constFind(id)->key.section != m_sorting.sectionOf(*room))
        resection(*room);
    else
        update(row, *room);
}

void RoomListModel::insert(const Room &room)
{
    const RoomOrder::Key key = m_sorting.keyOf(room);
    const int row = lowerBound(key);
    beginInsertRows({}, row, row);
    m_order.insert(row, room.id);
    keep(room, key);
    endInsertRows();
}

/// Where sections begin would not be known in the middle of a move from one to another.
void RoomListModel::resection(const Room &room)
{
    // A list that is empty for a moment would be said to be.
    if (m_order.size() == 1)
        return onReset();
    const Room kept = room;
    hide(room.id);
    insert(kept);
}

void RoomListModel::update(int row, const Room &room)
{
    const QList<int> roles = changedRoles(m_rows.constFind(room.id)->room, room);
    const RoomOrder::Key key = m_sorting.keyOf(room);
    // The list is in order but for this row, so the search leaves it out.
    const auto comesAfter = [&](int other) { return m_rows.constFind(m_order.at(other))->key < key; };
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
        keep(room, key);
        endMoveRows();
    } else {
        keep(room, key);
    }
    m_previews.remove(room.id);
    if (!roles.isEmpty())
        Q_EMIT dataChanged(index(target), index(target), roles);
}

void RoomListModel::onRemoved(const RoomId &id)
{
    const QList<RoomId> others = m_leftBehind.changed(id);
    hide(id);
    showOthers(others, id);
}

void RoomListModel::hide(const RoomId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_order.removeAt(row);
    drop(id);
    endRemoveRows();
}

QString RoomListModel::searchedText(const RoomId &id) const
{
    const auto row = m_rows.constFind(id);
    if (row == m_rows.cend())
        return {};
    return row->room.name % u' ' % row->room.canonicalAlias % u' ' % row->room.aliases.join(u' ');
}

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

QString RoomListModel::accessibleText(const Room &room) const
{
    QStringList parts{room.name, unreadWords(room)};
    if (m_notifications && m_notifications->of(room.id) == NotificationLevel::Nothing)
        parts << tr("muted");
    parts << unsentWords(m_unsent.value(room.id)) << preview(room);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString RoomListModel::preview(const Room &room) const
{
    const QString *known = m_previews.object(room.id);
    if (!known) {
        const bool isHidden =
            room.membership == Membership::Join && m_isHidden && m_isHidden(room.lastSender);
        m_previews.insert(room.id, new QString(isHidden ? QString() : roomPreview(room, m_self)));
        known = m_previews.object(room.id);
    }
    return *known;
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_order.size())
        return {};
    const auto found = m_rows.constFind(m_order.at(index.row()));
    const Room &room = found->room;
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
    case SectionRole:
        return found->key.section;
    case NotificationRole:
        return int(m_notifications ? m_notifications->of(room.id) : NotificationLevel::Everything);
    case PresenceRole:
        return int(room.directWith.isEmpty() ? Presence::Unknown : m_list.presence(room.directWith).presence);
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
            {SectionRole, "section"},
            {NotificationRole, "notification"},
            {PresenceRole, "presence"},
            {IsSpaceRole, "isSpace"}};
}

}
