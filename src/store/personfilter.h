// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

namespace linnet {

/// Whom one means by what one types of them: `@user:server`, `me`, or the beginning of a word in their name
/// or in the first part of their id. A value, any thread.
struct PersonFilter
{
    UserId user;       ///< this one; empty: whoever is called so
    QString beginning; ///< folded; empty if `user` is set

    /// As the value of a `from:`.
    static PersonFilter of(const QString &typed, const UserId &self);
    /// Somebody's name alone, where `me` is a name as well.
    static PersonFilter called(const QString &typed);

    bool fits(const UserId &who, const QString &name) const;
    /// What fits() looks at, to be kept where the same people are looked at again and again.
    static QString folded(const QString &user, const QString &name);
    static bool hasWord(const QString &folded, const QString &beginning);
};

}
