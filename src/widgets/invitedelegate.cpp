// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/invitedelegate.h"

#include "matrix/displayname.h"
#include "models/invitelistmodel.h"
#include "widgets/delegatemarks.h"
#include "widgets/rowtime.h"

#include <QPainter>

namespace linnet {

InviteDelegate::InviteDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

QString InviteDelegate::inviterLine(const QModelIndex &index)
{
    const QString id = index.data(InviteListModel::InviterRole).value<UserId>().toString();
    const QString name = index.data(InviteListModel::InviterNameRole).toString();
    if (id.isEmpty())
        return tr("It is not said who invites you");
    // The id comes first: a name can say anything, and be as long as it wants.
    return name.isEmpty() ? id : tr("%1, who is called %2").arg(isolated(id), isolated(name));
}

QString InviteDelegate::trustLine(const QModelIndex &index)
{
    const QString list = index.data(InviteListModel::WarningRole).toString();
    const QString reason = index.data(InviteListModel::WarningReasonRole).toString();
    if (!list.isEmpty())
        return reason.isEmpty() ? tr("%1 warns of this").arg(isolated(list))
                                : tr("%1 warns of this: %2").arg(isolated(list), isolated(reason));
    QStringList parts;
    const int shared = index.data(InviteListModel::SharedRole).toInt();
    if (shared >= 0)
        parts << (shared == 0 ? tr("You are in no room together")
                              : tr("You are in %n room(s) together", nullptr, shared));
    if (const QString why = index.data(InviteListModel::ReasonRole).toString(); !why.isEmpty())
        parts << tr("“%1”").arg(isolated(why));
    return parts.join(QStringLiteral(" · "));
}

QSize InviteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(Theme::name(option.font)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.92)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.85)).height();
    return {Theme::units(60, option.font), lines + Theme::units(4, option.font)};
}

void InviteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto write = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color,
                           bool atEnd = false) {
        m_lines.paint(*painter, QStyle::visualRect(option.direction, option.rect, rect), text, font, color,
                      option.direction, atEnd);
    };
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.hover);
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(*painter, option, m_theme);
    const QFont name = Theme::name(option.font);
    const QFont who = Theme::scaled(option.font, 0.92);
    const QFont small = Theme::scaled(option.font, 0.85);
    const int nameHeight = QFontMetrics(name).height();
    const int whoHeight = QFontMetrics(who).height();
    const int smallHeight = QFontMetrics(small).height();
    const int left = option.rect.left() + units(4);
    const int width = option.rect.width() - units(8);
    const int top = option.rect.top() + (option.rect.height() - nameHeight - whoHeight - smallHeight) / 2;
    const QString time = rowTime(index.data(InviteListModel::TimeRole).toLongLong(),
                                 QDateTime::currentDateTime(), option.locale);
    const int timeWidth = QFontMetrics(small).horizontalAdvance(time) + 1;
    write({left + width - timeWidth, top, timeWidth, nameHeight}, time, small, m_theme.dim, true);
    const bool isDirect = index.data(InviteListModel::IsDirectRole).toBool();
    const QString room = index.data(InviteListModel::NameRole).toString();
    write({left, top, width - timeWidth - units(2), nameHeight},
          isDirect ? tr("Chat: %1").arg(isolated(room)) : room, name, m_theme.text);
    write({left, top + nameHeight, width, whoHeight}, inviterLine(index), who, m_theme.text);
    const bool isWarning = !index.data(InviteListModel::WarningRole).toString().isEmpty();
    write({left, top + nameHeight + whoHeight, width, smallHeight}, trustLine(index), small,
          isWarning ? m_theme.danger : m_theme.dim);
    painter->restore();
}

}
