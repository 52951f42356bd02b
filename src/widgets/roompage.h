// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace linnet {

class EmptyState;
class RoomHeader;
class RoomView;
class SpaceLobby;
class Session;
class Skeleton;
struct Room;

/// The right side of the main window: the open room under its header, an invitation to answer, or what stands
/// there without a room. GUI thread; must not outlive its Session.
class RoomPage : public QWidget
{
    Q_OBJECT

public:
    /// Takes `header` and `view`. `bars` stand between them.
    RoomPage(Session &session, RoomHeader *header, const QList<QWidget *> &bars, RoomView *view,
             QWidget *parent = nullptr);

    /// What stands in the place of messages where the room is a space. Takes it.
    void setLobby(SpaceLobby *lobby);
    /// May also be a room that the next sync brings; empty: none.
    void setRoom(const RoomId &room);
    /// Shows something else in the place of a room, until a room is set. Is this one's from then on.
    void showInstead(QWidget *widget);
    const RoomId &room() const { return m_room; }
    /// What stands in the place of a room that one has asked to join; takes it.
    void setOfKnocked(QWidget *widget);
    /// An answer to the invitation is on its way.
    void setAnswering(bool isAnswering);

Q_SIGNALS:
    void acceptRequested(const linnet::RoomId &room);
    void declineRequested(const linnet::RoomId &room);
    void declineAndIgnoreRequested(const linnet::RoomId &room);
    /// Who invites is to be reported; `globalPos`: where to ask.
    void reportRequested(const linnet::RoomId &room, const QPoint &globalPos);

private:
    void refresh();
    void showInvitation(const Room &room);

    Session &m_session;
    RoomId m_room;
    QWidget *m_instead = nullptr; ///< while no room is set; null: nothing
    RoomHeader *m_header;
    RoomView *m_view;
    QStackedWidget *m_pages;
    SpaceLobby *m_lobby = nullptr;
    EmptyState *m_nothing;
    EmptyState *m_invitation;
    QPushButton *m_accept;
    QPushButton *m_decline;
    QPushButton *m_ignore;
    QPushButton *m_report;
    Skeleton *m_waiting;
    QWidget *m_ofKnocked = nullptr;
    bool m_hasRooms = false; ///< when the page was last made up; the first room changes what it says
};

}
