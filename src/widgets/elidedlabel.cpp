// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elidedlabel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace linnet {

ElidedLabel::ElidedLabel(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    const QString line = text.left(2000).simplified();
    if (line == m_text)
        return; // a screen reader would say it again
    m_text = line;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void ElidedLabel::setColor(const QColor &color)
{
    m_color = color;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

void ElidedLabel::setClickable(bool isClickable)
{
    m_isClickable = isClickable;
    setCursor(isClickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setFocusPolicy(isClickable ? Qt::TabFocus : Qt::NoFocus);
}

QSize ElidedLabel::sizeHint() const
{
    return minimumSizeHint(); // it takes what width there is
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    const QString shown = m_elideMode == Qt::ElideRight
                              ? m_text
                              : m_line.withoutMiddle(m_text, font(), width(), Qt::LayoutDirectionAuto);
    m_line.paint(painter, rect(), shown, font(),
                 m_color.isValid() ? m_color : palette().color(QPalette::WindowText), layoutDirection());
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void ElidedLabel::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isClickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
    else
        QWidget::mouseReleaseEvent(event);
}

void ElidedLabel::keyPressEvent(QKeyEvent *event)
{
    const bool isPress =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_isClickable && isPress)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

}
