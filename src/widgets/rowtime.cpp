// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowtime.h"

#include <QCoreApplication>

namespace linnet {

QString timeOfDay(QTime time, const QLocale &locale)
{
    // The C locale's short time has seconds.
    QString form = locale.timeFormat(QLocale::ShortFormat);
    form.remove(QStringLiteral(":ss"));
    return locale.toString(time, form);
}

QString rowTime(qint64 ms, const QDateTime &now, const QLocale &locale)
{
    if (ms <= 0)
        return {};
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
    if (then.date() == now.date())
        return timeOfDay(then.time(), locale);
    if (then.date().year() == now.date().year()) {
        const QString form =
            QCoreApplication::translate("linnet::RowTime", "d MMM", "day and month, as 23 Nov");
        return locale.toString(then.date(), form);
    }
    return locale.toString(then.date(), QLocale::ShortFormat);
}

}
