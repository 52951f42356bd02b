// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/finddelegate.h"

#include "matrix/displayname.h"
#include "models/findmodel.h"
#include "widgets/avatars.h"
#include "widgets/rowtime.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr int MostCharacters = 300;
constexpr qsizetype MostShown = 156; ///< RowText::mostShown() of a line, and some
constexpr qsizetype Before = 24;     ///< characters of an excerpt before its first hit

using Kind = FindModel::Kind;

QString headingOf(Kind kind)
{
    switch (kind) {
    case Kind::Room:
        return FindDelegate::tr("Rooms");
    case Kind::Person:
        return FindDelegate::tr("People");
    case Kind::Message:
        return FindDelegate::tr("Messages");
    }
    return {};
}

Kind kindOf(const QModelIndex &index)
{
    return Kind(index.data(FindModel::KindRole).toInt());
}

}

FindDelegate::FindDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QString FindDelegate::excerpt(const QString &text, const FoundWords &words, qsizetype length)
{
    if (text.size() <= length)
        return text;
    const QList<FoundWords::Place> places = words.in(text);
    const qsizetype hit = places.isEmpty() ? 0 : places.constFirst().start;
    // Letters may be narrow: whoever paints it finds out where it ends.
    const auto from = [&](qsizetype begin) {
        const bool goesOn = begin + 2 * length < text.size();
        QString shown = text.mid(begin, 2 * length);
        if (goesOn && shown.back().isHighSurrogate())
            shown.chop(1);
        return goesOn ? QString(shown + u'…') : shown;
    };
    if (hit < qMax(Before, length - Before))
        return from(0);
    qsizetype begin = hit - Before;
    const qsizetype space = text.indexOf(u' ', begin);
    if (space >= 0 && space < hit)
        begin = space + 1;
    else if (text.at(begin).isLowSurrogate())
        ++begin;
    return u'…' + from(begin);
}

int FindDelegate::headingHeight(const QFont &font, const QModelIndex &index) const
{
    return index.data(FindModel::StartsKindRole).toBool() ? Theme::units(8, font) : 0;
}

QSize FindDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = QFontMetrics(Theme::name(option.font)).height() +
                      QFontMetrics(Theme::scaled(option.font, 0.92)).height() + Theme::units(2, option.font);
    return {Theme::units(60, option.font),
            qMax(Theme::units(12, option.font), lines) + headingHeight(option.font, index)};
}

RowText::Marks FindDelegate::hitsIn(const QString &text) const
{
    RowText::Marks marks;
    QTextCharFormat strong;
    strong.setFontWeight(QFont::DemiBold);
    strong.setForeground(m_theme.text);
    for (const FoundWords::Place &place : m_words.in(text))
        marks.spans.append({int(place.start), int(place.length), strong});
    return marks;
}

void FindDelegate::paintWords(QPainter *painter, const QRect &rect, const QString &text, const QFont &font,
                              const QPalette &palette, Qt::LayoutDirection direction) const
{
    const qsizetype fitting = qMax(20, rect.width() / qMax(1, QFontMetrics(font).averageCharWidth()));
    const QString whole = excerpt(text, m_words, fitting);
    RowText::Format format;
    format.font = Theme::withEmoji(font);
    format.lineHeight = rect.height();
    format.width = rect.width();
    format.direction = direction;
    format.maxLines = 1;
    format.hasLinks = false;
    const auto widthOf = [&](const QString &shown) {
        RowText::Format unbounded = format;
        unbounded.width = 1000 * rect.height();
        return RowText(shown, unbounded, hitsIn(shown)).naturalWidth();
    };
    // By the layout itself, as what stands out is wider.
    QString shown = shortened(whole, MostShown);
    int width = widthOf(shown);
    for (qsizetype kept = shown.size(); width > rect.width() && kept > 0; width = widthOf(shown)) {
        kept = qMin(kept - 1, kept * rect.width() / width);
        if (kept > 0 && whole[kept - 1].isHighSurrogate())
            --kept;
        shown = whole.left(kept) + u'…';
    }
    const RowText line = RowText::beside(shown, format, direction, hitsIn(shown));
    line.draw(
        *painter,
        QPointF(direction == Qt::RightToLeft ? rect.right() + 1 - line.width() : rect.left(), rect.top()),
        m_theme.dim, palette, 0, 0);
}

QRect FindDelegate::paintEnd(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             QRect line) const
{
    const QFont font = Theme::scaled(option.font, 0.85);
    const QString time =
        rowTime(index.data(FindModel::TimeRole).toLongLong(), QDateTime::currentDateTime(), option.locale);
    QString text = index.data(FindModel::WhereRole).toString().simplified();
    if (!text.isEmpty())
        text = shortened(text, 40);
    if (!index.data(FindModel::IsStoredRole).toBool())
        text = tr("%1, on the server").arg(text);
    if (!time.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + time;
    if (text.isEmpty())
        return line;
    const int most = line.width() * 2 / 3;
    const QString elided = m_lines.withoutMiddle(text, font, most, painter->layoutDirection());
    const int width = m_lines.width(elided, font, most, painter->layoutDirection());
    const QRect place(line.right() + 1 - width, line.top(), width, line.height());
    m_lines.paint(*painter, QStyle::visualRect(option.direction, option.rect, place), elided, font,
                  m_theme.dim, option.direction);
    line.setRight(place.left() - Theme::units(2, option.font));
    return line;
}

void FindDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto placed = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect row = option.rect;
    if (const int heading = headingHeight(option.font, index)) {
        const QRect head(row.left() + units(3), row.top() + units(1), row.width() - units(6),
                         heading - units(1));
        m_lines.paint(*painter, placed(head), headingOf(kindOf(index)),
                      Theme::name(Theme::scaled(option.font, 0.85)), m_theme.dim, option.direction);
        row.setTop(row.top() + heading);
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(row, m_theme.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, m_theme.hover);

    const int side = units(8);
    const QRect avatar(row.left() + units(3), row.top() + (row.height() - side) / 2, side, side);
    const QString name = index.data(FindModel::NameRole).toString().left(MostCharacters).simplified();
    const QString id = kindOf(index) == Kind::Room
                           ? index.data(FindModel::RoomIdRole).value<RoomId>().toString()
                           : index.data(FindModel::UserIdRole).value<UserId>().toString();
    painter->drawPixmap(placed(avatar).topLeft(),
                        m_avatars.pixmap(index.data(FindModel::AvatarRole).toString(), id, name, side,
                                         painter->device()->devicePixelRatioF(), m_theme));

    const QFont nameFont = Theme::name(option.font);
    const QFont secondFont = Theme::scaled(option.font, 0.92);
    const QString words = index.data(FindModel::WordsRole).toString();
    const int nameHeight = QFontMetrics(nameFont).height();
    const int secondHeight = words.isEmpty() ? 0 : QFontMetrics(secondFont).height();
    const int left = avatar.right() + 1 + units(3);
    const int width = row.right() - units(3) - left;
    const int top = row.top() + (row.height() - nameHeight - secondHeight) / 2;
    const QRect first = paintEnd(painter, option, index, {left, top, width, nameHeight});
    m_lines.paint(*painter, placed(first), name, nameFont, m_theme.text, option.direction);
    const QRect second = placed({left, top + nameHeight, width, secondHeight});
    if (!words.isEmpty() && kindOf(index) == Kind::Message)
        paintWords(painter, second, words, secondFont, option.palette, option.direction);
    else if (!words.isEmpty())
        m_lines.paint(*painter, second, words.left(MostCharacters), secondFont, m_theme.dim,
                      option.direction);
    painter->restore();
}

}
