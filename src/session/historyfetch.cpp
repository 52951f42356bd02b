// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historyfetch.h"

#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int PageSize = 100;
constexpr auto LeastRest = 500ms;
constexpr int MostEmptyPages = 100; ///< then the server is taken to be running in circles

}

HistoryFetch::HistoryFetch(ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_backoff(2s, 5min)
{
}

void HistoryFetch::load()
{
    m_store.historyFetches().then(this, [this](const Result<QList<RoomId>> &rooms) {
        if (!rooms)
            return;
        for (const RoomId &room : *rooms)
            add(room);
    });
}

void HistoryFetch::start(const RoomId &room)
{
    if (isFetching(room))
        return;
    m_store.setHistoryFetch(room, true).then(this, [](const Status &) {});
    add(room);
}

void HistoryFetch::stop(const RoomId &room)
{
    if (!isFetching(room))
        return;
    const bool isFirst = m_rooms.constFirst() == room;
    end(room);
    if (isFirst)
        next();
}

void HistoryFetch::resume()
{
    if (!m_isPaused)
        return;
    m_backoff.reset();
    next();
}

void HistoryFetch::add(const RoomId &room)
{
    if (isFetching(room))
        return;
    m_rooms.append(room);
    m_progress.insert(room, {});
    Q_EMIT changed(room);
    if (m_rooms.size() == 1)
        next();
}

void HistoryFetch::next()
{
    m_isPaused = false;
    delete std::exchange(m_work, nullptr);
    if (m_rooms.isEmpty())
        return;
    m_work = new QObject(this);
    m_store.newestGap(m_rooms.constFirst())
        .then(m_work, [this](const Result<std::optional<HistoryGap>> &gap) {
            if (gap)
                onGap(*gap);
            else
                onFailed(gap.error());
        });
}

void HistoryFetch::onGap(const std::optional<HistoryGap> &gap)
{
    const RoomId room = m_rooms.constFirst();
    if (!gap) {
        end(room);
        Q_EMIT finished(room);
        return next();
    }
    m_progress[room].oldestTs = gap->ts;
    Q_EMIT changed(room);
    m_asked = m_api.clock().elapsed();
    const QString token = gap->token;
    m_api.sendOnce(m_api.requests().messages(room, token, PageSize))
        .andThen([this, room, token](const Reply &reply) {
            return m_store.commitHistory(room, token, reply.body, m_api.clock().now());
        })
        .then(m_work, [this](const Result<Store::HistoryAdded> &added) {
            if (added)
                onAdded(*added);
            else
                onFailed(added.error());
        });
}

void HistoryFetch::onAdded(const Store::HistoryAdded &added)
{
    m_backoff.reset();
    const RoomId room = m_rooms.constFirst();
    Progress &progress = m_progress[room];
    progress.events += added.added;
    progress.isPaused = false;
    int &emptyPages = m_emptyPages[room];
    emptyPages = added.added > 0 ? 0 : emptyPages + 1;
    if (!added.room.room.id.isEmpty())
        Q_EMIT committed(added.room);
    if (emptyPages > MostEmptyPages)
        return onFailed(Error::of(Error::Kind::BadReply));
    // As long a rest as the server took: no more than half of what it can do.
    rest(std::max<std::chrono::milliseconds>(LeastRest, m_api.clock().elapsed() - m_asked));
}

void HistoryFetch::onFailed(const Error &error)
{
    const RoomId room = m_rooms.constFirst();
    if (error.isTransient() || error.isUnknownToken()) {
        const auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_progress[room].isPaused = true;
        Q_EMIT changed(room);
        rest(std::max(pause, error.retryAfter));
        m_isPaused = error.kind != Error::Kind::RateLimited;
        return;
    }
    end(room);
    Q_EMIT failed(room, error);
    next();
}

void HistoryFetch::rest(std::chrono::milliseconds time)
{
    delete m_work;
    m_work = new QObject(this);
    // In turn: a small room need not wait for a huge one.
    if (m_rooms.size() > 1)
        m_rooms.move(0, m_rooms.size() - 1);
    m_api.clock().after(time, m_work, [this] { next(); });
}

void HistoryFetch::end(const RoomId &room)
{
    m_emptyPages.remove(room);
    m_rooms.removeOne(room);
    m_progress.remove(room);
    m_store.setHistoryFetch(room, false).then(this, [](const Status &) {});
    Q_EMIT changed(room);
}

}
