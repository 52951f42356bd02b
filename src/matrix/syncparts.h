// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncbatch.h"
#include "matrix/wireevent.h"

namespace linnet {

// What the replies of all dialects have in common. Internal to this layer; pure.

/// A `m.presence` event; none if it does not say whose it is. 2014 left out `presence` or set it to null.
std::optional<PresenceUpdate> readPresence(const Event &event, qint64 now);

/// Puts `m.typing`, `m.receipt`, `m.fully_read`, `m.marked_unread` and `m.tag` where they belong; other types
/// change nothing.
void applyEphemeral(const Event &event, RoomDelta &room);

/// The rooms of `m.direct`; one that stands there for several people is the chat with the first of them.
QHash<RoomId, UserId> readDirectRooms(const QByteArray &content);

/// The types of the account's data whose contents are stored, beside those that have fields of their own in a
/// SyncBatch.
const QStringList &keptAccountData();

/// Account data that is not of a room.
void applyAccountData(const Event &event, SyncBatch &batch);
/// Whether `m.push_rules` have one of the rules that look for one's name in texts, which version 1.17 removed
/// (client-server API, "Push rules"), and it is on.
bool readAreNamesMentions(const QByteArray &content);

/// What the newest member event of `self` says; None if there is none.
Membership ownMembership(const QList<Event> &events, const UserId &self);
/// True if `event` is the member event of `self`.
bool isOwnMember(const Event &event, const UserId &self);

/// Who sent the member event of `self`, as of an invitation's stripped state; empty if there is none.
UserId senderOfOwnMember(const QList<Event> &events, const UserId &self);
/// A number of people or messages; none if it is no number.
std::optional<int> readCount(JsonReader &reader, JsonReader::Value value);

QList<RoomId> idsOf(const QList<RoomDelta> &rooms);

/// One member of an object that says what end-to-end encryption needs: `device_lists`,
/// `device_one_time_keys_count`, `device_unused_fallback_key_types`. Others change nothing.
void readEncryption(JsonReader &reader, std::string_view key, JsonReader::Value value, SyncBatch &batch);
/// The text of each object of an array.
QList<QByteArray> readRawObjects(JsonReader &reader, JsonReader::Value value);

/// Removes events that came twice, and what has no id at all (client-server v1 repeats some in one chunk).
void removeRepeated(QList<Event> &events);

}
