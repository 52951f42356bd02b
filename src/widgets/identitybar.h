// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/messagebar.h"

namespace linnet {

class RoomTrust;
class Session;

/// Says in the open room that somebody's identity is another one than it was, until the person has said what
/// they think of it: one at a time. GUI thread; must not outlive its arguments.
class IdentityBar : public MessageBar
{
    Q_OBJECT

public:
    IdentityBar(Session &session, RoomTrust &trust, QWidget *parent = nullptr);

Q_SIGNALS:
    void verifyRequested(const linnet::UserId &user);

private:
    void refresh();

    Session &m_session;
    RoomTrust &m_trust;
    UserId m_user; ///< of whom it speaks; empty: of nobody
};

}
