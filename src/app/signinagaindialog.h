// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"
#include "session/signin.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace linnet {

class MessageBar;
class PasswordEdit;

/// Asks for the password (or a token) of an account whose token the server no longer takes; what is stored
/// stays. Not modal to the program. GUI thread.
class SignInAgainDialog : public QDialog
{
    Q_OBJECT

public:
    SignInAgainDialog(Transport &transport, Account account, const Error &why, QWidget *parent);

    void setFailure(const Error &error);

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);

private:
    void signIn();
    void setBusy(bool isBusy);

    SignIn m_signIn;
    Account m_account;
    PasswordEdit *m_secret;
    QCheckBox *m_isToken;
    MessageBar *m_failure;
    QPushButton *m_button;
};

}
