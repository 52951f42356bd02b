// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace linnet {

struct Room;

/// The menus of the main window with their shortcuts; tells what was asked for and does nothing by itself but
/// "About". GUI thread; owned by the menu bar.
class MainMenu : public QObject
{
    Q_OBJECT

public:
    /// `self` is shown as who is signed in.
    MainMenu(QMenuBar &bar, QAction *membersAction, const QString &self);

    /// What of the room menu can be used; null: no room is open.
    void setRoom(const Room *room);
    void setCanMarkUnread(bool canMark); ///< the server keeps such marks
    void setHasThreads(bool hasThreads); ///< the same of threads
    void setHasPreviews(bool hasPreviews);
    void setHasEncryption(bool hasEncryption);
    void setHasSpaces(bool canCreate, bool hasSome); ///< the server knows them; one is in some
    void setPreviewsShown(bool areShown);

Q_SIGNALS:
    void newChatRequested();
    void createRequested();
    void joinRequested();
    void createSpaceRequested();
    void settingsRequested();
    void networkRequested();
    void signOutRequested();
    void quitRequested();
    void findRequested();       ///< rooms, people and messages
    void findInRoomRequested(); ///< messages of the open room, one after the other
    void listInRoomRequested(); ///< the same as a list
    void filterRequested();     ///< of the room list
    void fetchHistoryRequested();
    void exportRequested();
    void outboxRequested();
    void neighbourRequested(int steps, bool unreadOnly);
    void neighbourSpaceRequested(int steps);
    void latestRequested();
    void firstUnreadRequested();
    void pinsRequested(); ///< what is pinned is to be shown
    void threadsRequested();
    void dateRequested(); ///< one is to be chosen
    void inviteRequested();
    void encryptRequested();
    void roomSettingsRequested();
    void roomStateRequested(); ///< for developers
    void copyLinkRequested();
    void previewsRequested(bool areShown); ///< of links, in the open room
    void markReadRequested();
    void markUnreadRequested();
    void leaveRequested();
    void forgetRequested();

private:
    void fillAccount(QMenu &menu, const QString &self);
    void fillRoom(QMenu &menu, QAction *membersAction);
    void fillGo(QMenu &menu);
    void showAbout();

    QMenuBar &m_bar;
    QAction *m_createSpace = nullptr;
    QList<QAction *> m_goSpaces;
    QAction *m_invite = nullptr;
    QAction *m_encrypt = nullptr;
    QAction *m_roomSettings = nullptr;
    QAction *m_roomState = nullptr;
    QAction *m_copyLink = nullptr;
    QAction *m_findInRoom = nullptr;
    QAction *m_listInRoom = nullptr;
    QAction *m_fetchHistory = nullptr;
    QAction *m_export = nullptr;
    QAction *m_previews = nullptr;
    QAction *m_markRead = nullptr;
    QAction *m_markUnread = nullptr;
    QAction *m_latest = nullptr;
    QAction *m_firstUnread = nullptr;
    QAction *m_date = nullptr;
    QAction *m_pins = nullptr;
    QAction *m_threads = nullptr;
    QAction *m_leave = nullptr;
    QAction *m_forget = nullptr;
};

}
