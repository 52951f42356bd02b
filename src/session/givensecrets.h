// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recovery.h"

#include <QObject>

namespace linnet {

/// What another session of the account has given to this new one (SignedIn::secrets): takes it over as soon
/// as the server is reached, then forgets it. Lives in memory only: after a crash one verifies, as ever. GUI
/// thread; owned by the Session; must not outlive `recovery`.
class GivenSecrets : public QObject
{
    Q_OBJECT

public:
    /// Nothing is done if `bundle` is empty.
    GivenSecrets(Recovery &recovery, QByteArray bundle, QObject *parent = nullptr);
    ~GivenSecrets() override;

    void onCommitted();
    bool isWaiting() const { return !m_bundle.isEmpty(); }

private:
    Recovery &m_recovery;
    QByteArray m_bundle;
    bool m_isTaking = false;
};

}
