// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountrequests.h"
#include "matrix/threepidrequests.h"
#include "session/accountpagefinder.h"
#include "session/apiclient.h"
#include "session/authstage.h"

#include <QObject>

#include <optional>

namespace linnet {

/// One's own account at its server: password, e-mail addresses and telephone numbers, its end; and the pages
/// of servers that do this in a browser (client-server API, "Account management"). Servers of 2014 know none
/// of it. GUI thread; owned by the Session.
class AccountAdmin : public QObject
{
    Q_OBJECT

public:
    AccountAdmin(Transport &transport, ApiClient &api, AccountPageFinder &pages, UserId self,
                 QObject *parent = nullptr);

    /// What one may change. Asked for once; a server that does not say lets one change all.
    Task<AccountCapabilities> capabilities();
    /// Where the server lets one do this in a browser; empty: nowhere.
    Task<QUrl> page(AccountPages::Action action, const QString &session = {})
    {
        return m_pages.page(action, session);
    }

    /// Errors of these beside the server's: what `ask` ends them with; BadReply, if the server offers no way
    /// to show who one is.
    Task<Done> changePassword(const QString &password, bool signsOthersOut, const AskAuth &ask);
    /// Closes the account for ever; the token is dead then. `erases`: those who come later see nothing of
    /// what was written.
    Task<Done> deactivate(bool erases, const AskAuth &ask);

    Task<QList<Threepid>> addresses();
    Task<Done> remove(const Threepid &address);

    /// An address on its way to being added. `attempt` counts the messages that were asked for.
    struct Adding
    {
        Threepid address;
        AddressProof proof;
        int attempt = 0;
    };
    /// Asks for the (next) message to it.
    Task<Adding> sendMessage(Adding adding);
    /// What was typed from the message; Server with M_THREEPID_AUTH_FAILED if it is wrong.
    Task<Done> giveCode(const Adding &adding, const QString &code);
    /// The person has shown that it is theirs. M_THREEPID_AUTH_FAILED: not yet.
    Task<Done> add(const Adding &adding, const AskAuth &ask);

private:
    Transport &m_transport;
    ApiClient &m_api;
    AccountPageFinder &m_pages;
    UserId m_self;
    std::optional<AccountCapabilities> m_capabilities;
};

}
