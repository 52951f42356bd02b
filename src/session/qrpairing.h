// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/securechannel.h"
#include "session/rendezvous.h"

#include <QJsonObject>
#include <QObject>

#include <memory>
#include <optional>

namespace linnet {

/// The encrypted talk with a device that scans a QR code from this screen (MSC4108 as of 2024, "Secure
/// channel"; unstable feature RendezvousRequests::Feature). Whoever has seen the code may be at the other
/// end, so nothing is said or handed on before the person has typed the check code of the other screen. One
/// code at a time; GUI thread.
class QrPairing : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Opening,  ///< asks the server for a rendezvous, the first or another
        Showing,  ///< code() may be scanned
        Checking, ///< it was; check() is waited for
        Paired,   ///< messages go to and fro
    };

    /// For so long a code is shown before another takes its place. Servers give it a minute in all, and half
    /// of that is for what comes after it was scanned.
    static constexpr std::chrono::seconds FreshFor{30};

    QrPairing(Transport &transport, Clock &clock, QObject *parent = nullptr);
    ~QrPairing() override;

    /// Ends what is running. `serverName`: where who scans it is signed in; empty: this one wants to be.
    void start(const Server &server, const QString &serverName);
    State state() const { return m_state; }
    /// The bytes of the code, from Showing on. One that nobody scans in time gives way to another: Showing
    /// comes anew then.
    const QByteArray &code() const { return m_code; }
    /// What the person has typed while Checking. There is one try, since one in a hundred guesses is right:
    /// after a wrong one all is over.
    void check(const QString &typed);
    /// `message` is JSON; it may be a secret. Only when Paired, one after the other.
    void send(const QByteArray &message);
    void send(const QString &type, const QJsonObject &more = {});
    /// Tells the other, as far as there is one, why it is over ("user_cancelled"; the reasons of
    /// `m.login.failure`). Nothing is said after this.
    void cancel(const QString &reason = QStringLiteral("user_cancelled"));
    /// The same where the person has said no to the server.
    void decline();
    /// All is said; the other may still read the last of it. Nothing is said after this.
    void finish();

    static constexpr QLatin1String WrongCode{"chat.linnet.WRONG_CODE"};
    static constexpr QLatin1String OtherFailed{"chat.linnet.OTHER_FAILED"};

Q_SIGNALS:
    void stateChanged();
    void received(const QJsonObject &message);
    void sent();
    /// It is over. Errors beside those of Rendezvous: WrongCode by code; Corrupt: somebody is there who has
    /// not scanned the code, or does not speak this; Cancelled: the other person has given up;
    /// "access_denied": they have said no; the reason of an `m.login.failure` as the code, OtherFailed if it
    /// is not known.
    void failed(const linnet::Error &error);

private:
    void onOpened();
    void onRendezvousFailed(const Error &error);
    void open();
    void renew();
    void onMessage(const QByteArray &bytes);
    void onScanned(const QByteArray &bytes);
    bool endsIt(const QJsonObject &message);
    void leave(const QByteArray &message);
    void enter(State state);
    void end();
    void fail(const Error &error);

    Clock &m_clock;
    Rendezvous m_rendezvous;
    std::unique_ptr<QObject> m_fresh; ///< the timer of the code that is shown hangs on it
    std::optional<SecureChannel> m_channel;
    State m_state = State::Idle;
    Server m_server;
    std::chrono::milliseconds m_renewsUntil{0}; ///< on Clock::elapsed()
    QString m_serverName;
    QByteArray m_code;
    std::optional<QJsonObject> m_early; ///< came before the check code was typed
};

}
