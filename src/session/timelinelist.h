// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QHash>
#include <QTimeZone>

namespace linnet {

/// The rows of a timeline from top to bottom: history, then what waits to be sent. Keeps the flags of each
/// that depend on the row above it, and writes down every change. Pure.
class TimelineList
{
public:
    static constexpr qint64 GroupTime = 5 * 60 * 1000; ///< ms; a longer pause starts a group

    explicit TimelineList(QTimeZone zone) : m_zone(std::move(zone)) {}

    const QList<TimelineItem> &items() const { return m_items; }
    const TimelineItem &at(int row) const { return m_items.at(row); }
    int count() const { return int(m_items.size()); }

    /// The row before which the line "new messages" stands; empty: none. Takes effect as the row is next
    /// written, or by refreshFlags().
    void setUnreadKey(const QString &key) { m_unreadKey = key; }
    const QString &unreadKey() const { return m_unreadKey; }

    /// History is in the order of the seqs; those of events without a row are known too.
    bool isKnown(const EventId &event) const { return m_seqs.contains(event); }
    Seq seqOf(const EventId &event) const { return m_seqs.value(event); }
    void know(const EventId &event, Seq seq) { m_seqs.insert(event, seq); }
    int historyCount() const { return m_historyCount; }
    void moveHistoryEnd(int by) { m_historyCount += by; }

    // Rows; -1 if there is none
    int indexOf(const QString &key) const;
    int historyRowOf(const EventId &event) const;
    int historyRowAt(Seq seq) const; ///< the last that is no newer
    int outboxRowOf(const TxnId &txn) const;
    int echoOf(const Event &event) const;     ///< what waits to be sent and has become the event
    int rowOfName(const EventId &name) const; ///< see TimelineRows::nameOf()

    void insert(int at, const QList<TimelineItem> &rows, TimelineDiff &diff);
    void remove(int at, TimelineDiff &diff);
    /// Removes the oldest rows, fewer than there are of history, and forgets what is older than the next.
    void removeOldest(int count, TimelineDiff &diff);
    /// Its readers stay as they are.
    void update(int at, TimelineItem row, TimelineDiff &diff);
    void setReaders(int at, const QList<RoomReader> &readers, TimelineDiff &diff);
    void refreshFlags(int at, TimelineDiff &diff); ///< of a row that may not exist

private:
    void setFlags(int at);

    QTimeZone m_zone;
    QList<TimelineItem> m_items;
    int m_historyCount = 0;
    QHash<EventId, Seq> m_seqs;
    QString m_unreadKey;
};

}
