// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace linnet {

/// What was written of the rooms of spaces and no sync has brought yet, so that what is changed next is not
/// made of what was there before. GUI thread; owned by SpaceEditing.
class SentChildren
{
public:
    /// The server has taken `content` as `written`, while the state that is stored here had `stored`; either
    /// may be empty.
    void note(const RoomId &space, const RoomId &room, const QJsonObject &content, const EventId &stored,
              const EventId &written);
    /// The `m.space.child` events of a space as they are stored, with what was written since. The ids stay
    /// those that are stored; what is not stored has none.
    QList<StateEntry> over(const RoomId &space, QList<StateEntry> stored);

private:
    struct Sent
    {
        QJsonObject content;
        EventId written;
        QSet<EventId> older; ///< what is stored is out of date as long as it is one of these
    };

    QHash<RoomId, QHash<RoomId, Sent>> m_sent; ///< by space and room
};

}
