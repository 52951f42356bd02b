// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lobbydelegate.h"

#include "base/ids.h"
#include "models/lobbymodel.h"
#include "widgets/avatars.h"
#include "widgets/delegatemarks.h"

#include <QPainter>

namespace linnet {

namespace {

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

QFont buttonFont(const QFont &font)
{
    return Theme::scaled(font, 0.92);
}

/// Of the row's contents, from where the picture begins.
int leftOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const int depth = index.data(LobbyModel::DepthRole).toInt();
    return option.rect.left() + Theme::units(6 + 5 * depth, option.font);
}

}

LobbyDelegate::LobbyDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QSize LobbyDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(Theme::name(option.font)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.92)).height() + Theme::units(3, option.font);
    return {Theme::units(60, option.font), qMax(Theme::units(14, option.font), lines)};
}

QString LobbyDelegate::verb(const QModelIndex &index) const
{
    if (index.data(LobbyModel::IsJoiningRole).toBool())
        return tr("Joining…");
    switch (LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt())) {
    case LobbyModel::Action::Open:
        return tr("Open");
    case LobbyModel::Action::Join:
        return tr("Join");
    case LobbyModel::Action::Ask:
        return m_canAsk ? tr("Ask to join…") : QString();
    case LobbyModel::Action::None:
        break;
    }
    return {};
}

QRect LobbyDelegate::buttonOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = verb(index);
    if (text.isEmpty())
        return {};
    const QFontMetrics metrics(buttonFont(option.font));
    const int width = metrics.horizontalAdvance(text) + Theme::units(6, option.font);
    const int height = metrics.height() + Theme::units(2, option.font);
    const int right = option.rect.right() + 1 - Theme::units(4, option.font);
    return mirrored(option, {right - width, option.rect.center().y() - height / 2, width, height});
}

QRect LobbyDelegate::arrowOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const int side = Theme::units(5, option.font);
    const int left = leftOf(option, index) - Theme::units(5.5, option.font);
    return mirrored(option, {left, option.rect.center().y() - side / 2, side, side});
}

QString LobbyDelegate::secondLine(const QModelIndex &index)
{
    const QString failure = index.data(LobbyModel::FailureRole).toString();
    if (!failure.isEmpty())
        return failure;
    QStringList parts;
    if (index.data(LobbyModel::IsSuggestedRole).toBool())
        parts << tr("Suggested");
    if (const int members = index.data(LobbyModel::MembersRole).toInt(); members > 0)
        parts << tr("%n member(s)", nullptr, members);
    parts << index.data(LobbyModel::WhyRole).toString() << index.data(LobbyModel::TopicRole).toString();
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void LobbyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.hover);
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(*painter, option, m_theme);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const qreal ratio = painter->device()->devicePixelRatioF();
    if (index.data(LobbyModel::IsSpaceRole).toBool()) {
        const bool isExpanded = index.data(LobbyModel::IsExpandedRole).toBool();
        const QRect arrow = arrowOf(option, index);
        const int side = units(3);
        painter->drawPixmap(arrow.center() - QPoint(side / 2 - 1, side / 2 - 1),
                            m_icons.pixmap(isExpanded ? QStringLiteral("go-up") : QStringLiteral("go-down"),
                                           side, ratio, m_theme.dim));
    }
    const int side = units(9);
    const QRect avatar(leftOf(option, index), option.rect.center().y() - side / 2 + 1, side, side);
    const QString name = index.data(LobbyModel::NameRole).toString();
    painter->drawPixmap(mirrored(option, avatar).topLeft(),
                        m_avatars.pixmap(index.data(LobbyModel::AvatarRole).toString(),
                                         index.data(LobbyModel::RoomIdRole).value<RoomId>().toString(), name,
                                         side, ratio, m_theme));

    const QRect button = mirrored(option, buttonOf(option, index)); // as if it were not mirrored
    const int left = avatar.right() + 1 + units(3);
    const int right = verb(index).isEmpty() ? option.rect.right() - units(4) : button.left() - units(3);
    const QFont nameFont = Theme::name(option.font);
    const QFont secondFont = Theme::scaled(option.font, 0.92);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int secondHeight = QFontMetrics(secondFont).height();
    const int gap = units(0.5);
    const int top = option.rect.center().y() - (nameHeight + gap + secondHeight) / 2;
    const QRect nameLine(left, top, right - left + 1, nameHeight);
    const QRect secondLineAt(left, top + nameHeight + gap, right - left + 1, secondHeight);
    m_lines.paint(*painter, mirrored(option, nameLine), name, nameFont, m_theme.text, option.direction);
    const bool hasFailed = !index.data(LobbyModel::FailureRole).toString().isEmpty();
    m_lines.paint(*painter, mirrored(option, secondLineAt), secondLine(index), secondFont,
                  hasFailed ? m_theme.danger : m_theme.dim, option.direction);
    paintButton(*painter, option, index);
    painter->restore();
}

void LobbyDelegate::paintButton(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const QRect button = buttonOf(option, index);
    if (button.isEmpty())
        return;
    const auto action = LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt());
    const bool isWaiting = index.data(LobbyModel::IsJoiningRole).toBool();
    const bool isFull = !isWaiting && action != LobbyModel::Action::Open;
    const int radius = Theme::units(1, option.font);
    if (isFull) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.accent);
        painter.drawRoundedRect(button, radius, radius);
    } else if (!isWaiting) {
        painter.setPen(m_theme.dim);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    painter.setPen(isFull ? m_theme.onAccent : isWaiting ? m_theme.dim : m_theme.text);
    painter.setFont(buttonFont(option.font));
    painter.drawText(button, Qt::AlignCenter, verb(index));
}

}
