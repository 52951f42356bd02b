// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archive.h"

#include "store/eventtable.h"
#include "store/relatedreader.h"
#include "store/segmenttable.h"
#include "store/sharedrooms.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace linnet {

namespace {

void takeEdits(Database &database, RoomNumber room, ArchivePage &page)
{
    const RelationTable events(database);
    for (const StoredEvent &stored : std::as_const(page.events)) {
        page.edits += events.editKeys(room, stored.event.id);
        if (const QByteArray now = events.editedContent(room, stored.event); !now.isEmpty())
            page.edited.insert(stored.event.id, now);
    }
}

bool isAfterGap(const SegmentTable &segments, RoomNumber room, int number)
{
    auto segment = segments.at(room, number);
    // A closed gap may lead into a segment without events.
    while (segment && segment->edge == Segment::Edge::Joined) {
        segment = segments.below(room, segment->number);
        if (segment && segments.oldestSeq(room, *segment))
            return false;
    }
    return segment && segment->edge == Segment::Edge::Gap;
}

void takeGaps(Database &database, RoomNumber room, ArchivePage &page)
{
    const SegmentTable segments(database);
    std::optional<int> known;
    for (const StoredEvent &stored : std::as_const(page.events)) {
        const int number = segmentOf(stored.seq);
        if (std::exchange(known, number) == number)
            continue;
        const auto segment = segments.at(room, number);
        if (segment && segments.oldestSeq(room, *segment) == stored.seq && isAfterGap(segments, room, number))
            page.afterGap.append(stored.event.id);
    }
}

}

Archive::Archive(const QString &path, const QByteArray &key, const UserId &self) : m_self(self)
{
    m_thread = std::thread([this, path, key] { runThread(path, key); });
}

Archive::~Archive()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_jobs.clear();
        if (m_running) {
            m_running->isDropped = true;
            m_reading->interrupt();
        }
    }
    m_hasWork.notify_one();
    m_thread.join();
}

template <typename T>
Task<T> Archive::call(std::function<Result<T>(Connection &)> job)
{
    quint64 id = 0;
    const auto call = std::make_shared<Call>();
    Task<T> task = m_answers.expect<T>(id, [this, call] { drop(*call); });
    push([this, id, call, job = std::move(job)](Connection *connection, const Error &closed) {
        if (!connection)
            return m_answers.give<T>(id, closed);
        if (!begin(*call, connection->database))
            return m_answers.give<T>(id, Error::of(Error::Kind::Cancelled));
        Result<T> result = job(*connection);
        end();
        m_answers.give<T>(id, std::move(result));
    });
    return task;
}

bool Archive::begin(Call &call, Database &database)
{
    const std::lock_guard lock(m_mutex);
    if (m_isEnding || call.isDropped)
        return false;
    m_running = &call;
    m_reading = &database;
    return true;
}

void Archive::end()
{
    const std::lock_guard lock(m_mutex);
    m_running = nullptr;
    m_reading = nullptr;
}

void Archive::drop(Call &call)
{
    const std::lock_guard lock(m_mutex);
    call.isDropped = true;
    if (m_running == &call)
        m_reading->interrupt();
}

void Archive::push(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_hasWork.notify_one();
}

void Archive::runThread(const QString &path, const QByteArray &key)
{
    auto opened = Database::open(path, key, Database::Mode::ReadOnly);
    if (!opened.isOk())
        return runJobs(nullptr, opened.error());
    const std::unique_ptr<Database> database = opened.take();
    Connection connection{*database, SearchReader(*database, m_self)};
    runJobs(&connection, {});
}

void Archive::runJobs(Connection *connection, const Error &closed)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_hasWork.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(connection, closed);
        lock.lock();
    }
}

Task<SearchPage> Archive::search(SearchQuery query, MessagePlace place, int limit)
{
    return call<SearchPage>([query = std::move(query), place, limit](Connection &connection) {
        return connection.reader.search(query, place, limit);
    });
}

Task<QList<FoundPerson>> Archive::people(QString typed, int limit)
{
    return call<QList<FoundPerson>>([typed = std::move(typed), limit](Connection &connection) {
        return connection.reader.people(typed, limit);
    });
}

Task<QList<RoomId>> Archive::roomsWith(UserId user)
{
    return call<QList<RoomId>>([user = std::move(user)](Connection &connection) -> Result<QList<RoomId>> {
        QList<RoomId> rooms = SharedRooms(connection.database).with(user);
        if (auto error = connection.database.takeError())
            return *error;
        return rooms;
    });
}

Task<QHash<UserId, int>> Archive::sharedRooms(QList<UserId> users)
{
    using Counts = QHash<UserId, int>;
    return call<Counts>([users = std::move(users)](Connection &connection) -> Result<Counts> {
        Counts counts = SharedRooms(connection.database).countOf(users);
        if (auto error = connection.database.takeError())
            return *error;
        return counts;
    });
}

Task<ArchivePage> Archive::history(RoomId room, Seq after, int limit)
{
    return call<ArchivePage>([room, after, limit](Connection &connection) -> Result<ArchivePage> {
        Database &database = connection.database;
        ArchivePage page;
        if (const auto row = RoomTable(database).find(room)) {
            MemberNames names(database, row->key);
            page.events = EventTable(database).oldestAfter(row->key, after, std::numeric_limits<Seq>::max(),
                                                           limit, names);
            page.hasMore = page.events.size() == limit;
            takeEdits(database, row->key, page);
            takeGaps(database, row->key, page);
        }
        if (auto error = database.takeError())
            return *error;
        return page;
    });
}

Task<ArchivePage> Archive::newest(RoomId room, Seq before, int limit)
{
    return call<ArchivePage>([room, before, limit](Connection &connection) -> Result<ArchivePage> {
        Database &database = connection.database;
        ArchivePage page;
        if (const auto row = RoomTable(database).find(room)) {
            MemberNames names(database, row->key);
            const Seq end = before == 0 ? std::numeric_limits<Seq>::max() : before;
            page.events = EventTable(database).newestBefore(row->key, 0, end, limit, names);
            std::reverse(page.events.begin(), page.events.end());
            page.hasMore = page.events.size() == limit;
            page.related = RelatedReader(database, row->key, names).of(page.events);
            takeGaps(database, row->key, page);
        }
        if (auto error = database.takeError())
            return *error;
        return page;
    });
}

Task<QList<Event>> Archive::versions(RoomId room, EventId event)
{
    return call<QList<Event>>([room, event](Connection &connection) -> Result<QList<Event>> {
        Database &database = connection.database;
        QList<Event> versions;
        if (const auto row = RoomTable(database).find(room)) {
            MemberNames names(database, row->key);
            const auto seq = EventTable(database).seqOf(row->key, event);
            if (const auto stored = seq ? EventTable(database).at(row->key, *seq, names) : std::nullopt)
                versions =
                    QList<Event>{stored->event} + RelationTable(database).edits(row->key, stored->event);
        }
        if (auto error = database.takeError())
            return *error;
        return versions;
    });
}

Task<StoredMoment> Archive::firstFrom(RoomId room, qint64 ts)
{
    return call<StoredMoment>(
        [room, ts](Connection &connection) { return MomentReader(connection.database).firstFrom(room, ts); });
}

Task<qint64> Archive::created(RoomId room)
{
    return call<qint64>(
        [room](Connection &connection) { return MomentReader(connection.database).created(room); });
}

Task<QList<EventId>> Archive::saidBy(RoomId room, UserId user)
{
    return call<QList<EventId>>([room, user](Connection &connection) -> Result<QList<EventId>> {
        Database &database = connection.database;
        QList<EventId> events;
        if (const auto row = RoomTable(database).find(room)) {
            Statement said = database.query(
                "SELECT event_id FROM events WHERE room = ? AND sender = ? AND state_key IS NULL "
                "AND is_redacted = 0 AND type != 'm.room.redaction' ORDER BY seq DESC",
                row->key, user);
            while (said.next())
                events << EventId(said.text(0));
        }
        if (auto error = database.takeError())
            return *error;
        return events;
    });
}

Task<HistoryMark> Archive::mark(RoomId room, Seq last)
{
    return call<HistoryMark>([room, last](Connection &connection) -> Result<HistoryMark> {
        Database &database = connection.database;
        HistoryMark mark;
        if (const auto row = RoomTable(database).find(room)) {
            Statement statement = database.query(
                "SELECT max(seq), min(seq), count(*), sum(is_redacted), sum(encryption >= 100) "
                "FROM events WHERE room = ? AND seq <= ?",
                row->key, last);
            if (statement.next())
                mark = {statement.integer(0), {}, statement.integer(1),
                        statement.integer(2), 0,  statement.integer(3),
                        statement.integer(4)};
            Statement newest =
                database.query("SELECT event_id FROM events WHERE room = ? AND seq = ?", row->key, mark.last);
            if (newest.next())
                mark.lastEvent = EventId(newest.text(0));
            mark.edits = RelationTable(database).editKeysUpTo(row->key, mark.last);
        }
        if (auto error = database.takeError())
            return *error;
        return mark;
    });
}

Task<QSet<EventId>> Archive::stored(QList<std::pair<RoomId, EventId>> events)
{
    return call<QSet<EventId>>([events = std::move(events)](Connection &connection) -> Result<QSet<EventId>> {
        Database &database = connection.database;
        QSet<EventId> known;
        for (const auto &[room, event] : events) {
            const auto row = RoomTable(database).find(room);
            if (row && EventTable(database).seqOf(row->key, event))
                known.insert(event);
        }
        if (auto error = database.takeError())
            return *error;
        return known;
    });
}

}
