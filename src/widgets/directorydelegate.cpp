// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/directorydelegate.h"

#include "matrix/event.h"
#include "models/directorymodel.h"
#include "widgets/avatars.h"
#include "widgets/delegatemarks.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr int MostCharacters = 300;

}

DirectoryDelegate::DirectoryDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QSize DirectoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(Theme::name(option.font)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.92)).height();
    return {Theme::units(60, option.font),
            qMax(Theme::units(14, option.font), lines + Theme::units(3, option.font))};
}

/// What stands at the end of the first line.
QString DirectoryDelegate::endOf(const QModelIndex &index, const QLocale &locale) const
{
    const int count = index.data(DirectoryModel::CountRole).toInt();
    QStringList parts;
    switch (Membership(index.data(DirectoryModel::MembershipRole).toInt())) {
    case Membership::Join:
        parts << tr("Joined");
        break;
    case Membership::Invite:
        parts << tr("Invited");
        break;
    case Membership::Knock:
        parts << tr("Asked to join");
        break;
    case Membership::Leave:
    case Membership::Ban:
    case Membership::None:
        break;
    }
    if (index.data(DirectoryModel::IsSpaceRole).toBool())
        parts << tr("Space");
    parts << (count == 1 ? tr("1 person") : tr("%1 people").arg(locale.toString(count)));
    return parts.join(QStringLiteral(" · "));
}

void DirectoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto placed = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect row = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(row, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, m_theme.hover);
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(*painter, option, m_theme);

    const int side = units(9);
    const QRect avatar(row.left() + units(3), row.center().y() - side / 2 + 1, side, side);
    const QString name = index.data(DirectoryModel::NameRole).toString().left(MostCharacters).simplified();
    painter->drawPixmap(placed(avatar).topLeft(),
                        m_avatars.pixmap(index.data(DirectoryModel::AvatarRole).toString(),
                                         index.data(DirectoryModel::RoomIdRole).value<RoomId>().toString(),
                                         name, side, painter->device()->devicePixelRatioF(), m_theme));

    const QFont nameFont = Theme::name(option.font);
    const QFont secondFont = Theme::scaled(option.font, 0.92);
    const QFont endFont = Theme::scaled(option.font, 0.85);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int secondHeight = QFontMetrics(secondFont).height();
    const int left = avatar.right() + 1 + units(3);
    const int width = row.right() - units(3) - left;
    const int top = row.top() + (row.height() - nameHeight - secondHeight) / 2;

    QRect first(left, top, width, nameHeight);
    const QString end = endOf(index, option.locale);
    const int endWidth = m_lines.width(end, endFont, width / 2, option.direction);
    const QRect endPlace(first.right() + 1 - endWidth, top, endWidth, nameHeight);
    m_lines.paint(*painter, placed(endPlace), end, endFont, m_theme.dim, option.direction, true);
    first.setRight(endPlace.left() - units(2));
    m_lines.paint(*painter, placed(first), name, nameFont, m_theme.text, option.direction);

    const QString alias = index.data(DirectoryModel::AliasRole).toString();
    const QString topic = index.data(DirectoryModel::TopicRole).toString().left(MostCharacters);
    QStringList parts{alias == name ? QString() : alias, topic};
    parts.removeAll(QString());
    m_lines.paint(*painter, placed({left, top + nameHeight, width, secondHeight}),
                  parts.join(QStringLiteral(" · ")), secondFont, m_theme.dim, option.direction);
    painter->restore();
}

}
