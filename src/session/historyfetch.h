// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <optional>

namespace linnet {

/// Fetches the whole history of rooms in the background, for search and export: one page at a time over all
/// rooms, with a rest between them, from gap to gap until the room's first event is here. What is wanted is
/// stored, and the gaps are the place where it goes on, so that it survives restarts and costs nothing twice.
/// Only the server's word that one may not read a room, or one's own, ends that; whatever else fails is tried
/// again later. GUI thread; owned by the Session.
class HistoryFetch : public QObject
{
    Q_OBJECT

public:
    struct Progress
    {
        int events = 0;                ///< fetched since the program started
        qint64 oldestTs = 0;           ///< ms; how far back history is complete; 0: not known yet
        std::optional<Error> pausedBy; ///< why it waits; it goes on by itself
    };

    HistoryFetch(ApiClient &api, Store &store, QObject *parent = nullptr);

    void load(); ///< goes on with what was wanted last time
    void start(const RoomId &room);
    /// Only until `event` is here, whatever its time says; what is wanted is not stored, and the last call
    /// for a room counts. Answered by reached(), also if it was here already, or by finished(), or by
    /// failed(). Leaves alone what start() has begun.
    void startUntil(const RoomId &room, const EventId &event);
    void stop(const RoomId &room); ///< what was fetched stays
    bool isFetching(const RoomId &room) const { return m_wishes.contains(room); }
    Progress progress(const RoomId &room) const { return m_wishes.value(room).progress; }
    QList<RoomId> rooms() const { return m_rooms; }
    void resume(); ///< a sync has worked again

Q_SIGNALS:
    void changed(const linnet::RoomId &room);                            ///< its progress
    void reached(const linnet::RoomId &room);                            ///< what startUntil() asked for
    void finished(const linnet::RoomId &room);                           ///< all of its history is here
    void failed(const linnet::RoomId &room, const linnet::Error &error); ///< it was given up
    void stopped(const linnet::RoomId &room);                            ///< by stop()

private:
    struct Wish
    {
        Progress progress;
        bool isWhole = false; ///< start()
        bool isKept = false;  ///< and it is stored
        EventId until;        ///< startUntil(), or empty
        int emptyPages = 0;   ///< one after the other
    };

    void keep(const RoomId &room);
    void add(const RoomId &room);
    void lookForPart(const RoomId &room);
    void endPart(const RoomId &room, const EventId &event);
    void next();
    void onGap(const RoomId &room, const std::optional<HistoryGap> &gap);
    void onAdded(const RoomId &room, const Store::HistoryAdded &added);
    void onFailed(const RoomId &room, const Error &error);
    void rest(std::chrono::milliseconds time);
    void end(const RoomId &room);
    void drop(const RoomId &room);
    void giveUp(const RoomId &room, const Error &error);

    ApiClient &m_api;
    Store &m_store;
    QList<RoomId> m_rooms; ///< the first is being fetched
    QHash<RoomId, Wish> m_wishes;
    /// Context of the page under way or the rest after it; a child. Whoever is told of something may stop
    /// the room: then it is gone.
    QPointer<QObject> m_work;
    Backoff m_backoff;
    std::chrono::milliseconds m_asked{0};     ///< on Clock::elapsed()
    std::chrono::milliseconds m_restUntil{0}; ///< the same; whichever room comes next
    bool m_canResume = false;                 ///< resume() ends the rest
};

}
