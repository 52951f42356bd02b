// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/event.h"

#include <array>

namespace linnet {

namespace {

struct Word
{
    Membership membership;
    QLatin1String text;
};
constexpr std::array Words{
    Word{Membership::Invite, QLatin1String("invite")}, Word{Membership::Join, QLatin1String("join")},
    Word{Membership::Leave, QLatin1String("leave")},   Word{Membership::Ban, QLatin1String("ban")},
    Word{Membership::Knock, QLatin1String("knock")},
};

}

QString toString(Membership membership)
{
    for (const Word &word : Words) {
        if (word.membership == membership)
            return word.text;
    }
    return {};
}

Membership membershipFromString(QStringView text)
{
    for (const Word &word : Words) {
        if (word.text == text)
            return word.membership;
    }
    return Membership::None;
}

}
