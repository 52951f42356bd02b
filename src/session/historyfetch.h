// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// Fetches the whole history of rooms in the background, for search and export: one page at a time over all
/// rooms, with a rest between them, from gap to gap until the room's first event is here. What is wanted is
/// stored, and the gaps are the place where it goes on, so that it survives restarts and costs nothing twice.
/// GUI thread; owned by the Session.
class HistoryFetch : public QObject
{
    Q_OBJECT

public:
    struct Progress
    {
        int events = 0;        ///< fetched since the program started
        qint64 oldestTs = 0;   ///< ms; how far back history is complete; 0: not known yet
        bool isPaused = false; ///< the server or the network wants us to wait
    };

    HistoryFetch(ApiClient &api, Store &store, QObject *parent = nullptr);

    void load(); ///< goes on with what was wanted last time
    void start(const RoomId &room);
    void stop(const RoomId &room); ///< what was fetched stays
    bool isFetching(const RoomId &room) const { return m_progress.contains(room); }
    Progress progress(const RoomId &room) const { return m_progress.value(room); }
    QList<RoomId> rooms() const { return m_rooms; }
    void resume(); ///< a sync has worked again

Q_SIGNALS:
    void changed(const linnet::RoomId &room);                            ///< its progress
    void finished(const linnet::RoomId &room);                           ///< all of its history is here
    void failed(const linnet::RoomId &room, const linnet::Error &error); ///< it was given up
    void committed(const linnet::CommittedRoom &room);                   ///< what a page changed of the room

private:
    void add(const RoomId &room);
    void next();
    void onGap(const std::optional<HistoryGap> &gap);
    void onAdded(const Store::HistoryAdded &added);
    void onFailed(const Error &error);
    void rest(std::chrono::milliseconds time);
    void end(const RoomId &room);

    ApiClient &m_api;
    Store &m_store;
    QList<RoomId> m_rooms; ///< the first is being fetched
    QHash<RoomId, Progress> m_progress;
    QHash<RoomId, int> m_emptyPages; ///< one after the other
    QObject *m_work = nullptr;       ///< context of the page under way or the rest after it; a child
    Backoff m_backoff;
    std::chrono::milliseconds m_asked{0}; ///< on Clock::elapsed()
    bool m_isPaused = false;              ///< resume() ends the rest
};

}
