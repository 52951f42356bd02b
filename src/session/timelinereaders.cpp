// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinereaders.h"

#include "matrix/relation.h"
#include "store/unreadcounter.h"

namespace linnet {

namespace {

/// The root of the thread that the event is in; empty: it is in none.
EventId readThread(const Event &event)
{
    return UnreadCounter::isInThread(event) ? readRelation(event).target : EventId();
}

}

void TimelineReaders::add(const StoredEvent &stored)
{
    const Event &event = stored.event;
    if (UnreadCounter::isMessage(event) && event.sender != m_self && readThread(event) == m_thread &&
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
    if (reader.user == m_self || !isOfHere(reader, seq))
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

/// A receipt of the whole room tells of a thread where it stands in it.
bool TimelineReaders::isOfHere(const RoomReader &reader, Seq seq) const
{
    if (m_thread.isEmpty())
        return reader.thread.isEmpty() || reader.thread == Receipt::Main;
    return reader.thread == m_thread.toString() || (reader.thread.isEmpty() && seq != 0);
}

std::optional<TimelineReaders::Place> TimelineReaders::placeOf(const UserId &user) const
{
    const auto place = m_places.constFind(user);
    if (place == m_places.cend() || m_wrote.value(user) > place->seq)
        return std::nullopt;
    return *place;
}

}
