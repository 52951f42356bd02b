// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/relations.h"
#include "session/timelinelist.h"
#include "session/timelinereaders.h"
#include "session/timelinerows.h"
#include "session/unreadline.h"

#include <QHash>
#include <QSet>

namespace linnet {

/// Folds stored events and unsent items into rows: hides what is no row (reactions, redaction events, unknown
/// state), lets Relations fold edits, reactions, votes and threads into what they belong to, tells replies
/// what they answer, replaces redacted text, turns an echo into its event under the same key, groups and
/// dates. It shows a room without what was said in threads, or one thread. Pure: no I/O, no clock. Every call
/// returns how the rows changed.
class TimelineReducer
{
public:
    static constexpr qint64 GroupTime = TimelineList::GroupTime;

    /// `thread`: the root of the thread that is shown; empty: the room.
    TimelineReducer(UserId self, QTimeZone zone, EventId thread = {});
    /// What one is called in the room, in rows that come from now on.
    void setOwnName(const QString &name, const QString &avatar) { m_rows.setOwnName(name, avatar); }
    /// Who may end the polls of others and mention all, for what comes from now on.
    void setPowers(const PowerLevels &powers)
    {
        m_relations.setPowers(powers);
        m_rows.setPowers(powers);
    }

    /// Whether who is named in a text is meant by it; see isMentioned().
    void setNamesMention(bool doMention) { m_rows.setNamesMention(doMention); }

    /// Whose words are left out, or covered by a line, also of what is here already. Pure as long as the rule
    /// is.
    TimelineDiff setHiding(const HidingRule &rule);

    /// See TimelineRows::setEncryptedSince(), for what comes from now on.
    void setEncryptedSince(std::optional<qint64> ts) { m_rows.setEncryptedSince(ts); }
    /// What of these cannot be read says so only after endWaiting().
    void waitForKeys(const QList<StoredEvent> &events);
    TimelineDiff endWaiting(const QList<StoredEvent> &events);
    /// For the words of what has no key, also of what is here already.
    TimelineDiff setKeyOutlook(const KeyOutlook &outlook);

    TimelineDiff reset(const HistoryWindow &window, const QList<OutboxItem> &outbox,
                       const EventId &readMarker);
    /// What lies outside the pages; before the page that it belongs to. reset() takes it by itself.
    TimelineDiff take(const Related &related);
    TimelineDiff prepend(const QList<StoredEvent> &older);
    TimelineDiff append(const QList<StoredEvent> &newer);
    /// The line "new messages" goes above the first message of others among these, which are here; if there
    /// is none, it stays.
    TimelineDiff startUnread(const QList<StoredEvent> &events);
    /// Redacted ones, such as can be read now, and such as are of no thread any more.
    TimelineDiff change(const QList<StoredEvent> &events);
    /// The same of what is not stored.
    TimelineDiff remove(const QList<DeletedElsewhere> &deleted);
    /// Forgets all that is older than the row of the event; as an older page it may come again.
    TimelineDiff dropBefore(const EventId &event);
    TimelineDiff read(const QList<RoomReader> &readers);
    TimelineDiff putOutbox(const OutboxItem &item);
    TimelineDiff removeOutbox(const TxnId &txn);
    /// How much of what an unsent message carries is with the server.
    TimelineDiff setUploaded(const TxnId &txn, int percent);

    const QList<TimelineItem> &items() const { return m_list.items(); }
    int indexOf(const QString &key) const { return m_list.indexOf(key); } ///< -1 if there is none
    Seq seqOf(const EventId &event) const { return m_list.seqOf(event); } ///< 0: it is not here
    /// The event of the row that an event has, or what it edits; where it has none, of one beside it. Empty:
    /// neither, or it lies outside of this thread.
    EventId rowEventOf(const EventId &event) const;
    /// What an edit edits, as far as that is known here; of anything else the event itself.
    EventId originalOf(const EventId &event) const { return m_relations.originalOf(event); }
    /// The root of the thread in which an event is shown, if this is the room and it is here.
    EventId threadOf(const EventId &event) const;
    /// Of the row below the line "new messages"; empty while that is not here.
    const QString &unreadKey() const { return m_list.unreadKey(); }

private:
    QList<StoredEvent> takeNew(const QList<StoredEvent> &page, QSet<EventId> &changed);
    void takeRelated(const Related &related, QSet<EventId> &changed);
    QList<TimelineItem> rowsOf(const QList<StoredEvent> &page);
    std::optional<TimelineItem> rowOf(const StoredEvent &stored);
    void insertHistory(int at, QList<TimelineItem> rows, TimelineDiff &diff);
    void changeRow(int at, std::optional<TimelineItem> row, TimelineDiff &diff);
    bool isShown(const TimelineItem &row) const;
    Hiding hidingOf(const TimelineItem &row) const;
    bool isLeftOut(const TimelineItem &row) const;
    TimelineItem bareAt(int at) const;
    void leaveOut(TimelineDiff &diff);
    void bringBack(TimelineDiff &diff);
    void cover(TimelineItem &row);
    TimelineItem folded(TimelineItem row);
    std::shared_ptr<const RepliedTo> answered(const EventId &event) const;
    void refresh(const QSet<EventId> &events, TimelineDiff &diff);
    void refreshReplies(const EventId &event, TimelineDiff &diff);
    QSet<EventId> quoted() const;

    void appendEcho(int echo, TimelineItem row, TimelineDiff &diff);
    void placeReaders(QSet<UserId> users, TimelineDiff &diff);

    UserId m_self;
    QTimeZone m_zone;
    EventId m_thread;
    TimelineRows m_rows;
    TimelineReaders m_readers;
    Relations m_relations;
    TimelineList m_list;
    UnreadLine m_unreadLine;
    QHash<EventId, TimelineItem> m_bare;     ///< rows into which something was folded, as they were before
    QHash<EventId, TimelineItem> m_offstage; ///< the rows that events would be which are not shown
    QHash<EventId, QSet<EventId>> m_replies; ///< by what they answer
    QSet<EventId> m_awaited;                 ///< whose keys may be right behind them
    QSet<TxnId> m_echoed;                    ///< whose events are in the window
    QHash<UserId, EventId> m_readAt;         ///< the rows that readers are shown at
    QSet<UserId> m_unplaced;                 ///< who have read what is above the first row
};

}
