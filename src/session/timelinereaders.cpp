// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinereaders.h"

#include "store/unreadcounter.h"

namespace linnet {

void TimelineReaders::add(const StoredEvent &stored)
{
    const Event &event = stored.event;
    if (UnreadCounter::isMessage(event) && event.sender != m_self &&
        m_wrote.value(event.sender) < stored.seq) {
        m_wrote.insert(event.sender, stored.seq);
        if (m_places.contains(event.sender))
            m_moved.insert(event.sender);
    }
    if (m_waiting.isEmpty())
        return;
    for (const RoomReader &reader : m_waiting.take(event.id))
        read(reader, stored.seq);
}

void TimelineReaders::read(const RoomReader &reader, Seq seq)
{
    if (reader.user == m_self)
        return;
    if (seq == 0) {
        m_waiting[reader.event] << reader;
        // Where one was before is known not to be true any more.
        if (m_places.remove(reader.user))
            m_moved.insert(reader.user);
        return;
    }
    Place &place = m_places[reader.user];
    if (seq < place.seq)
        return;
    place = {reader, seq};
    m_moved.insert(reader.user);
}

std::optional<TimelineReaders::Place> TimelineReaders::placeOf(const UserId &user) const
{
    const auto place = m_places.constFind(user);
    if (place == m_places.cend() || m_wrote.value(user) > place->seq)
        return std::nullopt;
    return *place;
}

}
