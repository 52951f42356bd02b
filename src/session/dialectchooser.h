// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/syncloop.h"

#include <QObject>

namespace linnet {

/// Keeps an account in the best dialect that its server offers. One that speaks v3 asks `/versions` once it
/// is caught up, and goes on in sliding sync where that is advertised; one whose server does not know sliding
/// sync after all, or no longer advertises it, goes back to v3 until the next start. Silence and trouble
/// change nothing. GUI thread.
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
    void goBack();
    void speak(ServerVersion version, Dialect dialect);

    ApiClient &m_api;
    SyncLoop &m_sync;
    UserId m_self;
    bool m_isSettled = false;
};

}
