// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

namespace linnet {

class RoomChoice;
class Session;

/// Leaves a space, and those of its rooms that one chooses. GUI thread.
class LeaveSpaceDialog : public RequestDialog
{
    Q_OBJECT

public:
    LeaveSpaceDialog(Session &session, const RoomId &space, QWidget *parent);

Q_SIGNALS:
    void left(const linnet::RoomId &space);

protected:
    void send() override;

private:
    void fill();

    Session &m_session;
    RoomId m_space;
    RoomChoice *m_rooms;
};

}
