// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"

#include <QWidget>

class QDialogButtonBox;
class QLabel;

namespace linnet {

class PasswordEdit;

/// Stands in the place of the main window when the account of last time cannot be opened: says why in plain
/// words and what can be done. Nothing is erased by it. GUI thread; owned by Windows.
class TroubleWindow : public QWidget
{
    Q_OBJECT

public:
    TroubleWindow(const Error &error, const std::optional<Account> &account, QWidget *parent = nullptr);

    /// What was tried here did not work either.
    void setFailure(const Error &error);

Q_SIGNALS:
    void retryRequested();
    void setAsideRequested();
    void passphraseEntered(const QString &passphrase);
    void quitRequested();

private:
    void addButtons(const Error &error);
    void goOn();

    QLabel *m_detail;
    PasswordEdit *m_passphrase; ///< hidden unless it is one that is missing
    QDialogButtonBox *m_buttons;
};

}
