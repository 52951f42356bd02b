// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdelegate.h"

#include "models/roomlistmodel.h"
#include "session/notificationrules.h"
#include "widgets/avatars.h"
#include "widgets/badge.h"
#include "widgets/counttext.h"
#include "widgets/delegatemarks.h"
#include "widgets/rowtime.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr qsizetype MaxText = 400; ///< no row is wide enough for more

bool isMuted(const QModelIndex &index)
{
    return index.data(RoomListModel::NotificationRole).toInt() == int(NotificationLevel::Nothing);
}

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

}

RoomDelegate::RoomDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QString RoomDelegate::badgeText(int unread, int highlight, bool isAtLeast, const QLocale &locale)
{
    const QString number = countText(highlight > 0 ? highlight : unread, 9999, isAtLeast, locale);
    return highlight > 0 ? QString(u'@' + number) : number;
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int name = QFontMetrics(Theme::name(option.font)).height();
    if (m_isCompact)
        return {Theme::units(40, option.font), qMax(Theme::units(7, option.font), name + 2)};
    const int lines =
        name + QFontMetrics(Theme::scaled(option.font, 0.92)).height() + Theme::units(3, option.font);
    return {Theme::units(40, option.font), qMax(Theme::units(14, option.font), lines)};
}

void RoomDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, bool isFramed) const
{
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.hover);
    if (isFramed)
        DelegateMarks::paintFocus(*painter, option, m_theme);
}

QRect RoomDelegate::paintUnsent(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, QRect line) const
{
    const auto unsent = RoomListModel::Unsent(index.data(RoomListModel::UnsentRole).toInt());
    if (unsent == RoomListModel::Unsent::Nothing)
        return line;
    const bool isRefused = unsent == RoomListModel::Unsent::Refused;
    const int side = Theme::units(4, option.font);
    const QRect mark(line.right() + 1 - side, line.center().y() - side / 2, side, side);
    painter->drawPixmap(
        mirrored(option, mark).topLeft(),
        m_icons.pixmap(isRefused ? QStringLiteral("dialog-error-symbolic") : QStringLiteral("clock"), side,
                       painter->device()->devicePixelRatioF(), isRefused ? m_theme.danger : m_theme.dim));
    line.setRight(mark.left() - Theme::units(2, option.font));
    return line;
}

QRect RoomDelegate::paintBadge(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, QRect line) const
{
    const int highlight = index.data(RoomListModel::HighlightRole).toInt();
    const bool isInvite = index.data(RoomListModel::MembershipRole).toInt() == int(Membership::Invite);
    QString text = badgeText(index.data(RoomListModel::UnreadRole).toInt(), highlight,
                             index.data(RoomListModel::IsUnreadAtLeastRole).toBool(), option.locale);
    if (isInvite)
        text = QStringLiteral("!");
    const bool isCounted = !text.isEmpty() && (isInvite || highlight > 0 || !isMuted(index));
    if (!isCounted)
        return !text.isEmpty() || index.data(RoomListModel::IsMarkedUnreadRole).toBool()
                   ? paintDot(painter, option, line)
                   : line;
    const QSize size = Badge::size(text, option.font);
    const QRect badge(QPoint(line.right() + 1 - size.width(), line.center().y() - size.height() / 2), size);
    Badge::paint(*painter, mirrored(option, badge), text, option.font, highlight > 0, m_theme);
    line.setRight(badge.left() - Theme::units(2, option.font));
    return line;
}

QRect RoomDelegate::paintDot(QPainter *painter, const QStyleOptionViewItem &option, QRect line) const
{
    const int side = Theme::units(2.5, option.font);
    const QRect dot(line.right() + 1 - side, line.center().y() - side / 2, side, side);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.accent);
    painter->drawEllipse(mirrored(option, dot));
    line.setRight(dot.left() - Theme::units(2, option.font));
    return line;
}

QRect RoomDelegate::paintMuted(QPainter *painter, const QStyleOptionViewItem &option, QRect line) const
{
    const int side = Theme::units(4, option.font);
    const QRect bell(line.right() + 1 - side, line.center().y() - side / 2, side, side);
    painter->drawPixmap(mirrored(option, bell).topLeft(),
                        m_icons.pixmap(QStringLiteral("notifications-disabled"), side,
                                       painter->device()->devicePixelRatioF(), m_theme.dim));
    line.setRight(bell.left() - Theme::units(2, option.font));
    return line;
}

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // Names run the way their own letters do; only their place follows the window.
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    paintGround(painter, option, m_framed == index);

    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto membership = Membership(index.data(RoomListModel::MembershipRole).toInt());
    const bool isGone = membership == Membership::Leave || membership == Membership::Ban;
    const QString name = index.data(RoomListModel::NameRole).toString().left(MaxText).simplified();

    const int side = units(m_isCompact ? 5 : 9);
    const QRect avatar(option.rect.left() + units(3), option.rect.center().y() - side / 2 + 1, side, side);
    const QString id = index.data(RoomListModel::RoomIdRole).value<RoomId>().toString();
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->setOpacity(isGone ? 0.5 : 1);
    painter->drawPixmap(
        mirrored(option, avatar).topLeft(),
        m_avatars.pixmap(index.data(RoomListModel::AvatarRole).toString(), id, name, side, ratio, m_theme));
    painter->setOpacity(1);
    DelegateMarks::paintPresence(*painter, mirrored(option, avatar),
                                 Presence(index.data(RoomListModel::PresenceRole).toInt()), option.font,
                                 m_theme);

    const QFont nameFont = Theme::name(option.font);
    const QFont secondFont = Theme::scaled(option.font, 0.92);
    const QFont timeFont = Theme::scaled(option.font, 0.85);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int secondHeight = QFontMetrics(secondFont).height();
    const int gap = units(0.5);
    const int left = avatar.right() + 1 + units(m_isCompact ? 2 : 3);
    const int right = option.rect.right() - units(3);
    const QColor nameInk = isGone || isMuted(index) ? m_theme.dim : m_theme.text;
    if (m_isCompact) {
        QRect line(left, option.rect.top(), right - left + 1, option.rect.height());
        line = paintUnsent(painter, option, index, paintBadge(painter, option, index, line));
        if (isMuted(index))
            line = paintMuted(painter, option, line);
        m_lines.paint(*painter, mirrored(option, line), name, nameFont, nameInk, option.direction);
        painter->restore();
        return;
    }
    const int top = option.rect.top() + (option.rect.height() - nameHeight - gap - secondHeight) / 2;

    QRect first(left, top, right - left + 1, nameHeight);
    const QString time = rowTime(index.data(RoomListModel::TimeRole).toLongLong(),
                                 QDateTime::currentDateTime(), option.locale);
    if (!time.isEmpty()) {
        const int width = QFontMetrics(timeFont).horizontalAdvance(time) + 1;
        const QRect place(first.right() + 1 - width, first.top(), width, nameHeight);
        m_lines.paint(*painter, mirrored(option, place), time, timeFont, m_theme.dim, option.direction, true);
        first.setRight(place.left() - units(2));
    }
    m_lines.paint(*painter, mirrored(option, first), name, nameFont, nameInk, option.direction);

    QRect second(left, top + nameHeight + gap, right - left + 1, secondHeight);
    second = paintUnsent(painter, option, index, paintBadge(painter, option, index, second));
    if (isMuted(index))
        second = paintMuted(painter, option, second);
    const QColor ink = membership == Membership::Invite ? m_theme.text : m_theme.dim;
    m_lines.paint(*painter, mirrored(option, second), index.data(RoomListModel::PreviewRole).toString(),
                  secondFont, ink, option.direction);
    painter->restore();
}

}
