// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

class QCheckBox;

namespace linnet {

class RoomChoice;
class Session;

/// Puts rooms and spaces that one is in into a space. GUI thread.
class AddRoomsDialog : public RequestDialog
{
    Q_OBJECT

public:
    AddRoomsDialog(Session &session, const RoomId &space, QWidget *parent);

Q_SIGNALS:
    void added(int count);

protected:
    void send() override;

private:
    Session &m_session;
    RoomId m_space;
    RoomChoice *m_rooms;
    QCheckBox *m_areSuggested;
};

}
