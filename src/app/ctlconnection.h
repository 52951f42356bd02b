// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcall.h"

#include <QLocalSocket>
#include <QObject>
#include <QPointer>

#include <functional>

namespace linnet {

/// One client of the CtlServer: cuts what it sends into requests. GUI thread; deletes itself when the client
/// has gone.
class CtlConnection : public QObject
{
    Q_OBJECT

public:
    CtlConnection(QLocalSocket *socket, std::function<void(CtlCall &)> carryOut, QObject *parent);

private:
    void readOn();
    void skip(); ///< the rest of a request that is too long
    void begin(const QByteArray &line);
    void refuse(const Error &error);

    QLocalSocket *m_socket;
    std::function<void(CtlCall &)> m_carryOut;
    QPointer<CtlCall> m_call; ///< what is under way
    bool m_isOverlong = false;
};

}
