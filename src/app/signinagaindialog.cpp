// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signinagaindialog.h"

#include "session/errortext.h"
#include "widgets/browserpage.h"
#include "widgets/devicecodepage.h"
#include "widgets/messagebar.h"
#include "widgets/passwordedit.h"
#include "widgets/providerbuttons.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

SignInAgainDialog::SignInAgainDialog(Transport &transport, Clock &clock, Account account, const Error &why,
                                     QWidget *parent)
    : QDialog(parent), m_signIn(transport), m_transport(transport), m_account(std::move(account)),
      m_isOAuth(m_account.oauth.has_value()), m_hasPassword(!m_isOAuth), m_hasBrowser(m_isOAuth),
      m_form(new QWidget(this)), m_secret(new PasswordEdit(m_form)),
      m_isToken(new QCheckBox(tr("This is an access &token"), m_form)),
      m_providers(new ProviderButtons(transport, this)),
      m_useCode(new QPushButton(tr("Use a &Code on Another Device"), this)),
      m_browser(new BrowserPage(transport, clock, this)), m_code(new DeviceCodePage(transport, clock, this)),
      m_failure(new MessageBar(this)), m_buttons(new QDialogButtonBox(this))
{
    setWindowTitle(tr("Sign in again"));
    m_useCode->setObjectName(QStringLiteral("useCode"));
    m_button = m_buttons->addButton(tr("Sign In"), QDialogButtonBox::ActionRole);
    m_buttons->addButton(tr("Later"), QDialogButtonBox::RejectRole);
    layOut(why);
    connect(m_secret, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_button->setEnabled(!text.isEmpty()); });
    connect(m_button, &QPushButton::clicked, this, &SignInAgainDialog::signIn);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_providers, &ProviderButtons::chosen, this, &SignInAgainDialog::signInByBrowser);
    connect(m_useCode, &QPushButton::clicked, this, &SignInAgainDialog::signInByCode);
    for (SignInPage *page : std::initializer_list<SignInPage *>{m_browser, m_code})
        connect(page, &SignInPage::backRequested, this, [this] { showPage(nullptr); });
    connect(m_browser, &BrowserPage::signedIn, this, &SignInAgainDialog::onSignedIn);
    connect(m_code, &DeviceCodePage::signedIn, this, &SignInAgainDialog::onSignedIn);
    if (m_isOAuth)
        m_providers->setProviders(m_account.server, {}, tr("Continue in the &Browser"));
    showPage(nullptr);
    if (m_isOAuth)
        askForCodes();
    else if (m_account.server.version.dialect != Dialect::V1)
        askMethods();
}

void SignInAgainDialog::layOut(const Error &why)
{
    auto *what = new QLabel(
        tr("The server no longer accepts the sign-in of %1.").arg(m_account.user.toString()), this);
    // Keys of another session are not this one's; in api/v1 there are none.
    const bool hasLostKeys = m_account.deviceId.isEmpty() && m_account.server.version.dialect != Dialect::V1;
    auto *how = new QLabel(
        hasLostKeys ? tr("Sign in again to go on. What is stored on this computer stays; keys to encrypted "
                         "messages then come from your recovery key or from another session.")
                    : tr("Sign in again to go on. What is stored on this computer stays."),
        this);
    for (QLabel *label : {what, how}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    if (!why.isUnknownToken()) // that one is said above already
        m_failure->setMessage(MessageBar::Tone::Warning, ErrorText::of(why).what, ErrorText::of(why).detail);
    m_failure->setVisible(!why.isUnknownToken());
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Password:"), m_secret);
    form->addRow(QString(), m_isToken);
    m_button->setDefault(true);
    m_button->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(how);
    layout->addWidget(m_form);
    layout->addWidget(m_providers);
    layout->addWidget(m_useCode);
    layout->addWidget(m_browser);
    layout->addWidget(m_code);
    layout->addWidget(m_failure);
    layout->addWidget(m_buttons);
}

/// The form stands there meanwhile: most servers take a password, and one can begin to type.
void SignInAgainDialog::askMethods()
{
    SignInMethods::ask(m_transport, m_account.server)
        .then(this, [this](const Result<SignInMethods> &methods) {
            if (methods)
                showMethods(*methods);
        });
}

/// For a computer on which no browser can be opened.
void SignInAgainDialog::askForCodes()
{
    SignInMethods::askOAuth(m_transport, m_account.server)
        .then(this, [this](const Result<OAuthMetadata> &oauth) {
            m_hasCode = oauth && oauth->hasDeviceCode();
            m_useCode->setVisible(m_hasCode && !m_page);
        });
}

void SignInAgainDialog::showMethods(const SignInMethods &methods)
{
    using Way = SignInMethods::Way;
    if (!methods.offers(Way::OAuth) && !methods.offers(Way::Sso))
        return;
    m_isOAuth = methods.offers(Way::OAuth);
    m_hasBrowser = true;
    m_hasCode = methods.hasDeviceCode();
    m_hasPassword = methods.offers(Way::Password);
    m_providers->setProviders(m_account.server,
                              m_isOAuth ? QList<IdentityProvider>() : methods.flows.providers,
                              tr("Continue in the &Browser"));
    if (!m_page)
        showPage(nullptr);
}

void SignInAgainDialog::showPage(SignInPage *page)
{
    if (m_page && !page)
        m_page->leave();
    m_page = page;
    m_browser->setVisible(page == m_browser);
    m_code->setVisible(page == m_code);
    m_form->setVisible(!page && m_hasPassword);
    m_button->setVisible(!page && m_hasPassword);
    m_providers->setVisible(!page && m_hasBrowser);
    m_useCode->setVisible(!page && m_hasCode);
    if (page) {
        page->firstField()->setFocus();
    } else if (!m_hasPassword && m_providers->first()) {
        m_providers->first()->setDefault(true);
        m_providers->first()->setFocus();
    }
}

void SignInAgainDialog::signInByBrowser(const QString &provider)
{
    m_failure->hide();
    if (m_isOAuth)
        m_browser->startOAuth(m_account.server, {false, false, m_account.deviceId, m_account.user});
    else
        m_browser->startSso(m_account.server, {provider, false, m_account.deviceId, m_account.user});
    showPage(m_browser);
}

void SignInAgainDialog::signInByCode()
{
    m_failure->hide();
    m_code->start(m_account.server, {false, true, m_account.deviceId, m_account.user});
    showPage(m_code);
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
        if (result)
            onSignedIn(*result);
        else
            setFailure(result.error());
    });
}

void SignInAgainDialog::onSignedIn(const SignedIn &result)
{
    if (result.user != m_account.user)
        setFailure(
            Error::of(Error::Kind::Invalid, tr("That is %1, somebody else.").arg(result.user.toString())));
    else
        Q_EMIT signedIn(result);
}

void SignInAgainDialog::setFailure(const Error &error)
{
    const ErrorText text = ErrorText::of(error, ErrorText::During::SignIn);
    m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
    m_failure->show();
    showPage(nullptr);
    setBusy(false);
    if (m_hasPassword)
        m_secret->setFocus();
    adjustSize();
}

void SignInAgainDialog::setBusy(bool isBusy)
{
    if (isBusy)
        setFocus(); // else it goes to "Later", and Enter with it
    m_secret->setEnabled(!isBusy);
    m_isToken->setEnabled(!isBusy);
    m_providers->setEnabled(!isBusy);
    m_useCode->setEnabled(!isBusy);
    m_button->setEnabled(!isBusy && !m_secret->text().isEmpty());
}

}
