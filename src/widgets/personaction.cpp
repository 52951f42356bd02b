// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/personaction.h"

#include "matrix/displayname.h"

namespace linnet {

QString PersonAction::Person::inSentence() const
{
    constexpr qsizetype Longest = 60;
    const QString known = cleanName(name);
    return isolated(shortened(known.isEmpty() ? user.toString() : known, Longest));
}

}
