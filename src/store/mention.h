// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>

namespace linnet {

/// True if `text` holds `word` with no letter or digit beside it, whatever the case. An empty word is
/// nowhere.
bool containsWord(const QString &text, const QString &word);

/// `name` of `@name:server`; empty if it is no user id.
QString localpart(const UserId &user);

}
