// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archive.h"

#include "bridge/passphrasebox.h"
#include "store/eventtable.h"
#include "store/segmenttable.h"

#include <QThread>

namespace linnet {

Archive::Archive(const QString &path, const QByteArray &key, const UserId &self)
    : m_self(self), m_thread(QThread::create([this, path, key] { runThread(path, key); }))
{
    m_thread->setObjectName(QStringLiteral("archive"));
    m_thread->start();
}

Archive::~Archive()
{
    ++m_newestSearch;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_jobs.clear();
        if (m_searching)
            m_searching->interrupt();
    }
    m_hasWork.notify_one();
    m_thread->wait();
}

template <typename T>
Task<T> Archive::call(std::function<Result<T>(Database &)> job)
{
    quint64 id = 0;
    Task<T> task = m_answers.expect<T>(id);
    push([this, id, job = std::move(job)](Database *database, const Error &closed) {
        m_answers.give<T>(id, database ? job(*database) : Result<T>(closed));
    });
    return task;
}

void Archive::push(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_hasWork.notify_one();
}

void Archive::runThread(const QString &path, QByteArray key)
{
    auto opened = Database::open(path, key, Database::Mode::ReadOnly);
    wipe(key);
    std::unique_ptr<Database> database;
    Error closed;
    if (opened.isOk())
        database = opened.take();
    else
        closed = opened.error();

    std::unique_lock lock(m_mutex);
    for (;;) {
        m_hasWork.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            break;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(database.get(), closed);
        lock.lock();
    }
    m_reader.reset();
}

Task<SearchPage> Archive::search(SearchQuery query, SearchPlace place, int limit)
{
    const quint64 number = ++m_newestSearch;
    {
        const std::lock_guard lock(m_mutex);
        if (m_searching)
            m_searching->interrupt();
    }
    return call<SearchPage>([this, query = std::move(query), place, limit, number](Database &database) {
        return searchHere(database, query, place, limit, number);
    });
}

Result<SearchPage> Archive::searchHere(Database &database, const SearchQuery &query, const SearchPlace &place,
                                       int limit, quint64 number)
{
    const auto isWanted = [this, number] { return m_newestSearch == number; };
    if (!isWanted())
        return Error::of(Error::Kind::Cancelled);
    {
        const std::lock_guard lock(m_mutex);
        m_searching = &database;
    }
    auto page = reader(database).search(query, place, limit, isWanted);
    {
        const std::lock_guard lock(m_mutex);
        m_searching = nullptr;
    }
    return page;
}

SearchReader &Archive::reader(Database &database)
{
    if (!m_reader)
        m_reader = std::make_unique<SearchReader>(database, m_self);
    return *m_reader;
}

Task<QList<FoundPerson>> Archive::people(QString typed, int limit)
{
    return call<QList<FoundPerson>>([this, typed = std::move(typed), limit](Database &database) {
        return reader(database).people(typed, limit);
    });
}

Task<ArchivePage> Archive::history(RoomId room, Seq after, int limit)
{
    return call<ArchivePage>([room, after, limit](Database &database) -> Result<ArchivePage> {
        ArchivePage page;
        if (const auto row = RoomTable(database).find(room)) {
            MemberNames names(database, row->key);
            const SegmentTable segments(database);
            page.events = EventTable(database).oldestAfter(row->key, after, std::numeric_limits<Seq>::max(),
                                                           limit, names);
            page.hasMore = page.events.size() == limit;
            int known = after == 0 ? std::numeric_limits<int>::min() : segmentOf(after);
            for (const StoredEvent &stored : std::as_const(page.events)) {
                const int number = segmentOf(stored.seq);
                if (number == std::exchange(known, number))
                    continue;
                const auto segment = segments.at(row->key, number);
                if (segment && segment->edge == Segment::Edge::Gap)
                    page.afterGap.append(stored.event.id);
            }
        }
        if (auto error = database.takeError())
            return *error;
        return page;
    });
}

Task<QSet<EventId>> Archive::stored(QList<std::pair<RoomId, EventId>> events)
{
    return call<QSet<EventId>>([events = std::move(events)](Database &database) -> Result<QSet<EventId>> {
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
