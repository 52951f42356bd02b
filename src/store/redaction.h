// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

/// What is left of an event after its redaction.
struct PrunedEvent
{
    QByteArray raw;     ///< JSON text of the whole event
    QByteArray content; ///< JSON text of its content; lies in `raw`
};

/// Takes away what the redaction algorithm takes away (client-server API, "Redactions"; the keep-list of room
/// version 11, which is the widest, and the field names of 2014 beside it). Which thread a message is in
/// stays (MSC3389), so that it does not stand in the room afterwards. Pure.
PrunedEvent pruneEvent(const QByteArray &raw, const QString &type);

/// Who redacted an event that came redacted, and why: its `redacted_because`. Empty where it does not say.
struct RedactionNote
{
    UserId by;
    QString reason;
};
RedactionNote readRedactionNote(const QByteArray &raw);

}
