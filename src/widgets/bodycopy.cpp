// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodycopy.h"

#include "matrix/displayname.h"
#include "widgets/linkifier.h"

#include <QStringList>

#include <array>
#include <utility>

namespace linnet {

namespace {

using Span = RichText::Span;
using Block = RichText::Block;

constexpr int MostLevels = 20;

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QString anchor(const QString &address, const QString &inner)
{
    return u"<a href=\"" + address.toHtmlEscaped() + u"\">" + inner + u"</a>";
}

/// With `||` around what was hidden.
QString words(const QString &text, const QList<Span> &spans)
{
    QString result;
    int done = 0;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (!(spans.at(i).styles & Span::Spoiler))
            continue;
        int end = spans.at(i).start + spans.at(i).length;
        result += text.sliced(done, spans.at(i).start - done) + u"||";
        const int first = spans.at(i).start;
        while (i + 1 < spans.size() && spans.at(i + 1).start == end &&
               (spans.at(i + 1).styles & Span::Spoiler))
            end += spans.at(++i).length;
        result += text.sliced(first, end - first) + u"||";
        done = end;
    }
    return result + text.sliced(done);
}

QString marked(const QString &text, const QList<Span> &spans)
{
    static constexpr std::array<std::pair<int, QStringView>, 8> tags{{{Span::Bold, u"b"},
                                                                      {Span::Italic, u"i"},
                                                                      {Span::Underline, u"u"},
                                                                      {Span::Strike, u"s"},
                                                                      {Span::Code, u"code"},
                                                                      {Span::Superscript, u"sup"},
                                                                      {Span::Subscript, u"sub"},
                                                                      {Span::Small, u"small"}}};
    QString result;
    int done = 0;
    for (const Span &span : spans) {
        result += escaped(text.sliced(done, span.start - done));
        QString inner = escaped(text.sliced(span.start, span.length));
        for (const auto &[style, tag] : tags) {
            if (span.styles & style)
                inner = u'<' + tag + u'>' + inner + u"</" + tag + u'>';
        }
        if (span.colour != 0)
            inner = QStringLiteral("<span style=\"color:#%1\">")
                        .arg(span.colour & 0xffffff, 6, 16, QLatin1Char('0')) +
                    inner + u"</span>";
        result += span.link.isEmpty() ? inner : anchor(span.link, inner);
        done = span.start + span.length;
    }
    return result + escaped(text.sliced(done));
}

QString tableHtml(const Block &block)
{
    QString result = QStringLiteral("<table>");
    for (const QList<RichText::Cell> &row : block.rows) {
        result += u"<tr>";
        for (const RichText::Cell &cell : row) {
            const QStringView tag = cell.isHeader ? u"th" : u"td";
            result += u'<' + tag + u'>' + marked(cell.text, cell.spans) + u"</" + tag + u'>';
        }
        result += u"</tr>";
    }
    return result + u"</table>";
}

QString blockHtml(const Block &block)
{
    switch (block.kind) {
    case Block::Kind::Text:
        return u"<p>" + marked(block.text, block.spans) + u"</p>";
    case Block::Kind::Heading: {
        const QString tag = QStringLiteral("h%1>").arg(qBound(1, block.level, 6));
        return u'<' + tag + marked(block.text, block.spans) + u"</" + tag;
    }
    case Block::Kind::Code:
        return u"<pre><code>" + block.text.toHtmlEscaped() + u"</code></pre>";
    case Block::Kind::Rule:
        return QStringLiteral("<hr>");
    case Block::Kind::Table:
        return tableHtml(block);
    }
    return {};
}

QString blockText(const Block &block)
{
    if (block.kind == Block::Kind::Rule)
        return QStringLiteral("---");
    if (block.kind != Block::Kind::Table)
        return words(block.text, block.spans);
    QStringList rows;
    for (const QList<RichText::Cell> &row : block.rows) {
        QStringList cells;
        for (const RichText::Cell &cell : row)
            cells.append(words(cell.text, cell.spans));
        rows.append(cells.join(u'\t'));
    }
    return rows.join(u'\n');
}

/// Opens and closes what blocks stand in, one after the other.
class Containers
{
public:
    QString until(const Block &block)
    {
        const QStringView list = block.marker.endsWith(u'.') ? u"ol" : u"ul";
        const int quotes = qMin(block.quotes, MostLevels);
        const int indent = qMin(block.indent, MostLevels);
        QString html = close(quotes, m_quotes == quotes ? indent : 0);
        for (; m_quotes < quotes; ++m_quotes)
            html += u"<blockquote>";
        if (!block.marker.isEmpty() && m_lists.size() == indent && indent > 0)
            html += u"</li><li>";
        while (m_lists.size() < indent) {
            m_lists.append(list.toString());
            html += u'<' + m_lists.last() + u"><li>";
        }
        return html;
    }
    QString close(int quotes, int indent)
    {
        QString html;
        while (m_lists.size() > indent)
            html += u"</li></" + m_lists.takeLast() + u'>';
        for (; m_quotes > quotes; --m_quotes)
            html += u"</blockquote>";
        return html;
    }

private:
    int m_quotes = 0;
    QStringList m_lists;
};

}

BodyCopy::BodyCopy(const RichText &rich, const RowOpened &opened, int start, int end)
    : m_start(start), m_end(end)
{
    const BodyText flat(rich);
    for (const BodyText::Spoiler &spoiler : flat.spoilers()) {
        if (!opened.spoilers.contains(spoiler.text))
            m_hidden.append(spoiler);
    }
    int part = 0;
    for (Block block : rich.blocks) {
        if (block.kind == Block::Kind::Table) {
            cutTable(block.rows, flat.starts(), part);
            if (!block.rows.isEmpty())
                m_cut.blocks.append(block);
            continue;
        }
        const int textStart = flat.starts().at(part++);
        if (!reaches(textStart, block.text.size()))
            continue;
        if (start > textStart)
            block.marker.clear();
        cut(block.text, block.spans, textStart);
        m_cut.blocks.append(block);
    }
}

bool BodyCopy::reaches(int textStart, qsizetype length) const
{
    return length == 0 ? m_start <= textStart && m_end >= textStart
                       : m_start < textStart + length && m_end > textStart;
}

void BodyCopy::cutTable(QList<QList<RichText::Cell>> &rows, const QList<int> &starts, int &part) const
{
    QList<QList<RichText::Cell>> left;
    for (const QList<RichText::Cell> &row : std::as_const(rows)) {
        QList<RichText::Cell> cells;
        for (RichText::Cell cell : row) {
            const int textStart = starts.at(part++);
            if (!reaches(textStart, cell.text.size()))
                continue;
            cut(cell.text, cell.spans, textStart);
            cells.append(cell);
        }
        if (!cells.isEmpty())
            left.append(cells);
    }
    rows = left;
}

const BodyText::Spoiler *BodyCopy::hiding(int position) const
{
    for (const BodyText::Spoiler &spoiler : m_hidden) {
        if (position >= spoiler.start && position < spoiler.start + spoiler.length)
            return &spoiler;
    }
    return nullptr;
}

void BodyCopy::cut(QString &text, QList<Span> &spans, int textStart) const
{
    const int size = int(text.size());
    const int from = qBound(0, m_start - textStart, size);
    const int to = qBound(from, m_end - textStart, size);
    QString result;
    QList<Span> kept;
    int done = from;
    const BodyText::Spoiler *last = nullptr;
    for (Span span : std::as_const(spans)) {
        const int first = qMax(span.start, from);
        const int end = qMin(span.start + span.length, to);
        if (first >= end)
            continue;
        result += QStringView(text).sliced(done, first - done);
        done = end;
        const BodyText::Spoiler *hidden =
            span.styles & Span::Spoiler ? hiding(textStart + span.start) : nullptr;
        if (hidden && hidden != last) {
            const QString reason = shortened(cleanName(hidden->reason), 200);
            result += reason.isEmpty() ? tr("[hidden text]") : tr("[hidden text: %1]").arg(reason);
        } else if (!hidden) {
            span.start = int(result.size());
            span.length = end - first;
            kept.append(span);
            result += QStringView(text).sliced(first, end - first);
        }
        last = hidden;
    }
    text = result + QStringView(text).sliced(done, to - done);
    spans = kept;
}

QString BodyCopy::text() const
{
    if (m_cut.blocks.size() == 1)
        return blockText(m_cut.blocks.first());
    QStringList lines;
    for (const Block &block : m_cut.blocks) {
        const QString quotes = QStringLiteral("> ").repeated(qBound(0, block.quotes, MostLevels));
        const QString indent = QStringLiteral("   ").repeated(
            qBound(0, block.indent - (block.marker.isEmpty() ? 0 : 1), MostLevels));
        QString marker = block.marker.isEmpty() ? QString() : QString(block.marker + u' ');
        const QStringList inBlock = blockText(block).split(u'\n');
        for (const QString &line : inBlock) {
            lines.append(quotes + indent + marker + line);
            if (!marker.isEmpty())
                marker.fill(u' ');
        }
    }
    return lines.join(u'\n');
}

QString BodyCopy::html() const
{
    if (m_cut.blocks.size() == 1 && m_cut.blocks.first().kind == Block::Kind::Text)
        return marked(m_cut.blocks.first().text, m_cut.blocks.first().spans);
    QString result;
    Containers containers;
    for (const Block &block : m_cut.blocks)
        result += containers.until(block) + blockHtml(block);
    return result + containers.close(0, 0);
}

QString BodyCopy::html(const QString &plain)
{
    QString result;
    int done = 0;
    for (const Link &link : Linkifier::links(plain)) {
        result += escaped(plain.sliced(done, link.start - done));
        result +=
            anchor(link.url.toString(QUrl::FullyEncoded), escaped(plain.sliced(link.start, link.length)));
        done = link.start + link.length;
    }
    return result + escaped(plain.sliced(done));
}

}
