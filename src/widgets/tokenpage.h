// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/signin.h"
#include "session/signinmethods.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class TokenPage;
}

/// Signs in with an access token; where Linnet knows none of the ways that a server wants it says which those
/// are, and opens the server's own page for them. GUI thread.
class TokenPage : public SignInPage
{
    Q_OBJECT

public:
    explicit TokenPage(Transport &transport, QWidget *parent = nullptr);
    ~TokenPage() override;

    void setServer(const Server &server, const SignInMethods &methods);

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
    bool m_isOnlyWay = false; ///< Linnet knows no other to this server
    std::unique_ptr<Ui::TokenPage> m_ui;
};

}
