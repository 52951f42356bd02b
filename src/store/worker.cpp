// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/worker.h"

#include "store/migrations.h"

#include <QElapsedTimer>
#include <QLockFile>

namespace linnet {

namespace {

constexpr int sliceMs = 10;
constexpr int idleWalPages = 500;     ///< worth a checkpoint when there is nothing else to do
constexpr int largeWalPages = 16'000; ///< 64 MiB: checkpointed in any case

}

Worker::Worker()
{
    m_thread = std::thread([this] { runThread(); });
}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_hasWork.notify_one();
    m_thread.join();
}

Task<Done> Worker::open(const QString &path, const QByteArray &key)
{
    quint64 id = 0;
    Task<Done> task = m_answers.expect<Done>(id);
    push(Lane::Ordered, [this, id, path, key](Connections *, const Error *) {
        m_answers.give<Done>(id, openHere(path, key));
    });
    return task;
}

Task<Done> Worker::openKeys(const QString &folder, const QByteArray &key, const UserId &user,
                            const QString &deviceId)
{
    quint64 id = 0;
    Task<Done> task = m_answers.expect<Done>(id);
    push(Lane::Ordered, [=, this](Connections *connections, const Error *closed) {
        m_answers.give<Done>(id, connections ? openKeysHere(folder, key, user, deviceId) : Status(*closed));
    });
    return task;
}

void Worker::push(Lane lane, Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        (lane == Lane::Screen ? m_screen : m_ordered).push_back(std::move(job));
    }
    m_hasWork.notify_one();
}

void Worker::runThread()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_screen.empty()) {
            lock.unlock();
            runScreenReads();
            lock.lock();
        } else if (!m_ordered.empty()) {
            const Job job = std::move(m_ordered.front());
            m_ordered.pop_front();
            lock.unlock();
            runOrdered(job);
            lock.lock();
        } else if (m_isEnding) {
            break;
        } else {
            idle(lock);
        }
    }
    lock.unlock();
    m_machine.reset();
    m_reader.reset();
    m_writer.reset();
    m_lock.reset();
}

void Worker::idle(std::unique_lock<std::mutex> &lock)
{
    if (m_writer && m_writer->walPages() > idleWalPages) {
        lock.unlock();
        m_writer->checkpoint();
        lock.lock();
        return;
    }
    m_hasWork.wait(lock, [this] { return m_isEnding || !m_screen.empty() || !m_ordered.empty(); });
}

bool Worker::runScreenReads()
{
    for (;;) {
        Job job;
        {
            const std::lock_guard lock(m_mutex);
            if (m_screen.empty())
                return true;
            job = std::move(m_screen.front());
            m_screen.pop_front();
        }
        if (m_reader) {
            Connections connections{*m_writer, *m_reader, m_machine.get(), m_closedEvents, [] {}};
            job(&connections, nullptr);
        } else {
            job(nullptr, &m_closed);
        }
    }
}

void Worker::runOrdered(const Job &job)
{
    if (!m_reader) {
        job(nullptr, &m_closed);
        return;
    }
    QElapsedTimer slice;
    slice.start();
    Connections connections{*m_writer, *m_reader, m_machine.get(), m_closedEvents, [this, &slice] {
                                if (slice.elapsed() < sliceMs)
                                    return;
                                runScreenReads();
                                slice.restart();
                            }};
    job(&connections, nullptr);
    if (m_writer->walPages() > largeWalPages)
        m_writer->checkpoint();
}

/// Two instances would undo each other's position. The lock is a file beside the database and not SQLite's
/// exclusive mode, which would shut out the second connection too; a lock left by a crash is seen as stale by
/// its process id.
Status Worker::openHere(const QString &path, const QByteArray &key)
{
    m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    const auto fail = [this](Error error) -> Status {
        m_reader.reset();
        m_writer.reset();
        m_lock.reset();
        m_closed = error;
        return error;
    };
    if (!m_lock->tryLock()) {
        const bool isTaken = m_lock->error() == QLockFile::LockFailedError;
        return fail(Error::of(isTaken ? Error::Kind::InUse : Error::Kind::Storage));
    }
    auto writer = Database::open(path, key, Database::Mode::ReadWrite);
    if (!writer.isOk())
        return fail(writer.error());
    m_writer = writer.take();
    if (const Status migrated = migrate(*m_writer, migrations()); !migrated.isOk())
        return fail(migrated.error());
    auto reader = Database::open(path, key, Database::Mode::ReadOnly);
    if (!reader.isOk())
        return fail(reader.error());
    m_reader = reader.take();
    return Done{};
}

Status Worker::openKeysHere(const QString &folder, const QByteArray &key, const UserId &user,
                            const QString &deviceId)
{
    auto machine = CryptoMachine::open(folder, key, user, deviceId);
    if (!machine.isOk())
        return machine.error();
    m_machine = machine.take();
    return Done{};
}

}
