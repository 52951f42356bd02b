// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/blurhash.h"

#include "bridge/ruststring.h"

namespace linnet {

QByteArray BlurHash::decode(const QString &hash, const QSize &size)
{
    if (size.isEmpty())
        return {};
    const QByteArray bytes = hash.toUtf8();
    return fromRust(
        rust_bridge::decode_blur_hash(toRust(bytes), uint32_t(size.width()), uint32_t(size.height())));
}

QString BlurHash::encode(const QByteArray &rgba, const QSize &size)
{
    if (size.isEmpty())
        return {};
    return fromRust(
        rust_bridge::encode_blur_hash(toRustBytes(rgba), uint32_t(size.width()), uint32_t(size.height())));
}

}
