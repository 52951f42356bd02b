// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/networkwatch.h"

#include "base/logging.h"

#include <QNetworkInformation>

namespace linnet {

NetworkWatch::NetworkWatch(Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_lastElapsed(clock.elapsed()),
      m_lastSteady(std::chrono::steady_clock::now())
{
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &NetworkWatch::look);
    m_timer.start();
    connect(&m_system, &SystemSignals::networkChanged, this, &NetworkWatch::onChanged);
    connect(&m_system, &SystemSignals::woke, this, &NetworkWatch::onChanged);
    connect(&m_system, &SystemSignals::networkLost, this, &NetworkWatch::onLost);
    watchReachability();
}

void NetworkWatch::watchReachability()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    QNetworkInformation *information = QNetworkInformation::instance();
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                qCDebug(lcApp) << "the network is now" << reachability;
                // A server on this computer or in this house needs no internet.
                if (reachability == QNetworkInformation::Reachability::Disconnected)
                    onLost();
                else
                    onChanged();
            });
    connect(information, &QNetworkInformation::isBehindCaptivePortalChanged, this, [this](bool isBehind) {
        if (!isBehind)
            onChanged();
    });
}

void NetworkWatch::look()
{
    const auto elapsed = m_clock.elapsed();
    const auto steady = std::chrono::steady_clock::now();
    const auto drift = (elapsed - m_lastElapsed) - (steady - m_lastSteady);
    m_lastElapsed = elapsed;
    m_lastSteady = steady;
    if (drift >= Jump) {
        qCDebug(lcApp) << "the computer woke";
        onChanged();
    }
}

void NetworkWatch::onChanged()
{
    if (m_settling)
        return;
    m_settling = m_clock.after(Settling, this, [this] {
        m_settling = nullptr;
        Q_EMIT isBack();
    });
}

void NetworkWatch::onLost()
{
    delete std::exchange(m_settling, nullptr);
    Q_EMIT isLost();
}

}
