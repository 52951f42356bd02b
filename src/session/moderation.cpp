// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/moderation.h"

#include "matrix/moderationrequests.h"
#include "session/apiclient.h"
#include "session/roomactions.h"
#include "session/roomchanges.h"

#include <algorithm>

namespace linnet {

Task<Done> Moderation::carryOut(Deed deed, const ModerationTarget &target, const QString &reason)
{
    RoomChanges changes(m_api, m_self);
    switch (deed) {
    case Deed::Kick:
        return changes.kick(target.room, target.user, reason);
    case Deed::Ban:
        return changes.ban(target.room, target.user, reason);
    case Deed::Unban:
        return changes.unban(target.room, target.user, reason);
    case Deed::Invite:
        return m_actions.invite(target.room, target.user, reason);
    case Deed::Decline:
        return m_actions.leave(target.room);
    }
    return Task<Done>::ready(Error::of(Error::Kind::Invalid));
}

bool Moderation::canReportRooms() const
{
    return m_api.requests().version().dialect != Dialect::V1 && m_api.has(ModerationRequests::ReportRoom);
}

bool Moderation::canReportUsers() const
{
    return m_api.requests().version().dialect != Dialect::V1 && m_api.has(ModerationRequests::ReportUser);
}

Task<Done> Moderation::reportEvent(const RoomId &room, const EventId &event, const QString &reason)
{
    return RoomChanges(m_api, m_self).report(room, event, reason);
}

Task<Done> Moderation::reportRoom(const RoomId &room, const QString &reason)
{
    if (!canReportRooms())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    return report(ModerationRequests::ReportRoom, ModerationRequests::reportRoom(room, reason));
}

Task<Done> Moderation::reportUser(const UserId &user, const QString &reason)
{
    if (!canReportUsers())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    return report(ModerationRequests::ReportUser, ModerationRequests::reportUser(user, reason));
}

Task<Done> Moderation::report(const QString &endpoint, const Request &request)
{
    return m_api.send(request)
        .andThen([](const Reply &) { return Done{}; })
        .orElse([&api = m_api, endpoint](const Error &error) -> Result<Done> {
            if (api.lacks(endpoint, error))
                return Error::of(Error::Kind::Unsupported, error.text);
            return error;
        });
}

ModerationRun::ModerationRun(QList<ModerationTarget> targets, Act act, QObject *parent)
    : QObject(parent), m_waiting(std::move(targets)), m_act(std::move(act)), m_total(int(m_waiting.size()))
{
}

void ModerationRun::start()
{
    next();
}

void ModerationRun::stop()
{
    m_waiting.clear();
}

void ModerationRun::next()
{
    if (m_waiting.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const ModerationTarget target = m_waiting.takeFirst();
    m_act(target).then(this, [this, target](const Status &status) {
        if (status)
            m_done.append(target);
        else
            m_failures.append({target, status.error()});
        // The others would fail of it too, each after a while.
        if (!status && (status.error().isOfTheWay() || status.error().isUnknownToken()))
            m_waiting.clear();
        Q_EMIT progressed();
        QMetaObject::invokeMethod(this, &ModerationRun::next, Qt::QueuedConnection);
    });
}

}
