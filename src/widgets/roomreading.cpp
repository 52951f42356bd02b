// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomreading.h"

#include "session/session.h"
#include "widgets/roomhistory.h"
#include "widgets/timelineview.h"

namespace linnet {

RoomReading::RoomReading(Session &session, TimelineView &view, const RoomHistory &history, QObject *parent)
    : QObject(parent), m_session(session), m_view(view)
{
    connect(&view, &TimelineView::seen, this, &RoomReading::onSeen);
    connect(&history, &RoomHistory::reached, this, &RoomReading::drop);
    connect(&history, &RoomHistory::notFound, this, &RoomReading::release);
    // Queued: whoever has waited for a message calls goTo() first.
    connect(
        &session.historyFetch(), &HistoryFetch::changed, this,
        [this, &history](const RoomId &room) {
            if (room == m_room && !history.isGoing() && !m_session.historyFetch().isFetching(room))
                release();
        },
        Qt::QueuedConnection);
}

void RoomReading::setRoom(const RoomId &room, const EventId &thread)
{
    m_room = room;
    m_thread = thread;
    m_held.reset();
}

void RoomReading::hold()
{
    if (!m_held)
        m_held.emplace();
}

void RoomReading::onSeen(const EventId &event)
{
    if (m_held)
        m_held = event;
    else
        tell(event);
}

void RoomReading::drop()
{
    if (std::exchange(m_held, std::nullopt))
        m_view.forgetSeen();
}

void RoomReading::release()
{
    const auto held = std::exchange(m_held, std::nullopt);
    if (held && !held->isEmpty())
        tell(*held);
}

void RoomReading::tell(const EventId &event)
{
    if (event != m_thread) // what it began with belongs to the room
        m_session.markRead(m_room, event, m_thread);
}

}
