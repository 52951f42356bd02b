// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/requestdialog.h"

#include "base/ids.h"

class QLineEdit;

namespace linnet {

class PeopleSuggestions;
class Session;

/// Finds a person and opens the chat with them, or makes one. GUI thread.
class NewChatDialog : public RequestDialog
{
    Q_OBJECT

public:
    NewChatDialog(Session &session, QWidget *parent);

Q_SIGNALS:
    void opened(const linnet::RoomId &room);

protected:
    void send() override;

private:
    Session &m_session;
    QLineEdit *m_person;
    PeopleSuggestions *m_suggestions;
};

}
