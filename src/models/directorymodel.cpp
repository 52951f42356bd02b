// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/directorymodel.h"

#include "session/directory.h"
#include "session/roomlist.h"

namespace linnet {

DirectoryModel::DirectoryModel(Directory &directory, const RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_directory(directory), m_list(rooms)
{
    connect(&directory, &Directory::reset, this, &DirectoryModel::onReset);
    connect(&directory, &Directory::added, this, &DirectoryModel::onAdded);
    connect(&rooms, &RoomList::changed, this, &DirectoryModel::onRoomChanged);
    connect(&rooms, &RoomList::removed, this, &DirectoryModel::onRoomChanged);
    onAdded(0);
}

void DirectoryModel::onReset()
{
    beginResetModel();
    m_rows.clear();
    m_places.clear();
    endResetModel();
}

void DirectoryModel::onAdded(qsizetype from)
{
    const QList<PublicRoom> &rooms = m_directory.rooms();
    if (from >= rooms.size())
        return;
    beginInsertRows({}, int(from), int(rooms.size()) - 1);
    for (qsizetype i = from; i < rooms.size(); ++i) {
        m_places.insert(rooms.at(i).id, int(i));
        m_rows.append(rooms.at(i));
    }
    endInsertRows();
}

void DirectoryModel::onRoomChanged(const RoomId &id)
{
    const auto place = m_places.constFind(id);
    if (place != m_places.cend())
        Q_EMIT dataChanged(index(*place), index(*place), {MembershipRole, Qt::AccessibleTextRole});
}

Membership DirectoryModel::membershipOf(const RoomId &id) const
{
    const Room *room = m_list.find(id);
    return room ? room->membership : Membership::None;
}

int DirectoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DirectoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const PublicRoom &room = m_rows.at(index.row());
    const QString name = !room.name.isEmpty()    ? room.name
                         : !room.alias.isEmpty() ? room.alias
                                                 : room.id.toString();
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return name;
    case Qt::AccessibleTextRole: {
        QStringList parts{name};
        if (room.alias != name)
            parts << room.alias;
        parts << (room.isSpace ? tr("space") : QString()) << tr("%n person(s)", nullptr, room.joined)
              << (membershipOf(room.id) == Membership::Join ? tr("joined") : QString()) << room.topic;
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole:
        return {};
    case RoomIdRole:
        return QVariant::fromValue(room.id);
    case AliasRole:
        return room.alias;
    case TopicRole:
        return room.topic;
    case AvatarRole:
        return room.avatarUrl;
    case CountRole:
        return room.joined;
    case IsSpaceRole:
        return room.isSpace;
    case MembershipRole:
        return int(membershipOf(room.id));
    default:
        return {};
    }
}

QHash<int, QByteArray> DirectoryModel::roleNames() const
{
    return {{RoomIdRole, "roomId"},   {NameRole, "name"},
            {AliasRole, "alias"},     {TopicRole, "topic"},
            {AvatarRole, "avatar"},   {CountRole, "count"},
            {IsSpaceRole, "isSpace"}, {MembershipRole, "membership"}};
}

}
