// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/presencesender.h"

#include <algorithm>

namespace linnet {

namespace {

QString endpoint()
{
    return QStringLiteral("own presence");
}

}

PresenceSender::PresenceSender(ApiClient &api, SyncLoop &sync, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_sync(sync), m_self(std::move(self))
{
    connect(&m_sync, &SyncLoop::connectionChanged, this, &PresenceSender::start);
}

void PresenceSender::setEnabled(bool isEnabled)
{
    if (std::exchange(m_isEnabled, isEnabled) != isEnabled)
        start();
}

void PresenceSender::start()
{
    delete m_timer;
    if (m_isEnabled && m_sync.connection().phase == Connection::Phase::Syncing)
        tellWhenDue();
}

void PresenceSender::tellWhenDue()
{
    const auto wait = m_notBefore - m_api.clock().elapsed();
    if (wait <= std::chrono::milliseconds::zero())
        return tell();
    delete m_timer;
    m_timer = m_api.clock().after(wait, this, [this] {
        m_timer.clear(); // deletes itself
        tell();
    });
}

void PresenceSender::restAfter(const Result<Reply> &reply)
{
    if (reply || reply.error().kind != Error::Kind::RateLimited)
        return;
    m_notBefore =
        m_api.clock().elapsed() + std::max<std::chrono::milliseconds>(reply.error().retryAfter, Interval);
    if (m_timer)
        tellWhenDue();
}

void PresenceSender::tell()
{
    m_notBefore = m_api.clock().elapsed() + Interval;
    tellWhenDue();
    // The dialect may change while it syncs.
    if (m_sync.dialect().hasPresence() || !m_api.has(endpoint()))
        return;
    // A request without the status would erase it.
    m_api.sendOnce(m_api.requests().presence(m_self)).then(this, [this](const Result<Reply> &reply) {
        if (!reply)
            m_api.lacks(endpoint(), reply.error());
        restAfter(reply);
        const auto own =
            reply ? Requests::readPresence(reply->body, m_self, m_api.clock().now()) : std::nullopt;
        if (own && m_isEnabled)
            tell(own->statusMessage);
    });
}

void PresenceSender::tell(const QString &status)
{
    m_api.sendOnce(m_api.requests().setPresence(m_self, Presence::Online, status))
        .then(this, [this](const Result<Reply> &reply) {
            // A server that does not want to hear it is not told again; others hear it the next time.
            if (!reply && reply.error().kind == Error::Kind::Server && reply.error().httpStatus < 500)
                m_api.setMissing(endpoint());
            restAfter(reply);
        });
}

}
