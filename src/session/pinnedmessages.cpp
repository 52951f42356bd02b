// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pinnedmessages.h"

#include "session/eventsource.h"

#include <algorithm>

namespace linnet {

PinnedMessages::PinnedMessages(ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rows(std::move(self))
{
}

void PinnedMessages::load(const RoomId &room, const QList<EventId> &pinned)
{
    const QList<Pin> before = room == m_room ? std::exchange(m_pins, {}) : QList<Pin>();
    m_room = room;
    m_pins.clear();
    for (auto event = pinned.crbegin(); event != pinned.crend(); ++event) {
        const auto known = std::find_if(before.cbegin(), before.cend(),
                                        [event](const Pin &pin) { return pin.event == *event; });
        m_pins.append(known != before.cend() ? *known : Pin{*event, Pin::State::Loading, {}});
        m_pins.last().isFresh = false; // it may have been edited or deleted since
        if (m_pins.last().state == Pin::State::Missing)
            m_pins.last().state = Pin::State::Loading;
    }
    m_loading = std::make_unique<QObject>();
    Q_EMIT changed();
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
    for (Pin &pin : m_pins) {
        if (pin.event != event)
            continue;
        pin.isFresh = true;
        pin.state = row ? Pin::State::Here : Pin::State::Missing;
        pin.row = row.value_or(TimelineItem());
    }
    Q_EMIT changed();
    next();
}

}
