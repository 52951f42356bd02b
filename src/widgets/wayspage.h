// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/signinmethods.h"
#include "widgets/signinpage.h"

namespace linnet {

class ProviderButtons;
class BusyLine;

/// What a server offers that signs people in in the browser alone: that as the large button, the other ways
/// one click away. GUI thread.
class WaysPage : public SignInPage
{
    Q_OBJECT

public:
    explicit WaysPage(Transport &transport, QWidget *parent = nullptr);
    ~WaysPage() override;

    void setServer(const Server &server, const SignInMethods &methods);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;

Q_SIGNALS:
    void oauthRequested();
    void ssoRequested(const QString &provider);
    void codeRequested();  ///< on another device
    void phoneRequested(); ///< by a QR code that it scans
    void tokenRequested();
    void registrationRequested();

private:
    void layOut();
    void askForPhone(const Server &server, const SignInMethods &methods);

    Transport &m_transport;
    std::unique_ptr<QObject> m_asking; ///< dies with the server that is asked
    ProviderButtons *m_browser;
    QPushButton *m_createAccount;
    QPushButton *m_others;
    QWidget *m_otherWays;
    QPushButton *m_phone;
    QPushButton *m_code;
    QPushButton *m_token;
    QPushButton *m_back;
    BusyLine *m_busy;
    bool m_isOAuth = false;
};

}
