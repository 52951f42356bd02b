// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/coveredtext.h"

#include "bridge/messagehtml.h"

#include <QStringList>

namespace linnet {

namespace {

/// Of one length, as that may tell enough.
const QString Bar(5, QChar(0x2588));

QString covered(QString text, const QList<RichText::Span> &spans)
{
    qsizetype end = text.size(); // of what may still be hidden; one text may have several spans
    for (auto span = spans.crbegin(); span != spans.crend(); ++span) {
        if (!(span->styles & RichText::Span::Spoiler))
            continue;
        const bool goesOn = span->start + span->length == end && text.mid(end).startsWith(Bar);
        text.replace(span->start, span->length, goesOn ? QString() : Bar);
        end = span->start;
    }
    return text;
}

}

QString coveredText(const QString &body, const QString &html)
{
    if (html.isEmpty())
        return body;
    QStringList lines;
    const RichText rich = MessageHtml::read(html);
    for (const RichText::Block &block : rich.blocks) {
        const QString marker = block.marker.isEmpty() ? QString() : block.marker + u' ';
        if (!block.text.isEmpty())
            lines << marker + covered(block.text, block.spans);
        for (const QList<RichText::Cell> &row : block.rows) {
            for (const RichText::Cell &cell : row)
                lines << covered(cell.text, cell.spans);
        }
    }
    return lines.isEmpty() ? body : lines.join(u'\n');
}

}
