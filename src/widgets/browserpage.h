// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oauthsignin.h"
#include "session/ssosignin.h"
#include "widgets/signinpage.h"

#include <functional>

class QLabel;

namespace linnet {

class BusyLine;
class TroubleLines;

/// Waits while the person signs in in their browser, by OAuth or by single sign-on: the page can be opened
/// again, its address copied, all of it stopped. GUI thread.
class BrowserPage : public SignInPage
{
    Q_OBJECT

public:
    BrowserPage(Transport &transport, Clock &clock, QWidget *parent = nullptr);
    ~BrowserPage() override;

    void startOAuth(const Server &server, const OAuthSignIn::Wish &wish);
    void startSso(const Server &server, const SsoSignIn::Wish &wish);
    /// Ended, but what came of it cannot be used.
    void setError(const Error &error);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void leave() override;

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);

private:
    void layOut();
    void begin(bool isRegistration, const std::function<void()> &start);
    void onBrowserNeeded(const QUrl &address);
    void openAddress();
    void copyAddress();
    void onAnswered();
    void onDone(const SignedIn &signedIn);
    void showState();

    OAuthSignIn m_oauth;
    SsoSignIn m_sso;
    std::function<void()> m_start; ///< the same try once more
    QUrl m_address;                ///< empty while nothing is to be done in the browser
    bool m_isRegistration = false;
    QLabel *m_intro;
    QPushButton *m_open;
    QPushButton *m_copy;
    TroubleLines *m_trouble;
    BusyLine *m_busy;
    QPushButton *m_back;
    QPushButton *m_again;
};

}
