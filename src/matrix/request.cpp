// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/request.h"

namespace linnet {

QString encodePathSegment(const QString &id)
{
    if (id == u"." || id == u"..")
        return QString(id).replace(u'.', QStringLiteral("%2E"));
    // Servers of 2014 did not decode event ids, so what may stand in a path stays as it is.
    return QString::fromLatin1(QUrl::toPercentEncoding(id, QByteArrayLiteral("@!:$+=")));
}

QUrl urlOf(const QUrl &base, const Request &request)
{
    QUrl url = base;
    QByteArray query;
    if (request.path.isEmpty()) {
        query = base.query(QUrl::FullyEncoded).toLatin1();
    } else {
        QString path = base.path(QUrl::FullyEncoded);
        while (path.endsWith(u'/'))
            path.chop(1);
        url.setPath(path + request.path, QUrl::StrictMode);
    }
    for (const auto &[name, value] : request.query) {
        if (!query.isEmpty())
            query += '&';
        query += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    url.setQuery(query.isEmpty() ? QString() : QString::fromLatin1(query), QUrl::StrictMode);
    url.setFragment({});
    url.setUserInfo({});
    return url;
}

}
