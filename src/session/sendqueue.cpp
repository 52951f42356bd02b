// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendqueue.h"

#include "base/logging.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostFaults = 10; ///< then it is the message that the server cannot take

/// Errors that say nothing of the message: the way to the server is cut, or something stands in it.
bool isOfTheWay(const Error &error)
{
    return error.isOfTheWay() || error.kind == Error::Kind::Redirected ||
           error.kind == Error::Kind::NotMatrix || error.isUnknownToken() || error.isMatrix("M_USER_LOCKED");
}

}

SendQueue::SendQueue(ApiClient &api, Store &store, Clock &clock, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_clock(clock), m_backoff(1s, 60s)
{
}

void SendQueue::load(const QList<OutboxItem> &items)
{
    m_items = items;
    for (const OutboxItem &item : std::as_const(m_items))
        Q_EMIT changed(item);
}

TxnId SendQueue::send(const RoomId &room, const QString &type, const QByteArray &content)
{
    OutboxItem item;
    item.txn = TxnId(QStringLiteral("linnet-") + QUuid::createUuid().toString(QUuid::Id128));
    item.room = room;
    item.type = type;
    item.content = content;
    item.ts = m_clock.now();
    m_items << item;
    m_unstored.insert(item.txn);
    Q_EMIT changed(item);
    m_store.putOutbox(item).then(this,
                                 [this, txn = item.txn](const Status &status) { onStored(txn, status); });
    return item.txn;
}

void SendQueue::onStored(const TxnId &txn, const Status &status)
{
    m_unstored.remove(txn);
    OutboxItem *item = find(txn);
    if (!item)
        return;
    if (!status) {
        // It would be lost with the program, so the person must know that it is not safe.
        item->state = OutboxItem::State::Failed;
        item->reason = status.error().text;
        item->reasonCode = QStringLiteral("chat.linnet.NOT_STORED");
        const OutboxItem copy = *item;
        Q_EMIT changed(copy);
        return sendNext(copy.room); // the next ones have waited for it
    }
    sendNext(RoomId(item->room));
}

void SendQueue::retry(const TxnId &txn)
{
    OutboxItem *item = find(txn);
    if (!item || item->state != OutboxItem::State::Failed)
        return;
    item->state = OutboxItem::State::Waiting;
    item->reason.clear();
    item->reasonCode.clear();
    m_faults.remove(txn);
    m_unstored.insert(txn);
    const OutboxItem copy = *item;
    m_store.putOutbox(copy).then(this, [this, txn](const Status &status) { onStored(txn, status); });
    Q_EMIT changed(copy);
}

void SendQueue::discard(const TxnId &txn)
{
    const OutboxItem *item = find(txn);
    if (!item || !item->sentAs.isEmpty())
        return;
    const RoomId room = item->room;
    m_store.removeOutbox(txn).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "a discarded message stays on disk:" << status.error().text;
    });
    if (m_underWay.value(room) == txn)
        m_underWay.remove(room);
    drop(txn);
    sendNext(room);
}

void SendQueue::resume()
{
    if (m_clock.elapsed() < m_pausedUntil)
        return;
    m_isPaused = false;
    sendAll();
}

void SendQueue::sendAll()
{
    QSet<RoomId> rooms;
    for (const OutboxItem &item : std::as_const(m_items))
        rooms.insert(item.room);
    for (const RoomId &room : std::as_const(rooms))
        sendNext(room);
}

void SendQueue::sendNext(const RoomId &room)
{
    while (!m_isPaused && !m_underWay.contains(room)) {
        const OutboxItem *next = nextOf(room);
        // What is not on disk yet holds up the room; its answer comes here again.
        if (!next || m_unstored.contains(next->txn))
            return;
        const Permit permit = m_permit ? m_permit(room) : Permit::Yes;
        if (permit == Permit::NotYet)
            return;
        if (permit == Permit::Never) {
            Error error = Error::of(Error::Kind::Unsupported);
            error.matrixCode = QStringLiteral("chat.linnet.ENCRYPTED");
            park(*find(next->txn), error);
            continue;
        }
        m_underWay.insert(room, next->txn);
        m_api.sendOnce(m_api.requests().send(room, next->type, next->txn, next->content))
            .then(this, [this, room, txn = next->txn](const Result<Reply> &result) {
                if (m_underWay.value(room) != txn)
                    return;
                m_underWay.remove(room);
                onAnswer(txn, result);
                sendNext(room);
            });
    }
}

const OutboxItem *SendQueue::nextOf(const RoomId &room) const
{
    const auto next = std::find_if(m_items.cbegin(), m_items.cend(), [&](const OutboxItem &item) {
        return item.room == room && item.state == OutboxItem::State::Waiting && item.sentAs.isEmpty();
    });
    return next == m_items.cend() ? nullptr : &*next;
}

void SendQueue::onAnswer(const TxnId &txn, const Result<Reply> &result)
{
    // Its echo may have been quicker.
    if (!find(txn))
        return;
    if (!result)
        return onRefused(txn, result.error());
    const auto event = Requests::readEventId(result->body);
    if (!event)
        return onRefused(txn, event.error());
    onSent(txn, *event);
}

void SendQueue::onSent(const TxnId &txn, const EventId &event)
{
    m_backoff.reset();
    m_faults.remove(txn);
    OutboxItem *item = find(txn);
    item->sentAs = event;
    Q_EMIT changed(OutboxItem(*item));
    m_store.markSent(txn, event).then(this, [this, txn](const Result<bool> &isHere) {
        if (isHere && *isHere)
            drop(txn);
    });
}

void SendQueue::onRefused(const TxnId &txn, const Error &error)
{
    qCInfo(lcSession) << "not sent:" << txn.toString() << int(error.kind) << error.matrixCode
                      << error.httpStatus;
    // Without an errcode it is a proxy that speaks, while the server is away.
    const bool isServerFault = error.httpStatus >= 500 && !error.matrixCode.isEmpty();
    const bool isUnread = error.kind == Error::Kind::BadReply;
    if (isServerFault || isUnread) {
        if (++m_faults[txn] < MostFaults)
            return pause(error);
    } else if (isOfTheWay(error) || error.isTransient()) {
        return pause(error);
    }
    park(*find(txn), error);
}

void SendQueue::pause(const Error &error)
{
    const auto delay =
        std::max(m_backoff.next(QRandomGenerator::global()->generateDouble()), error.retryAfter);
    m_isPaused = true;
    // A sync that works says that the way is open again, but not that the server has its breath back.
    const bool isServersWish = error.kind == Error::Kind::RateLimited || error.httpStatus >= 500;
    if (isServersWish)
        m_pausedUntil = m_clock.elapsed() + delay;
    if (m_hasTimer || error.isUnknownToken())
        return;
    m_hasTimer = true;
    m_clock.after(delay, this, [this] {
        m_hasTimer = false;
        const auto rest = m_pausedUntil - m_clock.elapsed();
        if (rest <= 0ms)
            return resume();
        m_hasTimer = true;
        m_clock.after(rest, this, [this] {
            m_hasTimer = false;
            resume();
        });
    });
}

void SendQueue::park(OutboxItem &item, const Error &error)
{
    item.state = OutboxItem::State::Failed;
    item.reason = error.text;
    item.reasonCode = error.matrixCode;
    if (item.reasonCode.isEmpty() && error.kind == Error::Kind::TooLarge)
        item.reasonCode = QStringLiteral("M_TOO_LARGE");
    const OutboxItem copy = item;
    m_store.putOutbox(copy).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "a refused message is not marked on disk:" << status.error().text;
    });
    Q_EMIT changed(copy);
}

void SendQueue::onDelivered(const QList<TxnId> &txns)
{
    for (const TxnId &txn : txns) {
        const OutboxItem *item = find(txn);
        if (!item)
            continue;
        const RoomId room = item->room;
        if (m_underWay.value(room) == txn)
            m_underWay.remove(room);
        drop(txn);
        sendNext(room);
    }
}

void SendQueue::forget(const RoomId &room)
{
    m_underWay.remove(room);
    for (const OutboxItem &item : items(room))
        drop(item.txn);
}

void SendQueue::onGap(const RoomId &room)
{
    QList<TxnId> hidden;
    for (const OutboxItem &item : items(room)) {
        if (item.sentAs.isEmpty())
            continue;
        hidden << item.txn;
        m_store.removeOutbox(item.txn).then(this, [](const Status &status) {
            if (!status)
                qCWarning(lcSession) << "a sent message stays in the outbox:" << status.error().text;
        });
    }
    onDelivered(hidden);
}

int SendQueue::count() const
{
    return int(std::count_if(m_items.cbegin(), m_items.cend(),
                             [](const OutboxItem &item) { return item.sentAs.isEmpty(); }));
}

void SendQueue::drop(const TxnId &txn)
{
    const OutboxItem *item = find(txn);
    if (!item)
        return;
    const RoomId room = item->room;
    m_items.removeAt(item - m_items.constData());
    m_faults.remove(txn);
    m_unstored.remove(txn);
    Q_EMIT removed(room, txn);
}

QList<OutboxItem> SendQueue::items(const RoomId &room) const
{
    QList<OutboxItem> result;
    std::copy_if(m_items.cbegin(), m_items.cend(), std::back_inserter(result),
                 [&](const OutboxItem &item) { return item.room == room; });
    return result;
}

OutboxItem *SendQueue::find(const TxnId &txn)
{
    const auto it =
        std::find_if(m_items.begin(), m_items.end(), [&](const OutboxItem &item) { return item.txn == txn; });
    return it == m_items.end() ? nullptr : &*it;
}

}
