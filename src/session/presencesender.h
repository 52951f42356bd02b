// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/syncloop.h"

#include <QObject>
#include <QPointer>

namespace linnet {

/// Tells the server that one is online while the account syncs, in dialects whose requests do not say so by
/// themselves. What one says of oneself stays as it is. GUI thread.
class PresenceSender : public QObject
{
    Q_OBJECT

public:
    /// Servers take one for offline half a minute after the last sign of life.
    static constexpr std::chrono::seconds Interval{25};

    PresenceSender(ApiClient &api, SyncLoop &sync, UserId self, QObject *parent = nullptr);

    void setEnabled(bool isEnabled); ///< false: nothing is told

private:
    void start();
    void tellWhenDue();
    void tell();
    void tell(const QString &status);
    void restAfter(const Result<Reply> &reply);

    ApiClient &m_api;
    SyncLoop &m_sync;
    UserId m_self;
    std::chrono::milliseconds m_notBefore{0}; ///< on Clock::elapsed()
    QPointer<QObject> m_timer;
    bool m_isEnabled = true;
};

}
