// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/standingwatch.h"

namespace linnet {

namespace {

/// What who is suspended may not do (client-server API, "Account suspension"). Redactions of one's own they
/// may.
bool isWriting(const Request &request)
{
    const bool isSending = request.path.contains(QLatin1String("/rooms/")) &&
                           request.path.contains(QLatin1String("/send/")) &&
                           !request.path.contains(QLatin1String("/send/m.room.redaction/"));
    return request.method != Request::Method::Get &&
           (isSending || request.path.contains(QLatin1String("/join")) ||
            request.path.endsWith(QLatin1String("/invite")));
}

}

StandingWatch::StandingWatch(ApiClient &api, QObject *parent) : QObject(parent)
{
    connect(&api, &ApiClient::answered, this, &StandingWatch::onAnswered);
    connect(&api, &ApiClient::tokenRefused, this, [this, &api](const Error &error) {
        // Servers of 2014 did not tell the one from the other; nor are there keys under their dialect.
        const bool isSoft = error.isSoftLogout || api.server().version.dialect == Dialect::V1;
        set({AccountStanding::Kind::SignedOut, isSoft, error});
    });
}

void StandingWatch::onAnswered(const Request &request, const Error *error)
{
    using Kind = AccountStanding::Kind;
    if (error && error->isMatrix("M_USER_LOCKED"))
        return set({Kind::Locked, true, *error});
    if (error && error->isMatrix("M_USER_SUSPENDED"))
        return set({Kind::Suspended, false, *error});
    if (error)
        return;
    const bool isOver = m_standing.kind == Kind::Suspended ? isWriting(request) : !m_standing.isGood();
    if (isOver)
        set({});
}

void StandingWatch::set(AccountStanding standing)
{
    const bool isSame = m_standing.kind == standing.kind && m_standing.isSoft == standing.isSoft &&
                        m_standing.why.text == standing.why.text;
    m_standing = std::move(standing);
    if (!isSame)
        Q_EMIT changed();
}

}
