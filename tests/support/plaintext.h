// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet::testing {

/// A text that is shown, without the marks that keep what others wrote from turning it.
inline QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

}
