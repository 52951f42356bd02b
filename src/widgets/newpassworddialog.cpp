// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/newpassworddialog.h"

#include "widgets/passwordedit.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>

namespace linnet {

NewPasswordDialog::NewPasswordDialog(AccountAdmin &admin, QWidget *parent)
    : GuardedDialog(tr("Change password"), tr("&Change"), parent), m_admin(admin),
      m_password(new PasswordEdit(form())), m_repeat(new PasswordEdit(form())),
      m_others(new QCheckBox(tr("&Sign out all my other sessions"), form()))
{
    m_password->setObjectName(QStringLiteral("newPassword"));
    m_repeat->setObjectName(QStringLiteral("repeatPassword"));
    m_others->setObjectName(QStringLiteral("signOutOthers"));
    auto *show = new QCheckBox(tr("S&how password"), form());
    auto *note = new QLabel(tr("They can no longer read or write anything. What nobody but them has a key to "
                               "is lost."),
                            form());
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QFormLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addRow(tr("&New password:"), m_password);
    layout->addRow(tr("&Repeat it:"), m_repeat);
    layout->addRow(QString(), show);
    layout->addRow(m_others);
    layout->addRow(note);
    note->hide();
    connect(m_others, &QCheckBox::toggled, note, &QWidget::setVisible);
    for (PasswordEdit *line : {m_password, m_repeat}) {
        connect(show, &QCheckBox::toggled, line, &PasswordEdit::setShown);
        connect(line, &QLineEdit::textChanged, this, &NewPasswordDialog::check);
    }
    m_password->setFocus();
}

void NewPasswordDialog::check()
{
    const bool isSame = m_password->text() == m_repeat->text();
    setReady(!m_password->text().isEmpty() && isSame);
    // Not while the second one is only begun.
    if (!isSame && m_repeat->text().size() >= m_password->text().size())
        setProblem(tr("The two passwords are not the same."));
    else
        clearFailure();
}

Task<Done> NewPasswordDialog::carryOut(const AskAuth &ask)
{
    return m_admin.changePassword(m_password->text(), m_others->isChecked(), ask);
}

void NewPasswordDialog::onWorked()
{
    m_password->wipe();
    m_repeat->wipe();
    Q_EMIT changedPassword();
    accept();
}

}
