// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// What stands for a message where nobody can uncover anything (quotations, the room list): its plain `body`
/// or, where its `html` hides a part of it, what that says with a bar in the part's place. Pure, any thread.
QString coveredText(const QString &body, const QString &html);

}
