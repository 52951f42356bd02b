// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// How large a file is, in words: "1 byte", "5 kB", "1.2 MB". GUI thread.
QString sizeText(qint64 bytes);

}
