// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelinereaders.h"
#include "session/timelinerows.h"

#include <QHash>
#include <QSet>
#include <QTimeZone>

namespace linnet {

/// Folds stored events and unsent items into rows: hides what is no row (reactions, redaction events, unknown
/// state), shows the newest edit by the same sender in the place of the text, replaces redacted text, turns
/// an echo into its event under the same key, groups and dates. Pure: no I/O, no clock. Every call returns
/// how the rows changed.
class TimelineReducer
{
public:
    static constexpr qint64 GroupTime = 5 * 60 * 1000; ///< ms; a longer pause starts a group

    TimelineReducer(UserId self, QTimeZone zone);
    /// What one is called in the room, in rows that come from now on.
    void setOwnName(const QString &name, const QString &avatar) { m_rows.setOwnName(name, avatar); }

    TimelineDiff reset(const HistoryWindow &window, const QList<OutboxItem> &outbox,
                       const EventId &readMarker);
    /// Edits that lie outside the pages; before the page with what they edit. reset() takes them by itself.
    void takeEdits(const QList<Event> &edits);
    TimelineDiff prepend(const QList<StoredEvent> &older);
    TimelineDiff append(const QList<StoredEvent> &newer);
    TimelineDiff change(const QList<StoredEvent> &events); ///< redacted ones
    TimelineDiff read(const QList<RoomReader> &readers);
    TimelineDiff putOutbox(const OutboxItem &item);
    TimelineDiff removeOutbox(const TxnId &txn);

    const QList<TimelineItem> &items() const { return m_items; }
    int indexOf(const QString &key) const; ///< -1 if there is none

private:
    /// An `m.replace` of a message (client-server API, "Event replacements").
    struct Edit
    {
        EventId id;
        UserId sender;
        qint64 ts = 0;
        QByteArray content; ///< `m.new_content`
    };
    QList<StoredEvent> takeNew(const QList<StoredEvent> &page);
    QList<TimelineItem> rowsOf(const QList<StoredEvent> &page);
    std::optional<TimelineItem> rowOf(const StoredEvent &stored) const;

    bool takeEdit(const Event &event);
    void dropEdit(const EventId &edit, TimelineDiff &diff);
    TimelineItem withEdits(TimelineItem row);
    void refreshEdited(const EventId &target, TimelineDiff &diff);

    void findUnread(const QList<StoredEvent> &page, const QList<TimelineItem> &rows);
    int echoOf(const Event &event) const;
    int outboxRowOf(const TxnId &txn) const;
    int historyRowOf(const EventId &event) const;
    int historyRowAt(Seq seq) const;
    void appendEcho(int echo, TimelineItem row, TimelineDiff &diff);

    void placeReaders(QSet<UserId> users, TimelineDiff &diff);

    void insert(int at, const QList<TimelineItem> &rows, TimelineDiff &diff);
    void remove(int at, TimelineDiff &diff);
    void update(int at, TimelineItem row, TimelineDiff &diff);
    void refreshFlags(int at, TimelineDiff &diff);
    void setFlags(int at);

    UserId m_self;
    QTimeZone m_zone;
    TimelineRows m_rows;
    TimelineReaders m_readers;
    QList<TimelineItem> m_items;              ///< history, then what waits to be sent
    int m_historyCount = 0;                   ///< rows of m_items that are history
    QHash<EventId, Seq> m_known;              ///< of the window, hidden ones too
    QHash<EventId, QList<Edit>> m_edits;      ///< by what they edit
    QHash<EventId, EventId> m_editTargets;    ///< by the edit's id
    QHash<EventId, TimelineItem> m_originals; ///< rows that have edits, as they were before
    QSet<TxnId> m_echoed;                     ///< whose events are in the window
    QHash<UserId, EventId> m_readAt;          ///< the rows that readers are shown at
    QSet<UserId> m_unplaced;                  ///< who have read what is above the first row
    EventId m_readMarker;
    QString m_unreadKey;
    bool m_isUnreadFound = false;
};

}
