// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/session.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Opens the profile's account at start, keeps its Session while it is signed in, and ends it. What the
/// windows and `ctl` show follows its state. GUI thread.
class AccountKeeper : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Starting,  ///< the account of last time is being opened
        SignedOut, ///< there is none
        Open,      ///< session() is there and has read its rooms
        Failed,    ///< there is one, but error() keeps it shut
        SigningOut,
    };

    /// `forced` is spoken instead of what the account spoke last time.
    AccountKeeper(Profile profile, Accounts &accounts, Transport &transport, Clock &clock,
                  std::optional<Dialect> forced, QObject *parent = nullptr);
    ~AccountKeeper() override;

    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    /// Null unless Open or SigningOut.
    Session *session() const
    {
        return m_state == State::Open || m_state == State::SigningOut ? m_session.get() : nullptr;
    }
    /// Whose account it is, also while it cannot be opened; no value if there is none.
    std::optional<Account> account() const;
    const Profile &profile() const { return m_profile; }

    /// Opens the account of last time, or says that there is none. Also the retry after Failed.
    void restore();
    /// Takes over what a sign-in has opened.
    void open(OpenAccount account);
    /// Tells the server, then erases everything here. With `evenOffline` also when the server cannot be told,
    /// or the account cannot be opened; else its failure is the answer and the session goes on.
    Task<Done> signOut(bool evenOffline);
    /// A new token for the account whose old one died: keeps it and opens the session anew. OtherAccount if
    /// it is of another user, or of another session, whose keys are not those that are here; unless the
    /// server has ended the one of before (AccountStanding::isEnded()): then the new one takes its place, and
    /// the keys of the old one go.
    Task<Done> signInAgain(const SignedIn &signedIn);
    /// Keeps how the account reaches its server, and goes that way at once. Error: it could not be kept, and
    /// all is as before.
    Task<Done> setProxy(const Proxy &proxy);
    /// After Corrupt: renames the database so that it can be looked at later, forgets the account.
    Status setDamagedAside();

Q_SIGNALS:
    void stateChanged();
    /// The session's objects are about to go: let go of them now.
    void closing();

private:
    void setState(State state, const Error &error = {});
    void close();
    Task<Done> signOutOnceStarted();
    void replaceToken(const Account &account, const SignedIn &signedIn, const Promise<Done> &promise);
    void erase(const Account &account, const Promise<Done> &promise);
    void onSignedOut(const Account &account, const Result<Done> &told, bool evenOffline,
                     const Promise<Done> &promise);

    Profile m_profile;
    Accounts &m_accounts;
    Transport &m_transport;
    Clock &m_clock;
    std::optional<Dialect> m_forced;
    std::unique_ptr<Session> m_session;
    State m_state = State::Starting;
    Error m_error;
};

}
