// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownsource.h"

#include "widgets/pilltext.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace linnet {

namespace {

constexpr qsizetype MostLetters = 20'000;

const QString Spoiler = QStringLiteral("span data-mx-spoiler");

QString marksOf(const QString &tag)
{
    static const QHash<QString, QString> marks{
        {QStringLiteral("strong"), QStringLiteral("**")},
        {QStringLiteral("b"), QStringLiteral("**")},
        {QStringLiteral("em"), QStringLiteral("*")},
        {QStringLiteral("i"), QStringLiteral("*")},
        {QStringLiteral("del"), QStringLiteral("~~")},
        {QStringLiteral("code"), QStringLiteral("`")},
        {Spoiler, QStringLiteral("||")},
    };
    return marks.value(tag);
}

/// None if there is an entity that is not one of the five.
std::optional<QString> withoutEntities(const QString &text)
{
    static const QRegularExpression other(QStringLiteral("&(?!(?:lt|gt|amp|quot|#39);)"));
    if (text.contains(other))
        return std::nullopt;
    QString result = text;
    return result.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&#39;"), QStringLiteral("'"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

std::optional<QString> words(const QString &text, bool isCode)
{
    static const QRegularExpression special(QStringLiteral(R"(([\\`*_\[\]~<]|&(?=[#\w])))"));
    auto result = withoutEntities(text);
    if (!result || (isCode && text.contains(u'`')))
        return std::nullopt;
    if (!isCode)
        result->replace(special, QStringLiteral("\\\\1"))
            .replace(QStringLiteral("||"), QStringLiteral("\\|\\|"));
    return result;
}

/// A custom emoji as PillText has it; empty if it has no name.
QString emoticon(const QString &address, const QString &alt, const QString &title)
{
    const bool isName = alt.size() > 2 && alt.startsWith(u':') && alt.endsWith(u':');
    QString name = title;
    if (name.isEmpty() && isName)
        name = alt.mid(1, alt.size() - 2);
    if (name.isEmpty() || name.contains(u':'))
        return {};
    const QString body = isName ? QString() : withoutEntities(alt).value_or(QString());
    return PillText::write(PillText::emoticon(name, address, body));
}

}

std::optional<QString> markdownSource(const QString &html)
{
    static const QRegularExpression piece(
        QStringLiteral(R"re(<(/?)(span data-mx-spoiler|[a-z]+)(?: href="([^"<>() ]*)")? ?/?>|([^<]+))re"
                       // a custom emoji, as Markdown::toHtml() writes it
                       R"re(|<img data-mx-emoticon src="(mxc://[^"<>&()\s]+)" alt="([^"<>\\\n]+)")re"
                       R"re((?: title=":?([^"<>&:\[\]]+):?")?[^<>]*>)re"));
    if (html.isEmpty() || html.size() > MostLetters)
        return std::nullopt;
    QString result;
    QStringList open;
    QString link;
    qsizetype spoiler = 0; ///< where it begins
    qsizetype end = 0;
    auto pieces = piece.globalMatch(html);
    while (pieces.hasNext()) {
        const QRegularExpressionMatch match = pieces.next();
        if (match.capturedStart() != end)
            return std::nullopt;
        end = match.capturedEnd();
        if (!match.captured(5).isEmpty()) {
            const QString written = emoticon(match.captured(5), match.captured(6), match.captured(7));
            if (written.isEmpty())
                return std::nullopt;
            result += written;
            continue;
        }
        const bool isEnd = !match.captured(1).isEmpty();
        const QString tag = isEnd && match.captured(2) == u"span" ? Spoiler : match.captured(2);
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
            if (tag == Spoiler)
                spoiler = result.size();
            if (tag == u"a")
                link = match.captured(3).replace(QStringLiteral("&amp;"), QStringLiteral("&"));
        } else if (isEnd && !open.isEmpty() && open.last() == tag) {
            open.removeLast();
            if (tag == Spoiler) // beside blanks the marks are none
                result = result.left(spoiler) + result.mid(spoiler).trimmed();
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
