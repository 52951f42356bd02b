// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "session/errortext.h"
#include "session/matrixlink.h"

#include <QObject>

#include <functional>

class QCheckBox;
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
    void newChat();                     ///< asks with whom
    void startChat(const UserId &user); ///< offers to make a chat with them
    /// Opens the direct chat with somebody; `ifNone`: there is none.
    void openChat(const UserId &user, const std::function<void()> &ifNone);
    void openOrStartChat(const UserId &user);
    /// For links: opens a room one is in or the chat with a person, else wants the room looked at before one
    /// joins it, or asks before it makes a chat.
    void follow(const QString &aliasOrLink);
    /// Asks first where a policy list speaks against the room, or against who invites to it.
    void unlessWarned(const RoomId &room, const QString &alias, std::function<void()> go);
    void rejoin(const RoomId &room); ///< at once; also accepts an invitation
    void invite(const RoomId &room);
    void encrypt(const RoomId &room);
    /// Declines an invitation, or takes back that one asked to join, at once; may forget the room in one.
    void leave(const RoomId &room);
    void forget(const RoomId &room);
    void exportHistory(const RoomId &room);

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    void messageRequested(const linnet::RoomId &room, const linnet::EventId &event); ///< is to be shown
    void previewRequested(const linnet::MatrixLink &link);                           ///< one is not in it
    void leaveSpaceRequested(const linnet::RoomId &space); ///< which of its rooms too, is to be asked
    void left(const linnet::RoomId &room);                 ///< also declined or forgotten
    void done(const QString &what);                        ///< worth a line
    void questioned(); ///< there is something to be answered before one joins
    void exported(const QString &path, const QString &what);
    void exportedWithGaps(const linnet::RoomId &room, const QString &what); ///< as ExportDialog has it
    void failed(const linnet::RoomId &room, const QString &what, const QString &detail);

private:
    void show(const RoomId &room, const EventId &event); ///< empty: the room
    void ask(const QString &title, const QString &what, const QString &verb, std::function<void()> yes,
             QCheckBox *also = nullptr);
    void rejoinNow(const RoomId &room);
    void leaveNow(const RoomId &room, bool forgets);
    void forgetNow(const RoomId &room);
    void fail(const RoomId &room, const Error &error, ErrorText::During during);
    QString nameOf(const RoomId &room) const;

    Session &m_session;
    QWidget &m_window;
};

}
