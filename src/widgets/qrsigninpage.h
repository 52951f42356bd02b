// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/qrsignin.h"
#include "widgets/signinpage.h"

class QLabel;

namespace linnet {

class BusyLine;
class CheckCodeEdit;
class QrCodeView;
class TroubleLines;

/// Signs in by a QR code that is scanned with a phone on which one is signed in already: shows the code, asks
/// for the digits of the phone, and says what is to be done there. GUI thread.
class QrSignInPage : public SignInPage
{
    Q_OBJECT

public:
    QrSignInPage(Transport &transport, Clock &clock, QWidget *parent = nullptr);
    ~QrSignInPage() override;

    void start(const Server &server);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void leave() override;

Q_SIGNALS:
    /// Maybe at another server than that of start().
    void signedIn(const linnet::Server &server, const linnet::SignedIn &signedIn);

private:
    void layOut();
    void begin();
    void goOn();
    void onDone(const Server &server, const SignedIn &signedIn);
    void onFailed(const Error &error);
    void refresh();
    QString words() const;
    QString busyWords() const;

    QrSignIn m_signIn;
    Server m_server;
    QLabel *m_what;
    QLabel *m_letters; ///< what the phone's browser may ask for
    QrCodeView *m_picture;
    CheckCodeEdit *m_code;
    TroubleLines *m_trouble;
    BusyLine *m_busy;
    QPushButton *m_back;
    QPushButton *m_next; ///< goes on, or begins again
};

}
