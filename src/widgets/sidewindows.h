// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/requests.h"
#include "session/matrixlink.h"

#include <QObject>

#include <optional>

namespace linnet {

class Avatars;
class DirectoryWindow;
class EncryptionDialogs;
class OutboxModel;
class OutboxWindow;
class Preferences;
class Session;
class SettingsWindow;

/// The windows beside the main one, each made when it is first shown. GUI thread; must not outlive what it
/// is made with.
class SideWindows : public QObject
{
    Q_OBJECT

public:
    /// The windows' geometry is remembered in `settingsPath` (INI).
    SideWindows(Session &session, OutboxModel &unsent, Preferences &preferences,
                EncryptionDialogs &encryption, QString settingsPath, QWidget &window);
    ~SideWindows() override;

    void showOutbox();
    void showSettings();
    void showDirectory(Avatars &avatars);
    void close(); ///< else the program would go on for them alone

Q_SIGNALS:
    // As SettingsWindow has them.
    void verifyRequested(const QString &session);
    void signOutRequested();
    void deactivated();
    void openRequested(const linnet::RoomId &room);
    // As DirectoryWindow has them.
    void previewRequested(const linnet::MatrixLink &link, const std::optional<linnet::PublicRoom> &listed);
    void joinRequested(const linnet::MatrixLink &link, const std::optional<linnet::PublicRoom> &listed);
    void editRequested(const linnet::RoomId &room, const linnet::TxnId &txn);

private:
    Session &m_session;
    OutboxModel &m_unsent;
    Preferences &m_preferences;
    EncryptionDialogs &m_encryption;
    QString m_settingsPath;
    QWidget &m_window;
    OutboxWindow *m_outbox = nullptr;
    SettingsWindow *m_settings = nullptr;
    DirectoryWindow *m_directory = nullptr;
};

}
