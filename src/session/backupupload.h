// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/keyexchange.h"

#include <QObject>

namespace linnet {

/// Puts room keys into the account's backup in the background, some at a time (client-server API,
/// "Server-side key backups"). What was not said to be there is sent again, which does no harm. GUI thread;
/// owned by Recovery.
class BackupUpload : public QObject
{
    Q_OBJECT

public:
    BackupUpload(KeyExchange &keys, Store &store, Clock &clock, QObject *parent = nullptr);

    /// Whether keys go into a backup.
    void setEnabled(bool isEnabled) { m_isEnabled = isEnabled; }
    /// A sync was committed, or there are new keys: sends what is not there yet, unless the server has asked
    /// for a rest.
    void resume();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void progressed(); ///< some more are there
    /// The backup is gone, or another has taken its place: nothing goes into it any more.
    void refused(const linnet::Error &error);

private:
    void sendNext();
    void onSent(const Status &status);

    KeyExchange &m_keys;
    Store &m_store;
    Clock &m_clock;
    Backoff m_backoff;
    std::chrono::milliseconds m_notBefore{0}; ///< on Clock::elapsed()
    bool m_isEnabled = false;
    bool m_isRunning = false;
};

}
