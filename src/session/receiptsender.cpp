// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/receiptsender.h"

#include "matrix/syncbatch.h"

namespace linnet {

namespace {

bool isYes(const UntoldMark &mark)
{
    return mark.value == QLatin1String("yes");
}

}

ReceiptSender::ReceiptSender(ApiClient &api, const RoomList &rooms, Store &store, UserId self,
                             QObject *parent)
    : QObject(parent), m_api(api), m_rooms(rooms), m_store(store), m_self(std::move(self))
{
}

QString ReceiptSender::keyOf(const UntoldMark &mark)
{
    return QStringLiteral("%1 %2 %3").arg(QString::number(int(mark.kind)), mark.room.toString(), mark.thread);
}

void ReceiptSender::load(const QList<UntoldMark> &untold)
{
    for (const UntoldMark &mark : untold)
        m_untold.insert(keyOf(mark), {mark, false});
}

void ReceiptSender::tell(const UntoldMark &mark)
{
    const QString key = keyOf(mark);
    const auto known = m_untold.constFind(key);
    if (known != m_untold.cend() && known->isUnderWay && known->mark.value == mark.value)
        return;
    m_untold.insert(key, {mark, false});
    send(key);
}

void ReceiptSender::resume()
{
    const QStringList keys = m_untold.keys();
    for (const QString &key : keys) {
        const Untold untold = m_untold.value(key);
        if (untold.isUnderWay)
            continue;
        if (isOverruled(untold.mark))
            forget(untold.mark);
        else
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

void ReceiptSender::send(const QString &key)
{
    Untold &untold = m_untold[key];
    untold.isUnderWay = true;
    const UntoldMark mark = untold.mark;
    ask(mark).then(this, [this, key, mark](const Status &status) {
        const auto found = m_untold.find(key);
        if (found == m_untold.end() || found->mark.value != mark.value)
            return; // something newer is being told
        found->isUnderWay = false;
        if (status)
            forget(mark);
    });
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
