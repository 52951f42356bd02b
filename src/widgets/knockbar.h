// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"
#include "session/knocks.h"
#include "widgets/messagebar.h"

namespace linnet {

class Avatars;
class Session;

/// Says that people ask to be let into the open room, and lists them. Hidden while nobody does. GUI thread;
/// must not outlive what it is made with.
class KnockBar : public MessageBar
{
    Q_OBJECT

public:
    KnockBar(Session &session, Avatars &avatars, QWidget *parent = nullptr);

    void setRoom(const RoomId &room);
    void showList();

Q_SIGNALS:
    void done(const QString &what); ///< worth a line
    void failed(const QString &what, const QString &detail);

private:
    void refresh();
    void answer(Task<Done> task, const QString &what, ErrorText::During during);

    Avatars &m_avatars;
    Knocks m_knocks;
};

}
