// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

namespace linnet {

/// Text with people and custom emoji in it, as it is kept and sent: Markdown with
/// `[name](https://matrix.to/#/@id)` (client-server API, "User and room mentions") and
/// `![:name:](mxc://… "what it shows")`, of which that may be missing. Pure.
struct PillText
{
    struct Run
    {
        QString text;
        UserId user;               ///< whom it names; empty: nobody
        QString image = QString(); ///< `mxc://…` of a custom emoji, whose `:name:` the text is; empty: none
        QString body = QString();  ///< what that shows; empty: nothing but its name is known

        bool isPill() const { return !user.isEmpty() || !image.isEmpty(); }

        friend bool operator==(const Run &, const Run &) = default;
    };
    static QList<Run> read(const QString &source);
    static QString write(const QString &name, const UserId &user);
    static QString write(const Run &run);
    /// A custom emoji of this name, without what cannot be written.
    static Run emoticon(const QString &shortcode, const QString &mxc, const QString &body = {});
    static QString plain(const QString &source); ///< the names alone
    static QList<UserId> users(const QString &source);
};

}
