// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/sendqueue.h"
#include "session/stateruns.h"
#include "session/timelinereducer.h"
#include "store/store.h"

#include <QObject>

#include <functional>

namespace linnet {

/// One open window onto a room's history, or onto one thread of it: pages of the store, and of the server
/// where the store ends, plus live events and unsent items, as TimelineDiffs. GUI thread; lives while its
/// room is shown; owned by who opened it, and never outlives its Session.
class Timeline : public QObject
{
    Q_OBJECT

public:
    enum class Older {
        More, ///< loadOlder() brings more
        Loading,
        Failed, ///< olderError() says why; loadOlder() tries again
        Start,  ///< the room's first event is here
    };

    Timeline(RoomId room, UserId self, ApiClient &api, Store &store, SendQueue &queue, EventId readMarker,
             EventId thread = {}, QObject *parent = nullptr);

    const RoomId &room() const { return m_room; }
    const EventId &thread() const { return m_thread; } ///< the root; empty: it is the room
    const QList<TimelineItem> &items() const { return m_runs.items(); }
    Older older() const { return m_older; }
    bool hasOpened() const { return m_hasOpened; } ///< the first rows are there, or there are none
    const Error &olderError() const { return m_olderError; }
    /// True if newer events may exist that this window does not hold: it was opened in the past and is not
    /// filled up to the newest, or a gap came.
    bool isBehind() const { return m_isBehind; }
    /// True once the newest events are here: what is appended from now on has just come.
    bool isLive() const { return m_isLive; }

    void setRoom(const Room &room); ///< for what one is called in it
    /// For the words of what has no key.
    void setKeyOutlook(const KeyOutlook &outlook) { take(m_reducer.setKeyOutlook(outlook)); }
    /// Whose words are not shown, and how; anew whenever that is different.
    void setHiding(const HidingRule &rule) { take(m_reducer.setHiding(rule)); }
    /// Which lines of state are shown; at first all are, each by itself.
    void setStateLines(const StateRuns::Options &options) { emitDiff(m_runs.setOptions(options)); }
    /// Opens the line of a run, or closes it. Of what is covered: coverOpened().
    void toggleRun(const QString &key);
    /// The row that shows the event or what it edits, or the line of the run that it is in, or where it has
    /// no row the next one; -1 if it is not here.
    int rowOf(const EventId &event) const;
    /// What an edit that is known here edits; of anything else the event itself.
    EventId originalOf(const EventId &event) const { return m_reducer.originalOf(event); }
    /// The root of the thread that an event of the room is shown in; empty: it is none of a thread, or not
    /// here.
    EventId threadOf(const EventId &event) const { return m_reducer.threadOf(event); }
    /// The row below the line "new messages"; -1 while that is not here.
    int firstUnreadRow() const;
    /// Loads the first rows: around `anchor` if it is set and stored, else the newest. Of a thread those from
    /// `anchor` on.
    void open(const EventId &anchor);
    /// One more page at the old edge; does nothing while one is loading or at the start.
    void loadOlder();
    /// One more page at the new edge while isBehind(), which ends with the newest event; while one is
    /// loading, the next one after it, however often that is asked. A gap is the end until it is closed.
    void loadNewer();
    /// Drops the window and opens the newest.
    void jumpToLatest();
    /// What a commit says of this room. `isFollowing`: the reader is at the bottom, so a gap restarts the
    /// window, and of a long one the oldest rows go.
    void apply(const CommittedRoom &committed);
    /// The row of `key` answers an event that is not stored, and somebody looks at it: asks the server for
    /// that event, once. The row tells what it says when it is here; it is not stored.
    void wantReply(const QString &key);
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }
    /// Whether the line "new messages" goes above the next message of others, since nobody looks.
    void setNextUnread(bool isUnread) { m_isNextUnread = isUnread; }
    int unread() const { return m_unread; } ///< messages of the thread that were not seen; of a room 0

Q_SIGNALS:
    void opened(); ///< the first rows are there (maybe none)
    void changed(const linnet::TimelineDiff &diff);
    void olderChanged();
    void behindChanged();
    void unreadChanged();
    void coverOpened(const linnet::UserId &user);  ///< what they say is to be shown
    void pageLoaded(int added, bool reachedStart); ///< events new in the window; for ctl history
    void failed(const linnet::Error &error);       ///< the store could not be read

private:
    void openNewest();
    Task<HistoryWindow> readBefore(Seq before);
    void onOpened(const HistoryWindow &window);
    void reachNewest();
    void onNewer(const HistoryWindow &window);
    void checkNewest();
    void endNewer(bool isBehind);
    void failNewer(const Error &error);
    void readOlder();
    void onOlder(const HistoryWindow &window);
    void fetchFromServer();
    void fetchThread();
    void onThreadPage(const HistoryWindow &window);
    void fetchRoot();
    void goOnOrEnd(const std::function<void()> &goOn);
    void endPage();
    void goOnSeeking();
    void failOlder(const Error &error);
    void onStoreFailure(const Error &error);

    void takeAppended(const CommittedRoom &committed);
    void takeEdge(const HistoryWindow &window);
    void appendLive(const QList<StoredEvent> &events);
    void appendNews(const QList<StoredEvent> &events);
    void prependPage(const QList<StoredEvent> &events);
    void giveKeysTime(const QList<StoredEvent> &events);
    void dropOldRows();
    void setOlder(Older older);
    void setBehind(bool isBehind);
    void takeUnread(const Related &related);
    void take(const TimelineDiff &diff);
    void emitDiff(const TimelineDiff &diff);
    QObject *newReading();
    bool isEmpty() const { return m_newest == 0; }

    RoomId m_room;
    EventId m_thread;
    ApiClient &m_api;
    Store &m_store;
    SendQueue &m_queue;
    TimelineReducer m_reducer;
    StateRuns m_runs{m_reducer.items()};
    EventId m_readMarker;
    HistoryWindow::Edge m_edge = HistoryWindow::Edge::Start;
    Seq m_oldest = 0; ///< 0: the window is empty
    Seq m_newest = 0;
    Seq m_missed = 0; ///< the newest of which a commit told while the window was not live
    QString m_gapToken;
    QString m_threadToken;  ///< asks the server for what is before in the thread; empty: for its newest
    EventId m_sought;       ///< the thread is paged back to it before it counts as opened; empty: none
    QSet<EventId> m_wanted; ///< was asked for to be quoted
    Older m_older = Older::Loading;
    Error m_olderError;
    int m_unread = 0;
    int m_added = 0;               ///< events of the page that is being loaded
    int m_rowsBefore = 0;          ///< rows when it was asked for
    int m_rounds = 0;              ///< store and server pages for this one wish
    int m_soughtPages = 0;         ///< loaded to find m_sought
    int m_newerPages = 0;          ///< loaded at the new edge for this one wish
    QObject *m_reading = nullptr;  ///< context of all that fills this window; a child
    bool m_hasOpened = false;      ///< the first rows are there
    bool m_isReadingNewer = false; ///< pages at the new edge are being read
    bool m_isNewerWanted = false;  ///< one more after them
    bool m_isPaging = false;       ///< somebody waits for pageLoaded()
    bool m_isLive = false;         ///< the window reaches the newest event: what comes fits behind it
    bool m_isBehind = false;
    bool m_isFollowing = true;
    bool m_isNextUnread = false;
};

}
