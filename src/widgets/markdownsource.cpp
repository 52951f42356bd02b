// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownsource.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace linnet {

namespace {

constexpr qsizetype MostLetters = 20'000;

QString marksOf(const QString &tag)
{
    static const QHash<QString, QString> marks{
        {QStringLiteral("strong"), QStringLiteral("**")}, {QStringLiteral("b"), QStringLiteral("**")},
        {QStringLiteral("em"), QStringLiteral("*")},      {QStringLiteral("i"), QStringLiteral("*")},
        {QStringLiteral("del"), QStringLiteral("~~")},    {QStringLiteral("code"), QStringLiteral("`")},
    };
    return marks.value(tag);
}

/// None if there is an entity that is not one of the five.
std::optional<QString> words(const QString &text, bool isCode)
{
    static const QRegularExpression other(QStringLiteral("&(?!(?:lt|gt|amp|quot|#39);)"));
    static const QRegularExpression special(QStringLiteral(R"(([\\`*_\[\]~<]|&(?=[#\w])))"));
    if (text.contains(other) || (isCode && text.contains(u'`')))
        return std::nullopt;
    QString result = text;
    result.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&#39;"), QStringLiteral("'"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    if (!isCode)
        result.replace(special, QStringLiteral("\\\\1"));
    return result;
}

}

std::optional<QString> markdownSource(const QString &html)
{
    static const QRegularExpression piece(QStringLiteral(
        R"re(<(/?)([a-z]+)(?: href="([^"<>() ]*)")? ?/?>|([^<]+))re"
        // a custom emoji, as Markdown::toHtml() writes it
        R"re(|<img data-mx-emoticon src="(mxc://[^"<>&()\s]+)" alt="(:[^"<>&:\[\]]+:)"[^<>]*>)re"));
    if (html.isEmpty() || html.size() > MostLetters)
        return std::nullopt;
    QString result;
    QStringList open;
    QString link;
    qsizetype end = 0;
    auto pieces = piece.globalMatch(html);
    while (pieces.hasNext()) {
        const QRegularExpressionMatch match = pieces.next();
        if (match.capturedStart() != end)
            return std::nullopt;
        end = match.capturedEnd();
        if (!match.captured(5).isEmpty()) {
            result += QStringLiteral("![%1](%2)").arg(match.captured(6), match.captured(5));
            continue;
        }
        const QString tag = match.captured(2);
        const bool isEnd = !match.captured(1).isEmpty();
        if (tag.isEmpty()) {
            const auto text = words(match.captured(4), open.contains(u"code"));
            if (!text)
                return std::nullopt;
            // Whoever writes <br> breaks the line of the source too.
            result += result.endsWith(u'\n') && text->startsWith(u'\n') ? text->mid(1) : *text;
        } else if (tag == u"br") {
            result += u'\n';
        } else if (tag == u"p") {
            if (!isEnd && !result.isEmpty())
                result = result.trimmed() + QStringLiteral("\n\n");
        } else if (!isEnd && (!marksOf(tag).isEmpty() || tag == u"a") && !open.contains(tag)) {
            open << tag;
            result += tag == u"a" ? QStringLiteral("[") : marksOf(tag);
            if (tag == u"a")
                link = match.captured(3).replace(QStringLiteral("&amp;"), QStringLiteral("&"));
        } else if (isEnd && !open.isEmpty() && open.last() == tag) {
            open.removeLast();
            result += tag == u"a" ? QStringLiteral("](%1)").arg(link) : marksOf(tag);
        } else {
            return std::nullopt;
        }
    }
    if (end != html.size() || !open.isEmpty())
        return std::nullopt;
    return result.trimmed();
}

}
