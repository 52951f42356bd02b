// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/signin.h"
#include "session/signinmethods.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class PasswordPage;
}

class ProviderButtons;

/// Signs in with a user name and a password; the server's other ways stand below. GUI thread.
class PasswordPage : public SignInPage
{
    Q_OBJECT

public:
    explicit PasswordPage(Transport &transport, QWidget *parent = nullptr);
    ~PasswordPage() override;

    void setServer(const Server &server, const SignInMethods &methods, const QString &user);
    /// Says, until the page is left, that a forgotten password was replaced.
    void showChanged(const QString &user);
    /// The server that was set cannot send mails for forgotten passwords.
    void hideReset();

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void leave() override;

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);
    void registrationRequested();
    void tokenRequested();
    void resetRequested(const QString &user); ///< what was typed so far
    void ssoRequested(const QString &provider);

private:
    void signIn();
    void updateButton() override;

    SignIn m_signIn;
    Server m_server;
    ProviderButtons *m_providers; ///< hidden where the server has no single sign-on
    std::unique_ptr<Ui::PasswordPage> m_ui;
};

}
