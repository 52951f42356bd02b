// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "support/httpserver.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>

namespace linnet::test {

/// A home server with the OAuth 2.0 API and its authorization server in one, on loopback, as strict as the
/// RFCs (6749, 7009, 7591, 7636, 8252, 8628, 9207) and the client-server API let it be: whatever a client
/// should not do is refused and stands in violations(). Each step can go wrong once. Tokens run out by the
/// clock. Lives in one thread's event loop.
class OAuthServer : public QObject
{
    Q_OBJECT

public:
    enum class Step { Metadata, Registration, Token, Refresh, DeviceCode, DevicePoll, WhoAmI, Revocation };
    enum class Fault {
        Broken,     ///< 503
        Refused,    ///< 400 with a code of OAuth, and nothing is done
        Nonsense,   ///< 200 with what is no JSON
        Incomplete, ///< 200 with `{}`
        Page,       ///< 200 with HTML
        Cut,        ///< the connection, before anything is done
        Lost,       ///< done, and the answer does not arrive
        Silent,     ///< nothing is done, and nothing said
        Redirected, ///< 307 to another port
    };
    static constexpr qint64 AccessLife = 300'000; ///< ms, as of all that follows
    static constexpr qint64 CodeLife = 60'000;
    static constexpr qint64 DeviceCodeLife = 600'000;
    static constexpr int Interval = 5; ///< s, between two polls

    explicit OAuthServer(const Clock &clock, QObject *parent = nullptr);

    bool listen();
    QUrl url() const { return m_http.url(); }
    /// Instead of what the metadata says by itself; undefined: the field is missing.
    void setMetadata(const QString &field, const QJsonValue &value);
    void setClaimedInterval(int seconds) { m_claimedInterval = seconds; } ///< the one that counts stays
    void setUnstableOnly() { m_isUnstableOnly = true; }
    void goWrong(Step step, Fault fault) { m_faults.insert(step, fault); } ///< once
    bool hasGoneWrong() const { return m_faults.isEmpty(); }

    // A person at a browser
    /// Opens the authorization endpoint. Where the browser is sent to, with a code or with `access_denied`;
    /// empty if the server shows an error.
    QUrl browse(const QUrl &page, const QString &user, bool agrees = true);
    bool hasSeenRegistration() const { return m_hasSeenRegistration; } ///< prompt=create
    void decide(const QString &userCode, const QString &user, bool agrees = true);

    // The home server
    bool isAlive(const QByteArray &access) const;
    int sessions() const; ///< that are neither revoked nor ended
    QString deviceOf(const QByteArray &access) const;
    void endSession(const QByteArray &access); ///< as somebody else does who signs it out

    int count(const QString &path) const { return int(m_asked.count(path)); } ///< "POST /oauth2/token"
    const QStringList &asked() const { return m_asked; }
    const QStringList &violations() const { return m_violations; }
    int askedElsewhere() const { return m_askedElsewhere; } ///< at the port of Fault::Redirected

private:
    using Form = QMap<QString, QString>;
    struct Client
    {
        QStringList redirects, grants;
    };
    struct Grant ///< what a person has agreed to
    {
        QString client, user, device, redirect, challenge;
        qint64 endsAt = 0;
        bool isUsed = false;
        int session = -1;
    };
    struct DeviceCode
    {
        Grant grant;
        QString userCode;
        int interval = Interval;
        qint64 notBefore = 0;
        std::optional<bool> isAgreed;
    };
    struct Pair
    {
        QByteArray access, refresh;
        qint64 endsAt = 0;
        bool isUsed = false; ///< either of them
    };
    struct Session
    {
        QString client, user, device;
        QList<Pair> pairs; ///< newest last
        bool isRevoked = false;
    };

    void handle(const Exchange &exchange);
    void handleHome(const Exchange &exchange);
    void handleMetadata(const Exchange &exchange);
    void handleRegistration(const Exchange &exchange);
    void handleToken(const Exchange &exchange);
    void handleDevice(const Exchange &exchange);
    void handleRevocation(const Exchange &exchange);
    void handleCode(const Exchange &exchange, const Form &form);
    void handleRefresh(const Exchange &exchange, const Form &form);
    void handlePoll(const Exchange &exchange, const Form &form);
    std::optional<Form> formOf(const Exchange &exchange);
    /// True if it is dealt with; of a lost answer it is still to be done.
    bool isFaulty(Step step, const Exchange &exchange);
    void giveTokens(const Exchange &exchange, int session);
    int newSession(const Grant &grant);
    void answer(const Exchange &exchange, int status, const QJsonObject &body);
    void refuse(const Exchange &exchange, const char *code, int status = 400);
    void violated(const QString &what) { m_violations << what; }
    std::optional<QString> deviceOfScope(const QString &scope);
    bool isRegistered(const QString &client, const QUrl &redirect) const;
    QByteArray newWord(const char *prefix);

    const Clock &m_clock;
    QHash<QString, Client> m_clients;
    QHash<QString, Grant> m_codes;
    QHash<QString, DeviceCode> m_deviceCodes;
    QList<Session> m_sessions;
    QMap<QString, QJsonValue> m_metadata;
    QMap<Step, Fault> m_faults;
    QStringList m_asked, m_violations;
    QList<Exchange> m_silent;
    int m_words = 0;
    int m_askedElsewhere = 0;
    int m_claimedInterval = Interval;
    bool m_isUnstableOnly = false;
    bool m_hasSeenRegistration = false;
    bool m_isLosing = false; ///< the answer that is being made
    HttpServer m_elsewhere;  ///< last: their connections go first
    HttpServer m_http;
};

}
