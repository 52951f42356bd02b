// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodytext.h"

#include "bridge/messagehtml.h"
#include "matrix/displayname.h"
#include "session/timelineitem.h"
#include "widgets/rowstyle.h"
#include "widgets/rowwords.h"

#include <algorithm>

namespace linnet {

BodyText::BodyText(const RichText &rich)
{
    for (const RichText::Block &block : rich.blocks) {
        if (block.kind != RichText::Block::Kind::Table) {
            add(block.text, block.spans, u'\n');
            continue;
        }
        for (const QList<RichText::Cell> &row : block.rows) {
            QChar separator = u'\n';
            for (const RichText::Cell &cell : row) {
                add(cell.text, cell.spans, separator);
                separator = u'\t';
            }
        }
    }
    for (Spoiler &spoiler : m_spoilers)
        spoiler.text = m_text.sliced(spoiler.start, spoiler.length);
}

void BodyText::add(const QString &text, const QList<RichText::Span> &spans, QChar separator)
{
    if (!m_starts.isEmpty())
        m_text += separator;
    const int start = int(m_text.size());
    m_starts.append(start);
    m_text += text;
    for (const RichText::Span &span : spans) {
        if (!(span.styles & RichText::Span::Spoiler))
            continue;
        const int from = start + span.start;
        // What goes on behind nothing but the end of a block is the same one.
        const bool goesOn =
            !m_spoilers.isEmpty() && m_spoilers.last().reason == span.spoiler &&
            from - (m_spoilers.last().start + m_spoilers.last().length) <= (span.start == 0 ? 1 : 0);
        if (goesOn)
            m_spoilers.last().length = from + span.length - m_spoilers.last().start;
        else
            m_spoilers.append({from, span.length, span.spoiler, {}});
    }
}

RichText BodyText::read(const TimelineItem &item, const Pills::NameOf &nameOf)
{
    using Kind = TimelineItem::Kind;
    const bool isWritten = item.kind == Kind::Text || item.kind == Kind::Notice || item.kind == Kind::Emote ||
                           (RowStyle::isMedia(item.kind) && !item.caption().isEmpty());
    if (item.html.isEmpty() || !isWritten)
        return {};
    RichText rich = MessageHtml::read(item.html);
    Pills::name(rich, nameOf);
    if (item.kind != Kind::Emote || rich.isEmpty())
        return rich;
    const QString name = u"* " + isolated(RowWords::senderName(item)) + u' ';
    RichText::Block &first = rich.blocks.first();
    const bool isBesideIt =
        first.kind == RichText::Block::Kind::Text && first.quotes == 0 && first.indent == 0;
    if (!isBesideIt) {
        RichText::Block alone;
        alone.text = name;
        rich.blocks.prepend(alone);
        return rich;
    }
    first.text.prepend(name);
    for (RichText::Span &span : first.spans)
        span.start += int(name.size());
    return rich;
}

}
