// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>

namespace linnet {

/// What NetworkManager and logind tell on Linux's system bus; silent where they do not run. GUI thread.
class SystemSignals : public QObject
{
    Q_OBJECT

public:
    explicit SystemSignals(QObject *parent = nullptr);

Q_SIGNALS:
    void networkLost();
    void networkChanged(); ///< it is there, and may be another one
    void woke();

private Q_SLOTS:
    void onNetworkState(uint state);
    void onNetworkProperties(const QString &interface, const QVariantMap &changed, const QStringList &gone);
    void onSleep(bool begins);
};

}
