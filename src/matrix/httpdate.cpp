// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/httpdate.h"

#include <QDateTime>
#include <QLocale>

namespace linnet {

qint64 timeOfHttpDate(const QByteArray &header)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(header.trimmed()),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date.isValid() ? date.toMSecsSinceEpoch() : 0;
}

}
