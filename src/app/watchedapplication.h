// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stallwatch.h"

#include <QApplication>

namespace linnet {

/// A QApplication whose events are watched: one that takes too long is reported. GUI thread.
class WatchedApplication : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv, StallWatch::Report report = StallWatch::log)
        : QApplication(argc, argv), m_watch(std::move(report))
    {
    }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    StallWatch m_watch;
    int m_level = -1; ///< of the event loop whose event is being handled
};

}
