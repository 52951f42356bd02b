// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountadmin.h"
#include "widgets/guardeddialog.h"

class QLabel;
class QLineEdit;

namespace linnet {

/// Adds an e-mail address or a telephone number to one's own account: asks for a message to it, and then for
/// what is in that. GUI thread; must not outlive `admin`.
class AddAddressDialog : public GuardedDialog
{
    Q_OBJECT

public:
    AddAddressDialog(AccountAdmin &admin, Threepid::Medium medium, QWidget *parent);

Q_SIGNALS:
    void added();

protected:
    Task<Done> carryOut(const AskAuth &ask) override;
    void onWorked() override;

private:
    enum class Step { Address, Code, Link };
    bool isEmail() const { return m_medium == Threepid::Medium::Email; }
    void showStep(Step step);
    void check();
    Task<Done> askForMessage(const AccountAdmin::Adding &adding);
    void resend();
    void changeAddress();

    AccountAdmin &m_admin;
    Threepid::Medium m_medium;
    AccountAdmin::Adding m_adding;
    Step m_step = Step::Address;
    bool m_isAsking = false;    ///< for a message, not to add
    bool m_isCodeTaken = false; ///< it is good for once only
    QLabel *m_words;
    QLineEdit *m_address;
    QLineEdit *m_code;
    QPushButton *m_resend;
    QPushButton *m_other;
};

}
