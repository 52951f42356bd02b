// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <memory>

namespace Ui {
class CreateRoomForm;
}

namespace linnet {

class Session;

/// Makes a room and says which. GUI thread.
class CreateRoomDialog : public RequestDialog
{
    Q_OBJECT

public:
    CreateRoomDialog(Session &session, QWidget *parent);
    ~CreateRoomDialog() override;

    /// A chat with one person.
    void setDirectWith(const UserId &user);

Q_SIGNALS:
    void created(const linnet::RoomId &room);

protected:
    void send() override;

private:
    void check();

    Session &m_session;
    std::unique_ptr<Ui::CreateRoomForm> m_ui;
    UserId m_direct;
};

}
