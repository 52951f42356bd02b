// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/ctlcommands.h"
#include "app/ctlserver.h"
#include "app/networkwatch.h"
#include "app/windows.h"
#include "session/passphrasefilecredentials.h"

#include <QObject>

#include <memory>

class QSessionManager;

namespace linnet {

/// The object graph of one running program: everything is made here, once, and handed on by reference. GUI
/// thread; lives in main() between the QApplication and its end. The profile's lock must be held.
class Application : public QObject
{
    Q_OBJECT

public:
    /// What the program touches of the world; tests bring their own.
    struct Edges
    {
        std::unique_ptr<Clock> clock;
        std::unique_ptr<Transport> transport;
        std::unique_ptr<Credentials> keychain;
        std::unique_ptr<PassphraseFileCredentials> file; ///< secrets under a passphrase

        static Edges real(const Profile &profile);
    };

    Application(const CommandLine &line, Edges edges, QObject *parent = nullptr);
    ~Application() override; ///< ends sync and closes the database

    /// Begins to listen and to open the account of last time. Error: the control socket could not be made.
    Status start();

    AccountKeeper &keeper() { return m_keeper; }
    Windows &windows() { return m_windows; }
    NetworkWatch &network() { return m_network; }

Q_SIGNALS:
    void quitRequested();

private:
    void addCommands();
    void onLastWindowClosed();

    Edges m_edges;
    CommandLine m_line;
    Profile m_profile;
    Accounts m_accounts;
    AccountKeeper m_keeper;
    Windows m_windows;
    CtlCommands m_commands;
    CtlServer m_server;
    NetworkWatch m_network;
};

}
