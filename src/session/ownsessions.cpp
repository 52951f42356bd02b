// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownsessions.h"

#include "crypto/devicedirectory.h"
#include "matrix/sessionrequests.h"

#include <algorithm>

namespace linnet {

namespace {

using Devices = QList<DeviceInfo>;

QList<OwnSession> merged(QList<OwnSession> sessions, const Devices &devices, const QString &own)
{
    for (OwnSession &session : sessions) {
        session.isThis = session.id == own;
        for (const DeviceInfo &device : devices) {
            if (device.id != session.id)
                continue;
            session.hasKeys = true;
            session.isVerified = device.isVerified;
        }
    }
    std::sort(sessions.begin(), sessions.end(), [](const OwnSession &a, const OwnSession &b) {
        return std::tuple(!a.isThis, -a.lastSeen, a.id) < std::tuple(!b.isThis, -b.lastSeen, b.id);
    });
    return sessions;
}

}

OwnSessions::OwnSessions(ApiClient &api, KeyExchange &keys, Store &store, AccountPageFinder &pages,
                         UserId self, QString device, QObject *parent)
    : QObject(parent), m_api(api), m_keys(keys), m_store(store), m_pages(pages), m_self(std::move(self)),
      m_device(std::move(device))
{
}

Task<QList<OwnSession>> OwnSessions::load()
{
    const auto known = [this]() {
        if (!m_keys.isAvailable())
            return Task<Devices>::ready(Devices());
        return m_store.crypto().call<Devices>(
            [self = m_self](CryptoMachine &machine) { return DeviceDirectory(machine).devices(self); });
    };
    return m_api.send(SessionRequests::all(m_api.requests().version()))
        .andThen([this, known](const Reply &reply) {
            return known().andThen(
                [this, listed = SessionRequests::readAll(reply.body)](const Devices &devices) {
                    QList<OwnSession> sessions;
                    for (const SessionRequests::Listed &each : listed)
                        sessions.append({each.id, each.name, each.lastSeen, each.ip, false, false, false});
                    return merged(sessions, devices, m_device);
                });
        });
}

Task<Done> OwnSessions::rename(const QString &session, const QString &name)
{
    return m_api.send(SessionRequests::rename(m_api.requests().version(), session, name))
        .andThen([](const Reply &) { return Done{}; });
}

Task<OwnSessions::SignOut> OwnSessions::signOut(const QStringList &sessions, const QString &password,
                                                const QString &uia)
{
    const QJsonObject auth =
        password.isEmpty() ? QJsonObject() : SessionRequests::passwordAuth(m_self, password, uia);
    return m_api.send(SessionRequests::remove(m_api.requests().version(), sessions, auth))
        .andThen([this, sessions, hadPassword = !password.isEmpty()](const Reply &reply) {
            if (reply.httpStatus != 401) {
                SignOut done;
                done.isDone = true;
                return Task<SignOut>::ready(done);
            }
            return challenged(sessions, SessionRequests::challenge(reply.body))
                .andThen([hadPassword](SignOut next) {
                    next.wasRefused = hadPassword && next.wantsPassword;
                    return next;
                });
        })
        .orElse([this, sessions](const Error &error) { return atAccountPage(sessions, error); });
}

/// Servers that leave accounts to OAuth may not have the request at all.
Task<OwnSessions::SignOut> OwnSessions::atAccountPage(const QStringList &sessions, const Error &error)
{
    if (!ApiClient::isUnrecognized(error))
        return Task<SignOut>::ready(error);
    return accountPage(sessions).andThen([error](const QUrl &page) -> Result<SignOut> {
        if (page.isEmpty())
            return error;
        SignOut next;
        next.page = page;
        return next;
    });
}

/// The server wants to be sure who asks: by the password, or in ways that only a browser knows.
Task<OwnSessions::SignOut> OwnSessions::challenged(const QStringList &sessions, const QJsonObject &challenge)
{
    SignOut next;
    next.uia = challenge.value(QLatin1String("session")).toString();
    next.wantsPassword = SessionRequests::takesPassword(challenge);
    if (next.wantsPassword)
        return Task<SignOut>::ready(next);
    return accountPage(sessions).andThen([this, next, challenge](const QUrl &page) {
        SignOut elsewhere = next;
        const QString stage = SessionRequests::firstStage(challenge);
        elsewhere.page = page;
        if (page.isEmpty() && !stage.isEmpty())
            elsewhere.page = urlOf(m_api.server().base, m_api.requests().authFallbackPage(stage, next.uia));
        return elsewhere;
    });
}

/// Of one session its own, of more that of all; empty: there is none.
Task<QUrl> OwnSessions::accountPage(const QStringList &sessions)
{
    using AccountPages::Action;
    return (sessions.size() == 1 ? m_pages.page(Action::EndSession, sessions.first())
                                 : m_pages.page(Action::Sessions))
        .orElse([](const Error &) -> Result<QUrl> { return QUrl(); });
}

}
