// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/receiptsender.h"

#include "matrix/syncbatch.h"

namespace linnet {

ReceiptSender::ReceiptSender(ApiClient &api, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_self(std::move(self))
{
}

void ReceiptSender::read(const RoomId &room, const EventId &event, const QString &thread)
{
    const bool isOfThread = !thread.isEmpty() && thread != Receipt::Main;
    // Servers of before 1.4 would take the one for all of the room, and tell others of the other.
    if (m_api.requests().hasThreads() || (!isOfThread && m_isPublic)) {
        tell(QStringLiteral("receipt"), QStringLiteral("receipt %1 %2").arg(room.toString(), thread),
             event.toString(), [this, room, event, thread, isPublic = m_isPublic] {
                 return m_api.requests().receipt(room, event, thread, !isPublic);
             });
    }
    if (!isOfThread) {
        tell(QStringLiteral("read_markers"), QStringLiteral("fully read ") + room.toString(),
             event.toString(), [this, room, event] { return m_api.requests().fullyRead(room, event); });
    }
}

void ReceiptSender::markUnread(const RoomId &room, bool isMarked)
{
    const QString key = QStringLiteral("marked ") + room.toString();
    m_told.remove(key); // it may have been changed elsewhere since
    tell(QStringLiteral("account data"), key, isMarked ? QStringLiteral("yes") : QStringLiteral("no"),
         [this, room, isMarked] { return m_api.requests().setMarkedUnread(m_self, room, isMarked); });
}

void ReceiptSender::resume()
{
    const auto unsent = std::exchange(m_unsent, {});
    for (auto it = unsent.cbegin(); it != unsent.cend(); ++it)
        send(it->endpoint, it.key(), it->request);
}

void ReceiptSender::tell(const QString &endpoint, const QString &key, const QString &value,
                         const Call &request)
{
    if (std::exchange(m_told[key], value) == value)
        return;
    m_unsent.remove(key);
    send(endpoint, key, request);
}

void ReceiptSender::send(const QString &endpoint, const QString &key, const Call &request)
{
    if (!m_api.has(endpoint))
        return;
    m_api.sendOnce(request()).then(
        this, [this, endpoint, key, request, value = m_told.value(key)](const Result<Reply> &result) {
            if (result)
                return;
            if (ApiClient::isUnrecognized(result.error()))
                m_api.setMissing(endpoint);
            else if (result.error().isTransient() && m_told.value(key) == value)
                m_unsent.insert(key, {endpoint, request});
        });
}

}
