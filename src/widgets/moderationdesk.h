// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/moderation.h"
#include "widgets/personaction.h"
#include "widgets/roledesk.h"

#include <QObject>

#include <functional>

class QMenu;
class QWidget;

namespace linnet {

class ModerationBar;
class NoticeBar;
class Session;
struct Room;

/// Does what is wanted of people and rooms to keep order: asks for a reason, carries it out, says what came
/// of it and how to undo it. GUI thread; must not outlive its arguments.
class ModerationDesk : public QObject
{
    Q_OBJECT

public:
    /// Questions open over `window`.
    ModerationDesk(Session &session, NoticeBar &notice, ModerationBar &bar, QWidget &window);

    void carryOut(const PersonAction &action);
    /// For an invitation that is then declined: `then` is told whether it worked; if not, that has been said.
    void ignoreInviter(const RoomId &room, std::function<void(bool isIgnored)> then);
    void reportInviter(const RoomId &room, const QPoint &place);
    void reportRoom(const RoomId &room, const QPoint &place);
    /// "Report…" and "Use as a policy list", as far as they make sense of the room.
    void addTo(QMenu &menu, const Room &room);

private:
    struct Words;
    Words wordsOf(const PersonAction &action) const;
    void begin(const PersonAction &action, const QString &reason);
    void onFinished(const ModerationRun &run);
    void offerUndo(const QList<PersonAction::Person> &people);
    void ignore(const PersonAction &action);
    void stopIgnoring(const PersonAction &action);
    void report(const PersonAction &action);
    void follow(const RoomId &room, bool isFollowed);
    void complain(const QString &what, const Error &error);
    QString namesOf(const QList<PersonAction::Person> &people) const;

    Session &m_session;
    NoticeBar &m_notice;
    ModerationBar &m_bar;
    QWidget &m_window;
    RoleDesk m_roles;
    PersonAction m_underWay; ///< what the bar carries out, or has
};

}
