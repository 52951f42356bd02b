// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/memberdelegate.h"

#include "models/memberlistmodel.h"
#include "widgets/avatars.h"
#include "widgets/delegatemarks.h"
#include "widgets/presencetext.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr qsizetype MaxText = 300;

}

MemberDelegate::MemberDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QString MemberDelegate::secondLine(const QModelIndex &index)
{
    QStringList parts;
    switch (MemberListModel::Rank(index.data(MemberListModel::RankRole).toInt())) {
    case MemberListModel::Rank::Creator:
        parts << tr("Creator");
        break;
    case MemberListModel::Rank::Admin:
        parts << tr("Admin");
        break;
    case MemberListModel::Rank::Moderator:
        parts << tr("Moderator");
        break;
    case MemberListModel::Rank::Member:
        break;
    }
    if (index.data(MemberListModel::VerifiedRole).toBool())
        parts << tr("Verified");
    const auto presence = Presence(index.data(MemberListModel::PresenceRole).toInt());
    if (const QString words = presenceText(presence); !words.isEmpty())
        parts << words;
    const QString status = index.data(MemberListModel::StatusRole).toString().left(MaxText).simplified();
    if (!status.isEmpty())
        parts << status;
    return parts.join(QStringLiteral(" · "));
}

QString MemberDelegate::heading(const QModelIndex &index)
{
    const QString count = QLocale().toString(index.data(MemberListModel::PartCountRole).toInt());
    switch (MemberListModel::Part(index.data(MemberListModel::PartRole).toInt())) {
    case MemberListModel::Part::Admins:
        return tr("Admins – %1").arg(count);
    case MemberListModel::Part::Moderators:
        return tr("Moderators – %1").arg(count);
    case MemberListModel::Part::Members:
        return tr("Members – %1").arg(count);
    case MemberListModel::Part::Invited:
        return tr("Invited – %1").arg(count);
    case MemberListModel::Part::Banned:
        break;
    }
    return tr("Banned – %1").arg(count);
}

// The same for all rows, headings too: a view that must ask for each would take long for thousands.
QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(Theme::name(option.font)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.85)).height() + Theme::units(2, option.font);
    return {Theme::units(30, option.font), qMax(Theme::units(12, option.font), lines)};
}

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto placed = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto write = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color) {
        m_lines.paint(*painter, placed(rect), text, font, color, option.direction);
    };
    const QRect row = option.rect;
    if (index.data(MemberListModel::PartCountRole).isValid()) {
        const QFont font = Theme::name(Theme::scaled(option.font, 0.92));
        const int height = QFontMetrics(font).height();
        write({row.left() + units(3), row.bottom() + 1 - units(1) - height, row.width() - units(6), height},
              heading(index), font, m_theme.dim);
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(row, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, m_theme.hover);
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(*painter, option, m_theme);

    const int side = units(8);
    const QRect avatar(row.left() + units(3), row.top() + (row.height() - side) / 2, side, side);
    const QString name = index.data(MemberListModel::NameRole).toString().left(MaxText).simplified();
    const QString user = index.data(MemberListModel::UserIdRole).value<UserId>().toString();
    painter->drawPixmap(placed(avatar).topLeft(),
                        m_avatars.pixmap(index.data(MemberListModel::AvatarRole).toString(), user, name, side,
                                         painter->device()->devicePixelRatioF(), m_theme));
    DelegateMarks::paintPresence(*painter, placed(avatar),
                                 Presence(index.data(MemberListModel::PresenceRole).toInt()), option.font,
                                 m_theme);

    const QFont nameFont = Theme::name(option.font);
    const QFont secondFont = Theme::scaled(option.font, 0.85);
    const QString second = secondLine(index);
    const bool isVerified = index.data(MemberListModel::VerifiedRole).toBool();
    const int nameHeight = QFontMetrics(nameFont).height();
    const int secondHeight = second.isEmpty() ? 0 : QFontMetrics(secondFont).height();
    const int left = avatar.right() + 1 + units(3);
    const int width = row.right() - units(3) - left;
    const int top = row.top() + (row.height() - nameHeight - secondHeight) / 2;
    const int mark = isVerified ? units(4) : 0;
    const int gap = isVerified ? units(1) : 0;
    const int nameWidth = qMin(width - mark - gap, m_lines.width(name, nameFont, width, option.direction));
    write({left, top, isVerified ? nameWidth : width, nameHeight}, name, nameFont, m_theme.text);
    if (isVerified) {
        const QRect place = placed({left + nameWidth + gap, top + (nameHeight - mark) / 2, mark, mark});
        painter->drawPixmap(place.topLeft(),
                            m_icons.pixmap(QStringLiteral("security-high"), mark,
                                           painter->device()->devicePixelRatioF(), m_theme.hue(150)));
    }
    if (!second.isEmpty())
        write({left, top + nameHeight, width, secondHeight}, second, secondFont, m_theme.dim);
    painter->restore();
}

}
