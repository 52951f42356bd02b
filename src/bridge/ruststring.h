// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <bridge/rust.h>

/// Bytes and texts on their way to Rust and back; for the sources of this layer and of `crypto` only.
namespace linnet {

/// UTF-8 that stays alive while Rust reads it.
inline rust::Str toRust(const QByteArray &utf8)
{
    return {utf8.constData(), size_t(utf8.size())};
}

inline rust::Slice<const uint8_t> toRustBytes(const QByteArray &bytes)
{
    return {reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size())};
}

inline QString fromRust(const rust::String &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

inline QByteArray fromRust(const rust::Vec<uint8_t> &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

}
