// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/membertable.h"

namespace linnet {

/// The columns of `events` of which readEvents() makes events, in its order; more may stand behind them.
#define EVENT_COLUMNS                                                                                        \
    "seq, event_id, type, sender, state_key, ts, redacts, is_redacted, redacted_by, redaction_reason, "      \
    "content_at, content_size, previous_at, previous_size, content, previous, raw, encryption, session"

constexpr int EventColumnCount = 19;

/// The event of the row that `from` stands at; without names.
Event readEvent(const Statement &from);
/// All rows of the statement, with names. Worker thread.
QList<StoredEvent> readEvents(Statement &&statement, MemberNames &names);

/// An event as it came, with the names that its row needs.
StoredEvent withNames(Seq seq, const Event &event, MemberNames &names);

}
