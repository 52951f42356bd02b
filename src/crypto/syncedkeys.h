// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "crypto/roomkey.h"

#include <QByteArray>
#include <QList>

namespace linnet {

/// A message from one session to this one that the crypto machine did not want for itself.
struct ToDeviceEvent
{
    QString type;
    UserId sender;
    QByteArray content;       ///< JSON
    bool isEncrypted = false; ///< it came encrypted from a session of the sender's
};

/// What a sync brought for the crypto machine, as far as somebody else needs to see it.
struct SyncedKeys
{
    QList<RoomKey> keys;         ///< events under them can be decrypted now, or more of them than before
    QList<RoomKey> withheld;     ///< somebody says why these do not come
    QList<ToDeviceEvent> events; ///< in order
    bool hasBackupKey = false;   ///< another session gave the key of a backup: KeyBackup::takeGivenKey()
    bool hasKeyBundle = false;   ///< somebody says where keys of a room's history lie: KeyBundles::expected()
    bool hasVerifications = false; ///< Verifications::flows() may have changed
};

}
