// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recoverystatus.h"

#include <QDialog>

namespace linnet {

/// Asks before an account is signed out: says what is erased, and warns of what is lost with this session.
/// Deletes itself when closed. GUI thread.
class SignOutDialog : public QDialog
{
    Q_OBJECT

public:
    /// `account`: what is signed out of. `unsent`: messages that still wait to be sent.
    SignOutDialog(const QString &account, int unsent, const RecoveryStatus &status, QWidget *parent);

    /// What is said where that many keys would be lost.
    static QString warning(int keys);

Q_SIGNALS:
    void signOutRequested();
    void recoveryRequested(); ///< see EncryptionDialogs::remedy()

private:
    void addButtons(bool doesKeyHelp);
};

}
