// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace linnet {

/// Keeps the wheel from changing what a box says, which the server is told at once: it scrolls what the box
/// stands in. Also where the box has the focus, as it has after every choice. GUI thread; owned by the box.
class NoWheel : public QObject
{
    Q_OBJECT

public:
    static void keepFrom(QWidget &box); ///< which takes the focus by Tab and click only

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using QObject::QObject;
};

}
