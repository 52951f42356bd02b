// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/securechannel.h"
#include "support/qrhomeserver.h"

#include <QJsonObject>

#include <optional>

namespace linnet::test {

/// The other device: it scans a code that Linnet shows, and talks with it over the rendezvous of a
/// QrHomeserver.
class QrPeer
{
public:
    explicit QrPeer(QrHomeserver &server) : m_server(server) {}

    /// What stands in the code; it has to be one.
    LoginCode scan(const QByteArray &code);
    /// Whether Linnet has let it in: it may show its check code then.
    bool isLetIn();
    QString checkCode() const { return m_channel.checkCode(); }
    QString wrongCode() const; ///< another one
    void say(const QJsonObject &message);
    void sayText(const QByteArray &text); ///< whatever it is
    /// What Linnet has said since; nothing if it has not, or it cannot be read.
    std::optional<QJsonObject> hear();

private:
    std::optional<QByteArray> next();

    QrHomeserver &m_server;
    SecureChannel m_channel;
    QByteArray m_last; ///< that was left or read by this one
};

}
