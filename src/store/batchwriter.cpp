// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/batchwriter.h"

#include "store/accountdatatable.h"
#include "store/decrypter.h"
#include "store/forgottenrooms.h"
#include "store/mentionrule.h"
#include "store/positiontable.h"
#include "store/transaction.h"

#include <QSet>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace linnet {

namespace {

constexpr int bulkEvents = 500;
constexpr int bulkCache = 64 * 1024;
constexpr int idleCache = 2 * 1024;

int countEvents(const SyncBatch &batch)
{
    qsizetype count = 0;
    for (const RoomDelta &room : batch.rooms)
        count += room.state.size() + room.timeline.size();
    return int(count);
}

/// A large page cache while much is written: with the small one every page of the id index is encrypted and
/// written out again and again.
class BulkCache
{
public:
    BulkCache(Database &database, bool isNeeded) : m_database(database), m_isOn(isNeeded)
    {
        if (m_isOn)
            m_database.setCacheSize(bulkCache);
    }
    ~BulkCache()
    {
        if (!m_isOn)
            return;
        m_database.setCacheSize(idleCache);
#ifdef __GLIBC__
        malloc_trim(0);
#endif
    }
    Q_DISABLE_COPY_MOVE(BulkCache)

private:
    Database &m_database;
    bool m_isOn;
};

}

class BatchWriter::Writers
{
public:
    explicit Writers(WriteContext &context) : m_context(context) {}

    RoomWriter *of(const RoomId &room)
    {
        RoomWriter *&writer = m_byRoom[room];
        if (!writer) {
            m_writers.push_back(std::make_unique<RoomWriter>(m_context, room));
            writer = m_writers.back().get();
        }
        return writer;
    }
    QList<CommittedRoom> finish()
    {
        QList<CommittedRoom> rooms;
        for (const auto &writer : m_writers) {
            CommittedRoom room = writer->finish();
            // What is said of a room before it comes itself waits for it.
            if (room.room.membership != Membership::None)
                rooms.append(std::move(room));
            m_context.tick();
        }
        return rooms;
    }

private:
    WriteContext &m_context;
    std::vector<std::unique_ptr<RoomWriter>> m_writers;
    QHash<RoomId, RoomWriter *> m_byRoom;
};

Result<CommittedBatch> BatchWriter::write(const SyncBatch &batch, Dialect dialect, qint64 now,
                                          const QList<RoomKey> &keys, Decrypter *decrypter)
{
    const BulkCache cache(m_database, countEvents(batch) > bulkEvents);
    Transaction transaction(m_database);
    EchoMatcher echoes(m_database);
    MessageIndex index(m_database);
    AccountRules rules(m_database, m_self);
    WriteContext context{m_database, m_self, dialect, now, m_tick, echoes, index, rules};
    context.isFetchedRoom = batch.position.isEmpty();
    CommittedBatch committed;

    if (dialect == Dialect::V1)
        MentionRule(m_database).setAreNames(true);
    else if (batch.areNamesMentions)
        MentionRule(m_database).setAreNames(*batch.areNamesMentions);
    Writers writers(context);
    bool isCountStale = batch.pushRules && rules.set(*batch.pushRules);
    if (isCountStale)
        committed.accountData.insert(AccountRules::Type, *batch.pushRules);
    AccountDataTable accountData(m_database);
    for (auto each = batch.accountData.begin(); each != batch.accountData.end(); ++each) {
        if (!accountData.put(each.key(), each.value()))
            continue;
        committed.accountData.insert(each.key(), each.value());
        isCountStale = isCountStale || each.key() == AccountRules::IgnoredType;
    }
    if (isCountStale)
        recount(writers);
    ForgottenRooms forgotten(m_database);
    for (const RoomDelta &delta : batch.rooms) {
        if (!forgotten.covers(delta, m_self))
            writers.of(delta.id)->apply(delta);
    }
    for (const RoomId &room : batch.incomplete) {
        if (!forgotten.contains(room))
            writers.of(room)->setIncomplete();
    }
    if (batch.allRooms) {
        for (const RoomId &room : roomsLeftUnseen(*batch.allRooms))
            writers.of(room)->leave();
    }
    if (batch.directRooms) {
        for (const RoomId &room : writeDirectRooms(*batch.directRooms)) {
            if (RoomTable(m_database).find(room))
                writers.of(room);
        }
    }
    if (decrypter)
        decryptWaiting(keys, *decrypter, writers);
    committed.rooms = writers.finish();
    index.write();
    // Last: whoever finds this position finds everything before it.
    if (!batch.position.isEmpty())
        PositionTable(m_database).put(dialect, batch.position, now);
    if (const Status status = transaction.commit(); !status.isOk())
        return status.error();
    committed.position = batch.position;
    committed.presence = batch.presence;
    committed.incomplete = batch.incomplete;
    committed.hasMore = batch.hasMore;
    return committed;
}

/// Where something has come since one read: by other rules it may be another number.
void BatchWriter::recount(Writers &writers) const
{
    const auto hasNews = [this](const RoomRow &row) {
        return UnreadCounter::hasNewer(m_database, row, m_self) ||
               !ThreadTable(m_database).unread(row.key).isEmpty();
    };
    for (const RoomRow &row : RoomTable(m_database).all()) {
        if (row.membership == Membership::Join && !row.unread && hasNews(row))
            writers.of(row.id)->recount();
        m_tick();
    }
}

void BatchWriter::decryptWaiting(const QList<RoomKey> &keys, Decrypter &decrypter, Writers &writers) const
{
    for (const RoomKey &key : keys) {
        const auto row = RoomTable(m_database).find(key.room);
        if (!row)
            continue;
        for (const EventTable::Placed &waiting : EventTable(m_database).unreadable(row->key, key.session)) {
            Event event = waiting.event;
            decrypter.decrypt(key.room, event);
            if (event.encryption != waiting.event.encryption)
                writers.of(key.room)->takeDecrypted(waiting, event);
        }
    }
}

Result<QList<CommittedRoom>> BatchWriter::decryptWaiting(const QList<RoomKey> &keys, Decrypter &decrypter,
                                                         qint64 now)
{
    return changeRooms(now, [&](Writers &writers) { decryptWaiting(keys, decrypter, writers); });
}

Result<QList<CommittedRoom>> BatchWriter::touch(const QList<RoomId> &rooms, qint64 now)
{
    return changeRooms(now, [&](Writers &writers) {
        for (const RoomId &room : rooms) {
            if (RoomTable(m_database).find(room))
                writers.of(room);
        }
    });
}

Result<QList<CommittedRoom>> BatchWriter::setAccountData(const QString &type, const QByteArray &content,
                                                         qint64 now)
{
    return changeRooms(now, [&](Writers &writers) {
        if (AccountDataTable(m_database).put(type, content) && type == AccountRules::IgnoredType)
            recount(writers);
    });
}

Result<QList<CommittedRoom>> BatchWriter::refreshShields(const Decrypter &decrypter, qint64 now)
{
    return changeRooms(now, [&](Writers &writers) {
        for (const EventTable::Shielded &each : EventTable(m_database).shielded()) {
            const auto state = decrypter.shield(each.key, each.sender);
            if (state && *state != each.state)
                writers.of(each.key.room)->setShield(each.key.session, each.sender, *state);
            m_tick();
        }
    });
}

Result<QList<CommittedRoom>> BatchWriter::changeRooms(qint64 now, const std::function<void(Writers &)> &work)
{
    Transaction transaction(m_database);
    EchoMatcher echoes(m_database);
    MessageIndex index(m_database);
    AccountRules rules(m_database, m_self);
    WriteContext context{m_database, m_self, Dialect::V3, now, m_tick, echoes, index, rules};
    Writers writers(context);
    work(writers);
    QList<CommittedRoom> rooms = writers.finish();
    index.write();
    if (const Status status = transaction.commit(); !status.isOk())
        return status.error();
    return rooms;
}

QList<RoomId> BatchWriter::roomsLeftUnseen(const QList<RoomId> &allRooms) const
{
    const QSet<RoomId> seen(allRooms.begin(), allRooms.end());
    QList<RoomId> left;
    for (const RoomRow &row : RoomTable(m_database).all()) {
        const bool isIn = row.membership == Membership::Join || row.membership == Membership::Invite ||
                          row.membership == Membership::Knock;
        if (isIn && !seen.contains(row.id))
            left.append(row.id);
    }
    return left;
}

/// Answers the rooms for which something changed.
QList<RoomId> BatchWriter::writeDirectRooms(const QHash<RoomId, UserId> &rooms)
{
    QHash<RoomId, UserId> before;
    Statement statement = m_database.query("SELECT room_id, user FROM direct_rooms");
    while (statement.next())
        before.insert(RoomId(statement.text(0)), UserId(statement.text(1)));
    if (before == rooms)
        return {};
    m_database.run("DELETE FROM direct_rooms");
    QList<RoomId> changed;
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        m_database.run("INSERT INTO direct_rooms(room_id, user) VALUES(?, ?)", room.key(), room.value());
        const auto was = before.constFind(room.key());
        if (was == before.cend() || was.value() != room.value())
            changed.append(room.key());
        before.remove(room.key());
    }
    return changed + before.keys();
}

template <typename Work>
Result<CommittedRoom> BatchWriter::changeRoom(const RoomId &room, qint64 now, Work work)
{
    Transaction transaction(m_database);
    EchoMatcher echoes(m_database);
    MessageIndex index(m_database);
    AccountRules rules(m_database, m_self);
    WriteContext context{m_database, m_self, Dialect::V3, now, m_tick, echoes, index, rules};
    RoomWriter writer(context, room);
    work(writer);
    CommittedRoom committed = writer.finish();
    index.write();
    if (const Status status = transaction.commit(); !status.isOk())
        return status.error();
    return committed;
}

Result<BatchWriter::HistoryResult> BatchWriter::writeHistory(const RoomId &room, const HistoryPage &page,
                                                             qint64 now)
{
    HistoryResult result;
    if (isGone(room)) {
        if (auto error = m_database.takeError())
            return *error;
        return result;
    }
    auto changed = changeRoom(room, now, [&](RoomWriter &writer) {
        const TimelineWriter::Page added = writer.fill(page);
        result.added = int(added.events.size());
        result.reachedStart = added.reachedStart;
    });
    if (!changed.isOk())
        return changed.error();
    result.room = changed.take();
    return result;
}

bool BatchWriter::isGone(const RoomId &room) const
{
    return !RoomTable(m_database).find(room);
}

Result<CommittedRoom> BatchWriter::writeMembers(const RoomId &room, const QList<Event> &members, qint64 now)
{
    // It may have been forgotten while the reply was on its way.
    if (isGone(room))
        return m_database.takeError().value_or(Error::of(Error::Kind::NotFound));
    return changeRoom(room, now, [&](RoomWriter &writer) { writer.setMembers(members); });
}

Result<CommittedRoom> BatchWriter::markRead(const RoomId &room, const EventId &event, const EventId &thread,
                                            qint64 now)
{
    if (isGone(room))
        return m_database.takeError().value_or(Error::of(Error::Kind::NotFound));
    return changeRoom(room, now, [&](RoomWriter &writer) { writer.markRead(event, thread); });
}

Result<CommittedRoom> BatchWriter::setMarkedUnread(const RoomId &room, bool isMarked, qint64 now)
{
    if (isGone(room))
        return m_database.takeError().value_or(Error::of(Error::Kind::NotFound));
    return changeRoom(room, now, [&](RoomWriter &writer) { writer.setMarkedUnread(isMarked); });
}

}
