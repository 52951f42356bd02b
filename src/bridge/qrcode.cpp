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

}
