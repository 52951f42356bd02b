// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace linnet {

/// Bytes as a QR code (ISO/IEC 18004), with the least error correction: it is read from a screen. A value;
/// pure, any thread.
struct QrCode
{
    QByteArray squares; ///< one byte each, line by line, 1 is dark
    int side = 0;       ///< squares a line, and lines; 0: there is no code

    /// None if `data` is too much for one.
    static QrCode of(const QByteArray &data);
};

}
