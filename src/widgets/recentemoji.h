// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace linnet {

/// The emoji that were picked of late, over all accounts, in a file of the person's settings. GUI thread.
struct RecentEmoji
{
    static constexpr int Most = 40;

    static QStringList read(); ///< the last one first
    static void add(const QString &emoji);
};

}
