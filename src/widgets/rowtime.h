// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>

namespace linnet {

/// When something happened, for the corner of a row: the time if it was today, else the day, with its year
/// if it was not this year. `ms` since the epoch; empty for 0.
QString rowTime(qint64 ms, const QDateTime &now, const QLocale &locale);

}
