// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

namespace linnet {

/// Text in which people are named, as it is kept and sent: Markdown with `[name](https://matrix.to/#/@id)`
/// (client-server API, "User and room mentions"). Pure.
struct PillText
{
    struct Run
    {
        QString text;
        UserId user; ///< empty: just text

        friend bool operator==(const Run &, const Run &) = default;
    };
    static QList<Run> read(const QString &source);
    static QString write(const QString &name, const UserId &user);
    static QString plain(const QString &source); ///< the names alone
    static QList<UserId> users(const QString &source);
};

}
