// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/richtext.h"

namespace linnet {

/// Reads the HTML of a message (`formatted_body` of `org.matrix.custom.html`) into formatting that can be
/// drawn. Pure, any thread, some milliseconds at most whatever is in the HTML.
class MessageHtml
{
public:
    /// What the specification allows of the HTML (client-server API, "m.room.message msgtypes"), by ruma's
    /// sanitiser; a reply's fallback (`mx-reply`) is left out. No blocks if nothing is left to show, or if it
    /// is larger or nested deeper than people write: show the plain body then.
    static RichText read(const QString &html);
};

}
