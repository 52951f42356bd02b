// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlserver.h"

#include "app/ctlconnection.h"
#include "base/logging.h"

#include <QLocalSocket>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace linnet {

CtlServer::CtlServer(std::function<void(CtlCall &)> carryOut, QObject *parent)
    : QObject(parent), m_carryOut(std::move(carryOut))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &CtlServer::onConnection);
}

CtlServer::~CtlServer() = default;

Status CtlServer::listen(const QString &path)
{
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return Error::of(Error::Kind::Storage, m_server.errorString());
    return Done{};
}

bool CtlServer::isSameUser(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(int(descriptor), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#else
    Q_UNUSED(descriptor)
    return true;
#endif
}

void CtlServer::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_clients >= MostClients || !isSameUser(socket->socketDescriptor())) {
            qCWarning(lcApp) << "refused a client of the control socket";
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_clients;
        auto *connection = new CtlConnection(socket, m_carryOut, this);
        connect(connection, &QObject::destroyed, this, [this] { --m_clients; });
    }
}

}
