// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

namespace linnet {

/// Something that the crypto machine wants to be sent to the server. CryptoRequests makes it an HTTP request;
/// the reply goes to CryptoMachine::markSent(). A plain value.
struct CryptoRequest
{
    enum class Kind {
        KeysUpload,
        KeysQuery,
        KeysClaim,
        ToDevice,
        SignatureUpload,
        RoomMessage,
        KeysBackup,
        SigningKeysUpload, ///< the server may want interactive authentication first
    };

    /// Names it to markSent(). Of ToDevice and RoomMessage it is also the transaction id, so that sending the
    /// same twice is harmless.
    QString id;
    Kind kind = Kind::KeysUpload;
    RoomId room;           ///< of RoomMessage
    QString eventType;     ///< of ToDevice and RoomMessage
    QString backupVersion; ///< of KeysBackup
    QByteArray body;       ///< JSON
};

}
