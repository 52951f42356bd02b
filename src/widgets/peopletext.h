// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QStringList>

namespace linnet {

/// Matrix ids as somebody types them: set apart by blanks, commas or line breaks; a link to a person counts,
/// and a bare name is one on `server`. Several bare words in a row are a person's name, and no id. Pure.
struct PeopleText
{
    QList<UserId> users; ///< in their order, nobody twice
    QStringList wrong;   ///< what is no id
    QStringList guessed; ///< bare names, which are in one of the others too

    static PeopleText read(const QString &text, const QString &server);
};

}
