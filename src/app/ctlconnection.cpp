// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlconnection.h"

#include "app/ctlserver.h"

namespace linnet {

CtlConnection::CtlConnection(QLocalSocket *socket, std::function<void(CtlCall &)> carryOut, QObject *parent)
    : QObject(parent), m_socket(socket), m_carryOut(std::move(carryOut))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(CtlServer::LongestRequest + 1);
    connect(m_socket, &QLocalSocket::readyRead, this, &CtlConnection::readOn);
    connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    // Data may have come before anybody listened to the signal.
    QMetaObject::invokeMethod(this, &CtlConnection::readOn, Qt::QueuedConnection);
}

void CtlConnection::readOn()
{
    if (m_isOverlong)
        return skip();
    while (!m_call && m_socket->canReadLine())
        begin(m_socket->readLine());
    if (!m_call && m_socket->bytesAvailable() > CtlServer::LongestRequest) {
        refuse(Error::of(Error::Kind::Invalid, tr("The request is too long.")));
        m_isOverlong = true;
        skip();
    }
}

// A socket that is closed with bytes unread takes the answer away from the client.
void CtlConnection::skip()
{
    if (m_socket->readAll().contains('\n'))
        m_socket->disconnectFromServer();
}

void CtlConnection::begin(const QByteArray &line)
{
    Result<CtlRequest> request = CtlRequest::fromLine(line);
    if (!request)
        return refuse(request.error());
    const CtlSyntax *syntax = CtlSyntax::find(request->command);
    if (!syntax)
        return refuse(Error::of(Error::Kind::Invalid, tr("There is no command %1.").arg(request->command)));
    if (const Status status = syntax->check(request->args); !status)
        return refuse(status.error());
    m_call = new CtlCall(request.take(), this);
    connect(m_call, &CtlCall::line, this, [this](const QByteArray &answer) {
        m_socket->write(answer);
        m_socket->flush(); // the program may quit right after this
    });
    connect(m_call, &CtlCall::answered, this, [this] {
        m_call->deleteLater();
        m_call.clear();
        QMetaObject::invokeMethod(this, &CtlConnection::readOn, Qt::QueuedConnection);
    });
    m_carryOut(*m_call);
}

void CtlConnection::refuse(const Error &error)
{
    m_socket->write(CtlCall::failure(QStringLiteral("usage"), error.text));
}

}
