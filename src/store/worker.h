// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptomachine.h"
#include "store/answers.h"
#include "store/closedevents.h"
#include "store/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

class QLockFile;

namespace linnet {

/// The thread that owns an account's database, and the queue of what it is to do. Lives on the GUI thread,
/// where answers are delivered. Its destructor lets the thread finish everything it was given; answers that
/// were not delivered by then are dropped.
///
/// There are two lanes. Ordered jobs are carried out one after the other on the connection that writes. Reads
/// for the screen overtake them, also in the middle: a writing job calls `letReadsPass` between its steps,
/// and once 10 ms have gone by, the reads that wait are done there. They run on a second, read-only
/// connection of the same thread: with WAL it sees the last commit, never half a batch, so that a page of
/// history holds just what the GUI has been told of. One connection for both would show a read rows whose
/// commit has yet to be announced, and a batch could not stay one transaction.
class Worker
{
public:
    struct Connections
    {
        Database &writer;
        Database &reader;
        CryptoMachine *machine; ///< null where there is no encryption
        ClosedEvents &closed;
        std::function<void()> letReadsPass;
    };
    enum class Lane { Screen, Ordered };

    Worker();
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    /// Locks the profile, opens both connections and brings the tables up to date. The first job.
    Task<Done> open(const QString &path, const QByteArray &key);
    /// Opens the keys of `user`'s session `deviceId`, which lie beside the database. Until then, and if it
    /// fails, jobs have no machine. Errors as CryptoMachine::open().
    Task<Done> openKeys(const QString &folder, const QByteArray &key, const UserId &user,
                        const QString &deviceId);

    /// Does `job` on the thread. Jobs must not throw and must capture values only.
    template <typename T>
    Task<T> call(Lane lane, std::function<Result<T>(Connections &)> job)
    {
        quint64 id = 0;
        Task<T> task = m_answers.expect<T>(id);
        push(lane, [this, id, job = std::move(job)](Connections *connections, const Error *closed) {
            m_answers.give<T>(id, connections ? job(*connections) : Result<T>(*closed));
        });
        return task;
    }

private:
    using Job = std::function<void(Connections *, const Error *closed)>;
    void push(Lane lane, Job job);
    void runThread();
    bool runScreenReads();
    void runOrdered(const Job &job);
    void idle(std::unique_lock<std::mutex> &lock);
    Status openHere(const QString &path, const QByteArray &key);
    Status openKeysHere(const QString &folder, const QByteArray &key, const UserId &user,
                        const QString &deviceId);

    Answers m_answers;
    std::thread m_thread;

    // Shared, under m_mutex
    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<Job> m_screen;
    std::deque<Job> m_ordered;
    bool m_isEnding = false;

    // The thread's own
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    std::unique_ptr<CryptoMachine> m_machine;
    ClosedEvents m_closedEvents;
    Error m_closed = Error::of(Error::Kind::Storage); ///< why there are no connections
};

}
