// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "session/errortext.h"
#include "session/matrixlink.h"

#include <QObject>

#include <functional>

class QWidget;

namespace linnet {

class Session;

/// Asks what has to be asked before a room is made, joined, left or forgotten, does it, and tells how it
/// went. GUI thread; must not outlive its Session.
class RoomDialogs : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over `window`.
    RoomDialogs(Session &session, QWidget &window);

    void create();
    void startChat(const UserId &user); ///< offers to make a chat with them
    /// Opens the direct chat with somebody; `ifNone`: there is none.
    void openChat(const UserId &user, std::function<void()> ifNone);
    void openOrStartChat(const UserId &user);
    /// For links: opens a room one is in or the chat with a person, else wants the room looked at before one
    /// joins it, or asks before it makes a chat.
    void follow(const QString &aliasOrLink);
    void rejoin(const RoomId &room); ///< at once; also accepts an invitation
    void invite(const RoomId &room);
    void encrypt(const RoomId &room);
    void leave(const RoomId &room); ///< declines an invitation, or takes back that one asked to join, at once
    void forget(const RoomId &room);
    void exportHistory(const RoomId &room);

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    void messageRequested(const linnet::RoomId &room, const linnet::EventId &event); ///< is to be shown
    void previewRequested(const linnet::MatrixLink &link);                           ///< one is not in it
    void left(const linnet::RoomId &room); ///< also declined or forgotten
    void done(const QString &what);        ///< worth a line
    void exported(const QString &path, const QString &what);
    void exportedWithGaps(const linnet::RoomId &room, const QString &what); ///< as ExportDialog has it
    void failed(const linnet::RoomId &room, const QString &what, const QString &detail);

private:
    void show(const RoomId &room, const EventId &event); ///< empty: the room
    void ask(const QString &title, const QString &what, const QString &verb, std::function<void()> yes);
    void leaveNow(const RoomId &room);
    void forgetNow(const RoomId &room);
    void fail(const RoomId &room, const Error &error, ErrorText::During during);
    QString nameOf(const RoomId &room) const;

    Session &m_session;
    QWidget &m_window;
};

}
