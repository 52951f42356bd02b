// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <QList>

#include <memory>

namespace Ui {
class InviteForm;
}

namespace linnet {

class PeopleSuggestions;
class Session;

/// Invites people to a room, one after the other; those who are invited leave the line, so that a second try
/// is for the rest. GUI thread.
class InviteDialog : public RequestDialog
{
    Q_OBJECT

public:
    InviteDialog(Session &session, const RoomId &room, const QString &roomName, QWidget *parent);
    ~InviteDialog() override;

Q_SIGNALS:
    void invited(int count);

protected:
    void send() override;

private:
    void setWrong(const QString &what); ///< with those who are to be invited
    void inviteNext();

    Session &m_session;
    RoomId m_room;
    std::unique_ptr<Ui::InviteForm> m_ui;
    PeopleSuggestions *m_suggestions = nullptr;
    QList<UserId> m_left;
    int m_count = 0;
};

}
