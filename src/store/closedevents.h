// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/roomkey.h"
#include "store/records.h"

namespace linnet {

/// What was fetched to be shown, is in no table and waits for its key: the last that were, in memory. Worker
/// thread; owned by the Worker.
class ClosedEvents
{
public:
    static constexpr qsizetype Most = 200;

    /// A key may yet open it.
    static bool isClosed(const Event &event);
    /// `events`: oldest first, as they are now. Those that are not closed any more are forgotten.
    void note(const RoomId &room, const QList<StoredEvent> &events);
    QList<RoomKey> keys() const;               ///< each once; those of what was noted last first
    QList<Event> of(const RoomKey &key) const; ///< newest first

private:
    struct Closed
    {
        RoomKey key;
        Event event;
    };
    QList<Closed> m_events; ///< what was noted last is last
};

}
