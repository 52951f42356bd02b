// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historyfetch.h"

#include "base/logging.h"

#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int PageSize = 100;
constexpr auto LeastRest = 500ms;
constexpr int MostEmptyPages = 100; ///< then the server is taken to be running in circles

/// True if the server has said, in words of Matrix, that it will not give this room's history.
bool isVerdict(const Error &error)
{
    return error.kind == Error::Kind::Server && !error.matrixCode.isEmpty() && !error.isUnknownToken() &&
           (error.httpStatus == 403 || error.httpStatus == 404);
}

/// True if a sync that works means that this will work again too.
bool isOverOnceSyncing(const Error &error)
{
    return error.isOfTheWay() || error.kind == Error::Kind::Timeout || error.isUnknownToken();
}

}

HistoryFetch::HistoryFetch(ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_backoff(2s, 5min)
{
}

void HistoryFetch::load()
{
    m_store.historyFetches().then(this, [this](const Result<QList<RoomId>> &rooms) {
        if (!rooms) {
            qCWarning(lcSession) << "what was being fetched could not be read" << int(rooms.error().kind);
            return;
        }
        for (const RoomId &room : *rooms) {
            m_wishes[room].isWhole = true;
            m_wishes[room].isKept = true;
            add(room);
        }
    });
}

void HistoryFetch::start(const RoomId &room)
{
    if (std::exchange(m_wishes[room].isWhole, true))
        return;
    keep(room);
    add(room);
}

/// So that it goes on after a restart.
void HistoryFetch::keep(const RoomId &room)
{
    m_store.setHistoryFetch(room, true).then(this, [this, room](const Status &status) {
        const auto wish = m_wishes.find(room);
        if (wish != m_wishes.end())
            wish->isKept = status.isOk();
        if (!status)
            qCWarning(lcSession) << "what is to be fetched could not be stored" << int(status.error().kind);
    });
}

void HistoryFetch::startUntil(const RoomId &room, const EventId &event)
{
    m_wishes[room].until = event;
    add(room);
    lookForPart(room);
}

void HistoryFetch::stop(const RoomId &room)
{
    if (!isFetching(room))
        return;
    drop(room);
    Q_EMIT stopped(room);
}

void HistoryFetch::resume()
{
    if (!std::exchange(m_canResume, false))
        return;
    m_restUntil = {};
    next();
}

void HistoryFetch::add(const RoomId &room)
{
    if (m_rooms.contains(room))
        return;
    m_rooms.append(room);
    Q_EMIT changed(room);
    if (m_rooms.size() == 1)
        next();
}

void HistoryFetch::lookForPart(const RoomId &room)
{
    const EventId event = m_wishes.value(room).until;
    if (event.isEmpty())
        return;
    // If it cannot be read, the next page's turn to read comes, or that one's failure.
    m_store.historyAround(room, event, 1).then(this, [this, room, event](const Result<HistoryWindow> &found) {
        if (found)
            endPart(room, event);
    });
}

/// Ends what startUntil() began for `event`, which is here.
void HistoryFetch::endPart(const RoomId &room, const EventId &event)
{
    const auto wish = m_wishes.find(room);
    if (wish == m_wishes.end() || wish->until != event)
        return;
    wish->until = {};
    if (!wish->isWhole)
        drop(room);
    Q_EMIT reached(room);
}

void HistoryFetch::next()
{
    delete m_work;
    if (m_rooms.isEmpty())
        return;
    m_work = new QObject(this);
    const auto left = m_restUntil - m_api.clock().elapsed();
    if (left > 0ms) {
        m_api.clock().after(left, m_work, [this] { next(); });
        return;
    }
    m_canResume = false;
    const RoomId room = m_rooms.constFirst();
    m_store.newestGap(room).then(m_work, [this, room](const Result<std::optional<HistoryGap>> &gap) {
        if (gap)
            onGap(room, *gap);
        else
            onFailed(room, gap.error());
    });
}

void HistoryFetch::onGap(const RoomId &room, const std::optional<HistoryGap> &gap)
{
    if (!gap) {
        end(room);
        Q_EMIT finished(room);
        return next();
    }
    const QPointer<QObject> work = m_work;
    m_wishes[room].progress.oldestTs = gap->ts;
    Q_EMIT changed(room);
    if (!work)
        return;
    m_asked = m_api.clock().elapsed();
    const QString token = gap->token;
    m_api.sendOnce(m_api.requests().messages(room, token, PageSize))
        .andThen([this, room, token](const Reply &reply) {
            return m_store.commitHistory(room, token, reply.body, m_api.clock().now());
        })
        .then(m_work, [this, room](const Result<Store::HistoryAdded> &added) {
            if (added)
                onAdded(room, *added);
            else
                onFailed(room, added.error());
        });
}

void HistoryFetch::onAdded(const RoomId &room, const Store::HistoryAdded &added)
{
    m_backoff.reset();
    Wish &wish = m_wishes[room];
    wish.progress.events += added.added;
    wish.progress.pausedBy.reset();
    wish.emptyPages = added.added > 0 ? 0 : wish.emptyPages + 1;
    // What kept it from being stored would keep the page too, and the person was told of that.
    if (wish.isWhole && !wish.isKept)
        keep(room);
    const bool isInCircles = wish.emptyPages > MostEmptyPages;
    const QPointer<QObject> work = m_work;
    Q_EMIT changed(room);
    if (!work)
        return;
    if (isInCircles)
        return giveUp(room, Error::of(Error::Kind::BadReply));
    // As long a rest as the server took: no more than half of what it can do.
    rest(std::max<std::chrono::milliseconds>(LeastRest, m_api.clock().elapsed() - m_asked));
    lookForPart(room);
}

void HistoryFetch::onFailed(const RoomId &room, const Error &error)
{
    if (isVerdict(error))
        return giveUp(room, error);
    const QPointer<QObject> work = m_work;
    m_wishes[room].progress.pausedBy = error;
    Q_EMIT changed(room);
    if (!work)
        return;
    const auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
    rest(std::max(pause, error.retryAfter));
    m_canResume = isOverOnceSyncing(error);
}

void HistoryFetch::rest(std::chrono::milliseconds time)
{
    m_restUntil = m_api.clock().elapsed() + time;
    // In turn: a small room need not wait for a huge one.
    if (m_rooms.size() > 1)
        m_rooms.move(0, m_rooms.size() - 1);
    next();
}

void HistoryFetch::end(const RoomId &room)
{
    m_rooms.removeOne(room);
    m_wishes.remove(room);
    m_store.setHistoryFetch(room, false).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "what is no longer fetched is still stored" << int(status.error().kind);
    });
    Q_EMIT changed(room);
}

/// Whatever is under way for it.
void HistoryFetch::drop(const RoomId &room)
{
    const bool isFirst = m_rooms.constFirst() == room;
    end(room);
    if (isFirst)
        next();
}

void HistoryFetch::giveUp(const RoomId &room, const Error &error)
{
    end(room);
    Q_EMIT failed(room, error);
    next();
}

}
