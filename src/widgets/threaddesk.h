// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/threadlist.h"
#include "widgets/roomview.h"

#include <QPointer>

class QMainWindow;

namespace linnet {

class ThreadDock;
class ThreadsPopup;

/// The thread that is shown beside the open room, if any, and the list of all. GUI thread; must not outlive
/// its arguments.
class ThreadDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        Avatars &avatars;
        Preferences &preferences;
        const EmojiTable &emojis;
        SpellChecker &spelling;
        RoomView &room; ///< the view of the open room
        QMainWindow &window;
    };

    ThreadDesk(const Parts &parts, RoomView::Names names);
    ~ThreadDesk() override;

    void setRoom(const RoomId &room); ///< the open one: threads of others are closed
    void open(const EventId &root);   ///< to be written in
    /// One message of it, which has the focus then. notFound() follows if it cannot be had.
    void showMessage(const EventId &root, const EventId &event);
    void showList(const QRect &button);                     ///< below it, in the screen's coordinates
    void editUnsent(const EventId &root, const TxnId &txn); ///< as RoomWriting has it
    void saveNotes();

Q_SIGNALS:
    void viewMade(linnet::RoomView &view); ///< once
    void notFound();

private:
    bool show(const EventId &root);
    void makeDock();

    Parts m_parts;
    RoomView::Names m_names;
    RoomId m_room;
    EventId m_sought;            ///< of showMessage()
    QPointer<ThreadDock> m_dock; ///< once one was looked at
    ThreadList m_list;
    QPointer<ThreadsPopup> m_popup;
};

}
