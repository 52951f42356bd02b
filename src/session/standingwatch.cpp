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

/// Other questions may be answered to who is locked, as signing out is (client-server API, "Account
/// locking"). Those of 2014 had other names for it.
bool isSync(const Request &request)
{
    return request.path.endsWith(QLatin1String("/sync")) || request.path.endsWith(QLatin1String("/events")) ||
           request.path.endsWith(QLatin1String("/initialSync"));
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
    connect(&api, &ApiClient::tokenChanged, this, [this] {
        if (m_standing.kind == AccountStanding::Kind::SignedOut)
            set({});
    });
}

void StandingWatch::onAnswered(const Request &request, const Error *error)
{
    using Kind = AccountStanding::Kind;
    if (m_standing.kind == Kind::SignedOut)
        return; // what was asked before it may still be answered
    if (error && error->isMatrix("M_USER_LOCKED"))
        return set({Kind::Locked, true, *error});
    if (error && error->isMatrix("M_USER_SUSPENDED"))
        return set({Kind::Suspended, false, *error});
    const bool isOver = (m_standing.kind == Kind::Suspended && isWriting(request)) ||
                        (m_standing.kind == Kind::Locked && isSync(request));
    if (!error && isOver)
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
