// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountstanding.h"
#include "session/connection.h"
#include "widgets/messagebar.h"

#include <QUrl>

#include <memory>

namespace linnet {

class Clock;

/// Says that the server cannot be reached and when it is tried again; only after two seconds of trouble, so
/// that a hiccup shows nothing. What has stopped for good is said at once, and so is what the server does not
/// let the account do. GUI thread.
class ConnectionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit ConnectionBar(Clock &clock, QWidget *parent = nullptr);

    void setConnection(const Connection &connection);
    void setStanding(const AccountStanding &standing);

Q_SIGNALS:
    void retryRequested();
    void signInRequested();
    void networkRequested();              ///< the proxy is to be set right
    void pageRequested(const QUrl &page); ///< where the network wants one to sign in

private:
    void onAction();
    void refresh();
    void showOffline();
    void showFailed();
    bool showStanding();
    void countDown();

    Clock &m_clock;
    Connection m_connection;
    AccountStanding m_standing;
    std::unique_ptr<QObject> m_patience; ///< context of the two seconds, while they run
    bool m_isTroubled = false;
    bool m_isCounting = false; ///< the next second comes
};

}
