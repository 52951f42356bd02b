// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"
#include "matrix/threepidrequests.h"
#include "matrix/transport.h"
#include "session/authrounds.h"
#include "session/profile.h"

#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace linnet {

/// Something that a server wants of a person before it makes an account.
struct RegistrationStage
{
    enum class Kind {
        Terms,   ///< agree to `policies`, then acceptTerms()
        Token,   ///< a word that the people of the server give out: giveToken()
        Email,   ///< giveAddress(); once that isSent, the person opens the link: continueAfterMail()
        Phone,   ///< giveAddress() with a number; once that isSent: giveCode(), or continueAfterMail()
        Browser, ///< `page` is to be opened in a browser; then continueAfterBrowser()
    };
    struct Policy
    {
        QString name;
        QUrl url; ///< http(s) only; may be empty
    };

    Kind kind = Kind::Browser;
    QString type; ///< as the server calls it, "m.login.recaptcha"
    QList<Policy> policies;
    QUrl page;
    QString address;         ///< of Email and Phone: what was given, once something isSent to it
    bool isSent = false;     ///< a message is on its way to `address`; resend() asks for another
    bool takesCode = false;  ///< what is in the message is to be typed here
    bool isRepeated = false; ///< was answered before; the server is not content, or did not get the answer
    Error problem;           ///< why, where isRepeated; else without text
};

/// Makes one account on a server: 2014's one call in its two bodies (by probing), or today's interactive
/// authentication (1.19 "User-Interactive Authentication API"). Of several flows it takes the one that needs
/// a browser least, and an address. One try at a time; GUI thread. Works without a window: `m.login.dummy`
/// asks nobody anything.
class Registration : public QObject
{
    Q_OBJECT

public:
    explicit Registration(Transport &transport, QObject *parent = nullptr);
    ~Registration() override;

    /// `user` (local part) empty: the server makes one up. `password` empty: the account lives only as long
    /// as its token; today's servers refuse that, those of 2014 do not. Ends what is running.
    void start(const Server &server, const QString &user, const QString &password);
    void cancel();
    bool isRunning() const { return m_isRunning; }

    // Questions beside all that, of no consequence to it
    /// Whether an account of this name (local part) could be made. Errors: M_USER_IN_USE and the like, or why
    /// there is no answer. Unsupported on servers of 2014.
    Task<Done> askName(const Server &server, const QString &user) const;
    /// Whether the server that is asked for an account knows this registration token. True where it does not
    /// say.
    Task<bool> askToken(const QString &token) const;

    // Answers to stageNeeded(), one each; others do nothing
    void acceptTerms();
    void giveToken(const QString &token);
    void continueAfterBrowser();
    /// An e-mail address, or a telephone number with or without its country's prefix. Also in the place of
    /// one that something was sent to already.
    void giveAddress(const QString &address);
    void resend();
    void giveCode(const QString &code);
    void continueAfterMail();

Q_SIGNALS:
    void stageNeeded(const linnet::RegistrationStage &stage);
    void done(const linnet::SignedIn &signedIn);
    void failed(const linnet::Error &error);

private:
    void startV1();
    void sendV1(bool isTyped);
    void onV1Refused(const Error &error);
    void send(const QJsonObject &auth);
    void onReply(const Reply &reply);
    void onChallenge(const QJsonObject &challenge);
    RegistrationStage stageOf(const QString &type, const QJsonObject &params) const;
    void ask(const RegistrationStage &stage);
    void askAgain(const Error &error);
    void answer(const QJsonObject &auth);
    void sendAnswer(const QJsonObject &auth);
    void askForMessage();
    void onMessageSent(const AddressProof &proof);
    void onMessageRefused(const Error &error);
    void onCodeTaken(const Reply &reply);
    void succeed(const Result<SignedIn> &result);
    void fail(const Error &error);

    Transport &m_transport;
    std::unique_ptr<QObject> m_round; ///< dies with the try that runs; requests hang on it
    Server m_server;
    QString m_user;
    QString m_password;
    AuthRounds m_rounds;
    std::optional<RegistrationStage> m_asked; ///< the last that a person was asked
    QString m_address;                        ///< that the last message was asked for
    AddressProof m_proof;                     ///< of it; its secret is there from the first asking on
    int m_attempt = 0;
    bool m_isWaiting = false; ///< for the answer to it
    bool m_isRunning = false;
};

}
Q_DECLARE_METATYPE(linnet::RegistrationStage)
