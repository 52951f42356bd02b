// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownsource.h"

#include "session/matrixlink.h"
#include "widgets/pilltext.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostLetters = 20'000;

const QString Spoiler = QStringLiteral("span data-mx-spoiler");

/// A custom emoji, whatever the order of its attributes.
const QString Emoticon = QStringLiteral(
    R"re(<img(?=[^<>]* data-mx-emoticon[ =/>])(?=[^<>]* src="(?<src>mxc://[^"<>&()\s]+)"))re"
    R"re((?=[^<>]* alt="(?<alt>[^"<>\\\n]+)")(?:(?=[^<>]* title=":?(?<title>[^"<>&:\[\]]+):?")|)[^<>]*>)re");

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

QString plain(const QString &html)
{
    return withoutEntities(html).value_or(html);
}

/// Whom a link names; no pill if it leads elsewhere.
PillText::Run person(const QRegularExpressionMatch &match)
{
    const auto link = MatrixLink::parse(plain(match.captured(u"link")));
    const bool isPerson = link && !link->isRoom();
    return {plain(match.captured(u"name")), isPerson ? UserId(link->target) : UserId()};
}

/// Of a match of Emoticon; no pill if it has no name.
PillText::Run emoticon(const QRegularExpressionMatch &match)
{
    const QString alt = match.captured(u"alt");
    const bool isName = alt.size() > 2 && alt.startsWith(u':') && alt.endsWith(u':');
    QString name = match.captured(u"title");
    if (name.isEmpty() && isName)
        name = alt.mid(1, alt.size() - 2);
    if (name.isEmpty() || name.contains(u':'))
        return {};
    const QString body = isName ? QString() : withoutEntities(alt).value_or(QString());
    return PillText::emoticon(name, match.captured(u"src"), body);
}

/// The body, with the people and custom emoji of the HTML in the places where it has their names alone.
QString withPills(const QString &body, const QString &html)
{
    static const QRegularExpression piece(
        QStringLiteral(R"re(<a(?=[^<>]* href="(?<link>[^"<>]+)")[^<>]*>(?<name>[^<]+)</a>|)re") + Emoticon +
        QStringLiteral("|<[^<>]*>"));
    const QList<PillText::Run> runs = PillText::read(body);
    const bool hasPills =
        std::any_of(runs.cbegin(), runs.cend(), [](const PillText::Run &run) { return run.isPill(); });
    if (hasPills) // as bodies of some clients have
        return body;
    QString result = body;
    qsizetype at = 0;
    QString before; ///< what the HTML says since the last
    qsizetype end = 0;
    auto pieces = piece.globalMatch(html);
    while (pieces.hasNext()) {
        const QRegularExpressionMatch match = pieces.next();
        before += plain(html.mid(end, match.capturedStart() - end));
        end = match.capturedEnd();
        const PillText::Run pill = match.captured(u"src").isEmpty() ? person(match) : emoticon(match);
        qsizetype found = pill.isPill() ? result.indexOf(pill.text, at) : -1;
        if (found < 0) {
            before += pill.text;
            continue;
        }
        // The same words may stand before it.
        for (qsizetype others = before.count(pill.text); others > 0; --others) {
            const qsizetype next = result.indexOf(pill.text, found + pill.text.size());
            if (next < 0)
                break;
            found = next;
        }
        const QString written = PillText::write(pill);
        result.replace(found, pill.text.size(), written);
        at = found + written.size();
        before.clear();
    }
    return result;
}

}

std::optional<QString> markdownSource(const QString &html)
{
    static const QRegularExpression piece(
        QStringLiteral(R"re(<(?<end>/?)(?<tag>span data-mx-spoiler|[a-z]+))re"
                       R"re((?:="(?<reason>[^"<>]*)"| href="(?<link>[^"<>() ]*)")? ?/?>|(?<text>[^<]+)|)re") +
        Emoticon);
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
        if (!match.captured(u"src").isEmpty()) {
            const PillText::Run pill = emoticon(match);
            if (!pill.isPill())
                return std::nullopt;
            result += PillText::write(pill);
            continue;
        }
        const bool isEnd = !match.captured(u"end").isEmpty();
        const QString tag = isEnd && match.captured(u"tag") == u"span" ? Spoiler : match.captured(u"tag");
        if (tag.isEmpty()) {
            const auto text = words(match.captured(u"text"), open.contains(u"code"));
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
            const auto reason = words(match.captured(u"reason"), false);
            if (!reason)
                return std::nullopt;
            if (!reason->isEmpty()) // Markdown has no place for why something is hidden
                result += *reason + QStringLiteral(": ");
            result += tag == u"a" ? QStringLiteral("[") : marksOf(tag);
            if (tag == Spoiler)
                spoiler = result.size();
            if (tag == u"a")
                link = match.captured(u"link").replace(QStringLiteral("&amp;"), QStringLiteral("&"));
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

QString editableSource(const QString &body, const QString &html)
{
    if (const auto source = markdownSource(html))
        return *source;
    return withPills(body, html);
}

}
