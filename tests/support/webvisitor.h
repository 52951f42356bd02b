// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QNetworkAccessManager>
#include <QUrl>

class QNetworkRequest;

namespace linnet::test {

/// Somebody at a web browser without scripts: opens pages, follows where they lead, keeps cookies, as of
/// loopback also those that want TLS. Each call runs the event loop until the page is there. GUI thread.
class WebVisitor
{
public:
    struct Page
    {
        int status = 0; ///< 0: there was no answer
        QUrl address;   ///< where it led
        QByteArray body;
        /// The first link to an address that begins like this; empty if there is none.
        QUrl linkTo(const QString &beginning) const;
    };

    Page open(const QUrl &address);
    /// Sends a form, "name=value&…".
    Page submit(const QUrl &address, const QByteArray &form);

private:
    Page follow(QUrl address, const QByteArray *form);

    QNetworkAccessManager m_manager;
    QMap<QByteArray, QByteArray> m_cookies;
};

}
