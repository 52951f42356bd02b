// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"
#include "session/signin.h"
#include "session/signinmethods.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QPushButton;

namespace linnet {

class BrowserPage;
class Clock;
class DeviceCodePage;
class MessageBar;
class PasswordEdit;
class ProviderButtons;
class SignInPage;

/// Has the person sign in again to an account whose token the server no longer takes, as the same session: in
/// the browser where the account is looked after there, here or by a code on another device, else by the
/// password (or a token). What is stored stays. Not modal to the program. GUI thread.
class SignInAgainDialog : public QDialog
{
    Q_OBJECT

public:
    SignInAgainDialog(Transport &transport, Clock &clock, Account account, const Error &why, QWidget *parent);

    void setFailure(const Error &error);

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);

private:
    void layOut(const Error &why);
    void askMethods();
    void askForCodes();
    void showMethods(const SignInMethods &methods);
    void signIn();
    void signInByBrowser(const QString &provider);
    void signInByCode();
    void showPage(SignInPage *page); ///< null: the ways to choose from
    void onSignedIn(const SignedIn &signedIn);
    void setBusy(bool isBusy);

    SignIn m_signIn;
    Transport &m_transport;
    Account m_account;
    bool m_isOAuth;
    bool m_hasPassword;
    bool m_hasBrowser;
    bool m_hasCode = false;
    QWidget *m_form;
    PasswordEdit *m_secret;
    QCheckBox *m_isToken;
    ProviderButtons *m_providers;
    QPushButton *m_useCode;
    BrowserPage *m_browser;
    DeviceCodePage *m_code;
    SignInPage *m_page = nullptr; ///< one of the two, while it is shown
    MessageBar *m_failure;
    QDialogButtonBox *m_buttons;
    QPushButton *m_button;
};

}
