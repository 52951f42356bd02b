// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/qrcode.h"

#include "bridge/ruststring.h"

#include <cmath>

namespace linnet {

QrCode QrCode::of(const QByteArray &data)
{
    QrCode code;
    code.squares = fromRust(rust_bridge::qr_squares(toRustBytes(data)));
    code.side = int(std::lround(std::sqrt(double(code.squares.size()))));
    return code;
}

QByteArray QrCode::read(const QByteArray &grey, const QSize &size)
{
    if (size.isEmpty())
        return {};
    return fromRust(
        rust_bridge::read_qr_code(toRustBytes(grey), uint32_t(size.width()), uint32_t(size.height())));
}

}
