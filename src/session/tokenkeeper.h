// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "base/task.h"
#include "matrix/transport.h"
#include "session/profile.h"
#include "session/tokens.h"

#include <QObject>

#include <functional>
#include <memory>

namespace linnet {

/// Gives one account's requests a fresh access token (client-server API, "Refreshing access tokens"). However
/// many ask, one refresh is under way; the new pair is kept in Credentials before anything is sent with it,
/// so that the old one is good for as long as it is the one that is kept. GUI thread.
class TokenKeeper : public QObject
{
    Q_OBJECT

public:
    /// Puts them into Credentials.
    using Keep = std::function<Task<Done>(const Tokens &)>;

    TokenKeeper(Transport &transport, Clock &clock, const Account &account, Tokens tokens, Keep keep,
                QObject *parent = nullptr);

    const QByteArray &token() const { return m_tokens.access; }
    const Tokens &tokens() const { return m_tokens; }
    bool canRefresh() const { return !m_tokens.refresh.isEmpty() && !m_isRefused; }
    /// The token is about to end, so one refreshes before anything is sent.
    bool isDue() const;
    /// Answers with a token in the place of `old`. Errors: M_UNKNOWN_TOKEN, the server gives out no more, and
    /// Error::isSoftLogout as it says; M_USER_LOCKED; else it may work later with the same tokens.
    Task<QByteArray> refresh(const QByteArray &old);

Q_SIGNALS:
    void changed(); ///< token() is another one
    /// The new tokens are in use and only in memory; this is tried again. No Error: now they are kept.
    void kept(const linnet::Status &status);

private:
    void planNext();
    void ask();
    void onReply(const Result<Reply> &reply);
    void onRefused(const Error &error);
    void onFresh(const Tokens &next, const Status &status);
    void keepAgainLater();
    void answer(const Result<QByteArray> &result);

    Transport &m_transport;
    Clock &m_clock;
    Server m_server;
    std::optional<OAuthAccount> m_oauth;
    Tokens m_tokens;
    Keep m_keep;
    qint64 m_dueAt = 0; ///< ms since the epoch; 0: never
    QList<Promise<QByteArray>> m_waiting;
    Backoff m_backoff;                 ///< of keeping
    std::unique_ptr<QObject> m_unkept; ///< there while `m_tokens` are only in memory
    bool m_isTroubled = false;         ///< and that was said
    bool m_isAsking = false;
    bool m_isRefused = false;
};

}
