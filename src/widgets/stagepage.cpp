// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stagepage.h"

#include "matrix/displayname.h"
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

QString wordsOfAddress(const RegistrationStage &stage)
{
    const QString address = isolated(shortened(cleanName(stage.address), 120));
    const bool isEmail = stage.kind == Kind::Email;
    if (!stage.isSent)
        return isEmail ? StagePage::tr("The server makes an account only for those who have an e-mail "
                                       "address. It sends you a mail.")
                       : StagePage::tr("The server makes an account only for those who have a telephone. "
                                       "It sends you a message. Begin with the country: +44 20…");
    if (stage.takesCode)
        return StagePage::tr("A code is on its way to %1. Type it here.").arg(address);
    return isEmail ? StagePage::tr("A mail is on its way to %1. Open the link in it, then come back here.")
                         .arg(address)
                   : StagePage::tr("A message is on its way to %1. Do what it says, then come back here.")
                         .arg(address);
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
    case Kind::Email:
    case Kind::Phone:
        return wordsOfAddress(stage);
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
    for (QLineEdit *line : {m_ui->token, m_ui->address, m_ui->code}) {
        connect(line, &QLineEdit::textChanged, this, &StagePage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    }
    connect(m_ui->resend, &QPushButton::clicked, this, &StagePage::resend);
    connect(m_ui->otherAddress, &QPushButton::clicked, this, &StagePage::changeAddress);
    connect(m_ui->openPage, &QPushButton::clicked, this, &StagePage::openPage);
    connect(m_ui->next, &QPushButton::clicked, this, &StagePage::goOn);
    connect(m_ui->back, &QPushButton::clicked, this, &StagePage::goBack);
}

StagePage::~StagePage() = default;

void StagePage::setStage(const RegistrationStage &stage)
{
    const bool isSame = m_stage.type == stage.type && (stage.isRepeated || stage.isSent);
    m_stage = stage;
    m_isPageOpened = m_isPageOpened && isSame;
    m_isAddressAnew = false;
    m_ui->agree->setChecked(false);
    m_ui->code->clear();
    if (!isSame) {
        m_ui->token->clear();
        m_ui->address->clear();
    }
    showPolicies();
    showStep();
    endWaiting();
    showProblem();
}

StagePage::Step StagePage::step() const
{
    switch (m_stage.kind) {
    case Kind::Terms:
        return Step::Terms;
    case Kind::Token:
        return Step::Token;
    case Kind::Email:
    case Kind::Phone:
        if (!m_stage.isSent || m_isAddressAnew)
            return Step::Address;
        return m_stage.takesCode ? Step::Code : Step::Link;
    case Kind::Browser:
        break;
    }
    return Step::Browser;
}

void StagePage::showStep()
{
    const Step now = step();
    const bool isPhone = m_stage.kind == Kind::Phone;
    const bool isSent = now == Step::Code || now == Step::Link;
    RegistrationStage shown = m_stage;
    shown.isSent = isSent;
    m_ui->intro->setText(introOf(shown));
    m_ui->terms->setVisible(now == Step::Terms);
    m_ui->tokenPart->setVisible(now == Step::Token);
    m_ui->addressPart->setVisible(now == Step::Address);
    m_ui->addressLabel->setText(isPhone ? tr("T&elephone number") : tr("&E-mail address"));
    m_ui->address->setAccessibleName(isPhone ? tr("Telephone number") : tr("E-mail address"));
    m_ui->otherAddress->setText(isPhone ? tr("Use Another Number") : tr("Use Another Address"));
    m_ui->codePart->setVisible(now == Step::Code);
    m_ui->sentPart->setVisible(isSent);
    m_ui->openPage->setVisible(now == Step::Browser);
    m_ui->next->setText(now == Step::Browser || now == Step::Link ? tr("I Am Done") : tr("Continue"));
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
    switch (step()) {
    case Step::Token:
        return m_ui->trouble->setText(tr("The server does not take this token. Check it and try again."),
                                      detail);
    case Step::Browser:
        return m_ui->trouble->setText(tr("The server says that this is not done yet."), detail);
    case Step::Terms:
        return m_ui->trouble->setText(tr("The server did not take this. Try again."), detail);
    case Step::Address:
        return m_ui->trouble->setError(m_stage.problem, ErrorText::During::Registration);
    case Step::Code:
    case Step::Link:
        break;
    }
    // Of a bad connection or too much haste it says that itself.
    if (m_stage.problem.isTransient())
        return m_ui->trouble->setError(m_stage.problem, ErrorText::During::Registration);
    m_ui->trouble->setText(step() == Step::Code
                               ? tr("The server does not take this code. Check it and try again.")
                               : tr("The server says that nobody has opened the link in the mail yet."),
                           detail);
}

QString StagePage::title() const
{
    return tr("Create an account");
}

QWidget *StagePage::firstField() const
{
    switch (step()) {
    case Step::Terms:
        return m_ui->agree;
    case Step::Token:
        return m_ui->token;
    case Step::Address:
        return m_ui->address;
    case Step::Code:
        return m_ui->code;
    case Step::Link:
        return m_ui->next;
    case Step::Browser:
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
    for (QLineEdit *line : {m_ui->token, m_ui->address, m_ui->code})
        line->setText(QString());
    m_ui->trouble->clear();
    m_isPageOpened = false;
    m_stage = {};
}

void StagePage::updateButton()
{
    const auto isFilled = [](const QLineEdit *line) { return !line->text().trimmed().isEmpty(); };
    switch (step()) {
    case Step::Terms:
        return m_ui->next->setEnabled(m_ui->agree->isChecked());
    case Step::Token:
        return m_ui->next->setEnabled(isFilled(m_ui->token));
    case Step::Address:
        return m_ui->next->setEnabled(isFilled(m_ui->address));
    case Step::Code:
        return m_ui->next->setEnabled(isFilled(m_ui->code));
    case Step::Link:
        return m_ui->next->setEnabled(true);
    case Step::Browser:
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
    const Step now = step();
    QObject *context =
        beginWaiting(now == Step::Address ? tr("Asking for a message…") : tr("Asking for the account…"));
    switch (now) {
    case Step::Terms:
        return m_registration.acceptTerms();
    case Step::Token:
        return giveToken(context);
    case Step::Address:
        return m_registration.giveAddress(m_ui->address->text().trimmed());
    case Step::Code:
        return m_registration.giveCode(m_ui->code->text().trimmed());
    case Step::Link:
        return m_registration.continueAfterMail();
    case Step::Browser:
        return m_registration.continueAfterBrowser();
    }
}

/// Asked first: a server may let one try only so often to make an account.
void StagePage::giveToken(QObject *context)
{
    const QString token = m_ui->token->text().trimmed();
    m_registration.askToken(token).then(context, [this, token](const Result<bool> &isGood) {
        if (!isGood || *isGood)
            return m_registration.giveToken(token);
        endWaiting();
        m_ui->trouble->setText(tr("The server does not take this token. Check it and try again."));
        m_ui->token->setFocus();
    });
}

void StagePage::resend()
{
    if (isBusy())
        return;
    m_ui->trouble->clear();
    beginWaiting(tr("Asking for another message…"));
    m_registration.resend();
}

void StagePage::changeAddress()
{
    m_isAddressAnew = true;
    m_ui->trouble->clear();
    showStep();
    updateButton();
    m_ui->address->setFocus();
    m_ui->address->selectAll();
}

}
