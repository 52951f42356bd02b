// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace linnet {

/// BlurHash, the blurred picture in a few letters that stands for one until it is loaded (MSC2448). Pixels
/// are bytes in the order R, G, B, A, row after row without padding, as QImage::Format_RGBA8888 has them.
/// Pure, any thread; a millisecond at 32x32. Both sides are 1 to 128 pixels: what is blurred is scaled, not
/// computed, up.
class BlurHash
{
public:
    /// Opaque pixels; none if the hash or the size is not valid.
    static QByteArray decode(const QString &hash, const QSize &size);
    /// Empty if the pixels are not of that size, or the size is not valid. Scale the picture down before.
    static QString encode(const QByteArray &rgba, const QSize &size);
};

}
