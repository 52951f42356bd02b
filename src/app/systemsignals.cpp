// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/systemsignals.h"

#include "base/logging.h"

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <QDBusConnection>
#include <QDBusObjectPath>
#endif

namespace linnet {

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

namespace {

// NetworkManager's API, NMState and NMConnectivityState
constexpr uint Disconnected = 20;
constexpr uint ConnectedLocal = 50;
constexpr uint ConnectivityPortal = 2;

}

SystemSignals::SystemSignals(QObject *parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::systemBus();
    const QString manager = QStringLiteral("org.freedesktop.NetworkManager");
    const QString managerPath = QStringLiteral("/org/freedesktop/NetworkManager");
    bus.connect(manager, managerPath, manager, QStringLiteral("StateChanged"), this,
                SLOT(onNetworkState(uint)));
    bus.connect(manager, managerPath, QStringLiteral("org.freedesktop.DBus.Properties"),
                QStringLiteral("PropertiesChanged"), this,
                SLOT(onNetworkProperties(QString, QVariantMap, QStringList)));
    bus.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
                QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
                SLOT(onSleep(bool)));
}

void SystemSignals::onNetworkState(uint state)
{
    qCDebug(lcApp) << "NetworkManager's state" << state;
    if (state >= ConnectedLocal)
        Q_EMIT networkChanged();
    else if (state != 0 && state <= Disconnected)
        Q_EMIT networkLost();
}

void SystemSignals::onNetworkProperties(const QString &, const QVariantMap &changed, const QStringList &)
{
    const QVariant primary = changed.value(QStringLiteral("PrimaryConnection"));
    const bool isOther = primary.isValid() && primary.value<QDBusObjectPath>().path() != u"/";
    const QVariant connectivity = changed.value(QStringLiteral("Connectivity"));
    if (isOther || (connectivity.isValid() && connectivity.toUInt() > ConnectivityPortal))
        Q_EMIT networkChanged();
}

void SystemSignals::onSleep(bool begins)
{
    if (!begins)
        Q_EMIT woke();
}

#else

SystemSignals::SystemSignals(QObject *parent) : QObject(parent) {}
void SystemSignals::onNetworkState(uint) {}
void SystemSignals::onNetworkProperties(const QString &, const QVariantMap &, const QStringList &) {}
void SystemSignals::onSleep(bool) {}

#endif

}
