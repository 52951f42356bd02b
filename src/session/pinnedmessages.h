// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/timelinerows.h"
#include "store/store.h"

#include <QObject>

#include <memory>

namespace linnet {

/// What the pinned messages of a room say: those that are stored at once, then one after the other what only
/// the server has. GUI thread; must not outlive its arguments.
class PinnedMessages : public QObject
{
    Q_OBJECT

public:
    struct Pin
    {
        enum class State { Loading, Here, Missing };
        EventId event;
        State state = State::Loading;
        TimelineItem row;     ///< of Here
        bool isFresh = false; ///< looked up since load()
    };

    PinnedMessages(ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);

    /// Also when the pins have changed: what was known is shown until it has been looked up again.
    void load(const RoomId &room, const QList<EventId> &pinned);
    const RoomId &room() const { return m_room; }
    const QList<Pin> &pins() const { return m_pins; } ///< what was pinned last comes first

Q_SIGNALS:
    void changed();

private:
    void next();
    void fetch(const EventId &event);
    void put(const EventId &event, const std::optional<TimelineItem> &row);

    ApiClient &m_api;
    Store &m_store;
    TimelineRows m_rows;
    RoomId m_room;
    QList<Pin> m_pins;
    std::unique_ptr<QObject> m_loading; ///< context of what is being read
};

}
