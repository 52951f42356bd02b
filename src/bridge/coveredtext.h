// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// What stands for a message where there is one line of plain text (quotations, the room list): what its
/// `html` says, with a bar in the place of what that hides, as nobody can uncover it there; its `body`, which
/// may be Markdown, if there is no HTML or nothing to show in it. Pure, any thread.
QString coveredText(const QString &body, const QString &html);

}
