// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/oauthrequests.h"
#include "session/apiclient.h"
#include "session/qrpairing.h"
#include "store/store.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Signs another device of the same person in, which scans a QR code from this screen: the person agrees in a
/// browser, and the device gets the secrets of the account's identity and backup (MSC4108 as of 2024, "Login
/// via OIDC Device Authorization Grant", "Secret sharing"). Nothing is believed and given away before the
/// check code was typed, no secret before the server has the new session. One try at a time; GUI thread; must
/// not outlive its arguments.
class QrGrant : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Preparing, ///< asks the server
        Showing,   ///< code() may be scanned
        Checking,  ///< it was; check() is waited for
        Waiting,   ///< the other device prepares its sign-in
        InBrowser, ///< the person is at it; browserNeeded() was said
        Finishing, ///< the server is asked for the new session, then it gets the secrets
        Done,
    };

    QrGrant(Transport &transport, ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);
    ~QrGrant() override;

    /// Whether the server lets devices be signed in so: it has a rendezvous, and OAuth with device codes.
    /// False too where it cannot be asked. What it answers must not outlive `api`.
    static Task<bool> isOffered(ApiClient &api);

    void start(); ///< ends what is running
    State state() const { return m_state; }
    bool isRunning() const { return m_state != State::Idle && m_state != State::Done; }
    /// The bytes of the QR code while Showing.
    QByteArray code() const;
    /// The two digits that stand on the other screen. One try.
    void check(const QString &typed);
    /// Tells the other device. Nothing is said after this.
    void cancel();

    static constexpr QLatin1String NotVerified{"chat.linnet.NOT_VERIFIED"};
    /// For so long the server is asked for the new session.
    static constexpr std::chrono::seconds MostWait{10};

Q_SIGNALS:
    void stateChanged();
    /// It is at the account's own authorization server.
    void browserNeeded(const QUrl &url);
    /// Errors beside those of QrPairing: Unsupported; NotVerified by code: this session lacks the secrets;
    /// BadReply: the other device said what it should not; "unsupported_protocol", "device_already_exists",
    /// "device_not_found" by code.
    void failed(const linnet::Error &error);

private:
    void onMetadata(const OAuthMetadata &metadata);
    void onPairing();
    void onMessage(const QJsonObject &message);
    void onProtocol(const QJsonObject &message);
    void onNewSession(const Result<Reply> &found, const QUrl &page);
    void lookForSession();
    void giveSecrets();
    bool isOfServer(const QUrl &page) const;
    bool enter(State state);
    void end();
    void refuse(const QString &reason, const Error &error);
    void fail(const Error &error);

    ApiClient &m_api;
    Store &m_store;
    UserId m_self;
    QrPairing m_pairing;
    std::unique_ptr<QObject> m_round; ///< dies with the try that runs; requests and timers hang on it
    State m_state = State::Idle;
    OAuthMetadata m_metadata;
    QString m_session;                        ///< of the other device
    std::chrono::milliseconds m_lookUntil{0}; ///< on Clock::elapsed()
    bool m_hasGiven = false;                  ///< the secrets are on their way
};

}
