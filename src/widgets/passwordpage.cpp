// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/passwordpage.h"

#include "session/errortext.h"
#include "ui_passwordpage.h"

namespace linnet {

PasswordPage::PasswordPage(Transport &transport, QWidget *parent)
    : SignInPage(parent), m_signIn(transport), m_ui(std::make_unique<Ui::PasswordPage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->form, m_ui->signIn, m_ui->createAccount, m_ui->useToken}, m_ui->busy);
    updateButton();
    for (QLineEdit *line : {m_ui->user, static_cast<QLineEdit *>(m_ui->password)}) {
        connect(line, &QLineEdit::textChanged, this, &PasswordPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    }
    connect(m_ui->show, &QCheckBox::toggled, m_ui->password, &PasswordEdit::setShown);
    connect(m_ui->signIn, &QPushButton::clicked, this, &PasswordPage::signIn);
    connect(m_ui->back, &QPushButton::clicked, this, &PasswordPage::goBack);
    connect(m_ui->createAccount, &QPushButton::clicked, this, &PasswordPage::registrationRequested);
    connect(m_ui->useToken, &QPushButton::clicked, this, &PasswordPage::tokenRequested);
}

PasswordPage::~PasswordPage() = default;

void PasswordPage::setServer(const Server &server, const QString &user)
{
    m_server = server;
    m_ui->user->setText(user);
    m_ui->trouble->clear();
}

QString PasswordPage::title() const
{
    return tr("Sign in");
}

QWidget *PasswordPage::firstField() const
{
    return m_ui->user->text().isEmpty() ? m_ui->user : m_ui->password;
}

QPushButton *PasswordPage::defaultButton() const
{
    return m_ui->signIn;
}

void PasswordPage::leave()
{
    SignInPage::leave();
    m_ui->password->wipe();
    m_ui->show->setChecked(false);
    m_ui->trouble->clear();
}

void PasswordPage::updateButton()
{
    m_ui->signIn->setEnabled(!m_ui->user->text().trimmed().isEmpty() && !m_ui->password->text().isEmpty());
}

void PasswordPage::signIn()
{
    if (isBusy())
        return;
    m_ui->trouble->clear();
    QObject *context = beginWaiting(tr("Signing in…"));
    m_signIn.withPassword(m_server, m_ui->user->text().trimmed(), m_ui->password->take())
        .then(context, [this](const Result<SignedIn> &result) {
            endWaiting();
            if (result) {
                Q_EMIT signedIn(*result);
                return;
            }
            m_ui->trouble->setError(result.error(), ErrorText::During::SignIn);
            m_ui->password->setFocus();
        });
}

}
