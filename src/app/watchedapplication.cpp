// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchedapplication.h"

#include <QThread>

namespace linnet {

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    // Events inside of events are a part of them, but a nested loop, as of a drag, answers by itself.
    const bool isOurs = QThread::currentThread() == thread();
    const int level = isOurs ? thread()->loopLevel() : -1;
    if (!isOurs || level <= m_level)
        return QApplication::notify(receiver, event);
    const int outer = std::exchange(m_level, level);
    m_watch.begin();
    const bool result = QApplication::notify(receiver, event);
    m_watch.end();
    m_level = outer;
    return result;
}

}
