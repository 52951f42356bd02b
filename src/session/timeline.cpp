// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timeline.h"

#include "matrix/relationrequests.h"
#include "session/eventsource.h"

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

constexpr int PageSize = 50;
constexpr int AroundSize = 100;
constexpr int NewerSize = 100;
constexpr int MostNewerPages = 5;    ///< a reader who is farther back is behind, and may read on or jump
constexpr int MostSoughtPages = 100; ///< of a thread, until what was sought counts as not there
constexpr int MostRounds = 10;       ///< pages without a row that are loaded for one wish

constexpr std::chrono::seconds KeyGrace(2);
constexpr int FewRows = 20; ///< an opened window with fewer asks for more by itself
constexpr int ManyRows = 2000;
constexpr int KeptRows = 300; ///< more than any screen shows

}

Timeline::Timeline(RoomId room, UserId self, ApiClient &api, Store &store, SendQueue &queue,
                   EventId readMarker, EventId thread, QObject *parent)
    : QObject(parent), m_room(std::move(room)), m_thread(std::move(thread)), m_api(api), m_store(store),
      m_queue(queue), m_reducer(std::move(self), QTimeZone::systemTimeZone(), m_thread),
      m_readMarker(std::move(readMarker))
{
    connect(&m_queue, &SendQueue::changed, this, [this](const OutboxItem &item) {
        if (m_hasOpened && item.room == m_room)
            take(m_reducer.putOutbox(item));
    });
    connect(&m_queue, &SendQueue::uploadProgressed, this,
            [this](const RoomId &where, const TxnId &txn, qint64 sent, qint64 total) {
                if (m_hasOpened && where == m_room && total > 0)
                    take(m_reducer.setUploaded(txn, int(std::clamp<qint64>(sent * 100 / total, 0, 100))));
            });
    connect(&m_queue, &SendQueue::removed, this, [this](const RoomId &where, const TxnId &txn) {
        if (m_hasOpened && where == m_room)
            take(m_reducer.removeOutbox(txn));
    });
}

void Timeline::open(const EventId &anchor)
{
    if (!m_thread.isEmpty())
        m_sought = anchor;
    if (anchor.isEmpty() || !m_thread.isEmpty())
        return openNewest();
    setOlder(Older::Loading);
    m_store.historyAround(m_room, anchor, AroundSize)
        .then(newReading(), [this](const Result<HistoryWindow> &result) {
            if (result && !result->events.isEmpty()) {
                // Until that is known otherwise: its last row must not be taken for the newest.
                m_isReadingNewer = true;
                setBehind(true);
                onOpened(*result);
                reachNewest();
            } else if (result || result.error().kind == Error::Kind::NotFound) {
                openNewest();
            } else {
                onStoreFailure(result.error());
            }
        });
}

void Timeline::setRoom(const Room &room)
{
    m_reducer.setOwnName(room.ownName, room.ownAvatarUrl);
    m_reducer.setPowers(room.powerLevels);
    m_reducer.setNamesMention(room.areNamesMentions);
    m_reducer.setEncryptedSince(room.isEncrypted ? std::optional(room.encryptedTs) : std::nullopt);
}

void Timeline::toggleRun(const QString &key)
{
    for (const TimelineItem &row : items()) {
        if (row.key != key || row.runSize == 0)
            continue;
        if (row.isCover) {
            const UserId user = row.sender; // the row goes
            return Q_EMIT coverOpened(user);
        }
        return emitDiff(m_runs.setOpen(key, !row.isRunOpen));
    }
}

int Timeline::rowOf(const EventId &event) const
{
    const int row = m_runs.rowOf(event);
    return row >= 0 ? row : m_runs.rowOf(m_reducer.rowEventOf(event));
}

int Timeline::firstUnreadRow() const
{
    return m_reducer.unreadKey().isEmpty() ? -1 : rowOf(EventId(m_reducer.unreadKey()));
}

void Timeline::openNewest()
{
    setOlder(Older::Loading);
    m_threadToken.clear();
    readBefore(0).then(newReading(), [this](const Result<HistoryWindow> &result) {
        if (!result)
            return onStoreFailure(result.error());
        // A commit was told of between the reading and its answer. The newest may not be of the thread.
        const bool hasAll = !result->events.isEmpty() && m_missed <= result->events.constLast().seq;
        if (m_missed > 0 && !hasAll)
            return openNewest();
        m_isLive = true;
        setBehind(false);
        onOpened(*result);
    });
}

Task<HistoryWindow> Timeline::readBefore(Seq before)
{
    if (m_thread.isEmpty())
        return m_store.history(m_room, before, PageSize);
    return m_store.thread(m_room, m_thread, before, PageSize, !m_api.has(RelationRequests::Endpoint));
}

void Timeline::onOpened(const HistoryWindow &window)
{
    m_wanted.clear(); // what was fetched is not in the window
    m_oldest = 0;
    m_newest = window.events.isEmpty() ? 0 : window.events.constLast().seq;
    takeEdge(window);
    take(m_reducer.reset(window, m_queue.items(m_room),
                         m_thread.isEmpty() ? m_readMarker : window.readMarker));
    takeUnread(window.related);
    setOlder(m_edge == HistoryWindow::Edge::Start ? Older::Start : Older::More);
    const bool wasPaging = std::exchange(m_isPaging, false);
    const bool isFirst = !std::exchange(m_hasOpened, true);
    if (!m_sought.isEmpty())
        return goOnSeeking();
    if (isFirst)
        Q_EMIT opened();
    if (wasPaging) // for the window of before
        Q_EMIT pageLoaded(0, m_older == Older::Start);
    if (items().size() < FewRows)
        loadOlder();
}

void Timeline::goOnSeeking()
{
    if (m_sought.isEmpty())
        return;
    if (rowOf(m_sought) < 0 && m_older == Older::More && ++m_soughtPages <= MostSoughtPages)
        return loadOlder();
    m_sought = {};
    Q_EMIT opened();
}

void Timeline::jumpToLatest()
{
    setBehind(false);
    openNewest();
}

// A window that was opened in the past is filled up to the newest event, if that is not too far.
void Timeline::reachNewest()
{
    m_isReadingNewer = true;
    m_store.historyAfter(m_room, m_newest, NewerSize)
        .then(m_reading, [this](const Result<HistoryWindow> &result) {
            if (!result)
                return failNewer(result.error());
            onNewer(*result);
        });
}

void Timeline::loadNewer()
{
    if (!m_isBehind)
        return;
    if (m_isReadingNewer) {
        m_isNewerWanted = true;
        return;
    }
    m_newerPages = MostNewerPages - 1;
    reachNewest();
}

void Timeline::onNewer(const HistoryWindow &window)
{
    const auto rowsBefore = m_reducer.items().size();
    take(m_reducer.take(window.related));
    appendLive(window.events);
    take(m_reducer.read(window.readers));
    if (window.events.size() < NewerSize)
        return checkNewest();
    // A page without a row would be none to who reads on.
    if (m_reducer.items().size() == rowsBefore || ++m_newerPages < MostNewerPages)
        reachNewest();
    else
        endNewer(true);
}

// Commits may have come while the pages were read, and there may be a gap behind them.
void Timeline::checkNewest()
{
    m_store.history(m_room, 0, 1).then(m_reading, [this](const Result<HistoryWindow> &result) {
        if (!result)
            return failNewer(result.error());
        const Seq newest = result->events.isEmpty() ? 0 : result->events.constLast().seq;
        const bool isSameSegment = (newest >> 32) == (m_newest >> 32);
        if (newest > 0 && newest <= m_newest && m_missed > m_newest)
            checkNewest(); // this answer is older than a commit that one was told of
        else if (newest > m_newest && isSameSegment) // few have come meanwhile; only whole pages are counted
            reachNewest();
        else // behind a gap there may be nothing yet
            endNewer(newest > m_newest || (newest == 0 && !isEmpty()));
    });
}

void Timeline::endNewer(bool isBehind)
{
    m_isReadingNewer = false;
    m_isLive = !isBehind;
    setBehind(isBehind);
    if (std::exchange(m_isNewerWanted, false))
        loadNewer();
}

void Timeline::failNewer(const Error &error)
{
    endNewer(true);
    onStoreFailure(error);
}

void Timeline::loadOlder()
{
    if (m_older == Older::Loading || m_older == Older::Start)
        return;
    if (!m_hasOpened)
        return openNewest();
    m_added = 0;
    m_rounds = 0;
    m_rowsBefore = int(m_reducer.items().size());
    m_isPaging = true;
    setOlder(Older::Loading);
    // Also at a gap: what lies there may have been fetched for another window of this room.
    readOlder();
}

void Timeline::readOlder()
{
    readBefore(m_oldest).then(m_reading, [this](const Result<HistoryWindow> &result) {
        if (!result)
            return failOlder(result.error());
        onOlder(*result);
    });
}

void Timeline::onOlder(const HistoryWindow &window)
{
    m_added += int(window.events.size());
    if (isEmpty() && !window.events.isEmpty())
        m_newest = window.events.constLast().seq;
    takeEdge(window);
    take(m_reducer.take(window.related));
    prependPage(window.events);
    take(m_reducer.read(window.readers));
    goOnOrEnd([this] {
        if (m_edge != HistoryWindow::Edge::Gap)
            readOlder();
        else if (m_thread.isEmpty())
            fetchFromServer();
        else
            fetchThread();
    });
}

void Timeline::goOnOrEnd(const std::function<void()> &goOn)
{
    const bool hasNewRows = m_reducer.items().size() > m_rowsBefore;
    if (hasNewRows || m_edge == HistoryWindow::Edge::Start || ++m_rounds >= MostRounds)
        endPage();
    else
        goOn();
}

void Timeline::fetchFromServer()
{
    const QString token = m_gapToken;
    m_api.send(m_api.requests().messages(m_room, token, PageSize))
        .andThen([this, token](const Reply &reply) {
            return m_store.commitHistory(m_room, token, reply.body, m_api.clock().now());
        })
        .then(m_reading, [this](const Result<Store::HistoryAdded> &result) {
            if (!result)
                return failOlder(result.error());
            // Whatever the reply was, the store knows what lies before the window now: a reply whose gap is
            // gone adds nothing, and the gap may have another token.
            readOlder();
        });
}

void Timeline::fetchThread()
{
    m_api.send(RelationRequests::page(m_room, m_thread, QStringLiteral("m.thread"), m_threadToken, PageSize))
        .andThen([this](const Reply &reply) {
            return m_store.readThread(m_room, reply.body, m_api.clock().now());
        })
        .then(m_reading, [this](const Result<HistoryWindow> &result) {
            if (result)
                return onThreadPage(*result);
            if (!m_api.lacks(RelationRequests::Endpoint, result.error()))
                return failOlder(result.error());
            readOlder(); // what is stored has to do
        });
}

void Timeline::onThreadPage(const HistoryWindow &window)
{
    m_added += int(window.events.size());
    m_edge = window.gapToken == m_threadToken ? HistoryWindow::Edge::Start : window.edge;
    m_threadToken = window.gapToken;
    take(m_reducer.take(window.related));
    prependPage(window.events);
    if (m_edge == HistoryWindow::Edge::Start && m_reducer.indexOf(m_thread.toString()) < 0)
        fetchRoot();
    else
        goOnOrEnd([this] { fetchThread(); });
}

void Timeline::fetchRoot()
{
    EventSource::fetched(m_api, m_store, m_room, m_thread)
        .then(m_reading, [this](const Result<HistoryWindow> &result) {
            if (result) {
                take(m_reducer.take(result->related));
                take(m_reducer.prepend(result->events));
            }
            endPage();
        });
}

void Timeline::wantReply(const QString &key)
{
    const int at = m_reducer.indexOf(key);
    const auto reply = at < 0 ? nullptr : m_reducer.items().at(at).reply;
    if (!reply || reply->isKnown || m_wanted.contains(reply->event))
        return;
    const EventId event = reply->event;
    m_wanted.insert(event);
    EventSource::fetched(m_api, m_store, m_room, event)
        .then(this, [this, event](const Result<HistoryWindow> &result) {
            if (result)
                take(m_reducer.take(Related{result->related.relations, result->events, {}}));
            else if (result.error().isTransient())
                m_wanted.remove(event);
        });
}

void Timeline::endPage()
{
    const bool isAtStart = m_edge == HistoryWindow::Edge::Start;
    m_isPaging = false;
    setOlder(isAtStart ? Older::Start : Older::More);
    Q_EMIT pageLoaded(m_added, isAtStart);
    goOnSeeking();
}

void Timeline::failOlder(const Error &error)
{
    m_olderError = error;
    m_isPaging = false;
    setOlder(Older::Failed);
    goOnSeeking();
}

void Timeline::onStoreFailure(const Error &error)
{
    failOlder(error);
    Q_EMIT failed(error);
}

void Timeline::apply(const CommittedRoom &committed)
{
    setRoom(committed.room);
    if (!m_isLive && !committed.appended.isEmpty())
        m_missed = committed.appended.constLast().seq;
    if (!m_hasOpened)
        return;
    take(m_reducer.take(committed.related));
    takeUnread(committed.related);
    takeAppended(committed);
    take(m_reducer.change(committed.changed));
    take(m_reducer.remove(committed.deletedElsewhere));
    take(m_reducer.read(committed.readers));
    for (const DeliveredItem &delivered : committed.delivered)
        take(m_reducer.removeOutbox(delivered.txn));
    dropOldRows();
}

/// A room that is open for weeks must not grow for ever. Who is at the bottom sees nothing of it.
void Timeline::dropOldRows()
{
    if (m_reducer.items().size() <= ManyRows || items().size() <= KeptRows || !m_thread.isEmpty() ||
        !m_isLive || !m_isFollowing || m_older == Older::Loading)
        return;
    const EventId first = items().at(items().size() - KeptRows).event;
    const Seq seq = m_reducer.seqOf(first);
    if (seq == 0) // not sent yet
        return;
    take(m_reducer.dropBefore(first));
    m_wanted.clear();
    m_oldest = seq;
    m_edge = HistoryWindow::Edge::More;
    m_gapToken.clear();
    setOlder(Older::More);
}

void Timeline::takeAppended(const CommittedRoom &committed)
{
    if (m_isLive && !m_isBehind && (committed.hasNewSegment || !committed.appended.isEmpty())) {
        if ((isEmpty() && m_thread.isEmpty()) || (committed.hasNewSegment && m_isFollowing))
            jumpToLatest();
        else if (committed.hasNewSegment)
            setBehind(true);
        else
            return appendNews(committed.appended);
    }
    // It does not fit behind the window, but may change what is in it.
    take(m_reducer.take(Related{committed.appended, {}, {}}));
}

void Timeline::takeEdge(const HistoryWindow &window)
{
    if (!window.events.isEmpty())
        m_oldest = window.events.constFirst().seq;
    m_edge = window.edge;
    m_gapToken = window.gapToken;
}

void Timeline::appendLive(const QList<StoredEvent> &events)
{
    if (events.isEmpty())
        return;
    m_newest = std::max(m_newest, events.constLast().seq);
    take(m_reducer.append(events));
}

void Timeline::appendNews(const QList<StoredEvent> &events)
{
    giveKeysTime(events);
    appendLive(events);
    if (!m_isNextUnread)
        return;
    const TimelineDiff line = m_reducer.startUnread(events);
    m_isNextUnread = line.isEmpty();
    take(line);
}

void Timeline::prependPage(const QList<StoredEvent> &events)
{
    giveKeysTime(events);
    take(m_reducer.prepend(events));
}

/// Keys often come right behind what they open, on another way: the words that it cannot be read would flash.
void Timeline::giveKeysTime(const QList<StoredEvent> &events)
{
    QList<StoredEvent> closed;
    for (const StoredEvent &stored : events) {
        if (stored.event.encryption.state == Encryption::State::NoKey)
            closed << stored;
    }
    if (closed.isEmpty())
        return;
    m_reducer.waitForKeys(closed);
    m_api.clock().after(KeyGrace, this, [this, closed] { take(m_reducer.endWaiting(closed)); });
}

void Timeline::setOlder(Older older)
{
    if (std::exchange(m_older, older) != older)
        Q_EMIT olderChanged();
}

void Timeline::setBehind(bool isBehind)
{
    m_isLive = m_isLive && !isBehind;
    if (std::exchange(m_isBehind, isBehind) != isBehind)
        Q_EMIT behindChanged();
}

void Timeline::takeUnread(const Related &related)
{
    for (const StoredThread &thread : related.threads) {
        if (thread.root == m_thread && std::exchange(m_unread, thread.unread) != thread.unread)
            Q_EMIT unreadChanged();
    }
}

void Timeline::take(const TimelineDiff &diff)
{
    emitDiff(m_runs.take(diff));
}

void Timeline::emitDiff(const TimelineDiff &diff)
{
    if (!diff.isEmpty())
        Q_EMIT changed(diff);
}

// What was being read for the window of before no longer fits.
QObject *Timeline::newReading()
{
    delete m_reading;
    m_reading = new QObject(this);
    m_isLive = false;
    m_missed = 0;
    m_newerPages = 0;
    m_isReadingNewer = false;
    m_isNewerWanted = false;
    return m_reading;
}

}
