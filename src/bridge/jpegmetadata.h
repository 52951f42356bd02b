// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace linnet {

/// What cameras write into JPEG files beside the picture: the place, the time, the owner, thumbnails.
class JpegMetadata
{
public:
    /// The same picture, bit for bit, with nothing beside it but its orientation and colour profile; also cut
    /// is what lies behind its end. Bytes that are no JPEG file come back as they are. Pure, any thread.
    static QByteArray removed(const QByteArray &file);
    /// Whether it is a JPEG file that says where it was taken. Pure, any thread.
    static bool hasPlace(const QByteArray &file);
};

}
