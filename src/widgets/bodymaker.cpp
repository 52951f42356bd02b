// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodymaker.h"

#include "widgets/codecolours.h"
#include "widgets/rowstyle.h"

#include <algorithm>

namespace linnet {

namespace {

using Span = RichText::Span;
using Patch = RowText::Patch;

constexpr int MostPictures = 100; ///< of a message; the rest are names
constexpr int MostPictureLines = 3;
constexpr int MostPictureWidth = 12; ///< in lines, too

bool isPill(const Span &span)
{
    return !Pills::target(span.link).isEmpty();
}

/// Two colours that somebody chose for one another.
bool isReadablePair(const Span &span)
{
    return span.colour != 0 && span.background != 0 &&
           Theme::contrast(QColor(QRgb(span.colour)), QColor(QRgb(span.background))) >= 4.5;
}

int endOf(const auto &mark)
{
    return mark.start + mark.length;
}

/// What stands in `all` beside, but not under, `covering`; both in order.
template <typename Mark, typename Covering>
QList<Mark> notUnder(const QList<Mark> &all, const QList<Covering> &covering)
{
    QList<Mark> left;
    auto over = covering.cbegin();
    for (const Mark &mark : all) {
        while (over != covering.cend() && endOf(*over) <= mark.start)
            ++over;
        if (over == covering.cend() || over->start >= endOf(mark))
            left.append(mark);
    }
    return left;
}

void sortByStart(auto &marks)
{
    std::sort(marks.begin(), marks.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
}

}

BodyMaker::BodyMaker(const RowStyle &style, const BodyText &flat, const RowOpened &opened)
    : m_style(style), m_body(style.body()), m_flat(flat)
{
    for (const BodyText::Spoiler &spoiler : flat.spoilers()) {
        if (!opened.spoilers.contains(spoiler.text))
            m_hidden.append(spoiler);
    }
}

RowText BodyMaker::make(int part, const QString &text, const QList<Span> &spans,
                        const RowText::Format &format, const RowText::Marks &before) const
{
    const int start = startOf(part);
    RowText::Format own = format;
    own.hasLinks = false;
    own.linkColour = m_style.link;
    RowText::Marks marks = before;
    for (const Span &span : spans)
        marks.spans.append({span.start, span.length, lookOf(span, format.font)});
    marks.patches += withCovers(patchesOf(spans), start, int(text.size()));
    marks.pictures = picturesOf(spans, format);
    if (!format.isCode)
        marks.links = linksOf(text, spans, format.maxLines);
    return RowText(text, own, marks);
}

std::optional<RowText::Marks> BodyMaker::codeMarks(const RichText::Block &block) const
{
    RowText::Marks marks;
    if (!m_style.codeColours || !block.spans.isEmpty())
        return marks;
    const CodeColours::Spans *spans = m_style.codeColours->spans(block.text, block.language);
    if (!spans)
        return std::nullopt;
    for (const CodeHighlight::Span &span : *spans) {
        QTextCharFormat look;
        look.setForeground(m_body.codeColour(span.kind));
        marks.spans.append({span.start, span.length, look});
    }
    return marks;
}

/// An emoticon is as high as the line; of other pictures the message may say the size.
QList<RowText::Picture> BodyMaker::picturesOf(const QList<Span> &spans, const RowText::Format &format) const
{
    QList<RowText::Picture> pictures;
    for (const Span &span : spans) {
        if (span.image.isEmpty() || span.length <= 0 || ++m_pictures > MostPictures)
            continue;
        const int line = format.lineHeight;
        const bool isEmoticon = span.styles & Span::Emoticon;
        QSizeF size = span.imageSize;
        if (size.width() < 1 || size.height() < 1) {
            const int least = isEmoticon ? line : 2 * line;
            const qreal side = qMax(size.width(), size.height());
            size = side < 1 ? QSizeF(least, least) : QSizeF(side, side);
        }
        const int high = isEmoticon ? line : MostPictureLines * line;
        const QSizeF most(qMin(MostPictureWidth * line, format.width), high);
        if (isEmoticon || size.width() > most.width() || size.height() > most.height())
            size.scale(most, Qt::KeepAspectRatio);
        const QSize least(qMin(line / 2, format.width), line / 2);
        pictures.append({span.start, span.length, size.toSize().expandedTo(least), span.image});
    }
    return pictures;
}

bool BodyMaker::isSelf(const Span &span) const
{
    return !m_style.self.isEmpty() && Pills::target(span.link) == m_style.self.toString();
}

QTextCharFormat BodyMaker::lookOf(const Span &span, const QFont &font) const
{
    QTextCharFormat look;
    if (span.styles & Span::Code) {
        QFont code = Theme::scaled(font, 0.94);
        code.setFamilies(m_body.code.families());
        look.setFont(code, QTextCharFormat::FontPropertiesSpecifiedOnly);
    } else if (span.styles & Span::Small) {
        look.setFont(Theme::scaled(font, 0.85), QTextCharFormat::FontPropertiesSpecifiedOnly);
    }
    if (span.styles & Span::Bold)
        look.setFontWeight(QFont::Bold);
    if (span.styles & Span::Italic)
        look.setFontItalic(true);
    if (span.styles & Span::Underline)
        look.setFontUnderline(true);
    if (span.styles & Span::Strike)
        look.setFontStrikeOut(true);
    if (span.styles & Span::Superscript)
        look.setVerticalAlignment(QTextCharFormat::AlignSuperScript);
    if (span.styles & Span::Subscript)
        look.setVerticalAlignment(QTextCharFormat::AlignSubScript);
    if (span.colour != 0)
        look.setForeground(isReadablePair(span) ? QColor(QRgb(span.colour)) : m_body.text(span.colour));
    if (isPill(span)) {
        look.setForeground(isSelf(span) ? m_body.onOwnPill : m_body.onPill);
        look.setFontWeight(QFont::DemiBold);
        look.setFontUnderline(false);
    }
    return look;
}

QList<Patch> BodyMaker::patchesOf(const QList<Span> &spans) const
{
    QList<Patch> patches;
    QString pillLink; ///< of the last patch, if it is a pill
    for (const Span &span : spans) {
        Patch patch{span.start, span.length, {}, Patch::Shape::Box, {}, {}};
        QString link;
        if (isPill(span)) {
            patch.shape = Patch::Shape::Pill;
            patch.colour = isSelf(span) ? m_body.ownPill : m_body.pill;
            link = span.link;
        } else if (span.background != 0) {
            const QColor text = span.colour != 0 ? m_body.text(span.colour) : m_style.theme.text;
            patch.colour = isReadablePair(span) ? QColor(QRgb(span.background))
                                                : m_body.background(span.background, text);
        } else if (span.styles & (Span::Code | Span::Spoiler)) {
            patch.colour = m_body.ground;
        } else {
            continue;
        }
        const bool goesOn = !patches.isEmpty() && endOf(patches.last()) == span.start &&
                            patches.last().shape == patch.shape && patches.last().colour == patch.colour &&
                            pillLink == link;
        if (goesOn)
            patches.last().length += span.length;
        else
            patches.append(patch);
        pillLink = link;
    }
    return patches;
}

QList<Patch> BodyMaker::withCovers(const QList<Patch> &patches, int start, int length) const
{
    QList<Patch> covers;
    for (const BodyText::Spoiler &spoiler : m_hidden) {
        const int first = qMax(spoiler.start - start, 0);
        const int last = qMin(endOf(spoiler) - start, length);
        // The reason is said once, where it begins.
        if (first < last)
            covers.append({first, last - first, m_body.cover, Patch::Shape::Cover,
                           spoiler.start >= start ? spoiler.reason : QString(), m_body.onCover});
    }
    if (covers.isEmpty())
        return patches;
    QList<Patch> all = notUnder(patches, covers) + covers;
    sortByStart(all);
    return all;
}

QList<Link> BodyMaker::linksOf(const QString &text, const QList<Span> &spans, int maxLines) const
{
    QList<Link> links;
    QList<Span> taken; // what is a link already, or stands for itself
    QString last;
    for (const Span &span : spans) {
        if (!span.link.isEmpty() || !span.image.isEmpty() || (span.styles & Span::Code))
            taken.append(span);
        if (!span.link.isEmpty()) {
            if (last == span.link && !links.isEmpty() && endOf(links.last()) == span.start)
                links.last().length += span.length;
            else
                links.append({span.start, span.length, QUrl(span.link)});
        }
        last = span.link;
    }
    const int shown = RowText::mostShown(text.size(), maxLines);
    const QList<Link> found = notUnder(Linkifier::links(QStringView(text).first(shown)), taken);
    if (!found.isEmpty()) {
        links += found;
        sortByStart(links);
    }
    return links;
}

}
