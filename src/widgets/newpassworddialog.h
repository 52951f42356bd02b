// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountadmin.h"
#include "widgets/guardeddialog.h"

class QCheckBox;

namespace linnet {

class PasswordEdit;

/// Changes the password of one's own account. GUI thread; must not outlive `admin`.
class NewPasswordDialog : public GuardedDialog
{
    Q_OBJECT

public:
    NewPasswordDialog(AccountAdmin &admin, QWidget *parent);

Q_SIGNALS:
    void changedPassword();

protected:
    Task<Done> carryOut(const AskAuth &ask) override;
    void onWorked() override;

private:
    void check();

    AccountAdmin &m_admin;
    PasswordEdit *m_password;
    PasswordEdit *m_repeat;
    QCheckBox *m_others;
};

}
