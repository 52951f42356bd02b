// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/dialectchooser.h"

#include "base/logging.h"

namespace linnet {

namespace {

Result<ServerVersion> versionIn(const Result<Reply> &reply)
{
    return reply ? Requests::readVersions(reply->body) : Result<ServerVersion>(reply.error());
}

}

DialectChooser::DialectChooser(ApiClient &api, SyncLoop &sync, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_sync(sync), m_self(std::move(self))
{
    connect(&m_sync, &SyncLoop::connectionChanged, this, &DialectChooser::onConnectionChanged);
    connect(&m_sync, &SyncLoop::unrecognized, this, &DialectChooser::onUnrecognized);
}

void DialectChooser::onConnectionChanged(const Connection &connection)
{
    if (m_isSettled || connection.phase != Connection::Phase::Syncing ||
        m_api.server().version.dialect != Dialect::V3)
        return;
    m_isSettled = true;
    m_api.sendOnce(Requests::versions()).then(this, [this](const Result<Reply> &reply) {
        const Result<ServerVersion> version = versionIn(reply);
        if (!version)
            m_isSettled = reply.isOk(); // asked again after the next reconnection
        else if (version->offersSliding)
            speak(*version, Dialect::Sliding);
    });
}

void DialectChooser::onUnrecognized(const Error &error)
{
    const Dialect unknown = m_api.server().version.dialect;
    if (unknown == Dialect::V3)
        return;
    if (unknown == Dialect::Sliding && error.isMatrix("M_UNRECOGNIZED"))
        return goOn(unknown, m_api.server().version, Dialect::V3);
    // It may be a proxy that speaks while the server begins anew, and only the server knows what came after
    // v1.
    m_api.sendOnce(Requests::versions()).then(this, [this, unknown](const Result<Reply> &reply) {
        if (const Result<ServerVersion> version = versionIn(reply))
            goOn(unknown, *version, version->offersSliding ? Dialect::Sliding : Dialect::V3);
    });
}

void DialectChooser::goOn(Dialect from, const ServerVersion &version, Dialect dialect)
{
    if (m_api.server().version.dialect != from || dialect == from)
        return;
    m_isSettled = true;
    speak(version, dialect);
}

void DialectChooser::speak(ServerVersion version, Dialect dialect)
{
    version.dialect = dialect;
    qCInfo(lcSession) << "going on in dialect" << toString(dialect);
    m_api.setVersion(version);
    m_sync.setDialect(makeSyncDialect(version, m_self));
    Q_EMIT changed(version);
}

}
