// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/content.h"
#include "matrix/dialect.h"
#include "matrix/syncbatch.h"

#include <QMetaType>

namespace linnet {

/// A room that stands in a space (`m.space.child`).
struct SpaceChild
{
    RoomId id;
    QStringList via; ///< servers through which it can be joined
    bool isSuggested = false;

    friend bool operator==(const SpaceChild &, const SpaceChild &) = default;
};

/// What the room list, a header and `ctl rooms` show of one room. A value; computed on the worker whenever a
/// commit touches the room.
struct Room
{
    RoomId id;
    Membership membership = Membership::None;
    QString name; ///< by the spec's rules, never empty
    QString topic;
    QString canonicalAlias;
    QString avatarUrl; ///< mxc, or empty; of the other person in a direct chat without own avatar
    UserId inviter;    ///< of an invitation
    QString inviterName;
    QString inviteReason; ///< of an invitation, as who invites gave it; may be empty
    bool isDirect = false;
    UserId directWith;          ///< whom `m.direct` names for it; may be empty in a direct chat
    QString type;               ///< of m.room.create; see isSpace()
    QString version;            ///< of m.room.create; empty: not said, or not known
    QString joinRule;           ///< of m.room.join_rules; "invite" where it has none
    QMap<QString, double> tags; ///< as RoomDelta has them
    QList<SpaceChild> children; ///< of a space, in its order; at most 5,000
    QList<RoomId> parents;      ///< spaces that the room says it is in, the canonical one first; at most 100
    RoomId predecessor;         ///< the room that this one goes on from, or empty
    bool isReplaced = false;    ///< m.room.tombstone: what is said goes on elsewhere
    RoomId successor;           ///< of isReplaced; may be empty all the same
    QString replacedReason;     ///< of isReplaced, in words of who did it; may be empty
    bool isEncrypted = false;   ///< m.room.encryption is set: no plain text may be sent
    qint64 encryptedTs = 0;     ///< since when, by that event; ms
    bool areMembersLoaded = false;
    bool isIncomplete = false; ///< v1: joined, but name, members and history are still to come
    int joinedCount = 0;
    int invitedCount = 0;
    int unread = 0;                ///< with those of threads that one takes part in
    int highlight = 0;             ///< with those of all threads
    bool isUnreadAtLeast = false;  ///< both numbers may be larger: not all is here that came since one read
    bool hasUnreadThreads = false; ///< also such as are not among the numbers
    bool isMarkedUnread = false;   ///< by the person, on this device or another (`m.marked_unread`)
    EventId lastEventId;           ///< the newest event worth a preview, or empty
    QString lastType;
    UserId lastSender;
    QString lastSenderName;
    QByteArray lastContent; ///< for the preview's words
    qint64 lastTs = 0;      ///< ms; sorts the list
    EventId readMarker;     ///< up to where one has read, or empty
    PowerLevels powerLevels;
    QList<EventId> pinned; ///< m.room.pinned_events, in its order; at most 100
    QStringList aliases;   ///< of m.room.canonical_alias and 2014's m.room.aliases
    QString ownName;       ///< what one is called in it; empty if one has no name
    QString ownAvatarUrl;
    bool areNamesMentions = false; ///< who is named in a text without `m.mentions` is meant (push rules)

    bool isSpace() const { return type == QLatin1String("m.space"); }
    bool isPublic() const { return joinRule == QLatin1String("public"); } ///< anybody may join it
    bool mayHaveUnread() const { return unread > 0 || highlight > 0 || isUnreadAtLeast || isMarkedUnread; }
    bool isReadable() const { return mayHaveUnread() || hasUnreadThreads; } ///< there is what to mark as read
};

/// Where in a room's history an event stands: greater is newer. The high 32 bits number the segment.
using Seq = qint64;

/// An event as it lies in a room's history, with what its row needs of its sender.
struct StoredEvent
{
    Seq seq = 0;
    Event event;
    QString senderName;   ///< display name in the room, disambiguated; the user id if there is none
    QString senderAvatar; ///< mxc or empty
    QString targetName;   ///< of a member event: the display name of its subject
    QString redactedBy;   ///< display name, if redacted
    QString redactionReason;
};

/// Somebody who has read up to an event (an `m.read` receipt, client-server API, "Receipts").
struct RoomReader
{
    UserId user;
    QString name; ///< display name in the room, else the user id; never empty
    QString avatarUrl;
    EventId event;
    qint64 ts = 0;       ///< when, ms; 0 if the server did not say
    QString thread = {}; ///< as Receipt has it

    friend bool operator==(const RoomReader &, const RoomReader &) = default;
};

/// A state event of a room as it stands now, but for those of members.
struct StateEntry
{
    EventId event; ///< empty of stripped state
    UserId sender;
    QByteArray content;
    qint64 ts = 0; ///< ms
    QString type = {};
    QString stateKey = {};
};

/// A thread that something stored belongs to (client-server API, "Threading").
struct StoredThread
{
    EventId root;
    int count = 0;      ///< events in it, the root not counted
    StoredEvent newest; ///< with the content of its newest edit; without an id if there is none
    int unread = 0;
    bool isHighlight = false;
};

/// What folds into the rows of events and is not among them.
struct Related
{
    /// Edits of each by its sender, the newest among them, reactions, responses to polls and their ends.
    QList<StoredEvent> relations;
    QList<StoredEvent> quoted;   ///< what replies answer, with the content of its newest edit
    QList<StoredThread> threads; ///< whose root is one of the events
};

/// A contiguous piece of history, oldest first, and what lies before its old edge.
struct HistoryWindow
{
    enum class Edge {
        More,  ///< older events are stored
        Gap,   ///< `gapToken` asks the server for what is missing there
        Start, ///< the room's first event
    };
    QList<StoredEvent> events;
    Related related;
    Edge edge = Edge::Start;
    QString gapToken;          ///< of Gap; empty: nothing to ask with is known, ask from the newest
    bool hasNewer = false;     ///< events newer than these are stored, contiguous with them or not
    QList<RoomReader> readers; ///< who has read up to one of these, oneself among them
    EventId readMarker;        ///< of a thread: up to where one has read it, or empty
};

/// The newest place in a room's history where events are missing.
struct HistoryGap
{
    QString token; ///< asks the server for what is missing; empty: ask from the newest
    qint64 ts = 0; ///< of the event behind it, ms; 0: there is none
};

struct Member
{
    UserId user;
    QString name; ///< disambiguated display name; never empty
    QString avatarUrl;
    Membership membership = Membership::None;
    int power = 0;
    QString folded = {}; ///< foldedText() of name and id, as far as one would type it
    size_t stamp = 0;    ///< differs where anything else does

    void prepare(); ///< works out the two above
    /// The order of lists: who is there, who is invited, who is banned, the others; of each those with power
    /// first, then by name.
    static bool isBefore(const Member &a, const Member &b);
};

/// Something that waits to be sent or was refused.
struct OutboxItem
{
    enum class State { Waiting, Failed };
    TxnId txn;
    RoomId room;
    QString type;
    QByteArray content;
    qint64 ts = 0; ///< when it was written, ms
    State state = State::Waiting;
    EventId sentAs;     ///< the server has it under this id; it only waits for its echo
    QString reason;     ///< the server's words, of Failed
    QString reasonCode; ///< its errcode

    bool isRedaction() const { return type == QLatin1String("m.room.redaction"); }
};

/// What has left the outbox, since its echo was committed as `event`.
struct DeliveredItem
{
    TxnId txn;
    EventId event;
};

/// A file that waits to be sent with a draft.
struct NotedFile
{
    QString path;            ///< where it lies; empty: nowhere else than here, as a pasted picture
    QString id = {};         ///< of what lies nowhere else, in its draft: for life
    QByteArray bytes = {};   ///< of the same
    QString name = {};       ///< that people see; empty: the one that it has
    QString mimeType = {};   ///< of the same
    bool isAsFile = false;   ///< a picture that is not to be seen in the room
    bool keepsPlace = false; ///< it may say where it was taken
    bool isVoice = false;    ///< a voice message, with:
    qint64 durationMs = 0;
    QList<int> waveform = {};

    friend bool operator==(const NotedFile &, const NotedFile &) = default;
};

/// What a room remembers for its window.
struct RoomNotes
{
    QString draft;
    EventId anchor;       ///< the first visible row; empty: following the bottom
    int anchorOffset = 0; ///< pixels at 100 %
    QList<NotedFile> files = {};
};

/// What a person did that the server was not told yet.
struct UntoldMark
{
    /// The numbers stand in the store.
    enum class Kind {
        Read = 0,         ///< `value` is the event up to which one has read
        MarkedUnread = 1, ///< `value` is "yes" or "no"
    };
    RoomId room;
    Kind kind = Kind::Read;
    QString thread; ///< of Read, as Receipt has it
    QString value;
};

/// What is not stored here was deleted. A window may show it, as the server has given it.
struct DeletedElsewhere
{
    EventId event;
    QString by;     ///< display name
    QString reason; ///< may be empty
};

struct TypingPerson
{
    UserId user;
    QString name; ///< as StoredEvent::senderName

    friend bool operator==(const TypingPerson &, const TypingPerson &) = default;
};

/// What one commit changed, for those who show it.
struct CommittedRoom
{
    Room room;                   ///< as it is now
    QList<StoredEvent> appended; ///< new at the newest end, oldest first
    /// Redacted ones, such as can be read now, or of whose sender something else is to be said, and such as
    /// are of no thread any more, since it cannot be. Among those that can be read are such as are not stored
    /// (Store::readThread()); they have no `seq`.
    QList<StoredEvent> changed;
    QList<DeletedElsewhere> deletedElsewhere;
    /// Of `appended`, what came with a page of history or can be read now, the edits of `changed`, and
    /// threads that are different now.
    Related related;
    bool hasNewSegment = false;     ///< there is now a gap before `appended`, or behind all that is stored
    QList<DeliveredItem> delivered; ///< outbox items whose echo is among `appended`
    bool areMembersChanged = false;
    bool isStateChanged = false; ///< other state than members has come, be it the same as before
    std::optional<QList<TypingPerson>> typing; ///< at most 20
    QList<RoomReader> readers;                 ///< who has read further now, oneself among them
    QList<UntoldMark> untold;                  ///< of Store::markRead() and setMarkedUnread()
};
struct CommittedBatch
{
    QByteArray position;
    QList<CommittedRoom> rooms;
    QList<PresenceUpdate> presence;
    QList<RoomId> incomplete; ///< see SyncBatch
    bool hasMore = false;     ///< see SyncBatch
    // What of the account's secrets is to be looked at anew
    bool hasSecretStorage = false; ///< see SyncBatch
    bool hasBackupKey = false;     ///< see SyncedKeys
    bool hasKeyBundle = false;     ///< see SyncedKeys
    /// What is different now of the account's data that is kept here, by type; push rules among it.
    QHash<QString, QByteArray> accountData;
    /// Secrets may have come from another session, or one's own sessions are not what they were.
    bool mayChangeTrust = false;
};

/// Where a dialect's sync goes on.
struct StoredPosition
{
    QByteArray position;   ///< empty: none, or of no more use
    qint64 positionTs = 0; ///< when it was committed, ms
};

/// What a start needs, in one read; the position is that of the dialect that was asked for.
struct StoredAccount : StoredPosition
{
    QList<Room> rooms;        ///< in any order
    QList<OutboxItem> outbox; ///< in sending order
    QList<UntoldMark> untold;
    RoomId lastOpenRoom;
    QHash<QString, QByteArray> accountData; ///< what is kept of it, by type; push rules among it
    QList<RoomId> incomplete; ///< v1: joined, but SyncDialect::roomRequest() was not committed yet
};

}
Q_DECLARE_METATYPE(linnet::Room)
