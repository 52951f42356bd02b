// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jumpbutton.h"

#include "widgets/counttext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace linnet {

JumpButton::JumpButton(To to, QWidget *parent) : QAbstractButton(parent), m_to(to)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(words());
    setCount(0);
    parent->installEventFilter(this);
    hide();
}

void JumpButton::setCount(int count, bool isAtLeast)
{
    m_count = count;
    m_isAtLeast = isAtLeast;
    setAccessibleName(count <= 0  ? words()
                      : isAtLeast ? tr("Jump to at least %n new message(s)", nullptr, count)
                                  : tr("Jump to %n new message(s)", nullptr, count));
    place();
    update();
}

QString JumpButton::words() const
{
    return m_to == To::Latest ? tr("Jump to the latest message") : tr("Jump to the first unread message");
}

QString JumpButton::badge() const
{
    return m_count > 0 ? countText(m_count, 999, m_isAtLeast, locale()) : QString();
}

QSize JumpButton::sizeHint() const
{
    const int side = Theme::units(9, font());
    const int text = m_count > 0 ? fontMetrics().horizontalAdvance(badge()) + Theme::units(2, font()) : 0;
    return {side + text, side};
}

void JumpButton::place()
{
    const int margin = Theme::units(4, font());
    const QRect area = parentWidget()->rect().adjusted(margin, margin, -margin, -margin);
    const Qt::Alignment end = m_to == To::Latest ? Qt::AlignBottom : Qt::AlignTop;
    setGeometry(QStyle::alignedRect(layoutDirection(), Qt::AlignRight | end, sizeHint(), area));
}

bool JumpButton::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QAbstractButton::eventFilter(watched, event);
}

void JumpButton::showEvent(QShowEvent *event)
{
    QAbstractButton::showEvent(event);
    place();
    raise();
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF shape = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(
        QPen(hasFocus() ? theme.accent : Theme::mix(theme.base, theme.text, 0.25), hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() ? theme.hover : theme.base);
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2);
    const int side = height();
    const int arrowSide = Theme::units(4, font());
    const QRect arrow = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, side, side));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme.text);
    const bool isDown = m_to == To::Latest;
    const QIcon icon =
        themedIcon(isDown ? QStringLiteral("go-down-symbolic") : QStringLiteral("go-up-symbolic"), colors);
    const QRect middle(arrow.center().x() - arrowSide / 2 + 1, arrow.center().y() - arrowSide / 2 + 1,
                       arrowSide, arrowSide);
    if (icon.isNull()) {
        painter.setPen(theme.text);
        painter.drawText(middle, Qt::AlignCenter, isDown ? QStringLiteral("↓") : QStringLiteral("↑"));
    } else {
        painter.drawPixmap(middle, icon.pixmap(QSize(arrowSide, arrowSide), devicePixelRatioF()));
    }
    if (m_count > 0) {
        const QRect text(side - Theme::units(1, font()), 0, width() - side, height());
        painter.setFont(Theme::name(font()));
        painter.setPen(theme.text);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text), Qt::AlignCenter, badge());
    }
}

}
