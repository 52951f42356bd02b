// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "crypto/roomkey.h"
#include "matrix/encryption.h"
#include "matrix/imagepack.h"
#include "matrix/syncdialect.h"
#include "store/outboxbytes.h"
#include "store/records.h"
#include "store/roommembers.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace linnet {

class Archive;
class Crypto;
class Database;
class FetchedReader;
class Worker;

/// One account's database, seen from the GUI thread. Every call is done on the account's worker thread, which
/// owns the database; its Task answers on the GUI thread. Calls are carried out in order, but reads for the
/// screen overtake writing.
///
/// The database is SQLCipher, its key 32 bytes from the keychain. Everything a commit says, the sync position
/// included, is one transaction: a crash replays at most one batch.
/// Errors: DiskFull, Storage, Corrupt (damaged or wrong key), NewerVersion, InUse.
class Store : public QObject
{
    Q_OBJECT

public:
    /// Opens or makes the database file `path`; its folder must exist. `self` is whose account it is.
    static Task<std::unique_ptr<Store>> open(const QString &path, const QByteArray &key, const UserId &self);
    ~Store() override; ///< waits for the worker to finish what it was given

    /// Opens the keys of this account's session `deviceId`, which lie in keysPath() under the same key; makes
    /// them if there are none. What is committed after that is decrypted. Errors as CryptoMachine::open().
    Task<Done> openKeys(const QString &deviceId);
    /// The folder in which the keys of the database at `path` lie.
    static QString keysPath(const QString &path) { return path + QStringLiteral(".keys"); }

    /// The sessions and identities of people are known anew: says of whom messages come as it is now.
    void refreshShields();

    // What cannot be read yet
    /// Decrypts what waits for these keys, which have come by another way than a sync; roomChanged() before
    /// the answer.
    Task<Done> decryptWaiting(QList<RoomKey> keys);
    /// The keys that are missing here and may be somewhere else, those of the newest events first.
    Task<QList<RoomKey>> missingKeys(int limit);
    /// Asks one's other sessions for those of these for which something still waits; see
    /// CryptoMachine::requestKey().
    Task<Done> requestKeys(QList<RoomKey> keys);
    /// How many events are not to be read, by the reason.
    Task<QMap<Encryption::State, int>> unreadable();

    // At start
    Task<StoredAccount> load(Dialect dialect);
    /// The position alone, for a change of the dialect.
    Task<StoredPosition> position(Dialect dialect);

    // Sync. `dialect` must outlive the call; it parses on the worker.
    Task<CommittedBatch> commitSync(std::shared_ptr<const SyncDialect> dialect, QByteArray position,
                                    QByteArray reply, Dialect name, qint64 now);
    /// v1: the reply of SyncDialect::roomRequest().
    Task<CommittedBatch> commitRoom(std::shared_ptr<const SyncDialect> dialect, RoomId room, QByteArray reply,
                                    qint64 now);
    /// Puts `beginning` (SyncDialect::beginningOf()) in place of the position, so that the next sync takes
    /// the full state; what is stored stays.
    Task<Done> forgetPosition(Dialect dialect, QByteArray beginning = {});

    // History
    /// The newest `limit` events older than `before` (0: the newest of all). Never crosses a gap.
    Task<HistoryWindow> history(RoomId room, Seq before, int limit);
    /// The window around an event, or around what an edit edits: half of `limit` before it and half after;
    /// NotFound if that is not stored.
    Task<HistoryWindow> historyAround(RoomId room, EventId event, int limit);
    /// The oldest `limit` events newer than `after`, for a window that was opened in the past; `edge` is
    /// More.
    Task<HistoryWindow> historyAfter(RoomId room, Seq after, int limit);
    /// The same of a thread; see HistoryReader::thread().
    Task<HistoryWindow> thread(RoomId room, EventId root, Seq before, int limit, bool acrossGaps);
    Task<HistoryWindow> threads(RoomId room); ///< see ThreadListReader
    /// A page of a thread as the server has it, and what is stored that relates to it; nothing of it is
    /// stored, but what cannot be read of it is kept in mind: where its key comes, it is among
    /// CommittedRoom::changed. `gapToken` asks for the next one; Edge::Start: there is none.
    Task<HistoryWindow> readThread(RoomId room, QByteArray reply, qint64 now);
    /// The same of one event.
    Task<HistoryWindow> readEvent(RoomId room, QByteArray reply, qint64 now);
    /// Puts a reply of /messages (asked from `from`) at the gap whose token it is. Answers how many events
    /// were new. A reply whose token is no longer that gap's is dropped (0).
    struct HistoryAdded
    {
        int added = 0;
        bool reachedStart = false;
        CommittedRoom room; ///< as it is now; without an id if it was forgotten meanwhile
    };
    Task<HistoryAdded> commitHistory(RoomId room, QString from, QByteArray reply, qint64 now);

    /// Whether the server may have made an event of `item` since then (ms): an equal one of one's own is
    /// stored, or one that was deleted, or something is missing in which it may lie.
    Task<bool> mayHold(OutboxItem item, qint64 since);

    /// Nothing if the whole history is stored.
    Task<std::optional<HistoryGap>> newestGap(RoomId room);
    /// The rooms whose whole history somebody wants here, over restarts.
    Task<QList<RoomId>> historyFetches();
    Task<Done> setHistoryFetch(RoomId room, bool isWanted);

    /// Frees a batch that nobody reads any more where it was made: thousands of events take milliseconds.
    void release(CommittedBatch batch);

    /// The state of a room as it is stored: all of it but members where the server sends that, else what a
    /// SyncDialect asks for.
    Task<QList<StateEntry>> state(RoomId room);

    // Members
    /// Everybody whom the room knows, in the order of Member::isBefore().
    Task<QList<Member>> members(RoomId room);
    Task<RoomMembers> roomMembers(RoomId room); ///< the same, for who looks some of them up
    /// Those of `users` who are known there, for who needs a few of very many.
    Task<QList<Member>> membersOf(RoomId room, QList<UserId> users);
    Task<CommittedRoom> commitMembers(RoomId room, QByteArray reply, qint64 now);

    /// What ImagePackReader::read() says.
    Task<QList<ImagePack>> imagePacks(RoomId room);
    /// Keeps account data as the server has it; only what is read here is worth it. roomChanged() before the
    /// answer where less is unread, or more, since somebody is ignored or not.
    Task<Done> setAccountData(QString type, QByteArray content);

    // What the person does
    /// Inserts, or replaces by its transaction id. `bytes`, unless empty, are kept with it until its echo is
    /// committed; what was removed before can be put back without them up to the next load().
    Task<Done> putOutbox(OutboxItem item, OutboxBytes bytes = {});
    Task<Done> updateOutbox(OutboxItem item); ///< only replaces: it may have left with its echo
    /// `sentAs`: the server has it under this id, which is what else in the outbox relates to now.
    Task<Done> removeOutbox(TxnId txn, EventId sentAs = {});
    /// The server took it as `event`. The item leaves the outbox when its echo is committed, or at once if it
    /// has been already (true then).
    Task<bool> markSent(TxnId txn, EventId event);
    Task<QList<OutboxItem>> outbox(RoomId room);
    Task<OutboxBytes> outboxBytes(TxnId txn);
    /// Of a room, or of one of its threads.
    Task<RoomNotes> notes(RoomId room, EventId thread = {});
    Task<Done> setNotes(RoomId room, RoomNotes notes, EventId thread = {});
    /// Text that was written before one knew the draft that is there.
    Task<Done> appendDraft(RoomId room, QString text, EventId thread = {});
    /// A poll that is being made, as whoever makes it writes it down; empty: there is none.
    Task<QByteArray> poll(RoomId room, EventId thread = {});
    Task<Done> setPoll(RoomId room, QByteArray poll, EventId thread = {});
    Task<Done> setLastOpenRoom(RoomId room);
    /// One has read the room's own timeline, or the thread with this root, up to `event` and what follows it
    /// without a row of its own, such as reactions; an empty `event`: all of the room with its threads.
    /// Counts are made anew (local rooms) and the marker moves, never backwards, nor to what the room's
    /// timeline does not hold yet.
    Task<CommittedRoom> markRead(RoomId room, EventId event, EventId thread = {});
    Task<CommittedRoom> setMarkedUnread(RoomId room, bool isMarked);
    Task<Done> setTold(UntoldMark mark); ///< unless it says something else meanwhile
    Task<Done> removeRoom(RoomId room);  ///< after forget

    /// Reads that take long.
    Archive &archive() { return *m_archive; }
    Crypto &crypto() { return *m_crypto; }

Q_SIGNALS:
    /// What commitHistory() or commitMembers() changed of a room; before they answer, and also if who asked
    /// has gone meanwhile. And what a key has made readable.
    void roomChanged(const linnet::CommittedRoom &room);
    /// What was just read by readThread() or readEvent() waits for keys, which are among missingKeys() now.
    void keysMissed();

private:
    Store(std::unique_ptr<Worker> worker, const QString &path, const QByteArray &key, const UserId &self);
    void indexEarlier();
    void decryptWaiting();
    using Rooms = QList<CommittedRoom>;
    void announce(Task<Rooms> task);
    Task<HistoryWindow> readFetched(RoomId room, std::function<Result<HistoryWindow>(FetchedReader &)> read);

    /// Announces what `task` comes to, whether somebody still waits for it or not.
    template <typename T>
    Task<T> announced(Task<T> task, const CommittedRoom &(*roomOf)(const T &));
    /// Something small that the person did.
    template <typename T>
    Task<T> change(std::function<Result<T>(Database &)> job);
    /// Of a room's notes.
    template <typename T>
    Task<T> readNotes(const RoomId &room, std::function<T(Database &)> job);
    template <typename T>
    Task<T> changeNotes(const RoomId &room, std::function<Result<T>(Database &)> job);

    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Archive> m_archive;
    std::unique_ptr<Crypto> m_crypto;
    QString m_path;
    QByteArray m_key;
    UserId m_self;
    QHash<RoomId, std::shared_ptr<std::atomic<int>>> m_notesUnderWay; ///< changes of notes that wait
};

}
