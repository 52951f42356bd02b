// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accountkeeper.h"
#include "session/passphrasefilecredentials.h"
#include "widgets/mainwindow.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace linnet {

/// Shows the window that fits the account's state: signing in, the main window, or what keeps the account
/// shut; and asks what has to be asked before signing out. GUI thread; dies before the AccountKeeper.
class Windows : public QObject
{
    Q_OBJECT

public:
    Windows(AccountKeeper &keeper, Accounts &accounts, PassphraseFileCredentials &file, Transport &transport,
            Clock &clock, std::optional<Dialect> forced, QString server, QObject *parent = nullptr);
    ~Windows() override;

    QWidget *current() const { return m_window.get(); } ///< null while there is nothing to show yet
    MainWindow *mainWindow() const { return m_main; }
    /// Brings the window to the front.
    void raise();
    /// Opens a link from outside, as soon as somebody is signed in.
    void openLink(const QString &link);

Q_SIGNALS:
    void quitRequested();

private:
    void onStateChanged();
    void onClosing();
    void showSignIn();
    void showMain();
    void showTrouble();
    void unlock(const QString &passphrase);
    void setAside();
    void show(std::unique_ptr<QWidget> window);
    void showNetwork();
    void askSignOut();
    void showSignOut(const RecoveryStatus &status);
    void signOut(bool evenOffline, int keysAtRisk);
    void askToEraseOffline(const Error &error, int keysAtRisk);
    void askToSignInAgain(const Error &error);

    AccountKeeper &m_keeper;
    Accounts &m_accounts;
    PassphraseFileCredentials &m_file;
    Transport &m_transport;
    Clock &m_clock;
    std::optional<Dialect> m_forced;
    QString m_server;
    QString m_link;   ///< from outside
    QString m_wanted; ///< by who looked around before signing in
    std::unique_ptr<QWidget> m_window;
    QPointer<MainWindow> m_main;
    QPointer<QWidget> m_question;
    QPointer<QWidget> m_network;
};

}
