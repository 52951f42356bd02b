// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <memory>

namespace Ui {
class CreateRoomForm;
}
class QRadioButton;

namespace linnet {

class Session;
struct NewRoom;

/// Makes a room and says which. GUI thread.
class CreateRoomDialog : public RequestDialog
{
    Q_OBJECT

public:
    CreateRoomDialog(Session &session, QWidget *parent);
    ~CreateRoomDialog() override;

    /// A chat with one person.
    void setDirectWith(const UserId &user);
    /// A room that stands in a space, and that its members may join unless one wants it otherwise.
    void setSpace(const RoomId &space, const QString &name);

Q_SIGNALS:
    void created(const linnet::RoomId &room);
    /// It was made, but the space did not take it.
    void notAdded(const linnet::Error &error);

protected:
    void send() override;

private:
    void check();
    void sendTo(const NewRoom &room);

    Session &m_session;
    std::unique_ptr<Ui::CreateRoomForm> m_ui;
    UserId m_direct;
    RoomId m_space;
    QRadioButton *m_isForSpace = nullptr; ///< with a space
};

}
