// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace linnet {

/// A number as badges show it: no more than `most`, with a plus behind it where there are more, or may be
/// (`isAtLeast`). 0 is no number; with `isAtLeast` the plus stands alone.
inline QString countText(int count, int most, bool isAtLeast, const QLocale &locale)
{
    const QString number = count > 0 ? locale.toString(qMin(count, most)) : QString();
    return isAtLeast || count > most ? QString(number + u'+') : number;
}

}
