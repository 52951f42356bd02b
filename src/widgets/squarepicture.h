// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace linnet {

/// A picture of a person or a room as the server is to have it: square, small, and without anything that a
/// camera or a program wrote into its file. A value.
struct SquarePicture
{
    static constexpr int MostSide = 512; ///< pixels
    static constexpr qint64 MostBytes = 64LL << 20;

    QByteArray bytes;
    QString mimeType;

    /// The middle of the picture in this file. Reads and decodes, so on a pool's thread. Errors: Storage, it
    /// cannot be read; TooLarge; Invalid, it is no picture.
    static Result<SquarePicture> ofFile(const QString &path);
    static Result<SquarePicture> of(const QByteArray &file);
};

}
