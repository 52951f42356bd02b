// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completiondelegate.h"

#include "widgets/avatars.h"
#include "widgets/completionmodel.h"
#include "widgets/pictures.h"
#include "widgets/smallpicture.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr qsizetype MaxText = 300;

QString shown(const QString &text)
{
    return text.left(MaxText).simplified();
}

}

CompletionDelegate::CompletionDelegate(Avatars &avatars, Pictures &pictures, const Theme &theme,
                                       QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_pictures(pictures), m_theme(theme)
{
}

QSize CompletionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height = QFontMetrics(Theme::name(option.font)).height() + Theme::units(2, option.font);
    return {Theme::units(30, option.font), qMax(height, Theme::units(9, option.font))};
}

/// Answers where the words begin.
int CompletionDelegate::paintSign(QPainter *painter, const QStyleOptionViewItem &option,
                                  const Completion &row) const
{
    const int side = Theme::units(6, option.font);
    const QRect rect(option.rect.left() + Theme::units(3, option.font),
                     option.rect.top() + (option.rect.height() - side) / 2, side, side);
    const QRect placed = QStyle::visualRect(option.direction, option.rect, rect);
    if (row.kind == Completion::Kind::Command)
        return rect.left();
    if (row.kind == Completion::Kind::Emoji) {
        m_lines.paint(*painter, placed.adjusted(-2, 0, 2, 0), row.title, Theme::scaled(option.font, 1.3),
                      m_theme.text, option.direction);
    } else if (row.kind == Completion::Kind::Emoticon) {
        const QPixmap picture =
            m_pictures.small(row.avatar, {}, true, placed.size(), painter->device()->devicePixelRatioF());
        if (!picture.isNull())
            paintSmallPicture(*painter, placed, picture);
    } else {
        painter->drawPixmap(placed.topLeft(),
                            m_avatars.pixmap(row.avatar, row.id, shown(row.title), side,
                                             painter->device()->devicePixelRatioF(), m_theme));
    }
    return rect.right() + 1 + Theme::units(2, option.font);
}

void CompletionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto *model = qobject_cast<const CompletionModel *>(index.model());
    const Completion &row = model->row(index.row());
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.hover);

    const int left = paintSign(painter, option, row);
    const int right = option.rect.right() - Theme::units(3, option.font);
    const QFont nameFont = Theme::name(option.font);
    const QFont detailFont = Theme::scaled(option.font, 0.92);
    const QString title = row.kind == Completion::Kind::Emoji ? QString() : shown(row.title);
    const auto write = [&](int from, int to, const QString &text, const QFont &font, const QColor &color) {
        const QRect rect(from, option.rect.top(), qMax(0, to - from), option.rect.height());
        const int height = QFontMetrics(font).height();
        const QRect line = rect.adjusted(0, (rect.height() - height) / 2, 0, 0);
        m_lines.paint(
            *painter,
            QStyle::visualRect(option.direction, option.rect, {line.topLeft(), QSize(line.width(), height)}),
            text, font, color, option.direction);
    };
    // What something is gives way first, but a name takes no more than two thirds.
    const auto widthOf = [&](const QString &text, const QFont &font) {
        return m_lines.width(text, font, right - left, painter->layoutDirection());
    };
    const int wanted = widthOf(title, nameFont);
    const int detail = widthOf(shown(row.detail), detailFont);
    const int most = qMax((right - left) * 2 / 3, right - left - detail - Theme::units(3, option.font));
    const int end = left + qMin(wanted, most);
    if (!title.isEmpty())
        write(left, end, title, nameFont, m_theme.text);
    const int gap = title.isEmpty() ? 0 : Theme::units(2, option.font);
    write(end + gap, right, shown(row.detail), detailFont, title.isEmpty() ? m_theme.text : m_theme.dim);
    painter->restore();
}

}
