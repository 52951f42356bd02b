// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oauthsignin.h"
#include "widgets/signinpage.h"

#include <QTimer>

class QLabel;

namespace linnet {

class BusyLine;
class QrCodeView;
class TroubleLines;

/// Signs in by a code that is typed into a browser anywhere: shows the code, the address and a picture for a
/// camera, and for how long they are good. GUI thread.
class DeviceCodePage : public SignInPage
{
    Q_OBJECT

public:
    DeviceCodePage(Transport &transport, Clock &clock, QWidget *parent = nullptr);
    ~DeviceCodePage() override;

    void start(const Server &server, const OAuthSignIn::Wish &wish);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void leave() override;

Q_SIGNALS:
    void signedIn(const linnet::SignedIn &signedIn);

private:
    void layOut();
    void ask();
    void onCode(const OAuthDeviceCode &code);
    void onDone(const SignedIn &signedIn);
    void onFailed(const Error &error);
    void showTime();
    void showState();

    Clock &m_clock;
    OAuthSignIn m_oauth;
    Server m_server;
    OAuthSignIn::Wish m_wish;
    OAuthDeviceCode m_code; ///< without a user code: there is none to show
    std::chrono::milliseconds m_endsAt{0};
    QTimer m_tick;
    QLabel *m_intro;
    QLabel *m_address;
    QLabel *m_letters;
    QrCodeView *m_picture;
    QLabel *m_time;
    QPushButton *m_copyCode;
    QPushButton *m_copyAddress;
    QPushButton *m_open;
    TroubleLines *m_trouble;
    BusyLine *m_busy;
    QPushButton *m_back;
    QPushButton *m_again;
};

}
