// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recovery.h"
#include "widgets/requestdialog.h"

class QLabel;

namespace linnet {

class PasswordEdit;

/// Asks for the recovery key, or the passphrase in its place, and opens the account's secrets with it. Not
/// modal. GUI thread; must not outlive the Recovery.
class EnterKeyDialog : public RequestDialog
{
    Q_OBJECT

public:
    EnterKeyDialog(Recovery &recovery, QWidget *parent);

Q_SIGNALS:
    void resetRequested(); ///< the person has it no more

protected:
    void send() override;

private:
    void onEnded(const Status &status);

    Recovery &m_recovery;
    PasswordEdit *m_secret;
};

}
