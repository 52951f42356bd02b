// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/hiding.h"
#include "session/timelinerows.h"
#include "store/store.h"

#include <QObject>
#include <QSet>

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
        bool isFresh = false; ///< nothing is to be looked up of it
    };

    PinnedMessages(ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);

    /// Whose words are not shown; looks all of them up again.
    void setHiding(const HidingRule &rule);
    /// Looks all of them up; what was known is shown until then.
    void load(const RoomId &room, const QList<EventId> &pinned);
    /// What a sync says of the room: looks up what is pinned now and was not, and what was edited or deleted.
    void apply(const CommittedRoom &committed);
    const RoomId &room() const { return m_room; }
    const QList<Pin> &pins() const { return m_pins; } ///< what was pinned last comes first

Q_SIGNALS:
    void changed();                   ///< which they are
    void pinChanged(qsizetype index); ///< what one says

private:
    static QSet<EventId> touched(const CommittedRoom &committed);
    QList<Pin> pinsOf(const QList<EventId> &pinned) const;
    void lookUp();
    bool isHidden(const TimelineItem &row) const;
    void next();
    void fetch(const EventId &event);
    void put(const EventId &event, const std::optional<TimelineItem> &row);

    ApiClient &m_api;
    Store &m_store;
    TimelineRows m_rows;
    HidingRule m_hiding;
    RoomId m_room;
    QList<Pin> m_pins;
    std::unique_ptr<QObject> m_loading; ///< context of what is being read
};

}
