// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/passwordpage.h"

#include "session/errortext.h"
#include "ui_passwordpage.h"
#include "widgets/providerbuttons.h"

namespace linnet {

PasswordPage::PasswordPage(Transport &transport, QWidget *parent)
    : SignInPage(parent), m_signIn(transport), m_providers(new ProviderButtons(transport, this)),
      m_ui(std::make_unique<Ui::PasswordPage>())
{
    m_ui->setupUi(this);
    m_ui->column->insertWidget(m_ui->column->indexOf(m_ui->createAccount), m_providers);
    setTabOrder(m_ui->signIn, m_providers);
    m_providers->hide();
    m_ui->done->hide();
    setUp({m_ui->form, m_ui->signIn, m_providers, m_ui->createAccount, m_ui->useToken}, m_ui->busy);
    connect(m_providers, &ProviderButtons::chosen, this, &PasswordPage::ssoRequested);
    updateButton();
    for (QLineEdit *line : {m_ui->user, static_cast<QLineEdit *>(m_ui->password)}) {
        connect(line, &QLineEdit::textChanged, this, &PasswordPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    }
    connect(m_ui->show, &QCheckBox::toggled, m_ui->password, &PasswordEdit::setShown);
    connect(m_ui->signIn, &QPushButton::clicked, this, &PasswordPage::signIn);
    connect(m_ui->back, &QPushButton::clicked, this, &PasswordPage::goBack);
    connect(m_ui->forgot, &QPushButton::clicked, this,
            [this] { Q_EMIT resetRequested(m_ui->user->text().trimmed()); });
    connect(m_ui->createAccount, &QPushButton::clicked, this, &PasswordPage::registrationRequested);
    connect(m_ui->useToken, &QPushButton::clicked, this, &PasswordPage::tokenRequested);
}

PasswordPage::~PasswordPage() = default;

void PasswordPage::setServer(const Server &server, const SignInMethods &methods, const QString &user)
{
    const bool hasSso = methods.offers(SignInMethods::Way::Sso);
    m_server = server;
    const bool takesNames = server.version.dialect == Dialect::V1 || server.version.isR0;
    m_ui->userLabel->setText(takesNames ? tr("&User name") : tr("&User name, Matrix id or e-mail address"));
    m_ui->user->setAccessibleName(takesNames ? tr("User name")
                                             : tr("User name, Matrix id or e-mail address"));
    m_providers->setVisible(hasSso);
    if (hasSso)
        m_providers->setProviders(server, methods.flows.providers, tr("Continue in the &Browser"));
    m_ui->forgot->setVisible(server.version.dialect != Dialect::V1); // 2014 knew no such thing
    m_ui->createAccount->setVisible(methods.registration != SignInMethods::Registration::No);
    m_ui->user->setText(user);
    m_ui->trouble->clear();
}

void PasswordPage::showChanged(const QString &user)
{
    m_ui->user->setText(user);
    m_ui->done->setText(tr("Your password is changed. Sign in with the new one."));
    m_ui->done->show();
}

void PasswordPage::hideReset()
{
    m_ui->forgot->hide();
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
    m_ui->done->hide();
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
