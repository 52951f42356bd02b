// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bridge/ruststring.h"
#include "crypto/cryptorequest.h"
#include "crypto/roomkey.h"

#include <bridge/rustcrypto.h>

#include <QList>

/// Rust's machine, and values on their way to it and back; for the sources of this layer only.
namespace linnet {

struct CryptoHandle
{
    rust::Box<rust_bridge::Machine> machine;
};

/// Any bytes: what is no UTF-8 is replaced.
rust::String toRustString(const QByteArray &bytes);
rust::String toRustString(const QString &text);
rust::Vec<rust::String> toRustStrings(const QList<UserId> &users);
rust::Vec<rust::String> toRustStrings(const QList<RoomId> &rooms);

inline rust::Slice<const rust::String> sliceOf(const rust::Vec<rust::String> &strings)
{
    return {strings.data(), strings.size()};
}

inline QByteArray bytesOf(const rust::String &text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// Only for what is not Ok.
Error errorOf(rust_bridge::CryptoStatus status);
Status statusOf(rust_bridge::CryptoStatus status);
CryptoRequest requestOf(const rust_bridge::CryptoRequest &request);
Result<QList<CryptoRequest>> requestsOf(const rust_bridge::CryptoRequests &answer);
/// Of an answer that has exactly one.
Result<CryptoRequest> onlyRequestOf(const rust_bridge::CryptoRequests &answer);
Result<QByteArray> textOf(const rust_bridge::CryptoText &answer);
Result<bool> flagOf(const rust_bridge::CryptoFlag &answer);
QList<RoomKey> keysOf(const rust::Vec<rust_bridge::RoomKey> &keys);

}
