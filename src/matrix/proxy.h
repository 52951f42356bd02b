// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// How an account reaches its server, as far as it is no secret. A value.
struct ProxySettings
{
    enum class Kind {
        System, ///< what the system or the environment says
        None,   ///< a direct connection
        Http,
        Socks5, ///< it also looks up the server's name
    };

    Kind kind = Kind::System;
    // Of Http and Socks5 only
    QString host;
    quint16 port = 0;
    QString user; ///< empty: it wants none

    bool isManual() const { return kind == Kind::Http || kind == Kind::Socks5; }
    bool operator==(const ProxySettings &) const = default;
};

/// Whether a server at `host` is on this computer: it is reached directly, whatever the proxy. Pure.
bool isWithoutProxy(const QString &host);

/// A proxy and its password, which lives in Credentials and in no file.
struct Proxy
{
    ProxySettings settings;
    QString password;

    bool operator==(const Proxy &) const = default;
};

}
