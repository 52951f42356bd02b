// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomcodec.h"

#include <QDataStream>
#include <QIODevice>

namespace linnet {

// Beside Id and not in the unnamed namespace, where Qt's containers would not find them.
template <typename Tag>
static QDataStream &operator<<(QDataStream &out, const Id<Tag> &id)
{
    return out << id.toString();
}

template <typename Tag>
static QDataStream &operator>>(QDataStream &in, Id<Tag> &id)
{
    QString text;
    in >> text;
    id = Id<Tag>(text);
    return in;
}

static QDataStream &operator<<(QDataStream &out, const SpaceChild &child)
{
    return out << child.id << child.via << child.isSuggested;
}

static QDataStream &operator>>(QDataStream &in, SpaceChild &child)
{
    return in >> child.id >> child.via >> child.isSuggested;
}

namespace {

constexpr quint8 codecVersion = 11;

/// One list of the fields for both directions, so that they cannot drift apart.
template <typename Stream, typename R>
void transfer(Stream &stream, R &room)
{
    stream(room.id, room.membership, room.name, room.topic, room.canonicalAlias, room.avatarUrl, room.inviter,
           room.inviterName, room.inviteReason, room.isDirect, room.directWith, room.type, room.version,
           room.joinRule, room.tags, room.children, room.parents, room.predecessor, room.isReplaced,
           room.successor, room.replacedReason, room.isEncrypted, room.encryptedTs, room.areMembersLoaded,
           room.isIncomplete, room.joinedCount, room.invitedCount, room.unread, room.highlight,
           room.isUnreadAtLeast, room.hasUnreadThreads, room.isMarkedUnread, room.lastEventId, room.lastType,
           room.lastSender, room.lastSenderName, room.lastContent, room.lastTs, room.readMarker, room.pinned,
           room.aliases, room.ownName, room.ownAvatarUrl, room.areNamesMentions);
    auto &power = room.powerLevels;
    stream(power.users, power.usersDefault, power.events, power.eventsDefault, power.stateDefault, power.ban,
           power.kick, power.redact, power.invite, power.notifyRoom);
}

struct FieldWriter
{
    QDataStream &stream;

    template <typename... T>
    void operator()(const T &...values)
    {
        (put(values), ...);
    }
    template <typename T>
    void put(const T &value)
    {
        if constexpr (std::is_enum_v<T>)
            stream << qint32(value);
        else
            stream << value;
    }
};

struct FieldReader
{
    QDataStream &stream;

    template <typename... T>
    void operator()(T &...values)
    {
        (take(values), ...);
    }
    template <typename T>
    void take(T &value)
    {
        if constexpr (std::is_enum_v<T>) {
            qint32 number = 0;
            stream >> number;
            value = T(number);
        } else {
            stream >> value;
        }
    }
};

}

QByteArray encodeRoom(const Room &room)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << codecVersion << QLocale().name();
    FieldWriter writer{stream};
    transfer(writer, room);
    return bytes;
}

std::optional<Room> decodeRoom(const QByteArray &bytes, const QString &language)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    QString locale;
    stream >> version >> locale;
    if (version != codecVersion || locale != language)
        return std::nullopt;
    Room room;
    FieldReader reader{stream};
    transfer(reader, room);
    if (stream.status() != QDataStream::Ok)
        return std::nullopt;
    return room;
}

}
