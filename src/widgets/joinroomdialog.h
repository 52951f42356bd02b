// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <memory>

namespace Ui {
class JoinRoomForm;
}

namespace linnet {

class Session;
struct PublicRoom;

/// Joins a room by address, id or link, or one of the server's public rooms, among which what is typed
/// searches. GUI thread.
class JoinRoomDialog : public RequestDialog
{
    Q_OBJECT

public:
    /// `aliasOrLink`: the one that is meant; empty: any.
    JoinRoomDialog(Session &session, const QString &aliasOrLink, QWidget *parent);
    ~JoinRoomDialog() override;

Q_SIGNALS:
    /// `event`: the message that the link leads to; empty: it leads to the room.
    void joined(const linnet::RoomId &room, const linnet::EventId &event);

protected:
    void send() override;

private:
    void loadRooms();
    void showRooms(const QList<PublicRoom> &rooms);
    void onEdited(const QString &text);
    QString target() const; ///< what is to be joined, or empty

    Session &m_session;
    std::unique_ptr<Ui::JoinRoomForm> m_ui;
    bool m_isLoaded = false; ///< the list of public rooms is here
};

}
