// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stagepage.h"

#include "session/errortext.h"
#include "ui_stagepage.h"

#include <QDesktopServices>

namespace linnet {

namespace {

using Kind = RegistrationStage::Kind;

/// What the page in the browser is about.
QString wordsOfBrowser(const QString &type)
{
    if (type == QLatin1String("m.login.recaptcha"))
        return StagePage::tr("The server wants to see that you are a person. It asks on a page of its own.");
    if (type == QLatin1String("m.login.email.identity"))
        return StagePage::tr("The server wants to know your e-mail address. It asks on a page of its own.");
    if (type == QLatin1String("m.login.msisdn"))
        return StagePage::tr("The server wants to know your telephone number. It asks on a page of its own.");
    if (type == QLatin1String("m.login.sso"))
        return StagePage::tr("The server wants you to sign in somewhere else, on a page of its own.");
    return StagePage::tr("The server asks for something that only its own page can ask (%1).")
        .arg(type.left(80));
}

QString introOf(const RegistrationStage &stage)
{
    switch (stage.kind) {
    case Kind::Terms:
        return StagePage::tr("The server makes an account only for those who agree to its terms.");
    case Kind::Token:
        return StagePage::tr(
            "The server makes an account only for those who have a registration token. The people "
            "who run it give them out.");
    case Kind::Browser:
        break;
    }
    return wordsOfBrowser(stage.type) + u' ' + StagePage::tr("Open it, do what it says, and come back here.");
}

}

StagePage::StagePage(Registration &registration, QWidget *parent)
    : SignInPage(parent), m_registration(registration), m_ui(std::make_unique<Ui::StagePage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->form, m_ui->next}, m_ui->busy);
    auto *policies = new QVBoxLayout(m_ui->policies);
    policies->setContentsMargins(0, 0, 0, 0);
    connect(m_ui->agree, &QCheckBox::toggled, this, &StagePage::updateButton);
    connect(m_ui->token, &QLineEdit::textChanged, this, &StagePage::updateButton);
    connect(m_ui->token, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    connect(m_ui->openPage, &QPushButton::clicked, this, &StagePage::openPage);
    connect(m_ui->next, &QPushButton::clicked, this, &StagePage::goOn);
    connect(m_ui->back, &QPushButton::clicked, this, &StagePage::goBack);
}

StagePage::~StagePage() = default;

void StagePage::setStage(const RegistrationStage &stage)
{
    const bool isSame = m_stage.type == stage.type && stage.isRepeated;
    m_stage = stage;
    m_isPageOpened = m_isPageOpened && isSame;
    m_ui->intro->setText(introOf(stage));
    m_ui->terms->setVisible(stage.kind == Kind::Terms);
    m_ui->tokenPart->setVisible(stage.kind == Kind::Token);
    m_ui->openPage->setVisible(stage.kind == Kind::Browser);
    m_ui->next->setText(stage.kind == Kind::Browser ? tr("I Am Done") : tr("Continue"));
    m_ui->agree->setChecked(false);
    if (!isSame)
        m_ui->token->clear();
    showPolicies();
    endWaiting();
    showProblem();
}

void StagePage::showPolicies()
{
    qDeleteAll(m_ui->policies->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly));
    for (const RegistrationStage::Policy &policy : std::as_const(m_stage.policies)) {
        auto *label = new QLabel(m_ui->policies);
        label->setWordWrap(true);
        const QString name = policy.name.left(200).toHtmlEscaped();
        if (policy.url.isEmpty()) {
            label->setTextFormat(Qt::PlainText);
            label->setText(policy.name.left(200));
        } else {
            label->setTextFormat(Qt::RichText);
            label->setText(QStringLiteral("<a href=\"%1\">%2</a>")
                               .arg(QString::fromLatin1(policy.url.toEncoded()).toHtmlEscaped(), name));
            label->setToolTip(policy.url.toDisplayString().toHtmlEscaped());
            label->setTextInteractionFlags(Qt::TextBrowserInteraction);
            label->setOpenExternalLinks(true);
        }
        m_ui->policies->layout()->addWidget(label);
    }
    m_ui->policies->setVisible(!m_stage.policies.isEmpty());
}

void StagePage::showProblem()
{
    if (!m_stage.isRepeated)
        return m_ui->trouble->clear();
    const QString detail = ErrorText::of(m_stage.problem).detail;
    switch (m_stage.kind) {
    case Kind::Token:
        return m_ui->trouble->setText(tr("The server does not take this token. Check it and try again."),
                                      detail);
    case Kind::Browser:
        return m_ui->trouble->setText(tr("The server says that this is not done yet."), detail);
    case Kind::Terms:
        return m_ui->trouble->setText(tr("The server did not take this. Try again."), detail);
    }
}

QString StagePage::title() const
{
    return tr("Create an account");
}

QWidget *StagePage::firstField() const
{
    switch (m_stage.kind) {
    case Kind::Terms:
        return m_ui->agree;
    case Kind::Token:
        return m_ui->token;
    case Kind::Browser:
        break;
    }
    return m_isPageOpened ? m_ui->next : m_ui->openPage;
}

QPushButton *StagePage::defaultButton() const
{
    return m_ui->next;
}

void StagePage::goBack()
{
    m_registration.cancel();
    SignInPage::goBack();
}

void StagePage::leave()
{
    SignInPage::leave();
    m_ui->token->setText(QString());
    m_ui->trouble->clear();
    m_isPageOpened = false;
    m_stage = {};
}

void StagePage::updateButton()
{
    switch (m_stage.kind) {
    case Kind::Terms:
        return m_ui->next->setEnabled(m_ui->agree->isChecked());
    case Kind::Token:
        return m_ui->next->setEnabled(!m_ui->token->text().trimmed().isEmpty());
    case Kind::Browser:
        return m_ui->next->setEnabled(m_isPageOpened);
    }
}

void StagePage::openPage()
{
    if (QDesktopServices::openUrl(m_stage.page))
        m_ui->trouble->clear();
    else
        m_ui->trouble->setText(tr("No browser could be started. Open this page yourself:"),
                               m_stage.page.toDisplayString(QUrl::FullyEncoded));
    m_isPageOpened = true;
    updateButton();
    m_ui->next->setFocus();
}

void StagePage::goOn()
{
    if (isBusy())
        return;
    m_ui->trouble->clear();
    beginWaiting(tr("Asking for the account…"));
    switch (m_stage.kind) {
    case Kind::Terms:
        return m_registration.acceptTerms();
    case Kind::Token:
        return m_registration.giveToken(m_ui->token->text().trimmed());
    case Kind::Browser:
        return m_registration.continueAfterBrowser();
    }
}

}
