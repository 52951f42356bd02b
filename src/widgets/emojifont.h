// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace linnet {

/// The fonts with pictures of emoji that the system has. GUI thread.
namespace EmojiFont {

const QStringList &families(); ///< the best first; may be empty
/// Whether there are pictures for all that `emoji` is made of; true if no such font is known.
bool has(const QString &emoji);

}

}
