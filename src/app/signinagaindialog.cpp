// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signinagaindialog.h"

#include "session/errortext.h"
#include "widgets/messagebar.h"
#include "widgets/passwordedit.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

SignInAgainDialog::SignInAgainDialog(Transport &transport, Account account, const Error &why, QWidget *parent)
    : QDialog(parent), m_signIn(transport), m_account(std::move(account)), m_secret(new PasswordEdit(this)),
      m_isToken(new QCheckBox(tr("This is an access &token"), this)), m_failure(new MessageBar(this))
{
    setWindowTitle(tr("Sign in again"));
    auto *what = new QLabel(
        tr("The server no longer accepts the sign-in of %1.").arg(m_account.user.toString()), this);
    auto *how = new QLabel(tr("Sign in again to go on. What is stored on this computer stays."), this);
    for (QLabel *label : {what, how}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    if (!why.isUnknownToken()) // that one is said above already
        m_failure->setMessage(MessageBar::Tone::Warning, ErrorText::of(why).what, ErrorText::of(why).detail);
    m_failure->setVisible(!why.isUnknownToken());
    auto *form = new QFormLayout;
    form->addRow(tr("&Password:"), m_secret);
    form->addRow(QString(), m_isToken);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Later"), QDialogButtonBox::RejectRole);
    m_button = buttons->addButton(tr("Sign In"), QDialogButtonBox::ActionRole);
    m_button->setDefault(true);
    m_button->setEnabled(false);
    connect(m_secret, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_button->setEnabled(!text.isEmpty()); });
    connect(m_button, &QPushButton::clicked, this, &SignInAgainDialog::signIn);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(how);
    layout->addLayout(form);
    layout->addWidget(m_failure);
    layout->addWidget(buttons);
}

void SignInAgainDialog::signIn()
{
    setBusy(true);
    Task<SignedIn> task =
        m_isToken->isChecked()
            ? m_signIn.withToken(m_account.server, m_secret->take().toUtf8(), m_account.user)
            : m_signIn.withPassword(m_account.server, m_account.user.toString(), m_secret->take(),
                                    m_account.deviceId);
    std::move(task).then(this, [this](Result<SignedIn> result) {
        if (!result)
            setFailure(result.error());
        else if (result->user != m_account.user)
            setFailure(Error::of(Error::Kind::Invalid,
                                 tr("That is %1, somebody else.").arg(result->user.toString())));
        else
            Q_EMIT signedIn(*result);
    });
}

void SignInAgainDialog::setFailure(const Error &error)
{
    const ErrorText text = ErrorText::of(error, ErrorText::During::SignIn);
    m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
    m_failure->show();
    setBusy(false);
    m_secret->setFocus();
    adjustSize();
}

void SignInAgainDialog::setBusy(bool isBusy)
{
    if (isBusy)
        setFocus(); // else it goes to "Later", and Enter with it
    m_secret->setEnabled(!isBusy);
    m_isToken->setEnabled(!isBusy);
    m_button->setEnabled(!isBusy && !m_secret->text().isEmpty());
}

}
