// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountstanding.h"
#include "session/apiclient.h"

#include <QObject>

namespace linnet {

/// Tells from what the server answers how the account stands with it: locked until the server syncs again,
/// suspended until something that was written is taken, signed out until there is another token. GUI thread.
class StandingWatch : public QObject
{
    Q_OBJECT

public:
    explicit StandingWatch(ApiClient &api, QObject *parent = nullptr);

    const AccountStanding &standing() const { return m_standing; }

Q_SIGNALS:
    void changed();

private:
    void onAnswered(const Request &request, const Error *error);
    void set(AccountStanding standing);

    AccountStanding m_standing;
};

}
