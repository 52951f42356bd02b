// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace linnet::bench {

/// Waits until something is to be seen: for a paint of a widget at which it holds what is waited for. GUI
/// thread; must not outlive the widget.
class PaintWatch : public QObject
{
public:
    PaintWatch(QWidget &widget, std::function<bool()> isThere)
        : m_widget(widget), m_isThere(std::move(isThere))
    {
        widget.installEventFilter(this);
    }

    /// Runs the event loop until the next such paint is done.
    void wait()
    {
        QTimer patience;
        patience.setSingleShot(true);
        patience.callOnTimeout([] { qFatal("nothing was painted for a minute"); });
        patience.start(60'000);
        m_isPainted = false;
        while (!m_isPainted)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    /// The same where it may be that nothing changes: asks for the paint.
    void waitAnyway()
    {
        m_widget.update();
        wait();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_isThere())
            m_isPainted = true;
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget &m_widget;
    std::function<bool()> m_isThere;
    bool m_isPainted = false;
};

}
