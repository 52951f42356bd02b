// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokenpage.h"

#include "session/errortext.h"
#include "ui_tokenpage.h"

#include <QDesktopServices>

namespace linnet {

namespace {

/// A way to sign in, in words; the server's own name for those that we do not know.
QString wordsOf(const QString &type)
{
    if (type == QLatin1String("m.login.sso") || type == QLatin1String("m.login.cas") ||
        type == QLatin1String("m.login.saml2"))
        return TokenPage::tr("single sign-on in the browser (%1)").arg(type);
    if (type == QLatin1String("m.login.token"))
        return TokenPage::tr("a token for a single use (%1)").arg(type);
    if (type == QLatin1String("m.login.application_service"))
        return TokenPage::tr("a bridge or another service (%1)").arg(type);
    if (type == QLatin1String("m.login.oauth2"))
        return TokenPage::tr("an account somewhere else (%1)").arg(type);
    if (type == QLatin1String("m.login.email.code") || type == QLatin1String("m.login.email.url"))
        return TokenPage::tr("a mail to you (%1)").arg(type);
    if (type == QLatin1String("m.login.recaptcha"))
        return TokenPage::tr("a riddle for people only (%1)").arg(type);
    return type;
}

QString waysOf(const LoginFlows &flows)
{
    QStringList ways;
    for (const QString &type : flows.types) {
        if (!type.isEmpty() && ways.size() < 8)
            ways.append(u'•' + QString(u' ') + wordsOf(type.left(80)));
    }
    if (ways.isEmpty())
        return TokenPage::tr(
            "This server does not take a password here, and does not say what it wants instead.");
    return TokenPage::tr("This server does not take a password here. It wants one of these:") + u'\n' +
           ways.join(u'\n');
}

}

TokenPage::TokenPage(Transport &transport, QWidget *parent)
    : SignInPage(parent), m_signIn(transport), m_ui(std::make_unique<Ui::TokenPage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->browser, m_ui->form, m_ui->signIn, m_ui->createAccount}, m_ui->busy);
    updateButton();
    for (QLineEdit *line : {static_cast<QLineEdit *>(m_ui->token), m_ui->user}) {
        connect(line, &QLineEdit::textChanged, this, &TokenPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    }
    connect(m_ui->show, &QCheckBox::toggled, m_ui->token, &PasswordEdit::setShown);
    connect(m_ui->openPage, &QPushButton::clicked, this, &TokenPage::openPage);
    connect(m_ui->signIn, &QPushButton::clicked, this, &TokenPage::signIn);
    connect(m_ui->back, &QPushButton::clicked, this, &TokenPage::goBack);
    connect(m_ui->createAccount, &QPushButton::clicked, this, &TokenPage::registrationRequested);
}

TokenPage::~TokenPage() = default;

void TokenPage::setServer(const Server &server, const SignInMethods &methods)
{
    m_server = server;
    m_isOnlyWay = methods.ways.isEmpty();
    m_ui->browser->setVisible(m_isOnlyWay);
    m_ui->createAccount->setVisible(m_isOnlyWay && methods.registration != SignInMethods::Registration::No);
    m_ui->ways->setText(waysOf(methods.flows));
    m_ui->intro->setText(
        m_isOnlyWay
            ? tr("Sign in on the server's page, or with a program that knows these ways, and paste the "
                 "access token that you get.")
            : tr("Another Matrix program that is signed in can show its access token. Linnet then "
                 "shares that sign-in: when one of them signs out, both are."));
    m_ui->userPart->hide();
    m_ui->user->clear();
    m_ui->pageTrouble->clear();
    m_ui->trouble->clear();
}

QString TokenPage::title() const
{
    return m_isOnlyWay ? tr("Sign in") : tr("Sign in with an access token");
}

QWidget *TokenPage::firstField() const
{
    if (m_isOnlyWay)
        return m_ui->openPage;
    return m_ui->token;
}

QPushButton *TokenPage::defaultButton() const
{
    return m_ui->signIn;
}

void TokenPage::leave()
{
    SignInPage::leave();
    m_ui->token->wipe();
    m_ui->show->setChecked(false);
    m_ui->trouble->clear();
    m_ui->pageTrouble->clear();
}

void TokenPage::updateButton()
{
    m_ui->signIn->setEnabled(!m_ui->token->text().trimmed().isEmpty() &&
                             (m_ui->userPart->isHidden() || !m_ui->user->text().trimmed().isEmpty()));
}

void TokenPage::openPage()
{
    if (isBusy())
        return;
    m_ui->pageTrouble->clear();
    QObject *context = beginWaiting(tr("Looking for the server's page…"));
    m_signIn.fallbackPage(m_server).then(context, [this](const Result<QUrl> &page) {
        endWaiting();
        if (!page && page.error().httpStatus >= 400 && page.error().httpStatus < 500)
            m_ui->pageTrouble->setText(tr("This server has no page to sign in on."),
                                       page.error().text.simplified());
        else if (!page)
            m_ui->pageTrouble->setError(page.error(), ErrorText::During::SignIn);
        else if (!QDesktopServices::openUrl(*page))
            m_ui->pageTrouble->setText(tr("No browser could be started. Open this page yourself:"),
                                       page->toDisplayString());
        else
            m_ui->token->setFocus();
    });
}

void TokenPage::signIn()
{
    if (isBusy())
        return;
    m_ui->trouble->clear();
    const QByteArray token = m_ui->token->take().trimmed().toUtf8();
    QObject *context = beginWaiting(tr("Signing in…"));
    m_signIn.withToken(m_server, token, UserId(m_ui->user->text().trimmed()))
        .then(context, [this, token](const Result<SignedIn> &result) {
            endWaiting();
            if (result)
                Q_EMIT signedIn(*result);
            else
                onRefused(result.error(), token);
        });
}

void TokenPage::onRefused(const Error &error, const QByteArray &token)
{
    m_ui->trouble->setError(error, ErrorText::During::SignIn);
    // Only a server of 2014 cannot tell whose token it is.
    const bool wantsUser = error.kind == Error::Kind::Invalid && m_ui->userPart->isHidden() &&
                           m_server.version.dialect == Dialect::V1;
    if (!wantsUser) {
        m_ui->token->setFocus();
        return;
    }
    m_ui->userPart->show();
    m_ui->token->setText(QString::fromUtf8(token)); // it was not used yet
    m_ui->user->setFocus();
}

}
