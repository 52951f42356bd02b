// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcall.h"
#include "base/result.h"

#include <QLocalServer>
#include <QObject>

#include <functional>

class QLocalSocket;

namespace linnet {

/// The socket through which `ctl`, and a second start of the program, reach the running one. Only the same
/// user may connect. Speaks JSON, one object a line; a connection's requests are carried out one after the
/// other. GUI thread.
class CtlServer : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 LongestRequest = 1024 * 1024; ///< bytes; a longer line ends the connection
    static constexpr int MostClients = 32;

    /// `carryOut` answers the call, now or later; it does not own it.
    explicit CtlServer(std::function<void(CtlCall &)> carryOut, QObject *parent = nullptr);
    ~CtlServer() override;

    /// Takes the place of a socket that a crash left behind: only who holds the profile's lock may call this.
    Status listen(const QString &path);

    /// True if the other end of the socket `descriptor` is a process of this user (Linux; elsewhere the
    /// socket's permissions decide alone).
    static bool isSameUser(qintptr descriptor);

private:
    void onConnection();

    std::function<void(CtlCall &)> m_carryOut;
    QLocalServer m_server;
    int m_clients = 0;
};

}
