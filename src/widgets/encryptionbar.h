// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

namespace linnet {

class Session;

/// Says that the account has no recovery key, or that this session lacks what the key opens, as long as there
/// is something that ends it; once closed it does not come back in this run. GUI thread; must not outlive its
/// Session.
class EncryptionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit EncryptionBar(Session &session, QWidget *parent = nullptr);

private:
    void refresh();

    Session &m_session;
    bool m_isDismissed = false;
};

}
