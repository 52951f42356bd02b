// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pinnedmessages.h"

#include "matrix/relation.h"
#include "session/eventsource.h"

#include <algorithm>
#include <utility>

namespace linnet {

PinnedMessages::PinnedMessages(ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rows(std::move(self))
{
}

void PinnedMessages::setHiding(const HidingRule &rule)
{
    m_hiding = rule;
    for (Pin &pin : m_pins)
        pin.isFresh = pin.isFresh && pin.state != Pin::State::Here;
    lookUp();
}

bool PinnedMessages::isHidden(const TimelineItem &row) const
{
    return m_hiding && !row.isOwn && m_hiding(row.sender).isHidden();
}

void PinnedMessages::load(const RoomId &room, const QList<EventId> &pinned)
{
    if (room != m_room)
        m_pins.clear();
    m_room = room;
    m_pins = pinsOf(pinned);
    for (Pin &pin : m_pins) {
        pin.isFresh = false; // it may have been edited or deleted since
        if (pin.state == Pin::State::Missing)
            pin.state = Pin::State::Loading;
    }
    Q_EMIT changed();
    lookUp();
}

void PinnedMessages::apply(const CommittedRoom &committed)
{
    if (committed.room.id != m_room)
        return;
    QList<Pin> now = pinsOf(committed.room.pinned);
    const bool isSame = std::equal(now.cbegin(), now.cend(), m_pins.cbegin(), m_pins.cend(),
                                   [](const Pin &a, const Pin &b) { return a.event == b.event; });
    const QSet<EventId> touched = PinnedMessages::touched(committed);
    const bool isAnyDeleted = !committed.changed.isEmpty(); // maybe an edit, which no longer says of what
    bool isAnyTouched = false;
    for (Pin &pin : now) {
        if (touched.contains(pin.event) || (isAnyDeleted && pin.state == Pin::State::Here)) {
            pin.isFresh = false;
            isAnyTouched = true;
        }
    }
    if (isSame && !isAnyTouched)
        return;
    m_pins = std::move(now);
    if (!isSame)
        Q_EMIT changed();
    lookUp();
}

/// The events of which the commit says something else than was known.
QSet<EventId> PinnedMessages::touched(const CommittedRoom &committed)
{
    QSet<EventId> events;
    for (const StoredEvent &stored : committed.changed)
        events.insert(stored.event.id);
    for (const auto &list : {committed.appended, committed.related.relations}) {
        for (const StoredEvent &stored : list) {
            events.insert(stored.event.id);
            if (const Relation relation = readRelation(stored.event); relation.kind == Relation::Kind::Edit)
                events.insert(relation.target);
        }
    }
    return events;
}

/// As the room has them, in our order, with what is known of them.
QList<PinnedMessages::Pin> PinnedMessages::pinsOf(const QList<EventId> &pinned) const
{
    QList<Pin> pins;
    for (auto event = pinned.crbegin(); event != pinned.crend(); ++event) {
        const auto known = std::find_if(m_pins.cbegin(), m_pins.cend(),
                                        [event](const Pin &pin) { return pin.event == *event; });
        pins.append(known != m_pins.cend() ? *known : Pin{*event, Pin::State::Loading, {}});
    }
    return pins;
}

void PinnedMessages::lookUp()
{
    m_loading = std::make_unique<QObject>();
    next();
}

void PinnedMessages::next()
{
    const auto pin =
        std::find_if(m_pins.cbegin(), m_pins.cend(), [](const Pin &one) { return !one.isFresh; });
    if (pin == m_pins.cend())
        return;
    const EventId event = pin->event;
    m_store.historyAround(m_room, event, 1)
        .then(m_loading.get(), [this, event](const Result<HistoryWindow> &window) {
            if (window)
                put(event, m_rows.rowIn(*window, event));
            else
                fetch(event);
        });
}

void PinnedMessages::fetch(const EventId &event)
{
    EventSource::fetched(m_api, m_store, m_room, event)
        .then(m_loading.get(), [this, event](const Result<HistoryWindow> &window) {
            put(event, window ? m_rows.rowIn(*window, event) : std::nullopt);
        });
}

void PinnedMessages::put(const EventId &event, const std::optional<TimelineItem> &row)
{
    for (qsizetype i = 0; i < m_pins.size(); ++i) {
        Pin &pin = m_pins[i];
        if (pin.event != event)
            continue;
        Pin now{event, row ? Pin::State::Here : Pin::State::Missing, row.value_or(TimelineItem()), true};
        if (row && isHidden(*row))
            now.row = TimelineRows::hidden(*row);
        const Pin before = std::exchange(pin, std::move(now));
        if (pin.state != before.state || pin.row != before.row)
            Q_EMIT pinChanged(i);
    }
    next();
}

}
