// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/signin.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class TokenPage;
}

/// Signs in with an access token; where a server takes no password it says which ways that server wants, and
/// opens its own page for them. GUI thread.
class TokenPage : public SignInPage
{
    Q_OBJECT

public:
    explicit TokenPage(Transport &transport, QWidget *parent = nullptr);
    ~TokenPage() override;

    void setServer(const Server &server, const LoginFlows &flows);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void leave() override;

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);
    void registrationRequested();

private:
    void openPage();
    void signIn();
    void onRefused(const Error &error, const QByteArray &token);
    void updateButton() override;

    SignIn m_signIn;
    Server m_server;
    LoginFlows m_flows;
    std::unique_ptr<Ui::TokenPage> m_ui;
};

}
