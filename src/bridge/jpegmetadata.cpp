// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/jpegmetadata.h"

#include "bridge/ruststring.h"

namespace linnet {

QByteArray JpegMetadata::removed(const QByteArray &file)
{
    const QByteArray picture = fromRust(rust_bridge::without_jpeg_metadata(toRustBytes(file)));
    return picture.isEmpty() ? file : picture;
}

bool JpegMetadata::hasPlace(const QByteArray &file)
{
    return rust_bridge::jpeg_has_place(toRustBytes(file));
}

}
