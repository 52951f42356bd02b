// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QLocale>

#include <optional>

namespace linnet {

/// A Room as bytes, so that a start reads the room list without computing it. nullopt for bytes of another
/// version or language (names like "Empty room" are words): then it is computed.
QByteArray encodeRoom(const Room &room);
std::optional<Room> decodeRoom(const QByteArray &bytes, const QString &language = QLocale().name());

}
