// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/answers.h"
#include "store/momentreader.h"
#include "store/searchreader.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace linnet {

/// A piece of a room's stored history, oldest first, across its gaps. What was edited is of history() alone.
struct ArchivePage
{
    QList<StoredEvent> events;
    QList<EventId> afterGap;           ///< those before which events are missing
    QHash<EventId, QByteArray> edited; ///< what newest edits, wherever they lie, made of messages among them
    qint64 edits = 0;                  ///< as in HistoryMark
    Related related;                   ///< of newest() alone
    bool hasMore = false;
};

/// What is stored of a room's history up to an event: another one if events were fetched or forgotten,
/// edited, deleted, or could be read at last.
struct HistoryMark
{
    Seq last = 0;
    EventId lastEvent;
    Seq oldest = 0;
    qint64 count = 0;
    qint64 edits = 0; ///< the sum of the keys of their edits
    qint64 redacted = 0;
    qint64 unreadable = 0;

    friend bool operator==(const HistoryMark &, const HistoryMark &) = default;
};

/// Reads that take long and must keep neither the screen nor the sync waiting: search and export. They have a
/// read-only connection and a thread of their own, and with WAL see the last commit. Lives on the GUI thread,
/// where its Tasks answer; its destructor waits for what is being read.
///
/// Whoever drops a Task ends the work behind it, in the middle if need be: so one may ask again with each
/// letter typed, and nobody's question ends that of another.
class Archive
{
public:
    Archive(const QString &path, const QByteArray &key, const UserId &self);
    ~Archive();
    Q_DISABLE_COPY_MOVE(Archive)

    /// About `limit` messages before `place`, newest first; see SearchReader.
    Task<SearchPage> search(SearchQuery query, MessagePlace place, int limit);
    /// Up to `limit` others whose name or id has a word that begins with `typed`.
    Task<QList<FoundPerson>> people(QString typed, int limit);
    /// See SharedRooms::with().
    Task<QList<RoomId>> roomsWith(UserId user);
    /// The oldest `limit` events of the room that are newer than `after`; 0: the oldest of all.
    Task<ArchivePage> history(RoomId room, Seq after, int limit);
    /// The newest `limit` events of the room that are older than `before`; 0: the newest of all.
    Task<ArchivePage> newest(RoomId room, Seq before, int limit);
    Task<HistoryMark> mark(RoomId room, Seq last);
    /// An event and the edits of it by its sender, as far as they are stored, in any order. Empty: it is not.
    Task<QList<Event>> versions(RoomId room, EventId event);
    /// See MomentReader.
    Task<StoredMoment> firstFrom(RoomId room, qint64 ts);
    Task<qint64> created(RoomId room);
    /// What somebody has said or done in a room and is not deleted, but for its state; the newest first.
    Task<QList<EventId>> saidBy(RoomId room, UserId user);
    /// See SharedRooms::countOf().
    Task<QHash<UserId, int>> sharedRooms(QList<UserId> users);
    /// Those of the events that are stored.
    Task<QSet<EventId>> stored(QList<std::pair<RoomId, EventId>> events);

private:
    /// What the thread works with; it lives there alone.
    struct Connection
    {
        Database &database;
        SearchReader reader;
    };
    /// A question; shared by the thread and whoever waits.
    struct Call
    {
        std::atomic<bool> isDropped = false;
    };
    /// `connection` is null if there is none; `closed` then says why.
    using Job = std::function<void(Connection *connection, const Error &closed)>;

    template <typename T>
    Task<T> call(std::function<Result<T>(Connection &)> job);
    void push(Job job);
    void runThread(const QString &path, const QByteArray &key);
    void runJobs(Connection *connection, const Error &closed);
    bool begin(Call &call, Database &database);
    void end();
    void drop(Call &call);

    UserId m_self;
    Answers m_answers;
    std::thread m_thread;

    // Shared, under m_mutex
    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<Job> m_jobs;
    Call *m_running = nullptr;     ///< what is being read for
    Database *m_reading = nullptr; ///< the connection meanwhile
    bool m_isEnding = false;
};

}
