// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/task.h"
#include "widgets/joinguard.h"

#include <QStringList>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace linnet {

class Avatars;
class EmptyState;
class FilterEdit;
class LobbyModel;
class LobbyView;
class MessageBar;
class Session;
class Skeleton;
struct Room;

/// What stands below a space's header in the place of messages: its rooms, also those one is not in, with
/// what one can do about each, and for those who may what changes the space. Joins and changes by itself;
/// what wants a window of its own it asks for. GUI thread; must not outlive its Session.
class SpaceLobby : public QWidget
{
    Q_OBJECT

public:
    SpaceLobby(Session &session, Avatars &avatars, QWidget *parent = nullptr);

    void setSpace(const RoomId &space); ///< a joined one; empty: none
    void setCanAsk(bool canAsk);        ///< somebody takes knockRequested()
    void setGuard(JoinGuard guard) { m_guard = std::move(guard); }
    bool mayInvite(const Room &space) const;
    void focusList();

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    void inviteRequested(const linnet::RoomId &space);
    void addRequested(const linnet::RoomId &space);         ///< rooms that are to be chosen
    void createRequested(const linnet::RoomId &space);      ///< a room in it
    void createSpaceRequested(const linnet::RoomId &space); ///< a space in it
    /// To be let into the room, by the servers `via`.
    void knockRequested(const linnet::RoomId &room, const QStringList &via);
    /// A room one is not in is to be looked at, by the servers `via`.
    void previewRequested(const linnet::RoomId &room, const QStringList &via);
    void failed(const QString &what, const QString &detail);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void refresh();
    void showRights(const Room &space);
    void showPage();
    void showMore(bool isWanted);
    void act(int row);
    void join(const RoomId &room);
    QList<RoomId> suggested() const;
    QString aliasOf(const RoomId &room) const; ///< as its space tells it; may be empty
    void joinSuggested();
    void joinNext();
    void showMenu(const QPoint &at);
    void edit(Task<Done> change);
    void applyTheme();

    Session &m_session;
    LobbyModel *m_model;
    JoinGuard m_guard;
    QLabel *m_facts;
    QPushButton *m_suggested;
    QPushButton *m_invite;
    QToolButton *m_add;
    QAction *m_addRooms = nullptr;
    QAction *m_createRoom = nullptr;
    QAction *m_createSpace = nullptr;
    FilterEdit *m_filter;
    MessageBar *m_trouble;
    QStackedWidget *m_pages;
    LobbyView *m_view;
    Skeleton *m_skeleton;
    EmptyState *m_empty;
    EmptyState *m_failure;
    EmptyState *m_noMatch;
    QLabel *m_status;
    QList<RoomId> m_toJoin; ///< suggested ones that wait for their turn
};

}
