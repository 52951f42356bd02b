// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/matrixlink.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostBytes = 255; // of any identifier

bool isIdentifier(const QString &text)
{
    if (text.size() < 2 || text.toUtf8().size() > MostBytes)
        return false;
    const bool isClean = std::none_of(text.cbegin(), text.cend(),
                                      [](QChar c) { return c.isSpace() || c < u' ' || c == QChar(0x7f); });
    if (!isClean)
        return false;
    // Room ids of version 12 have no server part; the others always do.
    if (text.startsWith(u'!'))
        return true;
    const bool hasServer = text.indexOf(u':') > 1 && !text.endsWith(u':');
    return (text.startsWith(u'#') || text.startsWith(u'@')) && hasServer;
}

std::optional<MatrixLink> make(const QString &target, const QString &event, const QString &query)
{
    if (!isIdentifier(target))
        return {};
    MatrixLink link;
    link.target = target;
    if (link.isRoom() && event.startsWith(u'$') && event.size() > 1)
        link.event = event;
    const auto items = QUrlQuery(query).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (key == QLatin1String("via") && !value.isEmpty())
            link.via << value;
    }
    return link;
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

// `rest` is what stands behind `https://matrix.to/#/`.
std::optional<MatrixLink> parseMatrixTo(const QString &rest)
{
    const QString path = rest.section(u'?', 0, 0);
    return make(decoded(path.section(u'/', 0, 0)), decoded(path.section(u'/', 1, 1)), rest.section(u'?', 1));
}

// `rest` is what stands behind `matrix:`.
std::optional<MatrixLink> parseMatrixUri(QString rest)
{
    // An authority part says nothing that is used yet, but it may be there.
    if (rest.startsWith(QLatin1String("//")))
        rest = rest.mid(2).section(u'/', 1);
    const QStringList parts = rest.section(u'?', 0, 0).section(u'#', 0, 0).split(u'/');
    if (parts.size() < 2)
        return {};
    QString sigil;
    if (parts.at(0) == QLatin1String("r") || parts.at(0) == QLatin1String("room"))
        sigil = QStringLiteral("#");
    else if (parts.at(0) == QLatin1String("roomid"))
        sigil = QStringLiteral("!");
    else if (parts.at(0) == QLatin1String("u") || parts.at(0) == QLatin1String("user"))
        sigil = QStringLiteral("@");
    else
        return {};
    QString event;
    if (parts.size() >= 4 && (parts.at(2) == QLatin1String("e") || parts.at(2) == QLatin1String("event")))
        event = QStringLiteral("$") + decoded(parts.at(3));
    return make(QString(sigil + decoded(parts.at(1))), event, rest.section(u'?', 1).section(u'#', 0, 0));
}

}

std::optional<MatrixLink> MatrixLink::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    static const QStringList hosts{
        QStringLiteral("https://matrix.to/#/"), QStringLiteral("http://matrix.to/#/"),
        QStringLiteral("https://www.matrix.to/#/"), QStringLiteral("matrix.to/#/")};
    for (const QString &host : hosts) {
        if (trimmed.startsWith(host, Qt::CaseInsensitive))
            return parseMatrixTo(trimmed.mid(host.size()));
    }
    if (trimmed.startsWith(QLatin1String("matrix:"), Qt::CaseInsensitive))
        return parseMatrixUri(trimmed.mid(7));
    return make(trimmed, {}, {});
}

}
