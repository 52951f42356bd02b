// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QWidget>

namespace linnet {

class Avatars;
class Completions;
class Composer;
class DropOverlay;
class MessageBar;
class Pictures;
class PollWriting;
class RoomPicker;
class RoomWriting;
class Session;
class TimelineModel;
class TimelineView;
struct Room;

/// Where one writes in the open room, or in one of its threads: the composer with what completes its words,
/// its emoji and the files that are dropped beside it, or a line that says why one may not. GUI thread; must
/// not outlive its arguments.
class WritingArea : public QWidget
{
    Q_OBJECT

public:
    /// Files may be dropped anywhere on `parent`, which shows a timeline besides.
    WritingArea(Session &session, Avatars &avatars, Pictures &pictures, RoomPicker &picker,
                const TimelineModel &model, TimelineView &view, QWidget *parent);

    /// Brings back what was being written in a room, or in the thread of it that has this root.
    void open(const RoomId &room, const EventId &thread);
    void setRoom(const Room &room, bool isThread); ///< the room of open(), as it is now
    void close();

    Composer &composer() const { return *m_composer; }
    RoomWriting &writing() const { return *m_writing; }

Q_SIGNALS:
    void joinRequested(const linnet::RoomId &room);
    void successorRequested(const linnet::RoomId &room); ///< of this one, which was replaced
    /// All that somebody wrote in the room is to be deleted, which is to be asked there.
    void deletionWanted(const linnet::UserId &user, const QString &reason, const QPoint &globalPos);

private:
    /// What one can do where one cannot write.
    enum class WayOut { None, Join, Successor, Try };

    void showClosed(const Room &room, const QString &why, bool isOfAccount);
    void connectPolls();
    void pickEmoji(const QPoint &at);
    void showRoom();
    void onClosedAction();

    Session &m_session;
    TimelineView &m_view;
    RoomPicker &m_picker;
    Composer *m_composer;
    MessageBar *m_closed; ///< in the composer's place where one cannot write
    WayOut m_wayOut = WayOut::None;
    DropOverlay *m_drop; ///< of the parent
    Completions *m_completions;
    RoomWriting *m_writing;
    PollWriting *m_polls;
    RoomId m_room;
    EventId m_thread;               ///< the root; empty: it is the room
    bool m_isWrittenAnyway = false; ///< whatever is said of the account
};

}
