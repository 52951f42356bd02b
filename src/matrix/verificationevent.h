// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace linnet {

/// Which events of a room are part of verifying somebody and no messages (client-server API, "Key
/// verification framework"). Pure, any thread.
namespace VerificationEvent {

/// An `m.room.message` that asks somebody.
bool isRequest(const QString &type, const QByteArray &content);
bool isEnd(const QString &type);       ///< it was done by one of both, or cancelled
bool isCancelled(const QString &type); ///< of these the latter
/// Whether the crypto machine wants to see it: a request, or any step after it.
bool isStep(const QString &type, const QByteArray &content);

}

}
