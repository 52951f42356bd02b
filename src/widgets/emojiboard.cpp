// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojiboard.h"

#include "session/verificationtext.h"
#include "widgets/emojifont.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace linnet {

namespace {

constexpr int EmojiUnits = 12;
constexpr int LeastCellUnits = 22;

}

EmojiBoard::EmojiBoard(QWidget *parent) : QWidget(parent) {}

void EmojiBoard::setContent(const QList<VerificationEmoji> &emoji, const QList<int> &decimals)
{
    m_emoji = emoji;
    m_decimals = decimals;
    QStringList names;
    for (const VerificationEmoji &each : m_emoji)
        names.append(VerificationText::emojiName(each));
    setAccessibleName(names.isEmpty() ? numbers() : names.join(QStringLiteral(", ")));
    setFocusPolicy(Qt::TabFocus); // to be read aloud
    updateGeometry();
    update();
}

QString EmojiBoard::numbers() const
{
    QStringList parts;
    for (const int number : m_decimals)
        parts.append(QString::number(number));
    return parts.join(QStringLiteral("   "));
}

int EmojiBoard::cellWidth() const
{
    int wide = Theme::units(LeastCellUnits, font());
    for (const VerificationEmoji &each : m_emoji)
        wide = qMax(wide, fontMetrics().horizontalAdvance(VerificationText::emojiName(each)) +
                              Theme::units(3, font()));
    return wide;
}

int EmojiBoard::cellHeight() const
{
    return Theme::units(EmojiUnits + 4, font()) + fontMetrics().height();
}

QSize EmojiBoard::sizeHint() const
{
    if (m_emoji.isEmpty())
        return {Theme::units(80, font()), Theme::units(16, font())};
    return {Columns * cellWidth(), 2 * cellHeight()};
}

EmojiBoard::Place EmojiBoard::placeOf(int index) const
{
    const int line = index / Columns;
    const int inLine = std::min(Columns, int(m_emoji.size()) - line * Columns);
    const int left = (width() - inLine * cellWidth()) / 2 + index % Columns * cellWidth();
    const int side = Theme::units(EmojiUnits, font());
    const int top = line * cellHeight() + Theme::units(1, font());
    const auto placed = [this](const QRect &rect) {
        QRect mirrored = rect;
        if (layoutDirection() == Qt::RightToLeft)
            mirrored.moveLeft(width() - rect.left() - rect.width());
        return mirrored;
    };
    return {placed({left + (cellWidth() - side) / 2, top, side, side}),
            placed({left, top + side, cellWidth(), fontMetrics().height() + Theme::units(2, font())})};
}

void EmojiBoard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme(palette());
    painter.setPen(palette().color(QPalette::WindowText));
    if (m_emoji.isEmpty()) {
        painter.setFont(Theme::scaled(Theme::name(font()), 2));
        painter.setLayoutDirection(Qt::LeftToRight);
        painter.drawText(rect(), Qt::AlignCenter, numbers());
    }
    for (int i = 0; i < int(m_emoji.size()); ++i) {
        const Place place = placeOf(i);
        const QString &symbol = m_emoji.at(i).symbol;
        if (EmojiFont::canPaint(symbol)) {
            EmojiFont::paint(painter, place.emoji, symbol);
        } else {
            painter.setFont(Theme::scaled(font(), 2.4));
            painter.drawText(place.emoji, Qt::AlignCenter, symbol);
        }
        painter.setFont(font());
        painter.drawText(place.name, Qt::AlignCenter, VerificationText::emojiName(m_emoji.at(i)));
    }
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void EmojiBoard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

}
