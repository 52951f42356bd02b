// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// Text as the HTML that Matrix knows (client-server API, "m.room.message msgtypes"). Pure.
struct ColoredText
{
    /// Every letter in the next colour of the rainbow; in long texts several letters at a time.
    static QString rainbow(const QString &text);
    static QString withoutTags(const QString &html);
};

}
