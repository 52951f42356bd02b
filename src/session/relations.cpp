// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/relations.h"

#include "matrix/pollcontent.h"
#include "matrix/verificationevent.h"
#include "session/polltally.h"
#include "session/verificationtext.h"

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

using Kind = Relation::Kind;

constexpr int MostNames = 20;

/// Whether an event of this kind is no row of its own.
bool isHidden(Kind kind)
{
    return kind == Kind::Edit || kind == Kind::Reaction || kind == Kind::Reference;
}

EventId redactedBy(const OutboxItem &item)
{
    return item.type == QLatin1String("m.room.redaction") ? EventId(readString(item.content, "redacts"))
                                                          : EventId();
}

}

EventId Relations::take(const StoredEvent &stored)
{
    const Event &event = stored.event;
    const bool isClosed = event.type == QLatin1String("m.room.encrypted");
    // In clear stands only what it edits, and that need not be what is said inside.
    if (!isClosed && m_closed.remove(event.id)) {
        drop(event.id);
        m_targets.remove(event.id);
    }
    const Relation relation = readRelation(event);
    if (!isHidden(relation.kind) || m_targets.contains(event.id))
        return {};
    m_targets.insert(event.id, relation.target);
    if (isClosed)
        m_closed.insert(event.id);
    // What was about to be sent has arrived. Others' go by without a look at all that is there.
    if (event.sender == m_self)
        removeFrom(relation.target, [&event](const Item &item) {
            return item.event.id == event.id || (item.isUnsent() && item.txn == event.transactionId);
        });
    QString name = stored.senderName.isEmpty() ? event.sender.toString() : stored.senderName;
    m_items[relation.target].append({relation, event, std::move(name), {}});
    // Only what is asked for is kept.
    Event &kept = m_items[relation.target].last().event;
    kept.raw.clear();
    kept.previousContent.clear();
    return relation.target;
}

EventId Relations::drop(const EventId &event)
{
    const EventId target = m_targets.value(event);
    if (!target.isEmpty())
        removeFrom(target, [&event](const Item &item) { return item.event.id == event; });
    return target;
}

EventId Relations::takeUnsent(const OutboxItem &item)
{
    if (const EventId event = redactedBy(item); !event.isEmpty()) {
        m_withdrawn.insert(item.txn, event);
        return targetOf(event);
    }
    const Relation relation = readRelation(item.type, item.content);
    if (!isHidden(relation.kind) || m_targets.contains(item.sentAs))
        return {};
    Event event;
    event.id = item.sentAs;
    event.sender = m_self;
    event.type = item.type;
    event.ts = item.ts;
    event.content = item.content;
    m_items[relation.target].append({relation, event, {}, item.txn});
    m_unsentTargets.insert(item.txn, relation.target);
    return relation.target;
}

EventId Relations::dropUnsent(const TxnId &txn)
{
    if (const EventId event = m_withdrawn.take(txn); !event.isEmpty())
        return targetOf(event);
    const EventId target = m_unsentTargets.take(txn);
    if (!target.isEmpty())
        removeFrom(target, [&txn](const Item &item) { return item.txn == txn; });
    return target;
}

/// Of an event, or of what is not one yet.
EventId Relations::targetOf(const EventId &event) const
{
    return m_targets.value(event, m_unsentTargets.value(TxnId(event.toString())));
}

void Relations::putThread(const EventId &root, std::shared_ptr<const ThreadSummary> summary)
{
    if (summary)
        m_threads.insert(root, std::move(summary));
    else
        m_threads.remove(root);
}

void Relations::keepOnly(const std::function<bool(const EventId &)> &isWanted)
{
    m_items.removeIf([&isWanted](QHash<EventId, QList<Item>>::iterator items) {
        return !isWanted(items.key()) &&
               std::none_of(items->cbegin(), items->cend(), std::mem_fn(&Item::isUnsent));
    });
    m_targets.removeIf(
        [this](QHash<EventId, EventId>::iterator target) { return !m_items.contains(*target); });
    m_closed.removeIf([this](const EventId &edit) { return !m_targets.contains(edit); });
    m_threads.removeIf([&isWanted](QHash<EventId, std::shared_ptr<const ThreadSummary>>::iterator thread) {
        return !isWanted(thread.key());
    });
}

void Relations::removeFrom(const EventId &target, const std::function<bool(const Item &)> &isGone)
{
    const auto items = m_items.find(target);
    if (items != m_items.end())
        items->removeIf(isGone);
}

bool Relations::isAnyOf(const EventId &target) const
{
    return m_items.contains(target) || m_threads.contains(target);
}

EventId Relations::originalOf(const EventId &event) const
{
    const EventId target = m_targets.value(event);
    const auto items = m_items.constFind(target);
    const auto isEdit = [&event](const Item &item) {
        return item.event.id == event && item.relation.kind == Kind::Edit;
    };
    const bool isOne = items != m_items.cend() && std::any_of(items->cbegin(), items->cend(), isEdit);
    return isOne ? target : event;
}

bool Relations::isWithdrawn(const Item &item) const
{
    return std::any_of(m_withdrawn.cbegin(), m_withdrawn.cend(), [&item](const EventId &event) {
        return event == item.event.id || (item.isUnsent() && event.toString() == item.txn.toString());
    });
}

void Relations::fold(TimelineItem &row, const TimelineRows &rows) const
{
    const EventId event = TimelineRows::nameOf(row);
    row.thread = m_threads.value(event);
    const auto items = m_items.constFind(event);
    if (items == m_items.cend() || row.kind == TimelineItem::Kind::Redacted)
        return;
    if (row.kind == TimelineItem::Kind::State)
        foldVerification(row, *items);
    else
        foldEdit(row, *items, rows);
    row.reactions = reactionsOf(*items);
    if (!row.poll)
        return;
    PollTally tally(m_self, row.sender, m_powers);
    for (const Item &item : *items) {
        if (item.relation.kind == Kind::Reference && !isWithdrawn(item))
            tally.add(item.event, item.isUnsent());
    }
    auto poll = std::make_shared<Poll>(*row.poll);
    tally.count(*poll);
    row.poll = poll;
}

/// How it came out: one that was cancelled can no longer be done, whoever says so.
void Relations::foldVerification(TimelineItem &row, const QList<Item> &items)
{
    if (row.type != QLatin1String("m.room.message"))
        return;
    QSet<UserId> done;
    for (const Item &item : items) {
        if (VerificationEvent::isCancelled(item.event.type)) {
            row.text = VerificationText::cancelled();
            return;
        }
        if (VerificationEvent::isEnd(item.event.type))
            done.insert(item.event.sender);
    }
    if (done.size() > 1)
        row.text = VerificationText::done();
}

/// The newest edit by the row's own sender and of its own type is what it says (client-server API, "Validity
/// of replacement events").
void Relations::foldEdit(TimelineItem &row, const QList<Item> &items, const TimelineRows &rows) const
{
    const auto age = [](const Item &item) {
        return std::tuple(item.isUnsent(), item.event.ts, item.event.id);
    };
    const Item *newest = nullptr;
    for (const Item &item : items) {
        if (item.relation.kind == Kind::Edit && !item.relation.newContent.isEmpty() &&
            item.event.sender == row.sender && item.event.type == row.type && !isWithdrawn(item) &&
            (!newest || age(*newest) < age(item)))
            newest = &item;
    }
    if (!newest)
        return;
    rows.showContent(row, newest->relation.newContent);
    row.isEdited = true;
    row.editedTs = newest->event.ts;
}

QList<Reaction> Relations::reactionsOf(const QList<Item> &items) const
{
    QList<const Item *> inOrder;
    for (const Item &item : items) {
        const bool isHidden = m_hiding && m_hiding(item.event.sender).isHidden();
        if (item.relation.kind == Kind::Reaction && !isWithdrawn(item) && !isHidden)
            inOrder.append(&item);
    }
    std::sort(inOrder.begin(), inOrder.end(), [](const Item *a, const Item *b) {
        return std::tuple(a->isUnsent(), a->event.ts, a->event.id, a->txn) <
               std::tuple(b->isUnsent(), b->event.ts, b->event.id, b->txn);
    });
    QList<Reaction> reactions;
    QHash<QString, qsizetype> places;
    QSet<std::pair<QString, UserId>> counted;
    for (const Item *item : std::as_const(inOrder)) {
        const QString &key = item->relation.key;
        if (counted.contains({key, item->event.sender}))
            continue;
        counted.insert({key, item->event.sender});
        auto place = places.constFind(key);
        if (place == places.cend()) {
            place = places.insert(key, reactions.size());
            reactions.append(Reaction{key, {}, 0, {}, {}, {}});
        }
        Reaction &reaction = reactions[*place];
        ++reaction.count;
        if (reaction.shortcode.isEmpty())
            reaction.shortcode = item->relation.shortcode;
        if (item->event.sender == m_self) {
            reaction.own = item->event.id;
            reaction.ownKey = item->txn.toString();
        } else if (reaction.names.size() < MostNames) {
            reaction.names.append(item->senderName);
        }
    }
    std::stable_sort(reactions.begin(), reactions.end(),
                     [](const Reaction &a, const Reaction &b) { return a.count > b.count; });
    return reactions;
}

}
