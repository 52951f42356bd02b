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
    watchReachability();
}

void NetworkWatch::watchReachability()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                qCDebug(lcApp) << "the network is now" << reachability;
                // A server on this computer or in this house needs no internet.
                if (reachability != QNetworkInformation::Reachability::Disconnected)
                    Q_EMIT isBack();
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
        Q_EMIT isBack();
    }
}

}
