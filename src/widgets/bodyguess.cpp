// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodyguess.h"

#include "widgets/rowbody.h"
#include "widgets/rowstyle.h"

namespace linnet {

namespace {

/// The name of the tag that begins at `at` (behind `<`), without the slash of a closing one.
QStringView tagName(QStringView html, qsizetype at)
{
    if (at < html.size() && html.at(at) == u'/')
        ++at;
    qsizetype end = at;
    while (end < html.size() && html.at(end).isLetterOrNumber() && end - at < 12)
        ++end;
    return html.sliced(qMin(at, html.size()), qMin(end, html.size()) - qMin(at, html.size()));
}

bool isAnyOf(QStringView name, std::initializer_list<QStringView> names)
{
    for (const QStringView candidate : names) {
        if (name.compare(candidate, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

}

int BodyGuess::height(QStringView html, int charactersInLine, const RowStyle &style)
{
    int lines = 0;
    int gaps = 0;
    int characters = 0;
    int verbatim = 0; ///< how many <pre> it stands in
    const auto endLine = [&] {
        if (characters > 0)
            lines += (characters + charactersInLine - 1) / charactersInLine;
        characters = 0;
    };
    for (qsizetype at = 0; at < html.size() && lines < RowBody::ShownLines; ++at) {
        const QChar c = html.at(at);
        if (c == u'\n' && verbatim > 0) {
            lines += characters == 0 ? 1 : 0;
            endLine();
        } else if (c != u'<') {
            characters += c == u'\n' || (c == u' ' && characters == 0) ? 0 : 1;
        } else {
            const QStringView name = tagName(html, at + 1);
            const bool isClosing = at + 1 < html.size() && html.at(at + 1) == u'/';
            if (isAnyOf(name, {u"br", u"li", u"tr", u"div"})) {
                lines += name.compare(u"br", Qt::CaseInsensitive) == 0 && characters == 0 ? 1 : 0;
                endLine();
            } else if (isAnyOf(name, {u"p", u"pre", u"h1", u"h2", u"h3", u"h4", u"h5", u"h6", u"blockquote",
                                      u"hr", u"table", u"ul", u"ol"})) {
                endLine();
                gaps += isClosing && lines > 0 ? 1 : 0;
                if (name.compare(u"pre", Qt::CaseInsensitive) == 0)
                    verbatim = qMax(0, verbatim + (isClosing ? -1 : 1));
            }
            while (at < html.size() && html.at(at) != u'>')
                ++at;
        }
    }
    endLine();
    return qBound(1, lines, RowBody::ShownLines) * style.lineHeight +
           qBound(0, gaps - 1, RowBody::ShownLines) * (style.unit + style.unit / 2);
}

}
