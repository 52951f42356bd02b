// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>

namespace linnet {

/// Bytes as a QR code (ISO/IEC 18004), with the least error correction: it is read from a screen. A value;
/// pure, any thread.
struct QrCode
{
    QByteArray squares; ///< one byte each, line by line, 1 is dark
    int side = 0;       ///< squares a line, and lines; 0: there is no code

    /// None if `data` is too much for one.
    static QrCode of(const QByteArray &data);
    /// What the first code says that can be read in a picture; empty if there is none. `grey` is one byte a
    /// pixel, line by line without padding; both sides are 1 to 1024 pixels. Some 10 ms at 640x480, and a
    /// second where much looks like corners of codes.
    static QByteArray read(const QByteArray &grey, const QSize &size);
};

}
