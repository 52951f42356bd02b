// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/seekslider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QWheelEvent>

namespace linnet {

SeekSlider::SeekSlider(QWidget *parent) : QSlider(Qt::Horizontal, parent)
{
    setRange(0, Steps);
    setSingleStep(Steps / 50);
    setPageStep(Steps / 10);
    setTracking(false);
    connect(this, &QSlider::actionTriggered, this, [this](int action) {
        if (action != SliderMove) // of the mouse
            Q_EMIT sought(double(sliderPosition()) / Steps);
    });
}

void SeekSlider::setShare(double share)
{
    if (!isSliderDown())
        setValue(qRound(share * Steps));
}

void SeekSlider::goTo(const QMouseEvent &event)
{
    setSliderPosition(QStyle::sliderValueFromPosition(0, Steps, qRound(event.position().x()), width(),
                                                      layoutDirection() == Qt::RightToLeft));
}

void SeekSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QSlider::mousePressEvent(event);
    setSliderDown(true);
    goTo(*event);
}

void SeekSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (isSliderDown())
        goTo(*event);
}

void SeekSlider::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    const double share = double(sliderPosition()) / Steps;
    setSliderDown(false);
    Q_EMIT sought(share);
}

void SeekSlider::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

}
