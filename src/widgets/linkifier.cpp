// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linkifier.h"

#include <array>

namespace linnet {

namespace {

constexpr qsizetype MaxLink = 2048;
constexpr qsizetype MaxId = 255; // client-server API, "Common Identifier Format"

bool isBidiControl(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) || u == 0x200e || u == 0x200f ||
           u == 0x061c;
}

/// What can never be part of a link, wherever it stands. Direction controls are among them: inside a link
/// they only serve to make it look like another.
bool endsLink(QChar c)
{
    static constexpr QStringView quotes = u"<>\"`\u00ab\u00bb\u201c\u201d\u201e\ufffc\u3000";
    return c.isSpace() || c.category() == QChar::Other_Control || isBidiControl(c) || quotes.contains(c);
}

bool isSentenceMark(QChar c)
{
    static constexpr QStringView marks =
        u".,;:!?'*_~|\u2018\u2019\u2026\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b\u060c\u061b\u061f";
    return marks.contains(c);
}

/// The opening one of a closing bracket, else null.
QChar openingOf(QChar c)
{
    switch (c.unicode()) {
    case u')':
        return u'(';
    case u']':
        return u'[';
    case u'}':
        return u'{';
    case u'\uff09':
        return u'\uff08';
    case u'\u300d':
        return u'\u300c';
    case u'\u300f':
        return u'\u300e';
    case u'\u3011':
        return u'\u3010';
    default:
        return {};
    }
}

/// Takes away from the end what belongs to the sentence: marks, and brackets that were not opened inside.
QStringView trimmedLink(QStringView link)
{
    while (!link.isEmpty()) {
        const QChar last = link.back();
        const QChar opening = openingOf(last);
        const bool isStray = !opening.isNull() && link.count(last) > link.count(opening);
        if (!isSentenceMark(last) && !isStray)
            break;
        link.chop(1);
    }
    return link;
}

QStringView candidate(QStringView text, qsizetype start)
{
    const qsizetype last = qMin(text.size(), start + MaxLink);
    qsizetype end = start;
    while (end < last && !endsLink(text.at(end)))
        ++end;
    return trimmedLink(text.sliced(start, end - start));
}

struct Scheme
{
    QStringView prefix;
    bool needsHost;
};
constexpr QStringView Www = u"www.";
constexpr std::array<Scheme, 5> schemes{
    {{u"https://", true}, {u"http://", true}, {u"mailto:", false}, {u"matrix:", false}, {Www, true}}};

QUrl schemeUrl(QStringView link, const Scheme &scheme)
{
    const QStringView rest = link.sliced(scheme.prefix.size());
    if (rest.isEmpty())
        return {};
    const bool isBare = scheme.prefix == Www;
    QString address = link.toString();
    if (isBare)
        address.prepend(u"https://");
    const QUrl url(address, QUrl::TolerantMode);
    if (isBare && !url.host().sliced(qMin(url.host().size(), Www.size())).contains(u'.'))
        return {};
    if (!url.isValid() || (scheme.needsHost && url.host().isEmpty()))
        return {};
    if (scheme.prefix == u"mailto:" && !(rest.indexOf(u'@') > 0 && rest.back() != u'@'))
        return {};
    if (scheme.prefix == u"matrix:" && !(rest.indexOf(u'/') > 0 && rest.back() != u'/'))
        return {};
    return url;
}

bool isServerChar(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'.' || c == u'-' || c == u':' || c == u'[' ||
           c == u']';
}

/// `#alias:server` or `@user:server` at `start`, else empty. The server must have a dot or a port, or be
/// localhost; else every "#1:2" would be a link.
QStringView matrixId(QStringView text, qsizetype start)
{
    const bool isUser = text.at(start) == u'@';
    text = text.first(qMin(text.size(), start + MaxId));
    qsizetype colon = start + 1;
    while (colon < text.size() && text.at(colon) != u':' && !endsLink(text.at(colon)) &&
           (!isUser || (text.at(colon).unicode() < 128 && openingOf(text.at(colon)).isNull())))
        ++colon;
    if (colon == start + 1 || colon >= text.size() || text.at(colon) != u':')
        return {};
    qsizetype end = colon + 1;
    while (end < text.size() && isServerChar(text.at(end)))
        ++end;
    const QStringView id = trimmedLink(text.sliced(start, end - start));
    if (id.size() <= colon - start + 1)
        return {};
    const QStringView server = id.sliced(colon - start + 1);
    const bool isServer = server.front().isLetterOrNumber() &&
                          (server.contains(u'.') || server.startsWith(u"localhost") || server.contains(u':'));
    return isServer ? id : QStringView();
}

QUrl matrixUrl(QStringView id)
{
    const QString kind = id.front() == u'@' ? QStringLiteral("u/") : QStringLiteral("r/");
    QUrl url;
    url.setScheme(QStringLiteral("matrix"));
    url.setPath(kind + id.sliced(1).toString(), QUrl::DecodedMode);
    return url;
}

bool isWordChar(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

}

QList<Link> Linkifier::links(QStringView text)
{
    QList<Link> found;
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text.at(at);
        const bool isWordStart = at == 0 || !isWordChar(text.at(at - 1));
        QStringView link;
        QUrl url;
        if (isWordStart && (c == u'#' || c == u'@')) {
            link = matrixId(text, at);
            if (!link.isEmpty())
                url = matrixUrl(link);
        } else if (isWordStart && QStringView(u"hHmMwW").contains(c)) {
            for (const Scheme &scheme : schemes) {
                if (!text.sliced(at).startsWith(scheme.prefix, Qt::CaseInsensitive))
                    continue;
                link = candidate(text, at);
                if (link.size() > scheme.prefix.size())
                    url = schemeUrl(link, scheme);
                break;
            }
        }
        if (url.isValid() && !url.isEmpty()) {
            found.append({int(at), int(link.size()), url});
            at += link.size();
        } else {
            ++at;
        }
    }
    return found;
}

}
