// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/receiptsender.h"

#include "matrix/syncbatch.h"

#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

bool isYes(const UntoldMark &mark)
{
    return mark.value == QLatin1String("yes");
}

}

ReceiptSender::ReceiptSender(ApiClient &api, const RoomList &rooms, Store &store, UserId self,
                             QObject *parent)
    : QObject(parent), m_api(api), m_rooms(rooms), m_store(store), m_self(std::move(self)),
      m_backoff(2s, 5min)
{
}

QString ReceiptSender::keyOf(const UntoldMark &mark)
{
    return QStringLiteral("%1 %2 %3").arg(QString::number(int(mark.kind)), mark.room.toString(), mark.thread);
}

void ReceiptSender::load(const QList<UntoldMark> &untold)
{
    for (const UntoldMark &mark : untold)
        m_untold[keyOf(mark)].mark = mark;
}

void ReceiptSender::tell(const UntoldMark &mark)
{
    const QString key = keyOf(mark);
    Untold &untold = m_untold[key];
    if (untold.isUnderWay && untold.mark.value == mark.value)
        return;
    untold.mark = mark;
    untold.isUnderWay = false;
    if (mayAsk(untold))
        send(key);
}

void ReceiptSender::resume()
{
    const QStringList keys = m_untold.keys();
    for (const QString &key : keys) {
        const auto untold = m_untold.constFind(key);
        if (untold == m_untold.cend() || untold->isUnderWay)
            continue;
        if (isOverruled(untold->mark))
            forget(UntoldMark(untold->mark));
        else if (mayAsk(*untold))
            send(key);
    }
}

/// Another device has said otherwise since.
bool ReceiptSender::isOverruled(const UntoldMark &mark) const
{
    const Room *room = m_rooms.find(mark.room);
    return mark.kind == UntoldMark::Kind::MarkedUnread && room && room->isMarkedUnread != isYes(mark);
}

void ReceiptSender::forget(const UntoldMark &mark)
{
    m_untold.remove(keyOf(mark));
    m_store.setTold(mark).then(this, [](const Status &) {});
}

bool ReceiptSender::mayAsk(const Untold &untold) const
{
    return !(m_isLimited && m_underWay > 0) &&
           m_api.clock().elapsed() >= std::max(m_notBefore, untold.notBefore);
}

void ReceiptSender::send(const QString &key)
{
    Untold &untold = m_untold[key];
    untold.isUnderWay = true;
    ++m_underWay;
    const UntoldMark mark = untold.mark;
    ask(mark).then(this, [this, key, mark](const Status &status) {
        --m_underWay;
        onAnswer(key, mark, status);
        // What waits for its turn; a way that is cut is tried again after the next sync only.
        if (m_isLimited && (status || !status.error().isOfTheWay()))
            resume();
    });
}

void ReceiptSender::onAnswer(const QString &key, const UntoldMark &mark, const Status &status)
{
    if (!status)
        restAfter(key, status.error());
    const auto found = m_untold.find(key);
    if (found == m_untold.end() || found->mark.value != mark.value)
        return; // something newer is to be told
    found->isUnderWay = false;
    if (!status)
        return;
    m_backoff.reset();
    forget(mark);
    m_isLimited = m_isLimited && !m_untold.isEmpty();
}

/// A failure may be about the one room; a limit is about all of them.
void ReceiptSender::restAfter(const QString &key, const Error &error)
{
    if (error.isOfTheWay())
        return;
    const auto until = [&](Backoff &backoff) {
        const auto wait = backoff.next(QRandomGenerator::global()->generateDouble());
        return m_api.clock().elapsed() + std::max(wait, error.retryAfter);
    };
    if (const auto found = m_untold.find(key); found != m_untold.end())
        found->notBefore = until(found->backoff);
    if (error.kind != Error::Kind::RateLimited)
        return;
    m_isLimited = true;
    m_notBefore = std::max(m_notBefore, until(m_backoff));
}

Task<Done> ReceiptSender::ask(const UntoldMark &mark)
{
    if (mark.kind == UntoldMark::Kind::MarkedUnread) {
        const QString key = QStringLiteral("marked ") + mark.room.toString();
        m_told.remove(key); // it may have been changed elsewhere since
        return askOnce(QStringLiteral("account data"), key, mark.value,
                       m_api.requests().setMarkedUnread(m_self, mark.room, isYes(mark)));
    }
    const EventId event(mark.value);
    const bool isOfThread = !mark.thread.isEmpty() && mark.thread != Receipt::Main;
    Task<Done> receipt = Task<Done>::ready(Done{});
    // Servers of before 1.4 would take the one for all of the room, and tell others of the other.
    if (m_api.requests().hasThreads() || (!isOfThread && m_isPublic)) {
        receipt = askOnce(QStringLiteral("receipt"), QStringLiteral("receipt ") + keyOf(mark), mark.value,
                          m_api.requests().receipt(mark.room, event, mark.thread, !m_isPublic));
    }
    if (isOfThread)
        return receipt;
    return std::move(receipt).andThen([this, mark, event](Done) {
        return askOnce(QStringLiteral("read_markers"), QStringLiteral("fully read ") + mark.room.toString(),
                       mark.value, m_api.requests().fullyRead(mark.room, event));
    });
}

Task<Done> ReceiptSender::askOnce(const QString &endpoint, const QString &key, const QString &value,
                                  const Request &request)
{
    if (!m_api.has(endpoint) || m_told.value(key) == value)
        return Task<Done>::ready(Done{});
    return m_api.sendOnce(request)
        .andThen([this, key, value](const Reply &) {
            m_told.insert(key, value);
            return Done{};
        })
        .orElse([this, endpoint](const Error &error) -> Result<Done> {
            if (!m_api.lacks(endpoint, error) && error.isTransient())
                return error;
            return Done{}; // it does not want to know
        });
}

}
