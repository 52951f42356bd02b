// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomsummarizer.h"

#include "matrix/displayname.h"
#include "matrix/roomname.h"
#include "store/accountdatatable.h"
#include "store/mentionrule.h"
#include "store/spacestate.h"
#include "store/threadtable.h"
#include "store/unreadcounter.h"

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

constexpr qsizetype MostPinned = 100;
const QString DirectType = QStringLiteral("m.direct");

/// Counts come from servers.
int sum(int a, int b)
{
    return int(std::clamp<qint64>(qint64(a) + b, 0, std::numeric_limits<int>::max()));
}

}

Room RoomSummarizer::summarize(const RoomRow &row) const
{
    Room room;
    room.id = row.id;
    room.membership = row.membership;
    readDirect(row, room);
    room.tags = row.tags;
    room.areMembersLoaded = row.areMembersLoaded;
    room.isIncomplete = row.isIncomplete;
    room.readMarker = row.readMarker;
    room.unread = row.unread.value_or(row.ownUnread);
    room.highlight = row.unread ? row.highlight.value_or(0) : row.ownHighlight;
    const ThreadTable::Sum threads = ThreadTable(m_database).sum(row.key);
    room.unread = sum(room.unread, threads.unread);
    room.highlight = sum(room.highlight, threads.highlight);
    room.hasUnreadThreads = threads.isAny;
    room.isMarkedUnread = row.isMarkedUnread;
    room.isUnreadAtLeast = UnreadCounter::isAtLeast(m_database, row);
    room.areNamesMentions = MentionRule(m_database).areNames();
    MemberNames names(m_database, row.key);
    if (row.membership == Membership::Invite && !row.inviter.isEmpty()) {
        room.inviter = row.inviter;
        room.inviterName = names.of(row.inviter).name;
        room.inviteReason = row.inviteReason;
    }
    readState(row, room);
    readPeople(row, room, names);
    readPreview(row, room, names);
    return room;
}

void RoomSummarizer::readDirect(const RoomRow &row, Room &room) const
{
    Statement statement = m_database.query("SELECT user FROM direct_rooms WHERE room_id = ?", row.id);
    const bool isNoted = statement.next();
    // In a room one is in, `m.direct` has the last word, where there is one.
    const bool isMeantAsOne = row.isDirectInvite && (row.membership == Membership::Invite ||
                                                     AccountDataTable(m_database).get(DirectType).isEmpty());
    room.isDirect = isNoted || isMeantAsOne;
    if (isNoted)
        room.directWith = UserId(statement.text(0));
    else if (row.isDirectInvite && row.membership == Membership::Invite)
        room.directWith = row.inviter;
}

void RoomSummarizer::readState(const RoomRow &row, Room &room) const
{
    room.topic = readString(m_state.content(row.key, "m.room.topic"), "topic");
    room.avatarUrl = readString(m_state.content(row.key, "m.room.avatar"), "url");
    if (const auto encryption = m_state.get(row.key, "m.room.encryption")) {
        room.isEncrypted = true;
        room.encryptedTs = encryption->ts;
    }
    room.joinRule = readString(m_state.content(row.key, "m.room.join_rules"), "join_rule");
    if (room.joinRule.isEmpty())
        room.joinRule = QStringLiteral("invite");
    readKind(row, room);
    const QByteArray canonical = m_state.content(row.key, "m.room.canonical_alias");
    room.canonicalAlias = readString(canonical, "alias");
    if (!room.canonicalAlias.isEmpty())
        room.aliases.append(room.canonicalAlias);
    room.aliases += readStrings(canonical, "alt_aliases");
    for (const StateTable::Entry &entry : m_state.allOf(row.key, "m.room.aliases"))
        room.aliases += readStrings(entry.content, "aliases");
    room.aliases.removeDuplicates();
    const QStringList pinned = readStrings(m_state.content(row.key, "m.room.pinned_events"), "pinned");
    for (const QString &event : pinned.last(qMin(pinned.size(), MostPinned)))
        room.pinned.append(EventId(event));
    room.powerLevels = m_state.powerLevels(row.key);
}

/// What kind of room it is, and which others it belongs to.
void RoomSummarizer::readKind(const RoomRow &row, Room &room) const
{
    const QByteArray create = m_state.content(row.key, "m.room.create");
    room.type = readString(create, "type");
    room.version = readString(create, "room_version");
    room.predecessor = readPredecessor(create);
    if (const auto tombstone = m_state.get(row.key, "m.room.tombstone")) {
        room.isReplaced = true;
        room.successor = RoomId(readString(tombstone->content, "replacement_room"));
        room.replacedReason = readString(tombstone->content, "body");
    }
    if (room.isSpace())
        room.children = readSpaceChildren(m_state.allOf(row.key, "m.space.child"));
    room.parents = readSpaceParents(m_state.allOf(row.key, "m.space.parent"));
}

void RoomSummarizer::readPeople(const RoomRow &row, Room &room, MemberNames &names) const
{
    // To count goes through all members.
    const auto counts = row.joined && row.invited ? MemberTable::Counts() : m_members.counts(row.key);
    if (const auto me = m_members.get(row.key, m_self)) {
        room.ownName = me->name;
        room.ownAvatarUrl = me->avatarUrl;
    }
    room.joinedCount = row.joined.value_or(counts.joined);
    room.invitedCount = row.invited.value_or(counts.invited);

    const bool isIn = row.membership == Membership::Join || row.membership == Membership::Invite;
    RoomNameParts parts;
    parts.name = cleanName(readString(m_state.content(row.key, "m.room.name"), "name"));
    parts.canonicalAlias = room.canonicalAlias;
    parts.aliases = room.aliases;
    parts.others = qMax(0, room.joinedCount + room.invitedCount - (isIn ? 1 : 0));
    QList<UserId> heroes = row.heroes.value_or(QList<UserId>());
    heroes.removeAll(m_self);
    if (heroes.isEmpty())
        heroes = m_members.others(row.key, m_self, false);
    // An invitation may tell nothing but who sent it.
    if (heroes.isEmpty() && !room.inviter.isEmpty())
        heroes.append(room.inviter);
    if (heroes.isEmpty()) {
        heroes = m_members.others(row.key, m_self, true);
        parts.areHeroesGone = !heroes.isEmpty();
    } else if (parts.others == 0) {
        parts.areHeroesGone = row.membership != Membership::Invite;
        parts.others = parts.areHeroesGone ? 0 : int(heroes.size());
    }
    for (const UserId &hero : std::as_const(heroes))
        parts.heroes.append(names.of(hero).name);
    room.name = roomName(parts);
    if (room.avatarUrl.isEmpty() && room.isDirect && !heroes.isEmpty())
        room.avatarUrl = names.of(heroes.first()).avatarUrl;
}

void RoomSummarizer::readPreview(const RoomRow &row, Room &room, MemberNames &names) const
{
    if (row.previewSeq) {
        if (const auto stored = m_events.at(row.key, *row.previewSeq, names)) {
            room.lastEventId = stored->event.id;
            room.lastType = stored->event.type;
            room.lastSender = stored->event.sender;
            room.lastSenderName = stored->senderName;
            const QByteArray edited = m_relations.editedContent(row.key, stored->event);
            room.lastContent = edited.isEmpty() ? stored->event.content : edited;
            room.lastTs = stored->event.ts;
        }
    }
    if (room.lastTs == 0)
        room.lastTs = m_events.newestTs(row.key);
    if (row.membership == Membership::Invite)
        room.lastTs = row.inviteTs;
}

}
