// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace linnet {

/// A slider that goes to where it is clicked on. GUI thread.
class SeekSlider : public QSlider
{
    Q_OBJECT

public:
    static constexpr int Steps = 1000;

    explicit SeekSlider(QWidget *parent);

    void setShare(double share); ///< 0 to 1; does nothing while somebody drags it

Q_SIGNALS:
    void sought(double share); ///< by a person

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void goTo(const QMouseEvent &event);
};

}
