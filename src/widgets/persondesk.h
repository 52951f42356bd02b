// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

class QWidget;

namespace linnet {

class DeletionBar;
class MembersDock;
class ModerationDesk;
class RoomDialogs;
class RoomPage;
class RoomView;
class Session;
class VerificationDesk;

/// What one does with a person, wherever they stand in the main window: in the list of members, in a message
/// that names them, on their card. Leads each wish to who fulfils it. GUI thread; must not outlive its
/// Session, nor serve anything once its other parts are gone.
class PersonDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        MembersDock &members;
        RoomView &view;
        RoomPage &page; ///< whose room the person is of
        RoomDialogs &dialogs;
        VerificationDesk &verification;
        DeletionBar &deletion;
        ModerationDesk &moderation;
        QWidget &window;
    };
    explicit PersonDesk(const Parts &parts);

    /// To the chat with somebody. Who has none may not want one: what else there is to do is offered too.
    void followMention(const UserId &user);
    void showCard(const UserId &user);

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);

private:
    void connectPerson(auto &of);

    Parts m_parts;
};

}
