// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/accountadmin.h"
#include "widgets/guardeddialog.h"

class QCheckBox;
class QLineEdit;

namespace linnet {

/// Closes one's own account for ever: says what is lost, and wants the account's id typed. GUI thread; must
/// not outlive `admin`.
class DeactivateDialog : public GuardedDialog
{
    Q_OBJECT

public:
    DeactivateDialog(AccountAdmin &admin, const UserId &self, QWidget *parent);

Q_SIGNALS:
    void deactivated(); ///< the server has closed it

protected:
    Task<Done> carryOut(const AskAuth &ask) override;
    void onWorked() override;

private:
    AccountAdmin &m_admin;
    QCheckBox *m_erase;
    QLineEdit *m_typed;
};

}
