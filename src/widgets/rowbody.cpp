// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowbody.h"

#include "matrix/displayname.h"
#include "session/timelineitem.h"
#include "widgets/bodyplacer.h"
#include "widgets/codecolours.h"
#include "widgets/emojitext.h"
#include "widgets/rowstyle.h"
#include "widgets/rowwords.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

constexpr qsizetype MostSearched = 8000; ///< characters of a message in which words are marked

using Kind = TimelineItem::Kind;

/// The name at the beginning of an emote, behind its star.
RowText::Marks nameIn(const TimelineItem &item, const RowStyle &style)
{
    if (item.kind != Kind::Emote)
        return {};
    QTextCharFormat look;
    look.setFontWeight(QFont::DemiBold);
    look.setForeground(style.theme.sender(item.sender));
    return {{{2, int(isolated(RowWords::senderName(item)).size()), look}}, {}, {}, {}};
}

/// How far `value` is from the range; 0 inside.
qreal distance(qreal value, qreal low, qreal high)
{
    return qMax(0.0, qMax(low - value, value - high));
}

}

RowBody::RowBody(const TimelineItem &item, const RichText &rich, const RowStyle &style, int width,
                 const RowOpened &opened)
    : m_width(width)
{
    const auto make = [&] {
        m_parts = {};
        if (rich.isEmpty())
            makePlain(item, style, opened);
        else
            makeRich(item, rich, style, width, opened);
    };
    make();
    // Else it would stand at the far end of the column, away from its sender.
    if (m_parts.isAgainst && m_parts.needed < m_width) {
        m_width = qMax(1, m_parts.needed);
        make();
    }
}

void RowBody::makePlain(const TimelineItem &item, const RowStyle &style, const RowOpened &opened)
{
    const bool isWritten = item.kind != Kind::Redacted && item.kind != Kind::Encrypted;
    const QString words = RowStyle::isMedia(item.kind) ? item.caption() : RowWords::text(item);
    RowText::Format format;
    format.font = style.font;
    format.lineHeight = style.lineHeight;
    if (item.kind == Kind::Text && EmojiText::isOnlyFew(words)) {
        format.font = style.body().emoji;
        format.lineHeight = RowStyle::lineHeightOf(format.font);
    }
    format.font.setItalic(item.kind == Kind::Redacted);
    format.linkColour = style.link;
    format.width = m_width;
    format.direction = isWritten ? RowText::baseDirection(item.text, style.direction) : style.direction;
    format.maxLines = opened.isAll ? 0 : ShownLines;
    format.hasLinks = isWritten;
    m_parts.pieces.push_back({RowText(words, format, nameIn(item, style)), {}, 0});
    const RowText &text = m_parts.pieces.front().text;
    m_parts.height = text.height();
    m_parts.isCut = text.isCut();
    m_parts.needed = text.naturalWidth();
    m_parts.isAgainst = text.isAgainst(style.direction);
    m_size = int(words.size());
}

void RowBody::makeRich(const TimelineItem &item, const RichText &rich, const RowStyle &style, int room,
                       const RowOpened &opened)
{
    const BodyText flat(rich);
    m_size = int(flat.text().size());
    const BodyMaker maker(style, flat, opened);
    m_hidden = maker.hidden();
    const BodyPlacer::Space space{m_width, room, opened.isAll ? 0 : ShownLines,
                                  RowText::baseDirection(flat.text(), style.direction)};
    BodyPlacer(m_parts, maker, style, space).place(rich, nameIn(item, style));
}

const RowBody::Piece *RowBody::nearestPiece(const QPointF &point) const
{
    const Piece *nearest = nullptr;
    std::pair<qreal, qreal> least;
    for (const Piece &piece : m_parts.pieces) {
        const QPointF inside = point - piece.origin;
        const std::pair away{distance(inside.y(), 0, piece.text.height() - 1),
                             distance(inside.x(), 0, piece.text.width())};
        if (!nearest || away < least) {
            nearest = &piece;
            least = away;
        }
    }
    return nearest;
}

QRect RowBody::lastLine() const
{
    if (m_parts.isCut || m_parts.pieces.empty())
        return {};
    const Piece &piece = m_parts.pieces.back();
    const QRect line = piece.text.lastLine().toAlignedRect().translated(piece.origin);
    const bool isInCode =
        std::any_of(m_parts.codes.cbegin(), m_parts.codes.cend(),
                    [&](const BodyParts::Code &code) { return code.ground.intersects(line); });
    return isInCode ? QRect() : line;
}

QList<QRectF> RowBody::rectsOf(const FoundWords &words) const
{
    QList<QRectF> rects;
    for (const Piece &piece : m_parts.pieces) {
        const QList<FoundWords::Place> places = words.in(piece.text.text().left(MostSearched));
        for (const FoundWords::Place &place : places) {
            const QList<QRectF> found = piece.text.rectsOf(int(place.start), int(place.length));
            for (const QRectF &rect : found)
                rects.append(rect.translated(piece.origin));
        }
    }
    return rects;
}

int RowBody::positionAt(const QPointF &point) const
{
    if (point.y() < 0)
        return 0;
    if (point.y() >= m_parts.height && !m_parts.isCut)
        return m_size;
    const Piece *piece = nearestPiece(point);
    return piece ? piece->start + piece->text.positionAt(point - piece->origin) : 0;
}

const BodyText::Spoiler *RowBody::spoilerAt(const QPointF &point) const
{
    const Piece *piece = m_hidden.isEmpty() ? nullptr : nearestPiece(point);
    const int character = piece ? piece->text.characterAt(point - piece->origin) : -1;
    if (character < 0)
        return nullptr;
    const int position = piece->start + character;
    for (const BodyText::Spoiler &spoiler : m_hidden) {
        if (position >= spoiler.start && position < spoiler.start + spoiler.length)
            return &spoiler;
    }
    return nullptr;
}

RowBody::Hit RowBody::hitTest(const QPointF &point) const
{
    for (const BodyParts::Code &code : m_parts.codes) {
        if (code.copy.contains(point.toPoint()))
            return {Hit::Part::Copy, code.text, {}};
    }
    if (const BodyText::Spoiler *spoiler = spoilerAt(point))
        return {Hit::Part::Spoiler, spoiler->text, {}};
    const Piece *piece = nearestPiece(point);
    const int character = piece ? piece->text.characterAt(point - piece->origin) : -1;
    if (character < 0)
        return {};
    for (const Link &link : piece->text.links()) {
        if (character >= link.start && character < link.start + link.length)
            return {Hit::Part::Link, piece->text.text().sliced(link.start, link.length), link.url};
    }
    for (const RowText::Picture &picture : piece->text.pictures()) {
        if (!picture.isEmoji() && character >= picture.start && character < picture.end())
            return {Hit::Part::Picture, piece->text.text().sliced(picture.start, picture.length), {}};
    }
    return {Hit::Part::Text, {}, {}};
}

QList<RowBody::Hit> RowBody::links() const
{
    QList<Hit> hits;
    for (const Piece &piece : m_parts.pieces) {
        for (const Link &link : piece.text.links())
            hits.append({Hit::Part::Link, piece.text.text().sliced(link.start, link.length), link.url});
    }
    return hits;
}

QList<RowBody::Hit> RowBody::spoilers() const
{
    QList<Hit> hits;
    for (const BodyText::Spoiler &spoiler : m_hidden)
        hits.append({Hit::Part::Spoiler, spoiler.text, {}});
    return hits;
}

QList<QRect> RowBody::copyButtons() const
{
    QList<QRect> places;
    for (const BodyParts::Code &code : m_parts.codes)
        places.append(code.copy);
    return places;
}

QList<RowBody::Hit> RowBody::codes() const
{
    QList<Hit> hits;
    for (const BodyParts::Code &code : m_parts.codes)
        hits.append({Hit::Part::Copy, code.text, {}});
    return hits;
}

QString RowBody::toolTip(const QPointF &point) const
{
    if (const BodyText::Spoiler *spoiler = spoilerAt(point)) {
        const QString reason = shortened(cleanName(spoiler->reason), 200);
        return reason.isEmpty() ? tr("Hidden text. Click to see it.")
                                : tr("Hidden text: %1. Click to see it.").arg(isolated(reason));
    }
    const Hit hit = hitTest(point);
    if (hit.part == Hit::Part::Picture)
        return hit.text;
    const QString address = hit.url.toString(QUrl::FullyEncoded);
    if (const QString pill = Pills::target(address); !pill.isEmpty())
        return pill;
    return hit.part == Hit::Part::Link && hit.text != address ? address : QString();
}

bool RowBody::showsPicture(const QString &url) const
{
    return std::any_of(m_parts.pieces.cbegin(), m_parts.pieces.cend(), [&url](const Piece &piece) {
        const QList<RowText::Picture> &pictures = piece.text.pictures();
        return std::any_of(pictures.cbegin(), pictures.cend(), [&url](const RowText::Picture &picture) {
            return !picture.isEmoji() && (url.isEmpty() || picture.url == url);
        });
    });
}

bool RowBody::isWaitingFor(const QString &code) const
{
    return std::any_of(m_parts.codes.cbegin(), m_parts.codes.cend(),
                       [&code](const BodyParts::Code &part) { return part.isPlain && part.text == code; });
}

bool RowBody::hasPills() const
{
    const QList<Hit> all = links();
    return std::any_of(all.cbegin(), all.cend(), [](const Hit &link) {
        return !Pills::target(link.url.toString(QUrl::FullyEncoded)).isEmpty();
    });
}

void RowBody::draw(QPainter &painter, const QPoint &origin, const RowStyle &style, const Look &look) const
{
    for (const BodyParts::Shape &shape : m_parts.shapes)
        drawShape(painter, origin, shape, style);
    for (const Piece &piece : m_parts.pieces) {
        const int first = look.selectionStart - piece.start;
        const int last = look.selectionEnd - piece.start;
        const auto drawOne = [&](const QRect &place, const RowText::Picture &picture) {
            drawPicture(painter, place,
                        look.smallPicture ? look.smallPicture(picture.url, place.size()) : QPixmap(), style);
            if (first > picture.start || last < picture.start + picture.length)
                return;
            QColor highlight = style.palette.color(QPalette::Highlight);
            highlight.setAlphaF(0.3F);
            painter.fillRect(place, highlight);
        };
        piece.text.draw(painter, origin + piece.origin, look.colour, style.palette, first, last, drawOne);
    }
    for (const BodyParts::Code &code : m_parts.codes) {
        if (code.isPlain && style.codeColours)
            style.codeColours->want(code.text, code.language);
    }
    drawCopy(painter, origin, style, look.mouse);
}

void RowBody::drawPicture(QPainter &painter, const QRect &place, const QPixmap &pixmap,
                          const RowStyle &style) const
{
    if (pixmap.isNull()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.body().ground);
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), style.unit, style.unit);
        return;
    }
    paintSmallPicture(painter, place, pixmap);
}

void RowBody::drawShape(QPainter &painter, const QPoint &origin, const BodyParts::Shape &shape,
                        const RowStyle &style) const
{
    using Shape = BodyParts::Shape;
    const QRect rect = shape.rect.translated(origin);
    const auto words = [&](const QFont &font, Qt::Alignment where) {
        painter.setFont(font);
        painter.setPen(style.theme.dim);
        painter.setLayoutDirection(shape.isRtl ? Qt::RightToLeft : Qt::LeftToRight);
        painter.drawText(
            rect, int(where | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
            QFontMetrics(font).elidedText(shape.words, Qt::ElideRight, rect.width()));
    };
    switch (shape.kind) {
    case Shape::Kind::QuoteBar:
        painter.fillRect(rect, style.body().quoteBar);
        break;
    case Shape::Kind::Line:
        painter.fillRect(rect, style.body().line);
        break;
    case Shape::Kind::Ground:
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.body().ground);
        painter.drawRoundedRect(rect, 1.5 * style.unit, 1.5 * style.unit);
        break;
    case Shape::Kind::Marker:
        words(style.font, shape.isRtl ? Qt::AlignLeft : Qt::AlignRight);
        break;
    case Shape::Kind::Language:
        words(style.timeFont, Qt::AlignLeft);
        break;
    }
}

void RowBody::drawCopy(QPainter &painter, const QPoint &origin, const RowStyle &style,
                       const QPoint &mouse) const
{
    for (const BodyParts::Code &code : m_parts.codes) {
        if (!code.ground.contains(mouse))
            continue;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style.theme.line, 1));
        painter.setBrush(code.copy.contains(mouse) ? style.theme.selected : style.theme.base);
        const QRectF rect = QRectF(code.copy.translated(origin)).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(rect, style.unit, style.unit);
        painter.setFont(style.secondFont);
        painter.setPen(style.theme.text);
        painter.drawText(rect, Qt::AlignCenter, copyWord());
    }
}

}
