// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/signin.h"

#include <QObject>

#include <memory>

namespace linnet {

/// One sign-in that a server has just given and nobody keeps yet: hands it to Accounts as often as it takes,
/// always with the same token and device, or ends it on the server again. One that is dropped while it is
/// still to be kept ends itself. GUI thread; the Transport must outlive the event loop's last answer.
class FreshSignIn : public QObject
{
    Q_OBJECT

public:
    enum class Origin {
        Password,   ///< its device was made just now
        NoPassword, ///< the same, and the account is lost with its token
        OwnToken,   ///< the person brought it: it is not ours to end
    };

    FreshSignIn(Transport &transport, Accounts &accounts, Server server, SignedIn signedIn, Origin origin,
                QObject *parent = nullptr);
    ~FreshSignIn() override;

    const UserId &user() const { return m_signedIn.user; }
    Origin origin() const { return m_origin; }

    /// Answers with kept() or refused(). Does nothing while it runs, or after giveUp().
    void keep(Account::Secrets secrets);
    /// Ends the sign-in, what is being kept at this moment included. Answers with ended().
    void giveUp();

Q_SIGNALS:
    void kept(const std::shared_ptr<linnet::OpenAccount> &account);
    void refused(const linnet::Error &error);
    /// An Error: on the server the sign-in may still be good.
    void ended(const linnet::Status &status);

private:
    void onBegun(Result<OpenAccount> result);
    void undo(OpenAccount account);
    void takeBack();

    Transport &m_transport;
    Accounts &m_accounts;
    Server m_server;
    SignedIn m_signedIn;
    Origin m_origin;
    bool m_isKeeping = false;
    bool m_isGivenUp = false;
    bool m_isSettled = false; ///< kept, or the server was told
};

}
