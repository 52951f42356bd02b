// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/freshsignin.h"

#include "base/logging.h"

#include <QCoreApplication>

namespace linnet {

namespace {

void logFailure(const Result<Done> &told)
{
    if (!told)
        qCWarning(lcSession) << "a sign-in that nobody wants could not be ended:" << told.error().httpStatus
                             << told.error().matrixCode;
}

}

FreshSignIn::FreshSignIn(Transport &transport, Accounts &accounts, Server server, SignedIn signedIn,
                         Origin origin, QObject *parent)
    : QObject(parent), m_transport(transport), m_accounts(accounts), m_server(std::move(server)),
      m_signedIn(std::move(signedIn)), m_origin(origin)
{
}

FreshSignIn::~FreshSignIn()
{
    if (m_isSettled || m_origin == Origin::OwnToken)
        return;
    // The request has to outlive this object, and only the program itself is sure to.
    SignIn(m_transport).takeBack(m_server, m_signedIn).then(QCoreApplication::instance(), logFailure);
}

void FreshSignIn::keep(Account::Secrets secrets)
{
    if (m_isKeeping || m_isGivenUp || m_isSettled)
        return;
    m_isKeeping = true;
    m_accounts.begin(m_server, m_signedIn, secrets, m_transport.proxy())
        .then(this, [this](Result<OpenAccount> result) {
            m_isKeeping = false;
            onBegun(std::move(result));
        });
}

void FreshSignIn::onBegun(Result<OpenAccount> result)
{
    if (!result) {
        if (m_isGivenUp)
            takeBack();
        else
            Q_EMIT refused(result.error());
    } else if (m_isGivenUp) {
        undo(result.take());
    } else {
        m_isSettled = true;
        Q_EMIT kept(std::make_shared<OpenAccount>(result.take()));
    }
}

void FreshSignIn::giveUp()
{
    if (m_isGivenUp || m_isSettled)
        return;
    m_isGivenUp = true;
    // A keychain that is being written to cannot be stopped half way; what comes of it is undone.
    if (!m_isKeeping)
        takeBack();
}

void FreshSignIn::undo(OpenAccount account)
{
    const Account known = account.account;
    account.store.reset();
    m_accounts.erase(known).then(this, [this](const Result<Done> &erased) {
        if (!erased)
            qCWarning(lcSession) << "a sign-in that was given up stays on this computer:"
                                 << erased.error().text;
        takeBack();
    });
}

void FreshSignIn::takeBack()
{
    if (m_origin == Origin::OwnToken) {
        m_isSettled = true;
        Q_EMIT ended(Done{});
        return;
    }
    SignIn(m_transport).takeBack(m_server, m_signedIn).then(this, [this](const Result<Done> &told) {
        m_isSettled = true;
        Q_EMIT ended(told);
    });
}

}
