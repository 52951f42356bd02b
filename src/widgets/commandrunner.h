// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomchanges.h"
#include "widgets/joinguard.h"
#include "widgets/typedtext.h"

#include <QHash>
#include <QObject>

namespace linnet {

class Session;

/// Does what a command asks for that is no message. GUI thread; must not outlive its Session.
class CommandRunner : public QObject
{
    Q_OBJECT

public:
    explicit CommandRunner(Session &session, QObject *parent = nullptr);

    void setGuard(JoinGuard guard) { m_guard = std::move(guard); }
    /// `command` was typed in `room`. failed() if it could not be done; what a later command does is not
    /// waited for.
    void run(const RoomId &room, const TypedText &command);

Q_SIGNALS:
    void joined(const linnet::RoomId &room); ///< is to be shown
    void failed(const linnet::RoomId &room, const linnet::Error &error);
    // What a person has to say more about
    void pollWanted(const linnet::RoomId &room, const QString &question); ///< or none yet
    /// Of all that `user` wrote there.
    void deletionWanted(const linnet::RoomId &room, const linnet::UserId &user, const QString &reason);

private:
    void join(const RoomId &room, const QString &target);
    void chat(const RoomId &room, const TypedText &command);
    void ask(const RoomId &room, const TypedText &command);
    void say(const RoomId &room);
    Task<Done> start(const RoomId &room, const TypedText &command);

    Session &m_session;
    RoomChanges m_changes;
    JoinGuard m_guard;
    QHash<RoomId, QString> m_toSay; ///< in chats that a sync is to bring
};

}
