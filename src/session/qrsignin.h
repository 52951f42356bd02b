// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oauthsignin.h"
#include "session/qrpairing.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Signs in by a QR code on this screen that a device scans on which the person is signed in already: that
/// one says where, opens a browser there, and hands over the secrets of the identity and the backup (MSC4108
/// as of 2024, "Login via OIDC Device Authorization Grant"). Nothing is believed before the check code was
/// typed. One try at a time; GUI thread; the Transport must outlive the event loop's last answer.
class QrSignIn : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Preparing, ///< asks the server for a rendezvous
        Showing,   ///< code() may be scanned
        Checking,  ///< it was; check() is waited for
        Waiting,   ///< the other device says where, then the server is asked for a device code
        Agreeing,  ///< the person is at the other device's browser, which may ask for userCode()
        Finishing, ///< signed in; the secrets are waited for
    };
    /// For so long the secrets are waited for.
    static constexpr std::chrono::seconds SecretsPatience{60};

    QrSignIn(Transport &transport, Clock &clock, QObject *parent = nullptr);
    ~QrSignIn() override;

    /// Whether the server has a rendezvous. False too where it cannot be asked. That it has device codes says
    /// SignInMethods.
    static Task<bool> isOffered(Transport &transport, const Server &server);

    /// Ends what is running. The rendezvous is at `server`; where one is signed in the other device says.
    void start(const Server &server);
    State state() const { return m_state; }
    bool isRunning() const { return m_state != State::Idle; }
    /// The bytes of the QR code while Showing.
    QByteArray code() const;
    QString userCode() const { return m_userCode; }
    /// The two digits that stand on the other screen. One try.
    void check(const QString &typed);
    /// Tells the other device; a sign-in that is got already is ended. Nothing is said after this.
    void cancel();

Q_SIGNALS:
    void stateChanged();
    /// Without SignedIn::secrets, if the other device did not hand them over.
    void done(const linnet::Server &server, const linnet::SignedIn &signedIn);
    /// Errors: those of QrPairing, of Discovery and of OAuthSignIn; "unsupported_protocol": the other device
    /// offers no way that is known here; BadReply: it said what it should not.
    void failed(const linnet::Error &error);

private:
    void onPairing();
    void onMessage(const QJsonObject &message);
    void onProtocols(const QJsonObject &message);
    void signInAt(const Server &server);
    void onDeviceCode(const OAuthDeviceCode &code);
    void onSignedIn(const SignedIn &signedIn);
    void onOAuthFailed(const Error &error);
    void onPairingFailed(const Error &error);
    void finish(QByteArray secrets);
    bool enter(State state);
    void end();
    void takeBack();
    void refuse(const QString &reason, const Error &error);
    void fail(const Error &error);

    Transport &m_transport;
    Clock &m_clock;
    QrPairing m_pairing;
    OAuthSignIn m_oauth;
    std::unique_ptr<QObject> m_round; ///< dies with the try that runs; requests and timers hang on it
    State m_state = State::Idle;
    Server m_rendezvous; ///< where it is
    Server m_server;     ///< where one is signed in
    QString m_device;    ///< what this session is going to be called
    QString m_userCode;
    SignedIn m_signedIn; ///< its token is empty until there are some
};

}
