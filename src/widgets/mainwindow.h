// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QMainWindow>

#include <memory>

namespace linnet {

class Session;

/// The window of a signed-in account: room list, the open room, its members. Remembers its geometry in
/// `settingsPath` (INI). Owned by Application; dies before its Session.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session &session, const QString &settingsPath, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showRoom(const RoomId &room);
    RoomId room() const;                         ///< the open one, or empty
    void showSigningOut();                       ///< says so, and takes nothing any more
    void setUpRecovery();                        ///< what helps the recovery key, as the bar offers it
    void joinByLink(const QString &aliasOrLink); ///< shows what it is first; for links from outside

Q_SIGNALS:
    void signOutRequested();
    void deactivated();      ///< the account is closed at its server
    void networkRequested(); ///< how the server is reached is to be changed
    void quitRequested();
    void signInRequested(); ///< the server no longer takes the token

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
