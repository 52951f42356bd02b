// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/misleadinglink.h"

#include "session/matrixlink.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype Longest = 2000;

/// Without what cannot be seen and could tear a name apart.
QString visible(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            result += c;
        else if (c.isSpace())
            result += u' ';
    }
    return result.trimmed();
}

QString plainHost(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    return host.startsWith(u"www.") ? host.sliced(4) : host;
}

bool isWeb(const QUrl &url)
{
    return url.scheme() == u"http" || url.scheme() == u"https" || url.scheme() == u"ftp";
}

/// The host that a word names: with a scheme, with `www.`, or, of `isAlone`, by itself. Empty: none.
QString namedHost(const QString &word, bool isAlone)
{
    static const QRegularExpression withScheme(QStringLiteral("^(?:https?|ftp)://"),
                                               QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression host(
        QStringLiteral("^(?:[\\w-]+\\.)+\\p{L}{2,}\\.?(?::\\d+)?(?:[/?#].*)?$"),
        QRegularExpression::UseUnicodePropertiesOption);
    if (withScheme.match(word).hasMatch())
        return plainHost(QUrl(word, QUrl::TolerantMode));
    const bool isNamed = isAlone || word.startsWith(u"www.", Qt::CaseInsensitive);
    if (!isNamed || !host.match(word).hasMatch())
        return {};
    return plainHost(QUrl(u"https://" + word, QUrl::TolerantMode));
}

/// "README.md" is the name of a file, and so it is in the address.
bool isFileName(const QString &word, const QUrl &url)
{
    static const QStringList endings{QStringLiteral(".md"), QStringLiteral(".py"), QStringLiteral(".rs"),
                                     QStringLiteral(".sh"), QStringLiteral(".pl"), QStringLiteral(".so")};
    return word.count(u'.') == 1 && url.path().endsWith(u'/' + word) &&
           std::any_of(endings.cbegin(), endings.cend(),
                       [&word](const QString &ending) { return word.endsWith(ending); });
}

QString trimmedWord(QString word)
{
    static constexpr QStringView around = u"\"'`()[]<>{},;!\u201c\u201d\u00ab\u00bb";
    while (!word.isEmpty() && around.contains(word.back()))
        word.chop(1);
    while (!word.isEmpty() && around.contains(word.front()))
        word.remove(0, 1);
    return word;
}

/// The id that `text` is, if it is one and nothing else.
QString namedId(const QString &text)
{
    const auto link = MatrixLink::parse(text);
    return link ? link->target : QString();
}

bool isLineMisleading(const QString &line, const QUrl &url)
{
    const QString said = visible(line);
    if (isWeb(url) && !url.userInfo().isEmpty())
        return true;
    const auto target = MatrixLink::parse(url.toString(QUrl::FullyEncoded));
    if (const QString id = namedId(said); !id.isEmpty())
        return !target || target->target != id;
    if (url.scheme() == u"mailto" && said.contains(u'@') && !said.contains(u' '))
        return said.compare(url.path(), Qt::CaseInsensitive) != 0 &&
               said.compare(u"mailto:" + url.path(), Qt::CaseInsensitive) != 0;
    const QString host = isWeb(url) ? plainHost(url) : QString();
    const QStringList words = said.split(u' ', Qt::SkipEmptyParts);
    for (const QString &each : words) {
        const QString word = trimmedWord(each);
        // Rooms are called what they like; they open here, and not in the browser.
        const QString named = namedHost(word, words.size() == 1 && !target);
        if (!named.isEmpty() && named != host && !isFileName(word, url))
            return true;
    }
    return false;
}

}

bool isMisleading(const QString &text, const QUrl &url)
{
    const QStringList lines = text.left(Longest).split(u'\n');
    return std::any_of(lines.cbegin(), lines.cend(),
                       [&url](const QString &line) { return isLineMisleading(line, url); });
}

}
