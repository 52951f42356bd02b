// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "bridge/passphrasebox.h"
#include "matrix/requests.h"
#include "store/accountreader.h"
#include "store/archive.h"
#include "store/batchwriter.h"
#include "store/crypto.h"
#include "store/decrypter.h"
#include "store/fetchedreader.h"
#include "store/forgottenrooms.h"
#include "store/historyreader.h"
#include "store/imagepackreader.h"
#include "store/memberlistreader.h"
#include "store/messageindex.h"
#include "store/notestable.h"
#include "store/positiontable.h"
#include "store/threadlistreader.h"
#include "store/transaction.h"
#include "store/untoldtable.h"
#include "store/worker.h"

#include <QSet>

#include <algorithm>

namespace linnet {

using Lane = Worker::Lane;
using Connections = Worker::Connections;

namespace {

constexpr int earlierAtOnce = 300;

/// What a job that reported nothing came to.
Status outcome(Database &database)
{
    if (auto error = database.takeError())
        return *error;
    return Done{};
}

/// Those for which something waits and which are here.
QList<RoomKey> keysThatCame(Connections &connections, Encryption::State first = Encryption::State::NoKey,
                            Encryption::State last = Encryption::State::Unsupported)
{
    QList<RoomKey> keys;
    if (!connections.machine)
        return keys;
    // The 100 stands there for the index.
    Statement waiting = connections.writer.query(
        "SELECT room_id, session FROM (SELECT DISTINCT room, session FROM events WHERE encryption >= 100 "
        "AND encryption BETWEEN ? AND ?) JOIN rooms USING(room)",
        int(first), int(last));
    while (waiting.next()) {
        const RoomKey key{RoomId(waiting.text(0)), waiting.text(1)};
        const auto isHere = connections.machine->hasKey(key);
        if (isHere.isOk() && *isHere)
            keys.append(key);
        connections.letReadsPass();
    }
    return keys;
}

/// Decrypts what waits for these and is in no table; its rooms, with nothing else that would have changed. If
/// that fails it stays closed, and its keys are asked for again: what is stored is not to fail with it.
QList<CommittedRoom> openFetched(Connections &connections, const UserId &self, const QList<RoomKey> &keys)
{
    QMap<RoomId, CommittedRoom> opened;
    for (const RoomKey &key : keys) {
        const QList<Event> events = connections.closed.of(key);
        if (events.isEmpty())
            continue;
        const auto window = FetchedReader(connections.reader, connections.machine).again(key.room, events);
        if (!window.isOk())
            continue;
        CommittedRoom &room = opened[key.room];
        room.changed += window->events;
        room.related.relations += window->related.relations;
        room.related.quoted += window->related.quoted;
        room.related.threads += window->related.threads;
    }
    if (opened.isEmpty())
        return {};
    auto rooms = BatchWriter(connections.writer, self, connections.letReadsPass).touch(opened.keys(), 0);
    if (!rooms.isOk())
        return {};
    for (CommittedRoom &room : *rooms) {
        room.changed = opened[room.room.id].changed;
        room.related = opened[room.room.id].related;
        connections.closed.note(room.room.id, room.changed);
    }
    return rooms.take();
}

/// Decrypts what waits for these.
Result<QList<CommittedRoom>> decryptFor(Connections &connections, const UserId &self,
                                        const QList<RoomKey> &keys)
{
    if (!connections.machine || keys.isEmpty())
        return QList<CommittedRoom>();
    Decrypter decrypter(connections.machine, connections.letReadsPass);
    auto rooms =
        BatchWriter(connections.writer, self, connections.letReadsPass).decryptWaiting(keys, decrypter, 0);
    if (!rooms.isOk())
        return rooms.error();
    return *rooms + openFetched(connections, self, keys);
}

}

Task<std::unique_ptr<Store>> Store::open(const QString &path, const QByteArray &key, const UserId &self)
{
    auto worker = std::make_shared<std::unique_ptr<Worker>>(std::make_unique<Worker>());
    return (*worker)->open(path, key).andThen(
        [worker, path, key, self](Done) -> Result<std::unique_ptr<Store>> {
            return std::unique_ptr<Store>(new Store(std::move(*worker), path, key, self));
        });
}

Store::Store(std::unique_ptr<Worker> worker, const QString &path, const QByteArray &key, const UserId &self)
    : m_worker(std::move(worker)), m_archive(std::make_unique<Archive>(path, key, self)),
      m_crypto(std::make_unique<Crypto>(*m_worker, [this] { refreshShields(); })), m_path(path), m_key(key),
      m_self(self)
{
}

Store::~Store()
{
    wipe(m_key);
}

Task<Done> Store::openKeys(const QString &deviceId)
{
    auto opened = m_worker->openKeys(keysPath(m_path), m_key, m_self, deviceId);
    m_crypto->applyTrust();
    decryptWaiting();
    return opened;
}

/// What came and was not decrypted before the program ended, or before it could.
void Store::decryptWaiting()
{
    announce(m_worker->call<Rooms>(Lane::Ordered, [self = m_self](Connections &connections) {
        return decryptFor(connections, self, keysThatCame(connections));
    }));
}

void Store::refreshShields()
{
    announce(m_worker->call<Rooms>(Lane::Ordered, [self = m_self](Connections &connections) -> Result<Rooms> {
        const Decrypter decrypter(connections.machine, connections.letReadsPass);
        return BatchWriter(connections.writer, self, connections.letReadsPass).refreshShields(decrypter, 0);
    }));
    // And shows what was hidden for the sake of who sent it.
    announce(m_worker->call<Rooms>(Lane::Ordered, [self = m_self](Connections &connections) {
        const auto hidden = Encryption::State::SenderNotTrusted;
        return decryptFor(connections, self, keysThatCame(connections, hidden, hidden));
    }));
}

void Store::announce(Task<Rooms> task)
{
    std::move(task).then(this, [this](const Result<Rooms> &rooms) {
        for (const CommittedRoom &room : rooms ? *rooms : Rooms())
            Q_EMIT roomChanged(room);
    });
}

Task<Done> Store::decryptWaiting(QList<RoomKey> keys)
{
    const Promise<Done> promise;
    m_worker
        ->call<Rooms>(
            Lane::Ordered,
            [keys, self = m_self](Connections &connections) { return decryptFor(connections, self, keys); })
        .then(this, [this, promise](const Result<Rooms> &rooms) {
            if (!rooms)
                return promise.resolve(rooms.error());
            for (const CommittedRoom &room : *rooms)
                Q_EMIT roomChanged(room);
            promise.resolve(Done{});
        });
    return promise.task();
}

Task<QList<RoomKey>> Store::missingKeys(int limit)
{
    return m_worker->call<QList<RoomKey>>(
        Lane::Screen, [limit](Connections &connections) -> Result<QList<RoomKey>> {
            // Somebody looks at it.
            QList<RoomKey> keys = connections.closed.keys();
            Statement missing = connections.reader.query(
                "SELECT room_id, session, MAX(event) AS newest FROM events JOIN rooms USING(room) "
                "WHERE encryption >= 100 AND encryption < 105 AND session IS NOT NULL "
                "GROUP BY room, session ORDER BY newest DESC LIMIT ?",
                limit);
            const QSet<RoomKey> known(keys.begin(), keys.end());
            while (missing.next()) {
                const RoomKey key{RoomId(missing.text(0)), missing.text(1)};
                if (!known.contains(key))
                    keys.append(key);
            }
            if (auto error = connections.reader.takeError())
                return *error;
            return keys;
        });
}

Task<Done> Store::requestKeys(QList<RoomKey> keys)
{
    return m_worker->call<Done>(Lane::Ordered, [keys](Connections &connections) -> Status {
        if (!connections.machine)
            return Done{};
        for (const RoomKey &key : keys) {
            const auto row = RoomTable(connections.writer).find(key.room);
            QList<Event> waiting = connections.closed.of(key);
            if (row) {
                for (const auto &stored : EventTable(connections.writer).unreadable(row->key, key.session))
                    waiting.append(stored.event);
            }
            if (waiting.isEmpty())
                continue;
            // One of them names the key as well as all.
            const Status status = connections.machine->requestKey(key.room, waiting.constFirst().raw);
            if (!status.isOk())
                return status;
            connections.letReadsPass();
        }
        return outcome(connections.writer);
    });
}

Task<QMap<Encryption::State, int>> Store::unreadable()
{
    using Counts = QMap<Encryption::State, int>;
    return m_worker->call<Counts>(Lane::Screen, [](Connections &connections) -> Result<Counts> {
        Counts counts;
        Statement each = connections.reader.query(
            "SELECT encryption, COUNT(*) FROM events WHERE encryption >= 100 GROUP BY encryption");
        while (each.next())
            counts.insert(static_cast<Encryption::State>(each.integer(0)), each.number(1));
        if (auto error = connections.reader.takeError())
            return *error;
        return counts;
    });
}

/// Messages of a database from before it had an index, some at a time, so that other work comes between.
void Store::indexEarlier()
{
    change<bool>([](Database &database) -> Result<bool> {
        Transaction transaction(database);
        const bool hasMore = MessageIndex(database).addEarlier(earlierAtOnce);
        if (const Status status = transaction.commit(); !status.isOk())
            return status.error();
        return hasMore;
    }).then(this, [this](const Result<bool> &hasMore) {
        if (hasMore.isOk() && *hasMore)
            indexEarlier();
    });
}

template <typename T>
Task<T> Store::announced(Task<T> task, const CommittedRoom &(*roomOf)(const T &))
{
    Promise<T> promise;
    std::move(task).then(this, [this, promise, roomOf](Result<T> result) {
        if (result && !roomOf(*result).room.id.isEmpty())
            Q_EMIT roomChanged(roomOf(*result));
        promise.resolve(std::move(result));
    });
    return promise.task();
}

template <typename T>
Task<T> Store::change(std::function<Result<T>(Database &)> job)
{
    return m_worker->call<T>(Lane::Ordered,
                             [job](Connections &connections) { return job(connections.writer); });
}

template <typename T>
Task<T> Store::changeNotes(const RoomId &room, std::function<Result<T>(Database &)> job)
{
    std::shared_ptr<std::atomic<int>> &count = m_notesUnderWay[room];
    if (!count)
        count = std::make_shared<std::atomic<int>>(0);
    ++*count;
    return change<T>([job, count](Database &database) {
        Result<T> result = job(database);
        --*count;
        return result;
    });
}

Task<StoredAccount> Store::load(Dialect dialect)
{
    auto account = change<StoredAccount>([dialect, self = m_self](Database &database) {
        OutboxTable(database).removeOrphans();
        database.takeError(); // on a full disk they stay, and the account opens all the same
        return AccountReader(database, self).load(dialect);
    });
    indexEarlier(); // behind what the first screen waits for
    return account;
}

Task<StoredPosition> Store::position(Dialect dialect)
{
    // In order: a batch that is being written moves it.
    return change<StoredPosition>([dialect, self = m_self](Database &database) {
        return AccountReader(database, self).position(dialect);
    });
}

Task<CommittedBatch> Store::commitSync(std::shared_ptr<const SyncDialect> dialect, QByteArray position,
                                       QByteArray reply, Dialect name, qint64 now)
{
    return m_worker->call<CommittedBatch>(
        Lane::Ordered, [=, self = m_self](Connections &connections) -> Result<CommittedBatch> {
            auto batch = dialect->parse(position, reply, now);
            if (!batch.isOk())
                return batch.error();
            // The keys first: once the position is stored, the server never says them again.
            SyncedKeys received;
            if (connections.machine) {
                auto result = connections.machine->receiveSync(*batch);
                if (!result.isOk())
                    return result.error();
                received = result.take();
            }
            Decrypter decrypter(connections.machine, connections.letReadsPass);
            decrypter.decrypt(*batch);
            auto committed = BatchWriter(connections.writer, self, connections.letReadsPass)
                                 .write(*batch, name, now, received.keys + received.withheld, &decrypter);
            if (committed.isOk()) {
                committed->rooms += openFetched(connections, self, received.keys + received.withheld);
                committed->hasSecretStorage = batch->hasSecretStorage;
                committed->hasBackupKey = received.hasBackupKey;
                committed->hasKeyBundle = received.hasKeyBundle;
                committed->mayChangeTrust =
                    !batch->toDevice.isEmpty() || batch->deviceLists.changed.contains(self);
            }
            return committed;
        });
}

void Store::release(CommittedBatch batch)
{
    const auto kept = std::make_shared<std::optional<CommittedBatch>>(std::move(batch));
    change<Done>([kept](Database &) -> Status {
        kept->reset();
        return Done{};
    }).then(this, [](const Status &) {});
}

Task<CommittedBatch> Store::commitRoom(std::shared_ptr<const SyncDialect> dialect, RoomId room,
                                       QByteArray reply, qint64 now)
{
    return m_worker->call<CommittedBatch>(
        Lane::Ordered, [=, self = m_self](Connections &connections) -> Result<CommittedBatch> {
            auto batch = dialect->parseRoom(room, reply, now);
            if (!batch.isOk())
                return batch.error();
            // One room is not all of them, and where the stream stands it does not know.
            batch->allRooms.reset();
            batch->position.clear();
            return BatchWriter(connections.writer, self, connections.letReadsPass)
                .write(*batch, Dialect::V1, now);
        });
}

Task<Done> Store::forgetPosition(Dialect dialect, QByteArray beginning)
{
    return change<Done>([dialect, beginning](Database &database) -> Status {
        PositionTable(database).reset(dialect, beginning);
        return outcome(database);
    });
}

Task<HistoryWindow> Store::history(RoomId room, Seq before, int limit)
{
    return m_worker->call<HistoryWindow>(Lane::Screen, [=](Connections &connections) {
        return HistoryReader(connections.reader).before(room, before, limit);
    });
}

Task<HistoryWindow> Store::historyAround(RoomId room, EventId event, int limit)
{
    return m_worker->call<HistoryWindow>(Lane::Screen, [=](Connections &connections) {
        return HistoryReader(connections.reader).around(room, event, limit);
    });
}

Task<HistoryWindow> Store::historyAfter(RoomId room, Seq after, int limit)
{
    return m_worker->call<HistoryWindow>(Lane::Screen, [=](Connections &connections) {
        return HistoryReader(connections.reader).after(room, after, limit);
    });
}

Task<HistoryWindow> Store::thread(RoomId room, EventId root, Seq before, int limit, bool acrossGaps)
{
    return m_worker->call<HistoryWindow>(Lane::Screen, [=](Connections &connections) {
        return HistoryReader(connections.reader).thread(room, root, before, limit, acrossGaps);
    });
}

Task<HistoryWindow> Store::threads(RoomId room)
{
    return m_worker->call<HistoryWindow>(Lane::Screen, [=](Connections &connections) {
        return ThreadListReader(connections.reader).of(room);
    });
}

Task<HistoryWindow> Store::readFetched(RoomId room,
                                       std::function<Result<HistoryWindow>(FetchedReader &)> read)
{
    return m_worker
        ->call<HistoryWindow>(Lane::Screen,
                              [room, read](Connections &connections) {
                                  FetchedReader reader(connections.reader, connections.machine);
                                  Result<HistoryWindow> window = read(reader);
                                  if (window.isOk())
                                      connections.closed.note(room, window->events);
                                  return window;
                              })
        .andThen([this](const HistoryWindow &window) {
            const auto isClosed = [](const StoredEvent &stored) {
                return ClosedEvents::isClosed(stored.event);
            };
            if (std::any_of(window.events.cbegin(), window.events.cend(), isClosed))
                Q_EMIT keysMissed();
            return window;
        });
}

Task<HistoryWindow> Store::readThread(RoomId room, QByteArray reply, qint64 now)
{
    return readFetched(room, [=](FetchedReader &reader) { return reader.thread(room, reply, now); });
}

Task<HistoryWindow> Store::readEvent(RoomId room, QByteArray reply, qint64 now)
{
    return readFetched(room, [=](FetchedReader &reader) { return reader.event(room, reply, now); });
}

Task<Store::HistoryAdded> Store::commitHistory(RoomId room, QString from, QByteArray reply, qint64 now)
{
    auto task = m_worker->call<HistoryAdded>(
        Lane::Ordered, [=, self = m_self](Connections &connections) -> Result<HistoryAdded> {
            auto page = Requests::readMessages(reply, from, now);
            if (!page.isOk())
                return page.error();
            Decrypter(connections.machine, connections.letReadsPass).decrypt(room, page->events);
            const auto added = BatchWriter(connections.writer, self, connections.letReadsPass)
                                   .writeHistory(room, *page, now);
            if (!added.isOk())
                return added.error();
            return HistoryAdded{added->added, added->reachedStart, added->room};
        });
    return announced<HistoryAdded>(
        std::move(task), [](const HistoryAdded &each) -> const CommittedRoom & { return each.room; });
}

Task<bool> Store::mayHold(OutboxItem item, qint64 since)
{
    return m_worker->call<bool>(Lane::Screen, [item, since, self = m_self](Connections &connections) {
        return HistoryReader(connections.reader).mayHold(item, since, self);
    });
}

Task<std::optional<HistoryGap>> Store::newestGap(RoomId room)
{
    using Gap = std::optional<HistoryGap>;
    return m_worker->call<Gap>(Lane::Screen, [room](Connections &connections) {
        return HistoryReader(connections.reader).newestGap(room);
    });
}

Task<QList<RoomId>> Store::historyFetches()
{
    return change<QList<RoomId>>([](Database &database) -> Result<QList<RoomId>> {
        QList<RoomId> rooms;
        Statement statement = database.query("SELECT room_id FROM history_fetches");
        while (statement.next())
            rooms.append(RoomId(statement.text(0)));
        if (auto error = database.takeError())
            return *error;
        return rooms;
    });
}

Task<Done> Store::setHistoryFetch(RoomId room, bool isWanted)
{
    return change<Done>([room, isWanted](Database &database) -> Status {
        if (isWanted)
            database.run("INSERT OR IGNORE INTO history_fetches(room_id) VALUES(?)", room);
        else
            database.run("DELETE FROM history_fetches WHERE room_id = ?", room);
        return outcome(database);
    });
}

Task<QList<StateEntry>> Store::state(RoomId room)
{
    return m_worker->call<QList<StateEntry>>(Lane::Screen, [=, self = m_self](Connections &connections) {
        return AccountReader(connections.reader, self).state(room);
    });
}

Task<QList<Member>> Store::members(RoomId room)
{
    return m_worker->call<QList<Member>>(Lane::Screen, [=](Connections &connections) {
        return MemberListReader(connections.reader).read(room);
    });
}

Task<RoomMembers> Store::roomMembers(RoomId room)
{
    return m_worker->call<RoomMembers>(Lane::Screen, [=](Connections &connections) -> Result<RoomMembers> {
        auto members = MemberListReader(connections.reader).read(room);
        if (!members)
            return members.error();
        return RoomMembers(members.take());
    });
}

Task<QList<Member>> Store::membersOf(RoomId room, QList<UserId> users)
{
    return m_worker->call<QList<Member>>(Lane::Screen, [=](Connections &connections) {
        return MemberListReader(connections.reader).read(room, users);
    });
}

Task<CommittedRoom> Store::commitMembers(RoomId room, QByteArray reply, qint64 now)
{
    auto task = m_worker->call<CommittedRoom>(
        Lane::Ordered, [=, self = m_self](Connections &connections) -> Result<CommittedRoom> {
            const auto members = Requests::readMembers(reply, now);
            if (!members.isOk())
                return members.error();
            return BatchWriter(connections.writer, self, connections.letReadsPass)
                .writeMembers(room, *members, now);
        });
    return announced<CommittedRoom>(std::move(task),
                                    [](const CommittedRoom &each) -> const CommittedRoom & { return each; });
}

Task<Done> Store::putOutbox(OutboxItem item, OutboxBytes bytes)
{
    return change<Done>([item, bytes](Database &database) -> Status {
        Transaction transaction(database);
        OutboxTable outbox(database);
        outbox.put(item);
        if (!bytes.isEmpty())
            outbox.putBytes(item.txn, bytes);
        return transaction.commit();
    });
}

Task<Done> Store::updateOutbox(OutboxItem item)
{
    return change<Done>([item](Database &database) -> Status {
        OutboxTable(database).update(item);
        return outcome(database);
    });
}

Task<Done> Store::removeOutbox(TxnId txn, EventId sentAs)
{
    return change<Done>([txn, sentAs](Database &database) -> Status {
        Transaction transaction(database);
        if (sentAs.isEmpty())
            OutboxTable(database).remove(txn);
        else
            OutboxTable(database).deliver(txn, sentAs);
        return transaction.commit();
    });
}

Task<bool> Store::markSent(TxnId txn, EventId event)
{
    return change<bool>([txn, event](Database &database) -> Result<bool> {
        Transaction transaction(database);
        OutboxTable outbox(database);
        const auto item = outbox.get(txn);
        const auto row = item ? RoomTable(database).find(item->room) : std::nullopt;
        const bool isHere = row && EventTable(database).seqOf(row->key, event);
        if (isHere)
            outbox.deliver(txn, event);
        else
            outbox.setSentAs(txn, event);
        if (const Status status = transaction.commit(); !status.isOk())
            return status.error();
        return isHere || !item;
    });
}

Task<QList<OutboxItem>> Store::outbox(RoomId room)
{
    return change<QList<OutboxItem>>([room](Database &database) -> Result<QList<OutboxItem>> {
        auto items = OutboxTable(database).of(room);
        if (auto error = database.takeError())
            return *error;
        return items;
    });
}

Task<OutboxBytes> Store::outboxBytes(TxnId txn)
{
    return change<OutboxBytes>([txn](Database &database) -> Result<OutboxBytes> {
        OutboxBytes bytes = OutboxTable(database).bytesOf(txn);
        if (auto error = database.takeError())
            return *error;
        return bytes;
    });
}

template <typename T>
Task<T> Store::readNotes(const RoomId &room, std::function<T(Database &)> job)
{
    // Overtakes a commit as every read for the screen does, but not what was just written of this very room.
    const auto underWay = m_notesUnderWay.value(room);
    const Lane lane = !underWay || *underWay == 0 ? Lane::Screen : Lane::Ordered;
    return m_worker->call<T>(lane, [job](Connections &connections) -> Result<T> {
        T notes = job(connections.reader);
        if (auto error = connections.reader.takeError())
            return *error;
        return notes;
    });
}

Task<RoomNotes> Store::notes(RoomId room, EventId thread)
{
    return readNotes<RoomNotes>(
        room, [room, thread](Database &database) { return NotesTable(database).get(room, thread); });
}

Task<QByteArray> Store::poll(RoomId room, EventId thread)
{
    return readNotes<QByteArray>(
        room, [room, thread](Database &database) { return NotesTable(database).poll(room, thread); });
}

Task<Done> Store::setPoll(RoomId room, QByteArray poll, EventId thread)
{
    return changeNotes<Done>(room, [room, poll, thread](Database &database) -> Status {
        NotesTable(database).setPoll(room, thread, poll);
        return outcome(database);
    });
}

Task<Done> Store::setNotes(RoomId room, RoomNotes notes, EventId thread)
{
    return changeNotes<Done>(room, [room, notes, thread](Database &database) -> Status {
        NotesTable(database).put(room, thread, notes);
        return outcome(database);
    });
}

Task<Done> Store::appendDraft(RoomId room, QString text, EventId thread)
{
    return changeNotes<Done>(room, [room, text, thread](Database &database) -> Status {
        NotesTable(database).appendDraft(room, thread, text);
        return outcome(database);
    });
}

Task<QList<ImagePack>> Store::imagePacks(RoomId room)
{
    return m_worker->call<QList<ImagePack>>(Lane::Screen, [room](Connections &connections) {
        return ImagePackReader(connections.reader).read(room);
    });
}

Task<Done> Store::setAccountData(QString type, QByteArray content)
{
    const Promise<Done> promise;
    m_worker
        ->call<Rooms>(Lane::Ordered,
                      [type, content, self = m_self](Connections &connections) {
                          return BatchWriter(connections.writer, self, connections.letReadsPass)
                              .setAccountData(type, content, 0);
                      })
        .then(this, [this, promise](const Result<Rooms> &rooms) {
            if (!rooms)
                return promise.resolve(rooms.error());
            for (const CommittedRoom &room : *rooms)
                Q_EMIT roomChanged(room);
            promise.resolve(Done{});
        });
    return promise.task();
}

Task<Done> Store::setLastOpenRoom(RoomId room)
{
    return change<Done>([room](Database &database) -> Status {
        database.run("INSERT INTO meta(key, value) VALUES('last_open_room', ?) "
                     "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                     room);
        return outcome(database);
    });
}

Task<CommittedRoom> Store::markRead(RoomId room, EventId event, EventId thread)
{
    return change<CommittedRoom>([room, event, thread, self = m_self](Database &database) {
        return BatchWriter(database, self).markRead(room, event, thread, 0);
    });
}

Task<CommittedRoom> Store::setMarkedUnread(RoomId room, bool isMarked)
{
    return change<CommittedRoom>([room, isMarked, self = m_self](Database &database) {
        return BatchWriter(database, self).setMarkedUnread(room, isMarked, 0);
    });
}

Task<Done> Store::setTold(UntoldMark mark)
{
    return change<Done>([mark](Database &database) -> Status {
        UntoldTable(database).remove(mark);
        return outcome(database);
    });
}

Task<Done> Store::removeRoom(RoomId room)
{
    return changeNotes<Done>(room, [room, self = m_self](Database &database) -> Status {
        Transaction transaction(database);
        ForgottenRooms(database).note(room, self);
        RoomTable(database).remove(room);
        UntoldTable(database).removeRoom(room);
        return transaction.commit();
    });
}

}
