// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/encryption.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace linnet {

/// One event of a room, of any year: the forms of 2014, 2018 and today are made one by EventParser.
/// A plain value; made on the worker, read anywhere.
struct Event
{
    EventId id;
    UserId sender; ///< `sender`, in 2014 `user_id`
    QString type;
    std::optional<QString> stateKey; ///< set for state events, also when it is ""
    qint64 ts = 0;                   ///< milliseconds since the epoch, by the sender's server
    TxnId transactionId;             ///< only on the echo of what this very session sent
    EventId redacts;                 ///< of `m.room.redaction`
    bool isRedacted = false;
    QByteArray content;         ///< JSON text of the object; "{}" when it was missing or no object
    QByteArray previousContent; ///< JSON text, or empty
    /// JSON text of the whole event, as it came; of a decrypted one as it would have come in clear.
    QByteArray raw;
    Encryption encryption;

    bool isState() const { return stateKey.has_value(); }
};

/// A person's relation to a room. `None` is no relation at all, as before the first invitation.
enum class Membership { None, Invite, Join, Leave, Ban, Knock };

QString toString(Membership membership);           ///< "invite", …; "" for None
Membership membershipFromString(QStringView text); ///< unknown words give None

}
Q_DECLARE_METATYPE(linnet::Event)
