// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/request.h"

#include <QUrl>

namespace linnet {

QString encodePathSegment(const QString &id)
{
    if (id == u"." || id == u"..")
        return QString(id).replace(u'.', QStringLiteral("%2E"));
    // Servers of 2014 did not decode event ids, so what may stand in a path stays as it is.
    return QString::fromLatin1(QUrl::toPercentEncoding(id, QByteArrayLiteral("@!:$+=")));
}

}
