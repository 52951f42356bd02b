// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/event.h"
#include "widgets/personaction.h"

#include <QMenu>

namespace linnet {

class Session;

/// What one can do with somebody in a room. Deletes itself when it is closed. GUI thread.
class PersonMenu : public QMenu
{
    Q_OBJECT

public:
    /// `name`: what they are called there; empty: not known.
    /// `membership` in the room; None: not known.
    PersonMenu(Session &session, const RoomId &room, const UserId &user, const QString &name, QWidget *parent,
               Membership membership = Membership::None);

    /// Where it is open already.
    void leaveOutProfile() { m_profile->setVisible(false); }

Q_SIGNALS:
    void profileRequested(const linnet::UserId &user);
    void chatRequested(const linnet::UserId &user);
    void verifyRequested(const linnet::UserId &user);
    /// All that they wrote in the room is to be deleted, which is to be asked where the menu was.
    void deletionWanted(const linnet::RoomId &room, const linnet::UserId &user, const QString &name,
                        const QPoint &globalPos);
    void actionWanted(const linnet::PersonAction &action);

private:
    void addModeration(Session &session, const RoomId &room, const PersonAction::Person &person,
                       Membership membership);
    void addRole(Session &session, const RoomId &room, const PersonAction::Person &person,
                 Membership membership);
    void addSafety(Session &session, const RoomId &room, const PersonAction::Person &person);
    QAction *add(const QString &text, PersonAction::Kind kind, const RoomId &room,
                 const PersonAction::Person &person);

    QAction *m_profile = nullptr;
};

}
