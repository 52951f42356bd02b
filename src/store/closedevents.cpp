// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/closedevents.h"

#include <QSet>

namespace linnet {

bool ClosedEvents::isClosed(const Event &event)
{
    using State = Encryption::State;
    const Encryption &encryption = event.encryption;
    return encryption.state >= State::NoKey && encryption.state <= State::IndexTooOld &&
           !encryption.session.isEmpty() && !event.isRedacted;
}

void ClosedEvents::note(const RoomId &room, const QList<StoredEvent> &events)
{
    QSet<EventId> ids;
    for (const StoredEvent &stored : events)
        ids.insert(stored.event.id);
    m_events.removeIf(
        [&](const Closed &closed) { return closed.key.room == room && ids.contains(closed.event.id); });
    for (const StoredEvent &stored : events) {
        if (isClosed(stored.event))
            m_events.append({{room, stored.event.encryption.session}, stored.event});
    }
    if (m_events.size() > Most)
        m_events.remove(0, m_events.size() - Most);
}

QList<RoomKey> ClosedEvents::keys() const
{
    QList<RoomKey> keys;
    QSet<RoomKey> seen;
    for (auto closed = m_events.crbegin(); closed != m_events.crend(); ++closed) {
        if (seen.contains(closed->key))
            continue;
        seen.insert(closed->key);
        keys.append(closed->key);
    }
    return keys;
}

QList<Event> ClosedEvents::of(const RoomKey &key) const
{
    QList<Event> events;
    for (auto closed = m_events.crbegin(); closed != m_events.crend(); ++closed) {
        if (closed->key == key)
            events.append(closed->event);
    }
    return events;
}

}
