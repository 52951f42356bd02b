// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace linnet {

/// How far the others have read in one window of history. Whoever writes has read what is above: a receipt
/// counts until its reader's next message. What was read elsewhere in the room says nothing here. Receipts
/// that run ahead of their events wait for them. Pure.
class TimelineReaders
{
public:
    struct Place
    {
        RoomReader reader;
        Seq seq = 0; ///< of the event that was read
    };

    /// `thread`: the root of the thread that is shown; empty: the room, without its threads.
    explicit TimelineReaders(UserId self, EventId thread = {})
        : m_self(std::move(self)), m_thread(std::move(thread))
    {
    }

    void add(const StoredEvent &stored); ///< an event that the window did not have yet
    /// `seq` of the reader's event, 0 if the window does not have it. Never moves anybody backwards.
    void read(const RoomReader &reader, Seq seq);
    /// Whose place is another one since the last call.
    QSet<UserId> takeMoved() { return std::exchange(m_moved, {}); }
    /// All who have read something of it.
    QSet<UserId> users() const { return QSet<UserId>(m_places.keyBegin(), m_places.keyEnd()); }
    /// Nothing if it is not in the window, or its reader has written since.
    std::optional<Place> placeOf(const UserId &user) const;

private:
    bool isOfHere(const RoomReader &reader, Seq seq) const;

    UserId m_self;
    EventId m_thread;
    QHash<UserId, Place> m_places;
    QHash<UserId, Seq> m_wrote;                  ///< everybody's newest message of the window
    QHash<EventId, QList<RoomReader>> m_waiting; ///< for events that are not here
    QSet<UserId> m_moved;
};

}
