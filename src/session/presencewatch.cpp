// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/presencewatch.h"

#include <algorithm>

namespace linnet {

using std::chrono::milliseconds;

namespace {

QString endpoint()
{
    return QStringLiteral("presence");
}

}

PresenceWatch::PresenceWatch(ApiClient &api, QObject *parent) : QObject(parent), m_api(api) {}

void PresenceWatch::setEnabled(bool isEnabled)
{
    m_isEnabled = isEnabled;
    askNext();
}

void PresenceWatch::setUsers(const QList<UserId> &users)
{
    m_users = users;
    // Whoever looks again wants to know how it is now.
    if (users.isEmpty())
        m_nextAsk.clear();
    askNext();
}

void PresenceWatch::askNext()
{
    delete m_timer;
    if (!m_isEnabled || !m_api.has(endpoint()))
        return;
    const milliseconds now = m_api.clock().elapsed();
    if (now < m_notBefore)
        return askAfter(m_notBefore - now);
    std::optional<milliseconds> next;
    const QList<UserId> users = m_users; // a listener may change it
    for (const UserId &user : users) {
        if (m_asking.contains(user) || m_refused.contains(user))
            continue;
        const milliseconds due = m_nextAsk.value(user, now);
        if (due > now)
            next = std::min(next.value_or(due), due);
        else if (m_asking.size() < MostRequests)
            ask(user);
    }
    // Whoever is due but has to wait comes after an answer.
    if (next)
        askAfter(*next - now);
}

void PresenceWatch::askAfter(milliseconds wait)
{
    m_timer = m_api.clock().after(wait, this, [this] {
        m_timer.clear(); // deletes itself
        askNext();
    });
}

void PresenceWatch::ask(const UserId &user)
{
    m_asking.insert(user);
    m_nextAsk.insert(user, m_api.clock().elapsed() + Interval);
    m_api.sendOnce(m_api.requests().presence(user)).then(this, [this, user](const Result<Reply> &reply) {
        m_asking.remove(user);
        if (!reply)
            onFailure(user, reply.error());
        else if (const auto update = Requests::readPresence(reply->body, user, m_api.clock().now()))
            Q_EMIT updated(*update);
        askNext();
    });
}

void PresenceWatch::onFailure(const UserId &user, const Error &error)
{
    if (m_api.lacks(endpoint(), error))
        return;
    if (error.kind == Error::Kind::RateLimited)
        m_notBefore = m_api.clock().elapsed() + std::max<milliseconds>(error.retryAfter, Interval);
    else if (error.kind == Error::Kind::Server && error.httpStatus < 500 && !error.isUnknownToken())
        m_refused.insert(user); // somebody who was invited shares no room yet
}

}
