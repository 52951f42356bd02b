// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/syncloop.h"

#include <QObject>

namespace linnet {

/// Keeps an account in the best dialect that its server offers. One that speaks v3 asks `/versions` once it
/// is caught up, and goes on in sliding sync where that is advertised; one whose server does not know sliding
/// sync after all, or no longer advertises it, goes back to v3 until the next start. One that speaks v1 does
/// so as long as its server knows v1, as it may have been chosen; then it goes on in what is offered. Silence
/// and trouble change nothing. GUI thread.
class DialectChooser : public QObject
{
    Q_OBJECT

public:
    DialectChooser(ApiClient &api, SyncLoop &sync, UserId self, QObject *parent = nullptr);

Q_SIGNALS:
    /// The account speaks this from now on, also after a restart.
    void changed(const linnet::ServerVersion &version);

private:
    void onConnectionChanged(const Connection &connection);
    void onUnrecognized(const Error &error);
    /// Nothing if another dialect than `from` is spoken by now, or it is the one to go on in.
    void goOn(Dialect from, const ServerVersion &version, Dialect dialect);
    void speak(ServerVersion version, Dialect dialect);

    ApiClient &m_api;
    SyncLoop &m_sync;
    UserId m_self;
    bool m_isSettled = false;
};

}
