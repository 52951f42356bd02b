// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QObject>
#include <QSet>

namespace linnet {

class AccountData;
class ApiClient;

/// Who may invite the account (client-server API, "Invite permission"; 1.18). What the server does not do is
/// done here alone: those who invite do not learn of it then. GUI thread; must not outlive its arguments.
class InviteRules : public QObject
{
    Q_OBJECT

public:
    enum class Who {
        Everybody,
        SharedRooms, ///< whom one is in a room with; a rule of Linnet's own
        Nobody,
    };
    enum class Server {
        NotAsked,
        Keeps, ///< it refuses invitations by itself, for Nobody
        KnowsNothing,
    };
    static inline const QString Type = QStringLiteral("m.invite_permission_config");
    static inline const QString UnstableType = QStringLiteral("org.matrix.msc4380.invite_permission_config");

    InviteRules(AccountData &data, ApiClient &api, QObject *parent = nullptr);

    bool isAvailable() const; ///< servers of api/v1 have no place to note it
    Who who() const { return m_who; }
    Task<Done> set(Who who);
    Server server() const { return m_server; }
    void askServer(); ///< once
    void reload();    ///< the account's data was read from disk

Q_SIGNALS:
    void changed(); ///< who() or server()

private:
    Task<Done> write(const QString &type, Who who);

    AccountData &m_data;
    ApiClient &m_api;
    Who m_who = Who::Everybody;
    Server m_server = Server::NotAsked;
    bool m_isUnstable = false; ///< the server knows the rule by the name of before
    bool m_isAsking = false;
};

}
