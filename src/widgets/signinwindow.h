// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accounts.h"
#include "session/profile.h"

#include <QWidget>

#include <memory>

namespace linnet {

class Clock;
class PassphraseFileCredentials;
class Transport;

/// Signing in and registering, from a server's name to an opened account: discovery, the browser, a code on
/// another device, password, token, registration with its stages, and what to do when the keychain does not
/// work. Who has no account may look at the server's public rooms. Not modal; owned by Application. Closed
/// while a fresh sign-in is not kept yet, it ends that on the server first, and then closes.
class SignInWindow : public QWidget
{
    Q_OBJECT

public:
    SignInWindow(Transport &transport, Clock &clock, Accounts &accounts, PassphraseFileCredentials &file,
                 std::optional<Dialect> forced, QWidget *parent = nullptr);
    ~SignInWindow() override;

    void setServer(const QString &idOrName); ///< fills the first field and looks it up
    /// Says why one has to sign in again, or why the account of last time could not be opened.
    void setNotice(const QString &what, const QString &detail);

Q_SIGNALS:
    /// Accounts::begin() has worked; the window may be closed.
    void opened(const std::shared_ptr<linnet::OpenAccount> &account);
    /// Somebody who looked around wants to see this room as soon as they have signed in; the last one counts.
    /// Empty: none any more, as they sign in elsewhere.
    void roomWanted(const QString &link);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
