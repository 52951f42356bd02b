// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outboxdelegate.h"

#include "models/outboxmodel.h"
#include "widgets/delegatemarks.h"
#include "widgets/rowtime.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace linnet {

namespace {

constexpr qsizetype MaxText = 400; ///< no row is wide enough for more
constexpr qsizetype MaxTip = 1000;

OutboxModel::State stateOf(const QModelIndex &index)
{
    return OutboxModel::State(index.data(OutboxModel::StateRole).toInt());
}

QString detailOf(const QModelIndex &index)
{
    return index.data(OutboxModel::DetailRole).toString();
}

struct Lines
{
    Lines(const QFont &font, bool hasDetail)
        : name(Theme::name(font)), text(font), small(Theme::scaled(font, 0.85)),
          nameHeight(QFontMetrics(name).height()), textHeight(QFontMetrics(text).height()),
          smallHeight(QFontMetrics(small).height()), gap(Theme::units(0.5, font)),
          detailHeight(hasDetail ? gap + smallHeight : 0)
    {
    }
    int height() const { return nameHeight + textHeight + smallHeight + 2 * gap + detailHeight; }

    QFont name, text, small;
    int nameHeight, textHeight, smallHeight, gap;
    int detailHeight; ///< with its gap; 0: there is none
};

}

OutboxDelegate::OutboxDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

QString OutboxDelegate::stateLine(const QModelIndex &index)
{
    const QString reason = index.data(OutboxModel::ReasonRole).toString();
    switch (stateOf(index)) {
    case OutboxModel::State::Refused:
        return tr("Not sent. %1").arg(reason);
    case OutboxModel::State::Sending:
        return tr("Sending…");
    case OutboxModel::State::Waiting:
        break;
    }
    return reason.isEmpty() ? tr("Waiting for its turn") : tr("Waiting. %1").arg(reason);
}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Lines lines(option.font, !detailOf(index).isEmpty());
    return {Theme::units(60, option.font), lines.height() + Theme::units(4, option.font)};
}

bool OutboxDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // As HTML, so that long lines are wrapped.
    QString tip;
    for (const QString &text : {stateLine(index), detailOf(index)}) {
        if (!text.isEmpty())
            tip += QStringLiteral("<p>%1</p>").arg(text.left(MaxTip).toHtmlEscaped());
    }
    QToolTip::showText(event->globalPos(), tip, view->viewport(), option.rect);
    return true;
}

void OutboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // Names run the way their own letters do; only their place follows the window.
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto placed = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.hover);
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(*painter, option, m_theme);

    const QString detail = detailOf(index);
    const Lines lines(option.font, !detail.isEmpty());
    const int left = option.rect.left() + units(4);
    const int width = option.rect.width() - units(8);
    QRect first(left, option.rect.top() + (option.rect.height() - lines.height()) / 2, width,
                lines.nameHeight);
    const QRect second(left, first.bottom() + 1 + lines.gap, width, lines.textHeight);
    QRect third(left, second.bottom() + 1 + lines.gap, width, lines.smallHeight);

    const QString time =
        rowTime(index.data(OutboxModel::TimeRole).toLongLong(), QDateTime::currentDateTime(), option.locale);
    const int timeWidth = QFontMetrics(lines.small).horizontalAdvance(time) + 1;
    const QRect corner(first.right() + 1 - timeWidth, first.top(), timeWidth, first.height());
    m_lines.paint(*painter, placed(corner), time, lines.small, m_theme.dim, option.direction, true);
    first.setRight(corner.left() - units(2));
    const auto write = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color) {
        m_lines.paint(*painter, placed(rect), text.left(MaxText).simplified(), font, color, option.direction);
    };
    write(first, index.data(OutboxModel::RoomNameRole).toString(), lines.name, m_theme.text);
    write(second, index.data(OutboxModel::TextRole).toString(), lines.text, m_theme.text);

    const bool isRefused = stateOf(index) == OutboxModel::State::Refused;
    const QColor ink = isRefused ? m_theme.danger : m_theme.dim;
    const int side = qMin(lines.smallHeight, units(4));
    const QRect icon(third.left(), third.center().y() - side / 2, side, side);
    painter->drawPixmap(
        placed(icon).topLeft(),
        m_icons.pixmap(isRefused ? QStringLiteral("dialog-error-symbolic") : QStringLiteral("clock"), side,
                       painter->device()->devicePixelRatioF(), ink));
    third.setLeft(icon.right() + 1 + units(1.5));
    write(third, stateLine(index), lines.small, ink);
    if (!detail.isEmpty())
        write(third.translated(0, lines.detailHeight), detail, lines.small, m_theme.dim);
    painter->restore();
}

}
