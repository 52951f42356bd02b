// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "store/records.h"

#include <QHash>
#include <QTimeZone>

namespace linnet {

/// Folds stored events and unsent items into rows: hides what is no row (reactions, redaction events, unknown
/// state), replaces redacted text, turns an echo into its event under the same key, groups and dates. Pure: no
/// I/O, no clock. Every call returns how the rows changed.
class TimelineReducer
{
public:
    TimelineReducer(UserId self, QTimeZone zone);

    TimelineDiff reset(const HistoryWindow &window, const QList<OutboxItem> &outbox, const EventId &readMarker);
    TimelineDiff prepend(const QList<StoredEvent> &older);
    TimelineDiff append(const QList<StoredEvent> &newer);
    TimelineDiff change(const QList<StoredEvent> &events);   ///< redacted ones
    TimelineDiff putOutbox(const OutboxItem &item);
    TimelineDiff removeOutbox(const TxnId &txn);

    const QList<TimelineItem> &items() const { return m_items; }
    int indexOf(const QString &key) const;

private:
    std::optional<TimelineItem> rowOf(const StoredEvent &event) const;
    TimelineItem rowOf(const OutboxItem &item) const;
    void setFlags(int from, int to, TimelineDiff &diff);

    UserId m_self;
    QTimeZone m_zone;
    QList<TimelineItem> m_items;       ///< history, then what waits to be sent
    EventId m_readMarker;
};

}
