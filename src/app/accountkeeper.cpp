// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountkeeper.h"

#include "base/logging.h"
#include "widgets/preferences.h"

#include <QPointer>

namespace linnet {

AccountKeeper::AccountKeeper(Profile profile, Accounts &accounts, Transport &transport, Clock &clock,
                             std::optional<Dialect> forced, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_accounts(accounts), m_transport(transport),
      m_clock(clock), m_forced(forced)
{
}

AccountKeeper::~AccountKeeper()
{
    close();
}

std::optional<Account> AccountKeeper::account() const
{
    if (m_session)
        return m_session->account();
    const Result<std::optional<Account>> stored = m_profile.readAccount();
    return stored ? *stored : std::nullopt;
}

void AccountKeeper::restore()
{
    setState(State::Starting);
    m_accounts.restore().then(this, [this](Result<OpenAccount> result) {
        if (result)
            open(result.take());
        else if (result.error().kind == Error::Kind::NotFound)
            setState(State::SignedOut);
        else
            setState(State::Failed, result.error());
    });
}

void AccountKeeper::open(OpenAccount account)
{
    close();
    if (m_forced) {
        account.account.server.version.dialect = *m_forced;
        account.isDialectForced = true;
    }
    m_transport.setProxy({account.account.proxy, account.proxyPassword});
    m_session = std::make_unique<Session>(std::move(account), m_transport, m_clock, m_profile.cacheDir());
    setState(State::Starting);
    connect(m_session.get(), &Session::ready, this, [this] { setState(State::Open); });
    connect(m_session.get(), &Session::accountChanged, this, [this] {
        // If it cannot be written, the next start finds out the same again.
        if (const Status status = m_profile.writeAccount(m_session->account()); !status)
            qCWarning(lcApp) << "the account's file could not be written" << int(status.error().kind);
    });
    connect(m_session.get(), &Session::failed, this, [this](const Error &error) {
        if (m_state != State::Starting)
            return; // the session shows it itself
        // Not from inside the session's own signal.
        QMetaObject::invokeMethod(
            this,
            [this, error] {
                close();
                setState(State::Failed, error);
            },
            Qt::QueuedConnection);
    });
    m_session->start();
}

Task<Done> AccountKeeper::signOut(bool evenOffline)
{
    if (evenOffline && m_state == State::Starting)
        return signOutOnceStarted();
    const std::optional<Account> shut = evenOffline && m_state == State::Failed ? account() : std::nullopt;
    if (shut) {
        // Nothing to tell the server with: its token is where it cannot be read.
        Promise<Done> promise;
        setState(State::SigningOut);
        erase(*shut, promise);
        return promise.task();
    }
    if (m_state != State::Open)
        return Task<Done>::ready(Error::of(Error::Kind::NotFound, tr("Nobody is signed in.")));
    setState(State::SigningOut);
    Promise<Done> promise;
    const Account account = m_session->account();
    m_session->signOut().then(this, [this, promise, account, evenOffline](Result<Done> result) {
        // The session is still inside its own call; it can only go afterwards.
        QMetaObject::invokeMethod(
            this, [=, this] { onSignedOut(account, result, evenOffline, promise); }, Qt::QueuedConnection);
    });
    return promise.task();
}

void AccountKeeper::onSignedOut(const Account &account, const Result<Done> &told, bool evenOffline,
                                const Promise<Done> &promise)
{
    close();
    if (!told && !evenOffline) {
        restore(); // sync had stopped: the session begins again from where the store is
        promise.resolve(told.error());
        return;
    }
    erase(account, promise);
}

/// What is being opened cannot be erased in the middle of that.
Task<Done> AccountKeeper::signOutOnceStarted()
{
    Promise<Done> promise;
    auto *waiting = new QObject(this);
    connect(
        this, &AccountKeeper::stateChanged, waiting,
        [this, promise, waiting] {
            if (m_state == State::Starting)
                return;
            disconnect(this, nullptr, waiting, nullptr);
            waiting->deleteLater();
            signOut(true).then(this, [promise](Result<Done> done) { promise.resolve(std::move(done)); });
        },
        Qt::QueuedConnection);
    return promise.task();
}

void AccountKeeper::erase(const Account &account, const Promise<Done> &promise)
{
    m_accounts.erase(account).then(this, [this, promise](Result<Done> erased) {
        m_transport.setProxy({}); // it was the account's
        if (erased) {
            Preferences::forgetAccount(m_profile.settingsPath());
            setState(State::SignedOut);
        } else {
            setState(State::Failed, erased.error());
        }
        promise.resolve(std::move(erased));
    });
}

Task<Done> AccountKeeper::signInAgain(const SignedIn &signedIn)
{
    const std::optional<Account> who = account();
    if (!who)
        return Task<Done>::ready(Error::of(Error::Kind::NotFound, tr("Nobody is signed in.")));
    const bool isOtherSession =
        !who->deviceId.isEmpty() && !signedIn.deviceId.isEmpty() && signedIn.deviceId != who->deviceId;
    const bool isEnded = m_session && m_session->standing().isEnded();
    if (signedIn.user != who->user || (isOtherSession && !isEnded))
        return Task<Done>::ready(Error::of(Error::Kind::OtherAccount));
    Promise<Done> promise;
    if (!isOtherSession) {
        replaceToken(*who, signedIn, promise);
        return promise.task();
    }
    // The keys that go are open; and the window that asks must not be closed from within its own call.
    QMetaObject::invokeMethod(
        this,
        [this, account = *who, signedIn, promise] {
            setState(State::Starting);
            close();
            replaceToken(account, signedIn, promise);
        },
        Qt::QueuedConnection);
    return promise.task();
}

void AccountKeeper::replaceToken(const Account &account, const SignedIn &signedIn,
                                 const Promise<Done> &promise)
{
    m_accounts.replaceToken(account, signedIn).then(this, [this, promise](Result<Done> result) {
        if (result)
            setState(State::Starting); // the window that goes now is not the last one
        if (result)
            close();
        if (!m_session) // also where it was closed in vain
            restore();
        promise.resolve(std::move(result));
    });
}

Task<Done> AccountKeeper::setProxy(const Proxy &proxy)
{
    if (m_state != State::Open)
        return Task<Done>::ready(Error::of(Error::Kind::NotFound, tr("Nobody is signed in.")));
    Promise<Done> promise;
    // The session may close meanwhile: whoever waits is answered all the same.
    m_accounts.setProxy(m_session->account(), proxy)
        .then(this, [session = QPointer<Session>(m_session.get()), proxy, promise](Result<Done> kept) {
            if (kept && session)
                session->setProxy(proxy);
            promise.resolve(std::move(kept));
        });
    return promise.task();
}

Status AccountKeeper::setDamagedAside()
{
    const std::optional<Account> who = account();
    if (!who)
        return Error::of(Error::Kind::NotFound);
    close();
    const Result<QString> kept = m_accounts.setAsideDatabase(who->user);
    if (!kept && kept.error().kind != Error::Kind::NotFound)
        return kept.error();
    if (const Status status = m_profile.removeAccount(); !status)
        return status.error();
    setState(State::SignedOut);
    return Done{};
}

void AccountKeeper::setState(State state, const Error &error)
{
    m_state = state;
    m_error = error;
    qCDebug(lcApp) << "account state" << int(state);
    Q_EMIT stateChanged();
}

void AccountKeeper::close()
{
    if (!m_session)
        return;
    Q_EMIT closing();
    m_session->close();
    m_session.reset();
}

}
