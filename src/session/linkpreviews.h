// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/previewrequests.h"
#include "session/apiclient.h"

#include <QCache>

namespace linnet {

/// What the account's server says of links, and asks it for: the latest first, few at once; what was asked
/// for long before is given up, and what failed for want of a connection waits for one. The links themselves
/// are never opened. Kept as long as this lives, within a limit. GUI thread; owned by the Session.
class LinkPreviews : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostKept = 500;
    static constexpr int MostWishes = 20;

    explicit LinkPreviews(ApiClient &api, QObject *parent = nullptr);

    /// Null if it is not known; empty if there is none. Good until control returns to the event loop.
    const LinkPreview *find(const QUrl &url) const;
    /// It is not known, and the server may know it.
    bool mayCome(const QUrl &url) const;
    /// Asks for it, unless it is known. What is not for the public, or not on the web, is not asked for.
    void want(const QUrl &url);
    /// http or https to a host with a name that others know, without a user or a password.
    static bool isPreviewable(const QUrl &url);
    void resume(); ///< the connection is back

Q_SIGNALS:
    void found(const QUrl &url);   ///< there is one
    void missing(const QUrl &url); ///< there is none

private:
    void next();
    void ask(const QUrl &url, bool isOld);
    bool hasEndpoint() const;
    void keep(const QUrl &url, const LinkPreview &preview);

    ApiClient &m_api;
    QCache<QUrl, LinkPreview> m_known;
    QList<QUrl> m_wishes; ///< the latest last
    QList<QUrl> m_underWay;
    QList<QUrl> m_cutOff; ///< to be asked for again; the latest last
};

}
