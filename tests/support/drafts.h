// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/draft.h"

namespace linnet::test {

/// What somebody has typed who knows nothing of formatting.
inline Draft typed(const QString &text, bool isEmote = false)
{
    Draft draft;
    draft.text = text;
    if (isEmote)
        draft.msgtype = QStringLiteral("m.emote");
    return draft;
}

}
