// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpreview.h"

#include "bridge/richtext.h"
#include "session/linkpreviews.h"
#include "session/matrixlink.h"
#include "session/timelineitem.h"
#include "widgets/linepainter.h"
#include "widgets/rowstyle.h"

#include <QFontMetrics>

#include <algorithm>

namespace linnet {

namespace {

using Block = RichText::Block;
using Span = RichText::Span;

constexpr int CardUnits = 110;
constexpr int DescriptionLines = 2;
constexpr qsizetype MostSearched = 4'000; ///< characters of a text

bool isWorthACard(const QUrl &url)
{
    return LinkPreviews::isPreviewable(url) && !MatrixLink::parse(url.toString(QUrl::FullyEncoded));
}

QUrl firstOf(const QString &text, const QList<Span> &spans)
{
    const auto isTaken = [&spans](const Link &link) {
        return std::any_of(spans.cbegin(), spans.cend(), [&link](const Span &span) {
            const bool isOther = !span.link.isEmpty() || (span.styles & (Span::Code | Span::Spoiler)) != 0;
            return isOther && span.start < link.start + link.length && link.start < span.start + span.length;
        });
    };
    int best = int(text.size());
    QUrl url;
    for (const Span &span : spans) {
        const QUrl link(span.link);
        if (!(span.styles & (Span::Code | Span::Spoiler)) && isWorthACard(link)) {
            best = span.start;
            url = link;
            break;
        }
    }
    for (const Link &link : Linkifier::links(QStringView(text).left(MostSearched))) {
        if (link.start < best && !isTaken(link) && isWorthACard(link.url))
            return link.url;
    }
    return url;
}

}

QUrl RowPreview::linkOf(const TimelineItem &item, const RichText &rich)
{
    using Kind = TimelineItem::Kind;
    if (item.event.isEmpty() ||
        (item.kind != Kind::Text && item.kind != Kind::Notice && item.kind != Kind::Emote))
        return {};
    if (rich.isEmpty())
        return firstOf(item.text, {});
    for (const Block &block : rich.blocks) {
        const bool isRead = block.kind == Block::Kind::Text || block.kind == Block::Kind::Heading;
        if (!isRead || block.quotes > 0)
            continue;
        if (const QUrl url = firstOf(block.text, block.spans); !url.isEmpty())
            return url;
    }
    return {};
}

int RowPreview::place(const LinkPreview *preview, const QUrl &link, const RowStyle &style, int y)
{
    const LinkPreview card = preview ? *preview : LinkPreview();
    isKnown = preview;
    url = link;
    const QString host = link.host();
    title = card.title.isEmpty() ? host : card.title;
    says = card.site + u'\n' + title; // what describes it names others too, and claims nothing by that
    image = card.image;
    const int unit = style.unit;
    const int thick = qMax(2, unit / 2);
    const int wide = qMin(style.textWidth, CardUnits * unit);
    const int high = style.lineHeight + (1 + DescriptionLines) * style.secondHeight;
    const int side = image.isEmpty() ? 0 : qMin(high, wide / 3);
    const int left = style.textLeft + thick + 2 * unit;
    const int room = qMax(unit, style.textLeft + wide - left - (side > 0 ? side + 2 * unit : 0));
    const bool isNamed = !card.site.isEmpty() && card.site.compare(host, Qt::CaseInsensitive) != 0;
    site = isNamed ? host + QStringLiteral(" \u00b7 ") + card.site : host;
    // Nothing the page says takes the room of its host, which ends with whose it is.
    if (style.isLineCut(site, style.secondFont, room))
        site = style.lines().withoutMiddle(host, style.secondFont, room, Qt::LeftToRight);
    const int top = y + unit;
    y = top;
    const auto line = [&](const QString &text, const QFont &font, int height) {
        const QRect place(left, y, style.lineWidth(text, font, room), height);
        y += height;
        return style.placed(place);
    };
    siteRect = line(site, style.secondFont, style.secondHeight);
    titleRect = line(title, style.boldFont, style.lineHeight);
    if (!card.description.isEmpty()) {
        RowText::Format format;
        format.font = style.secondFont;
        format.lineHeight = style.secondHeight;
        format.width = room;
        format.direction = RowText::baseDirection(card.description, style.direction);
        format.maxLines = DescriptionLines;
        format.hasLinks = false;
        description = std::make_unique<RowText>(RowText::beside(card.description, format, style.direction));
        descriptionOrigin = style.placed({left, y, description->width(), description->height()}).topLeft();
    }
    if (side > 0)
        imageRect = style.placed({style.textLeft + wide - side, top, side, side});
    bar = style.placed({style.textLeft, top, thick, high});
    rect = style.placed({style.textLeft, top, wide, high});
    return top + high + unit / 2;
}

}
