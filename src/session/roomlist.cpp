// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomlist.h"

namespace linnet {

void RoomList::load(const QList<Room> &rooms)
{
    m_rooms.clear();
    m_typing.clear();
    m_storedTags.clear();
    m_rooms.reserve(rooms.size());
    for (const Room &room : rooms)
        m_rooms.insert(room.id, room);
    Q_EMIT reset();
}

void RoomList::apply(const CommittedBatch &batch)
{
    for (const PresenceUpdate &update : batch.presence)
        apply(update);
    for (const CommittedRoom &room : batch.rooms)
        apply(room);
}

void RoomList::apply(const CommittedRoom &committed)
{
    const RoomId id = committed.room.id;
    if (const auto stored = m_storedTags.find(id); stored != m_storedTags.end()) {
        const QMap<QString, double> shown = m_rooms.value(id).tags;
        *stored = committed.room.tags;
        m_rooms.insert(id, committed.room);
        m_rooms[id].tags = shown;
    } else {
        m_rooms.insert(id, committed.room);
    }
    Q_EMIT changed(id);
    if (committed.typing) {
        QList<TypingPerson> others = *committed.typing;
        others.removeIf([this](const TypingPerson &person) { return person.user == m_self; });
        if (m_typing.value(id) != others) {
            if (others.isEmpty())
                m_typing.remove(id);
            else
                m_typing.insert(id, others);
            Q_EMIT typingChanged(id);
        }
    }
    if (committed.areMembersChanged)
        Q_EMIT membersChanged(id);
    if (committed.isStateChanged)
        Q_EMIT stateChanged(id);
}

void RoomList::apply(const PresenceUpdate &presence)
{
    m_presence.insert(presence.user, presence);
    Q_EMIT presenceChanged(presence.user);
}

QList<TypingPerson> RoomList::typing(const RoomId &room) const
{
    QList<TypingPerson> people = m_typing.value(room);
    if (m_isHidden)
        people.removeIf([this](const TypingPerson &person) { return m_isHidden(person.user); });
    return people;
}

void RoomList::refreshTyping()
{
    const QList<RoomId> rooms = m_typing.keys();
    for (const RoomId &room : rooms)
        Q_EMIT typingChanged(room);
}

void RoomList::remove(const RoomId &room)
{
    m_typing.remove(room);
    m_storedTags.remove(room);
    if (m_rooms.remove(room))
        Q_EMIT removed(room);
}

void RoomList::clearPresence()
{
    const auto presence = std::exchange(m_presence, {});
    for (auto it = presence.cbegin(); it != presence.cend(); ++it)
        Q_EMIT presenceChanged(it.key());
}

void RoomList::clearTyping()
{
    const auto typing = std::exchange(m_typing, {});
    for (auto it = typing.cbegin(); it != typing.cend(); ++it)
        Q_EMIT typingChanged(it.key());
}

void RoomList::showTags(const RoomId &room, const QMap<QString, double> &tags)
{
    const auto known = m_rooms.find(room);
    if (known == m_rooms.end())
        return;
    if (!m_storedTags.contains(room))
        m_storedTags.insert(room, known->tags);
    if (known->tags == tags)
        return;
    known->tags = tags;
    Q_EMIT changed(room);
}

void RoomList::showStoredTags(const RoomId &room)
{
    if (!m_storedTags.contains(room))
        return;
    const QMap<QString, double> stored = m_storedTags.take(room);
    const auto known = m_rooms.find(room);
    if (known == m_rooms.end() || known->tags == stored)
        return;
    known->tags = stored;
    Q_EMIT changed(room);
}

QMap<QString, double> RoomList::storedTags(const RoomId &room) const
{
    const auto stored = m_storedTags.constFind(room);
    return stored == m_storedTags.cend() ? m_rooms.value(room).tags : *stored;
}

const Room *RoomList::find(const RoomId &room) const
{
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? nullptr : &*it;
}

const Room *RoomList::findByName(const QString &idOrAlias) const
{
    if (const Room *room = find(RoomId(idOrAlias)))
        return room;
    if (!idOrAlias.startsWith(u'#'))
        return nullptr;
    // The alias of a room that one is in wins over that of one that one has left.
    const Room *found = nullptr;
    for (const Room &room : m_rooms) {
        if (room.canonicalAlias != idOrAlias && !room.aliases.contains(idOrAlias))
            continue;
        if (!found || room.membership == Membership::Join)
            found = &room;
    }
    return found;
}

}
