// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/roomview.h"

#include <QDockWidget>

namespace linnet {

/// One thread of the open room beside it, with its own box to write in. Closed, it holds nothing. GUI thread;
/// must not outlive its arguments.
class ThreadDock : public QDockWidget
{
    Q_OBJECT

public:
    /// As wide as it is at least, and the room beside it: then the smallest window has room for the list too.
    static constexpr int LeastUnits = 54;
    static constexpr int UsualUnits = 84;

    ThreadDock(Session &session, Avatars &avatars, Preferences &preferences, const EmojiTable &emojis,
               RoomView::Names names, QWidget *parent = nullptr);

    void open(const Room &room, const EventId &root); ///< takes no focus
    void setRoom(const RoomId &room);                 ///< the open one: threads of others are closed
    RoomView &view() const { return *m_view; }

Q_SIGNALS:
    void left(); ///< a person closes it: the keyboard belongs to the room again

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showUnread(int unread);

    RoomView *m_view;
};

}
