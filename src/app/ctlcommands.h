// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accountkeeper.h"
#include "app/ctlcall.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

namespace linnet {

/// The table of all commands: command -> who carries it out. Waits while the account is still being opened,
/// refuses what needs an account while there is none, and ends what was waiting for an account that goes
/// away. GUI thread.
class CtlCommands : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(CtlCall &)>;
    /// Called only while the session is there. `call` dies with it unanswered or not, so it is the context of
    /// everything that touches the session.
    using SessionHandler = std::function<void(CtlCall &, Session &)>;

    explicit CtlCommands(AccountKeeper &keeper, QObject *parent = nullptr);

    /// `canWait`: only once it is known whether there is an account.
    void add(const char *command, Handler handler, bool canWait = true);
    void addForSession(const char *command, SessionHandler handler);
    /// For a room that the account knows: `room` is named by the argument "room", an id or an alias.
    void addForRoom(const char *command, std::function<void(CtlCall &, Session &, const RoomId &)> handler);

    void carryOut(CtlCall &call);
    /// Says why there is no session.
    static void failNotSignedIn(CtlCall &call, const AccountKeeper &keeper);
    QStringList commands() const { return m_table.keys(); }

private:
    struct Entry
    {
        Handler handler;
        bool canWait = true;
    };

    void onStateChanged();
    void onClosing();
    void withSession(CtlCall &call, const SessionHandler &handler);
    void withRoom(CtlCall &call, Session &session,
                  const std::function<void(CtlCall &, Session &, const RoomId &)> &handler);

    AccountKeeper &m_keeper;
    QHash<QString, Entry> m_table;
    QList<QPointer<CtlCall>> m_waiting;   ///< for the account to be opened
    QList<QPointer<CtlCall>> m_onSession; ///< under way in the session
};

}
