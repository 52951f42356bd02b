// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/stateruns.h"

#include <QObject>

#include <memory>

namespace linnet {

class JumpButton;
class Session;
class Timeline;
class TimelineModel;
class TimelineView;

/// Which part of the history of a room, or of one of its threads, a view shows: where one was, then more of
/// it as one comes near its ends, what is around a message that one goes to, or the newest. Counts what comes
/// while one reads further up, on the button that jumps down, and has a line drawn above what comes while the
/// window is not active. GUI thread; must not outlive its arguments.
class RoomHistory : public QObject
{
    Q_OBJECT

public:
    RoomHistory(Session &session, TimelineModel &model, TimelineView &view, QObject *parent = nullptr);
    ~RoomHistory() override;

    /// Another room, or the thread of it that has this root. Nothing of it is shown until open().
    void setRoom(const RoomId &room, const EventId &thread);
    void setName(const QString &name); ///< what it is the start of, in words
    void setStateLines(const StateRuns::Options &options);
    /// Shows it where `offset` pixels of the message `anchor` are above the edge; empty: its newest. If
    /// goTo() has asked for another place by now, it shows that.
    void open(const EventId &anchor, int offset);
    void close();

    /// Shows a message in the middle, also while the room is being opened; reached() or notFound() follows.
    void goTo(const EventId &event);
    bool isGoing() const { return !m_wanted.isEmpty(); } ///< neither has followed
    void goToRow(const QString &keyOrEvent);             ///< the same, of a row that may not be sent yet
    void jumpToLatest();
    void jumpToUnread(); ///< to what was new when the room was opened; does nothing if that was nothing

Q_SIGNALS:
    void placeKnown(bool isKnown); ///< the view has its first rows
    void reached();
    void notFound(const linnet::EventId &event); ///< it is not stored: the newest are shown
    /// reached(), but what was to be shown is part of a thread: the room shows where that began, or what came
    /// next.
    void threadReached(const linnet::EventId &root, const linnet::EventId &event);
    void rowShown(const QString &key); ///< one went there
    void unreadChanged(int unread);    ///< of the thread

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectView();
    void openAt(const EventId &anchor, int offset);
    void onOpened(const EventId &anchor, int offset);
    bool showWanted();
    void show(int row);
    void onOlderChanged();
    void onBehindChanged();
    void onRowsInserted(int first, int last);
    void showJump();
    void showUnreadJump();
    void noteAway();

    Session &m_session;
    TimelineModel &m_model;
    TimelineView &m_view;
    JumpButton *m_jump;       ///< of the viewport
    JumpButton *m_unreadJump; ///< the same, to what is new above
    std::unique_ptr<Timeline> m_timeline;
    StateRuns::Options m_stateLines;
    RoomId m_room;
    EventId m_thread;         ///< the root; empty: it is the room
    EventId m_wanted;         ///< to be shown as soon as it is here
    EventId m_readMarker;     ///< when the room was opened
    bool m_hasUnread = false; ///< above what was seen since
    QString m_name;
    int m_newRows = 0;       ///< came while one was reading further up
    bool m_isOpened = false; ///< the first rows are here
};

}
