// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/badge.h"

#include <QFontMetrics>
#include <QPainter>

namespace linnet {

namespace {

QFont badgeFont(const QFont &font)
{
    QFont small = Theme::scaled(font, 0.85);
    small.setWeight(QFont::DemiBold);
    return small;
}

}

Badge::Badge(const QString &text, bool isHighlight, QWidget *parent)
    : QWidget(parent), m_text(text), m_isHighlight(isHighlight)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Badge::size(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    const int height = qMax(Theme::units(4.5, font), metrics.height() + 2);
    return {qMax(height, metrics.horizontalAdvance(text) + Theme::units(3, font)), height};
}

void Badge::paint(QPainter &painter, const QRect &place, const QString &text, const QFont &font,
                  bool isHighlight, const Theme &theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHighlight ? theme.danger : theme.accent);
    painter.drawRoundedRect(place, place.height() / 2.0, place.height() / 2.0);
    painter.setFont(badgeFont(font));
    painter.setPen(isHighlight ? theme.onDanger : theme.onAccent);
    painter.drawText(place, Qt::AlignCenter, text);
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter, rect(), m_text, font(), m_isHighlight, Theme(palette()));
}

}
