// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pills.h"

#include "matrix/displayname.h"
#include "session/matrixlink.h"

#include <utility>

namespace linnet::Pills {

namespace {

using Span = RichText::Span;

constexpr int MostNamed = 100; ///< of a message; the rest are ids
constexpr qsizetype LongestName = 100;

class Naming
{
public:
    explicit Naming(const NameOf &nameOf) : m_nameOf(nameOf) {}

    void rewrite(QString &text, QList<Span> &spans)
    {
        QString named;
        QList<Span> kept;
        int done = 0;
        for (qsizetype i = 0; i < spans.size(); ++i) {
            Span span = spans.at(i);
            const QString pill = target(span.link);
            int end = span.start + span.length;
            // One link may have several looks.
            while (!pill.isEmpty() && i + 1 < spans.size() && spans.at(i + 1).start == end &&
                   spans.at(i + 1).link == span.link) {
                ++i;
                end += spans.at(i).length;
                span.styles |= spans.at(i).styles & Span::Spoiler;
            }
            named += QStringView(text).sliced(done, span.start - done);
            const QString words = pill.isEmpty() ? text.sliced(span.start, span.length) : wordsFor(pill);
            if (!pill.isEmpty()) {
                span.styles &= ~Span::Emoticon;
                span.image.clear();
            }
            span.start = int(named.size());
            span.length = int(words.size());
            named += words;
            kept.append(span);
            done = end;
        }
        text = named + QStringView(text).sliced(done);
        spans = kept;
    }

private:
    QString wordsFor(const QString &pill)
    {
        QString name;
        if (m_nameOf && ++m_named <= MostNamed)
            name = shortened(cleanName(m_nameOf(pill).left(4 * LongestName)), LongestName);
        return isolated(name.isEmpty() ? shortened(pill, LongestName) : name);
    }

    const NameOf &m_nameOf;
    int m_named = 0;
};

}

QString target(const QString &link)
{
    if (link.isEmpty())
        return {};
    const auto parsed = MatrixLink::parse(link);
    return parsed && parsed->event.isEmpty() ? parsed->target : QString();
}

void name(RichText &rich, const NameOf &nameOf)
{
    Naming naming(nameOf);
    for (RichText::Block &block : rich.blocks) {
        naming.rewrite(block.text, block.spans);
        for (QList<RichText::Cell> &row : block.rows) {
            for (RichText::Cell &cell : row)
                naming.rewrite(cell.text, cell.spans);
        }
    }
}

}
