// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/relation.h"
#include "session/hiding.h"
#include "session/timelinerows.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace linnet {

/// What relates to the events of one window, whether those are here yet or not, and folds it into their rows:
/// edits, reactions, the votes of polls, threads. What one is about to send counts at once. Whatever order it
/// is told in, the rows come out the same. Pure.
class Relations
{
public:
    explicit Relations(UserId self) : m_self(std::move(self)) {}

    /// Who may end the polls of others.
    void setPowers(const PowerLevels &powers) { m_powers = powers; }
    const PowerLevels &powers() const { return m_powers; }
    /// Whose reactions are left out.
    void setHiding(const HidingRule &rule) { m_hiding = rule; }
    const HidingRule &hiding() const { return m_hiding; }

    /// An event that may relate to another. Answers which; empty: to none, or just as it is known to. An edit
    /// that cannot be read yet changes nothing; it is taken again once it can.
    EventId take(const StoredEvent &stored);
    /// Has been redacted, or is in no outbox any more. Answers what it related to; empty: to nothing.
    EventId drop(const EventId &event);
    EventId dropUnsent(const TxnId &txn);
    /// Something to be sent that is no row of its own, as it was not refused. Answers what it changes.
    EventId takeUnsent(const OutboxItem &item);
    void putThread(const EventId &root, std::shared_ptr<const ThreadSummary> summary);
    /// Forgets what relates to others than these, but for what is not sent yet.
    void keepOnly(const std::function<bool(const EventId &)> &isWanted);

    /// Whether the event has no row of its own because of what it relates to.
    bool hides(const EventId &event) const { return m_targets.contains(event); }
    bool isAnyOf(const EventId &target) const;
    /// What an edit that is known here edits; of anything else the event itself.
    EventId originalOf(const EventId &event) const;
    /// Puts all of it into the row of an event as it is without.
    void fold(TimelineItem &row, const TimelineRows &rows) const;

private:
    struct Item
    {
        Relation relation;
        Event event;
        QString senderName;
        TxnId txn; ///< of what is not sent yet
        bool isUnsent() const { return !txn.isEmpty(); }
    };
    EventId targetOf(const EventId &event) const;
    bool isWithdrawn(const Item &item) const;
    void foldEdit(TimelineItem &row, const QList<Item> &items, const TimelineRows &rows) const;
    static void foldVerification(TimelineItem &row, const QList<Item> &items);
    QList<Reaction> reactionsOf(const QList<Item> &items) const;
    void removeFrom(const EventId &target, const std::function<bool(const Item &)> &isGone);

    UserId m_self;
    PowerLevels m_powers;
    HidingRule m_hiding;
    QHash<EventId, QList<Item>> m_items;   ///< by what they relate to
    QHash<EventId, EventId> m_targets;     ///< by the event that relates to it
    QSet<EventId> m_closed;                ///< edits whose key is not here yet
    QHash<TxnId, EventId> m_unsentTargets; ///< of what is to be sent
    QHash<TxnId, EventId> m_withdrawn;     ///< which events are to be redacted
    QHash<EventId, std::shared_ptr<const ThreadSummary>> m_threads;
};

}
