// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/skeleton.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace linnet {

namespace {

constexpr int PatienceMs = 300;
// Lengths of the lines, in parts of the width, so that they look like words.
constexpr double NameParts[] = {0.45, 0.3, 0.55, 0.38, 0.5};
constexpr double WordParts[] = {0.8, 0.6, 0.9, 0.5, 0.7};

}

Skeleton::Skeleton(double rowUnits, QWidget *parent) : QWidget(parent), m_rowUnits(rowUnits)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Loading"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isShown = true;
        update();
    });
}

void Skeleton::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_patience.start();
}

void Skeleton::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_patience.stop();
    m_isShown = false;
}

void Skeleton::paintEvent(QPaintEvent *)
{
    if (!m_isShown)
        return;
    const Theme theme(palette());
    const auto units = [this](double count) { return Theme::units(count, font()); };
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hover);
    const int row = units(m_rowUnits);
    const int side = qMin(units(9), row - units(2));
    const int bar = units(2.5);
    const int left = units(3) + side + units(3);
    const int room = qMin(width() - left - units(3), units(120));
    for (int i = 0; i * row < height(); ++i) {
        const int top = i * row;
        const auto place = [this](const QRect &rect) {
            return style()->visualRect(layoutDirection(), this->rect(), rect);
        };
        painter.drawEllipse(place({units(3), top + (row - side) / 2, side, side}));
        const QRect name(left, top + row / 2 - bar - units(1), int(room * NameParts[i % 5]), bar);
        const QRect words(left, top + row / 2 + units(1), int(room * WordParts[i % 5]), bar);
        painter.drawRoundedRect(place(name), bar / 2.0, bar / 2.0);
        painter.drawRoundedRect(place(words), bar / 2.0, bar / 2.0);
    }
}

}
