// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace linnet {

/// Lets the text cursor stand still, visible, once nobody has typed or clicked for a while: its blinking is
/// most of what the processor does in a window that waits. Watches the application's events; GUI thread,
/// needs a QGuiApplication.
class CursorRest : public QObject
{
    Q_OBJECT

public:
    explicit CursorRest(std::chrono::milliseconds after = std::chrono::seconds(10),
                        QObject *parent = nullptr);
    ~CursorRest() override; ///< lets it blink again

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rest();
    void wake();

    QTimer m_timer;
    bool m_isResting = false;
};

}
