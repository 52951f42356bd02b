// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/profilerequests.h"
#include "session/roomsincommon.h"
#include "session/session.h"
#include "widgets/avatars.h"
#include "widgets/personaction.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QListWidget;
class QToolButton;

namespace linnet {

/// Who somebody is: what they say of themselves, what they are in this room, which rooms one shares with
/// them, which sessions they have, and what one can do. Modeless, for one person; deletes itself when it is
/// closed. GUI thread; must not outlive its Session.
class PersonCard : public QDialog
{
    Q_OBJECT

public:
    /// `room`: the one in which one has met them, or empty; `name`: what they are called there, or empty;
    /// `membership` in it, None: not known.
    PersonCard(Session &session, const RoomId &room, const UserId &user, const QString &name, QWidget *parent,
               Membership membership = Membership::None);
    ~PersonCard() override;

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    // As PersonMenu has them
    void profileRequested(const linnet::UserId &user);
    void chatRequested(const linnet::UserId &user);
    void verifyRequested(const linnet::UserId &user);
    void deletionWanted(const linnet::RoomId &room, const linnet::UserId &user, const QString &name,
                        const QPoint &globalPos);
    void actionWanted(const linnet::PersonAction &action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void ask();
    void showPicture();
    void showProfile(const ProfileFields &profile);
    void showPresence();
    void showRole();
    void showTrust();
    void showRooms();
    void showSessions(const QList<DeviceInfo> &sessions);
    void showMenu();
    void addLine(QLabel *label, const QString &what);

    Session &m_session;
    RoomId m_room;
    UserId m_user;
    QString m_name;
    Membership m_membership;
    QString m_avatarUrl;
    Avatars m_avatars;
    QLabel *m_picture;
    QLabel *m_nameLabel;
    QLabel *m_id;
    QLabel *m_presence;
    QLabel *m_role;
    QLabel *m_trust;
    QLabel *m_time;
    QLabel *m_sessions;
    QLabel *m_roomsTitle;
    QListWidget *m_rooms;
    QFormLayout *m_lines;
    QToolButton *m_more;
    RoomsInCommon m_shared;
};

}
