// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountpages.h"
#include "matrix/accountrequests.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace linnet {

class AddressList;
class MessageBar;
class ProfileEdit;
class Session;

/// One's own account: what others see of one, the addresses it has, its password and its end. Servers that
/// have pages of their own for it are led to. GUI thread; must not outlive the Session.
class AccountSettingsPage : public QWidget
{
    Q_OBJECT

public:
    AccountSettingsPage(Session &session, QWidget *parent);

Q_SIGNALS:
    void deactivated(); ///< the account is closed; what is stored here is to go

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void load();
    void loadPages();
    void showCapabilities(const AccountCapabilities &can);
    void showPages(bool hasPages);
    void openPage(AccountPages::Action action);
    void changePassword();
    void deactivate();
    void fail(const QString &what, const QString &detail);

    Session &m_session;
    bool m_hasPages = false; ///< the account is looked after in a browser
    MessageBar *m_trouble;
    ProfileEdit *m_profile;
    AddressList *m_addresses;
    QPushButton *m_password;
    QLabel *m_passwordNote;
    QPushButton *m_manage;
    QPushButton *m_sessions;
    QPushButton *m_reset;
    QPushButton *m_deactivate;
};

}
