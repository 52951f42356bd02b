// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>

namespace linnet {

/// Hours and minutes as the locale writes them.
QString timeOfDay(QTime time, const QLocale &locale);
/// When something happened, for the corner of a row: the time if it was today, else the day, with its year
/// if it was not this year. `ms` since the epoch; empty for 0.
QString rowTime(qint64 ms, const QDateTime &now, const QLocale &locale);

}
