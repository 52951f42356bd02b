// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace linnet {

enum class Presence { Unknown, Online, Unavailable, Offline };

struct PresenceUpdate
{
    UserId user;
    Presence presence = Presence::Unknown;
    QString statusMessage;
    qint64 lastActiveTs = 0; ///< ms since the epoch; 0 unknown
};

struct Receipt
{
    UserId user;
    EventId event;
    qint64 ts = 0;
    /// Of which part of the room: Main, the root of a thread, or empty: of all of it.
    QString thread = {};
    static constexpr QLatin1String Main{"main"};

    bool isOfMain() const { return thread.isEmpty() || thread == Main; }
};

/// The server's numbers of what is unread somewhere.
struct UnreadCounts
{
    int unread = 0;
    int highlight = 0;
};

/// What one sync reply says of one room. A field that is not set was not in the reply and changes nothing.
struct RoomDelta
{

    RoomId id;
    Membership membership = Membership::None; ///< one's own; None: not said
    /// `state` is all of it (initial, or a fetched room): older state that is not in it is gone. v3 loads
    /// members lazily, so there stored members that are not in it are not gone but may be out of date.
    bool isFullState = false;
    QList<Event> state;    ///< /sync: before `timeline`; else after it; invite: the stripped state
    QList<Event> timeline; ///< oldest first
    bool hasGap = false;   ///< the reply says that there may be events between the store and `timeline`
    QString historyToken;  ///< where to ask for what is before `timeline`; empty: not said
    UserId inviter;        ///< of an invitation, if said
    std::optional<QList<UserId>> heroes;
    QList<Event>
        people; ///< sliding: members made of what is said of heroes; news only of those one does not know
    std::optional<int> joinedCount;
    std::optional<int> invitedCount;
    std::optional<int> unread; ///< the server's counts, without threads where it knows them; v1 has none
    std::optional<int> highlight;
    QHash<EventId, UnreadCounts> threads; ///< the same of each thread with something unread, by its root
    std::optional<QList<UserId>> typing;
    QList<Receipt> receipts;                   ///< `m.read` and `m.read.private`, one's own among them
    EventId fullyRead;                         ///< `m.fully_read`, or empty
    std::optional<bool> isMarkedUnread;        ///< `m.marked_unread`
    std::optional<QMap<QString, double>> tags; ///< of `m.tag`, see readTags()
};

/// Whose devices are no longer what they were.
struct DeviceLists
{
    QList<UserId> changed;
    QList<UserId> left;            ///< nobody shares an encrypted room with them any more
    bool areOthersUnknown = false; ///< the sync began anew: anybody's may have changed
};

/// One reply of a sync dialect as values.
struct SyncBatch
{
    QByteArray position; ///< where to go on; empty: this batch has none (a fetched room)
    /// All rooms one is in, is invited to or has knocked at: any other was left. Not set: not said.
    std::optional<QList<RoomId>> allRooms;
    bool hasMore = false; ///< sliding: the list goes on; the next request asks for more of it
    QList<RoomDelta> rooms;
    QList<PresenceUpdate> presence;
    std::optional<QHash<RoomId, UserId>> directRooms; ///< of `m.direct`: with whom each is
    /// Of `m.push_rules`: who is named in a text is meant by it, as it was before version 1.17.
    std::optional<bool> areNamesMentions;
    std::optional<QByteArray> pushRules; ///< the content of `m.push_rules`
    /// The contents of what else of the account's data is kept here (keptAccountData()), by type.
    QHash<QString, QByteArray> accountData;
    bool hasSecretStorage = false; ///< something of the account's secret storage is said
    QList<QByteArray> toDevice;    ///< the JSON of each event, in order
    DeviceLists deviceLists;
    std::optional<QHash<QString, int>> keyCounts;  ///< one-time keys that the server still has, by algorithm
    std::optional<QStringList> unusedFallbackKeys; ///< their algorithms
    /// v1: rooms one has just joined, of which the stream brings no state and nothing of before: to be asked
    /// for with SyncDialect::roomRequest() before the next poll.
    QList<RoomId> incomplete;
};

/// One page of history.
struct HistoryPage
{
    QList<Event> events; ///< newest first, as `dir=b` gives them
    QList<Event> state;  ///< lazily sent members of their senders
    QString from;        ///< the token that was asked with
    QString end;         ///< the next token; empty: the room's start
};

}
