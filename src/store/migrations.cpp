// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations.h"

#include "store/membertable.h"
#include "store/transaction.h"

#include <array>

namespace linnet {

namespace {

// seq: segment << 32 | 2^31 + place. An event's text is stored once, as it came; `content_at` and
// `content_size` say where in it the content lies (`content` is only set where it does not; so with
// `previous`). Room ids are text where a room need not be known here: outbox, notes and m.direct come before
// or without it.
const char *const version1 = R"(
CREATE TABLE meta(
    key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE positions(
    dialect TEXT PRIMARY KEY, position BLOB NOT NULL, ts INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE rooms(
    room INTEGER PRIMARY KEY, room_id TEXT NOT NULL UNIQUE,
    membership INTEGER NOT NULL DEFAULT 0, inviter TEXT, invite_ts INTEGER NOT NULL DEFAULT 0,
    is_direct_invite INTEGER NOT NULL DEFAULT 0, heroes TEXT,
    joined INTEGER, invited INTEGER, unread INTEGER, highlight INTEGER,
    own_unread INTEGER NOT NULL DEFAULT 0, own_highlight INTEGER NOT NULL DEFAULT 0,
    read_marker TEXT, read_seq INTEGER, are_members_loaded INTEGER NOT NULL DEFAULT 0,
    preview_seq INTEGER, is_incomplete INTEGER NOT NULL DEFAULT 0, summary BLOB);
CREATE INDEX rooms_incomplete ON rooms(room) WHERE is_incomplete;
CREATE TABLE segments(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, segment INTEGER NOT NULL,
    edge INTEGER NOT NULL, gap_token TEXT, is_stalled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(room, segment)) WITHOUT ROWID;
CREATE TABLE events(
    event INTEGER PRIMARY KEY,
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, seq INTEGER NOT NULL,
    event_id TEXT NOT NULL, type TEXT NOT NULL, sender TEXT NOT NULL, state_key TEXT, ts INTEGER NOT NULL,
    redacts TEXT, is_redacted INTEGER NOT NULL, redacted_by TEXT, redaction_reason TEXT,
    content_at INTEGER, content_size INTEGER, previous_at INTEGER, previous_size INTEGER,
    content BLOB, previous BLOB, raw BLOB NOT NULL);
CREATE UNIQUE INDEX events_seq ON events(room, seq);
CREATE UNIQUE INDEX events_id ON events(room, event_id);
CREATE INDEX events_redacts ON events(room, redacts) WHERE redacts IS NOT NULL;
CREATE TABLE state(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, type TEXT NOT NULL, state_key TEXT NOT NULL,
    event_id TEXT, sender TEXT, ts INTEGER, content BLOB NOT NULL,
    PRIMARY KEY(room, type, state_key)) WITHOUT ROWID;
CREATE TABLE members(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, user TEXT NOT NULL,
    membership INTEGER NOT NULL, name TEXT, avatar TEXT, event_id TEXT,
    PRIMARY KEY(room, user)) WITHOUT ROWID;
CREATE INDEX members_name ON members(room, name) WHERE name IS NOT NULL;
CREATE TABLE receipts(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, user TEXT NOT NULL,
    event_id TEXT NOT NULL, ts INTEGER NOT NULL,
    PRIMARY KEY(room, user)) WITHOUT ROWID;
CREATE TABLE direct_rooms(room_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE outbox(
    place INTEGER PRIMARY KEY AUTOINCREMENT, txn TEXT NOT NULL UNIQUE, room_id TEXT NOT NULL,
    type TEXT NOT NULL, content BLOB NOT NULL, ts INTEGER NOT NULL, state INTEGER NOT NULL,
    sent_as TEXT, reason TEXT, reason_code TEXT);
CREATE TABLE notes(
    room_id TEXT PRIMARY KEY, draft TEXT, anchor TEXT, anchor_offset INTEGER NOT NULL) WITHOUT ROWID;
)";

// Who has read up to an event of a window.
const char *const version2 = R"(
CREATE INDEX receipts_event ON receipts(room, event_id);
)";

// What was said: words and tags as MessageIndex writes them, by the key of the event; its time in a narrow
// table beside it, as `events` holds whole texts; the hours in which anything was said. Events that were
// stored before are indexed bit by bit, down from `unindexed_below`. And the rooms whose whole history is
// being fetched.
const char *const version3 = R"(
CREATE VIRTUAL TABLE message_index USING fts5(
    words, tags, content='', contentless_delete=1, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M* So'");
CREATE TABLE message_times(event INTEGER PRIMARY KEY, ts INTEGER NOT NULL);
CREATE TABLE message_hours(hour INTEGER PRIMARY KEY);
CREATE TABLE history_fetches(room_id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO meta(key, value) SELECT 'unindexed_below', max(event) + 1 FROM events HAVING max(event) IS NOT NULL;
)";

// Which message an edit changes, by the key of the edit: an edited message is found by what it says now. What
// was indexed before is indexed again, bit by bit.
const char *const version4 = R"(
CREATE TABLE message_edits(
    edit INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, target TEXT NOT NULL);
CREATE INDEX message_edits_target ON message_edits(room, target);
INSERT INTO message_index(message_index) VALUES('delete-all');
DELETE FROM message_times;
INSERT OR REPLACE INTO meta(key, value)
    SELECT 'unindexed_below', max(event) + 1 FROM events HAVING max(event) IS NOT NULL;
ALTER TABLE segments RENAME COLUMN is_stalled TO barren_pages;
)";

// The index by MessagePlace: it is read from the newest on, which the hours in its tags made slow where much
// was said. It holds in which messages a word is, not where in them, which was more than half of it; the
// cutting into words is ours, so it takes for a word whatever stands between spaces. What was indexed before
// is indexed again, bit by bit.
const char *const version5 = R"(
DROP TABLE message_index;
DROP TABLE message_times;
DROP TABLE message_hours;
CREATE VIRTUAL TABLE message_index USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7 8',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* So Cn Co'");
INSERT INTO message_index(message_index, rank) VALUES('automerge', 8);
INSERT INTO message_index(message_index, rank) VALUES('hashsize', 4194304);
CREATE TABLE message_places(place INTEGER PRIMARY KEY, event INTEGER NOT NULL);
INSERT OR REPLACE INTO meta(key, value)
    SELECT 'unindexed_below', max(event) + 1 FROM events HAVING max(event) IS NOT NULL;
)";

// Whether something says that one has read up to the marker. Of those that were set before it is not known.
const char *const version6 = R"(
ALTER TABLE rooms ADD COLUMN is_read_assumed INTEGER NOT NULL DEFAULT 0;
UPDATE rooms SET is_read_assumed = 1 WHERE read_marker IS NOT NULL;
)";

// What relates to what, by the key of the event that does; `kind` is Relation::Kind. Edits are known, the
// rest of what was stored before is found bit by bit, down from `unindexed_below`.
const char *const version7 = R"(
CREATE TABLE relations(
    event INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE,
    kind INTEGER NOT NULL, target TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE INDEX relations_target ON relations(room, target, kind, seq);
INSERT INTO relations(event, room, kind, target, seq)
    SELECT edit, message_edits.room, 1, target, seq FROM message_edits JOIN events ON event = edit;
DROP TABLE message_edits;
INSERT OR REPLACE INTO meta(key, value)
    SELECT 'unindexed_below', max(event) + 1 FROM events HAVING max(event) IS NOT NULL;
)";

// Threads have notes of their own; those of a room have the thread "".
const char *const version8 = R"(
ALTER TABLE notes RENAME TO notes_of_rooms;
CREATE TABLE notes(
    room_id TEXT NOT NULL, thread TEXT NOT NULL DEFAULT '', draft TEXT, anchor TEXT,
    anchor_offset INTEGER NOT NULL, PRIMARY KEY(room_id, thread)) WITHOUT ROWID;
INSERT INTO notes(room_id, draft, anchor, anchor_offset)
    SELECT room_id, draft, anchor, anchor_offset FROM notes_of_rooms;
DROP TABLE notes_of_rooms;
)";

// What unsent messages carry and what lies nowhere else. It stays when one is discarded, so that that can be
// undone, up to the next start.
const char *const version9 = R"(
CREATE TABLE outbox_files(txn TEXT PRIMARY KEY, bytes BLOB, thumbnail BLOB);
)";

// Threads are read by themselves: receipts name the thread ("main": all that is in none; "": all), and
// `threads` keeps how far one has read in each and what is unread there; what holds for all of a room's has
// the root "".
const char *const version10 = R"(
ALTER TABLE receipts RENAME TO receipts_of_rooms;
CREATE TABLE receipts(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, user TEXT NOT NULL,
    thread TEXT NOT NULL DEFAULT '', event_id TEXT NOT NULL, ts INTEGER NOT NULL,
    PRIMARY KEY(room, user, thread)) WITHOUT ROWID;
INSERT INTO receipts(room, user, event_id, ts) SELECT room, user, event_id, ts FROM receipts_of_rooms;
DROP TABLE receipts_of_rooms;
CREATE INDEX receipts_event ON receipts(room, event_id);
CREATE TABLE threads(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, root TEXT NOT NULL,
    read_event TEXT, read_seq INTEGER, unread INTEGER NOT NULL DEFAULT 0,
    highlight INTEGER NOT NULL DEFAULT 0, takes_part INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(room, root)) WITHOUT ROWID;
INSERT INTO threads(room, root, read_event, read_seq)
    SELECT room, '', read_marker, read_seq FROM rooms WHERE read_marker IS NOT NULL;
ALTER TABLE rooms ADD COLUMN is_marked_unread INTEGER NOT NULL DEFAULT 0;
)";

// What was deleted of a thread stays in it and does not count. What servers say of threads of which not all
// is stored; `seq` is what was the newest of the room then. What the server was not told, by
// UntoldMark::Kind; the files of drafts, a JSON array of paths.
const char *const version11 = R"(
ALTER TABLE relations ADD COLUMN is_redacted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX relations_redacted ON relations(room, target) WHERE is_redacted;
CREATE TABLE thread_bundles(
    room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE, root TEXT NOT NULL,
    count INTEGER NOT NULL, newest TEXT NOT NULL, newest_event BLOB, seq INTEGER NOT NULL,
    PRIMARY KEY(room, root)) WITHOUT ROWID;
CREATE TABLE untold(
    room_id TEXT NOT NULL, kind INTEGER NOT NULL, thread TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(room_id, kind, thread)) WITHOUT ROWID;
ALTER TABLE notes ADD COLUMN files TEXT;
)";

// `name_key` is what a name looks like: see nameKey().
const char *const version12 = R"(
DROP INDEX members_name;
ALTER TABLE members ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
CREATE INDEX members_name ON members(room, name_key) WHERE name_key <> '';
)";

// A file of a draft may be a JSON object (NotesTable); here are the bytes of those that lie nowhere else.
const char *const version13 = R"(
CREATE TABLE note_files(
    room_id TEXT NOT NULL, thread TEXT NOT NULL, id TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY(room_id, thread, id),
    FOREIGN KEY(room_id, thread) REFERENCES notes(room_id, thread) ON DELETE CASCADE);
)";

// A poll that is being made, as whoever makes it writes it down.
const char *const version14 = R"(
ALTER TABLE notes ADD COLUMN poll BLOB;
)";

// How an event came, as Encryption says it. What is not to be read is found by its session once its key
// comes; nothing that was stored before was read.
const char *const version15 = R"(
ALTER TABLE events ADD COLUMN encryption INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN session TEXT;
UPDATE events SET encryption = 100, session = CASE WHEN json_valid(CAST(raw AS TEXT))
    THEN json_extract(CAST(raw AS TEXT), '$.content.session_id') END
    WHERE type = 'm.room.encrypted' AND NOT is_redacted;
CREATE INDEX events_unreadable ON events(room, session) WHERE encryption >= 100;
CREATE INDEX events_shielded ON events(room, session, sender) WHERE encryption BETWEEN 10 AND 99;
)";

// Whenever keys come, these are looked through: all of them, so without the events themselves.
const char *const version16 = R"(
DROP INDEX events_unreadable;
DROP INDEX events_shielded;
CREATE INDEX events_unreadable ON events(room, session, encryption) WHERE encryption >= 100;
CREATE INDEX events_shielded ON events(room, session, sender, encryption) WHERE encryption BETWEEN 10 AND 99;
)";

// Tags of rooms, and with whom a direct chat is. Spaces, tags and account data were not asked for before and
// would come only when they change, so the next sync takes the full state; of sliding sync the token of
// messages to this device stays, which are never repeated.
const char *const version17 = R"(
ALTER TABLE rooms ADD COLUMN tags BLOB;
ALTER TABLE direct_rooms ADD COLUMN user TEXT NOT NULL DEFAULT '';
UPDATE OR REPLACE meta SET key = 'account_data m.push_rules' WHERE key = 'push_rules';
DELETE FROM positions WHERE dialect <> 'sliding' OR NOT json_valid(CAST(position AS TEXT));
UPDATE positions SET position = CAST(json_remove(CAST(position AS TEXT), '$.pos') AS BLOB);
)";

// Why somebody invites.
const char *const version18 = R"(
ALTER TABLE rooms ADD COLUMN invite_reason TEXT;
)";

// Rooms that the person has forgotten, until they are in them again or asked into them; and one's own member
// event as it was then, which does not say that.
const char *const version19 = R"(
CREATE TABLE forgotten_rooms(room_id TEXT PRIMARY KEY, member_event TEXT) WITHOUT ROWID;
)";

constexpr std::array steps{
    Migration{1, version1},   Migration{2, version2},   Migration{3, version3},
    Migration{4, version4},   Migration{5, version5},   Migration{6, version6},
    Migration{7, version7},   Migration{8, version8},   Migration{9, version9},
    Migration{10, version10}, Migration{11, version11}, Migration{12, version12, MemberTable::fillNameKeys},
    Migration{13, version13}, Migration{14, version14}, Migration{15, version15},
    Migration{16, version16}, Migration{17, version17}, Migration{18, version18},
    Migration{19, version19}};

}

std::span<const Migration> migrations()
{
    return steps;
}

Status migrate(Database &database, std::span<const Migration> list)
{
    int version = 0;
    {
        Statement statement = database.query("PRAGMA user_version");
        if (statement.next())
            version = statement.number(0);
    }
    if (auto error = database.takeError())
        return *error;
    if (version > list.back().version)
        return Error::of(Error::Kind::NewerVersion);
    for (const Migration &step : list) {
        if (step.version <= version)
            continue;
        Transaction transaction(database);
        database.script(step.sql);
        if (step.fill)
            step.fill(database);
        const QByteArray number = "PRAGMA user_version = " + QByteArray::number(step.version);
        database.script(number.constData());
        if (const Status status = transaction.commit(); !status.isOk())
            return status;
    }
    return Done{};
}

}
