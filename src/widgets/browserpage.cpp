// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/browserpage.h"

#include "widgets/busyline.h"
#include "widgets/signinwords.h"
#include "widgets/theme.h"
#include "widgets/troublelines.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

BrowserPage::BrowserPage(Transport &transport, Clock &clock, QWidget *parent)
    : SignInPage(parent), m_oauth(transport, clock), m_sso(transport, clock), m_intro(new QLabel(this)),
      m_open(new QPushButton(tr("&Open Again"), this)), m_copy(new QPushButton(tr("&Copy Address"), this)),
      m_trouble(new TroubleLines(this)), m_busy(new BusyLine(this)),
      m_back(new QPushButton(tr("Cancel"), this)), m_again(new QPushButton(tr("Try Again"), this))
{
    m_intro->setObjectName(QStringLiteral("intro"));
    m_intro->setTextFormat(Qt::PlainText);
    m_intro->setWordWrap(true);
    m_open->setObjectName(QStringLiteral("openAgain"));
    m_copy->setObjectName(QStringLiteral("copyAddress"));
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_back->setObjectName(QStringLiteral("back"));
    m_again->setObjectName(QStringLiteral("tryAgain"));
    layOut();
    setUp({}, m_busy);
    connect(m_open, &QPushButton::clicked, this, &BrowserPage::openAddress);
    connect(m_copy, &QPushButton::clicked, this, &BrowserPage::copyAddress);
    connect(m_back, &QPushButton::clicked, this, &BrowserPage::goBack);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_start)
            begin(m_isRegistration, std::function<void()>(m_start));
    });
    connect(&m_oauth, &OAuthSignIn::browserNeeded, this, &BrowserPage::onBrowserNeeded);
    connect(&m_oauth, &OAuthSignIn::stateChanged, this, [this] {
        if (m_oauth.state() == OAuthSignIn::State::Finishing)
            onAnswered();
    });
    connect(&m_oauth, &OAuthSignIn::done, this, &BrowserPage::onDone);
    connect(&m_oauth, &OAuthSignIn::failed, this, &BrowserPage::setError);
    connect(&m_sso, &SsoSignIn::browserNeeded, this, &BrowserPage::onBrowserNeeded);
    connect(&m_sso, &SsoSignIn::browserAnswered, this, &BrowserPage::onAnswered);
    connect(&m_sso, &SsoSignIn::done, this, &BrowserPage::onDone);
    connect(&m_sso, &SsoSignIn::failed, this, &BrowserPage::setError);
    showState();
}

BrowserPage::~BrowserPage() = default;

void BrowserPage::layOut()
{
    const int unit = Theme::units(1, font());
    auto *actions = new QHBoxLayout;
    actions->setSpacing(2 * unit);
    actions->addWidget(m_open);
    actions->addWidget(m_copy);
    actions->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * unit);
    column->addWidget(m_intro);
    column->addLayout(actions);
    column->addWidget(m_trouble);
    column->addWidget(m_busy);
    column->addLayout(buttons);
}

void BrowserPage::startOAuth(const Server &server, const OAuthSignIn::Wish &wish)
{
    begin(wish.isRegistration, [this, server, wish] { m_oauth.start(server, wish); });
}

void BrowserPage::startSso(const Server &server, const SsoSignIn::Wish &wish)
{
    begin(wish.isRegistration, [this, server, wish] { m_sso.start(server, wish); });
}

void BrowserPage::begin(bool isRegistration, const std::function<void()> &start)
{
    m_oauth.cancel();
    m_sso.cancel();
    m_isRegistration = isRegistration;
    m_address.clear();
    m_trouble->clear();
    m_start = start;
    beginWaiting(tr("Asking the server…"));
    showState();
    start();
}

void BrowserPage::onBrowserNeeded(const QUrl &address)
{
    m_address = address;
    beginWaiting(tr("Waiting for the browser…"));
    showState();
    openAddress();
    if (isVisible())
        firstField()->setFocus();
}

void BrowserPage::openAddress()
{
    if (QDesktopServices::openUrl(m_address))
        m_trouble->clear();
    else
        m_trouble->setText(tr("No browser could be started. Copy the address and open it yourself."));
}

void BrowserPage::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_address.toString(QUrl::FullyEncoded));
}

void BrowserPage::onAnswered()
{
    m_address.clear();
    m_trouble->clear();
    beginWaiting(tr("Signing in…"));
    showState();
}

void BrowserPage::onDone(const SignedIn &signedIn_)
{
    m_address.clear();
    endWaiting();
    showState();
    Q_EMIT signedIn(signedIn_);
}

void BrowserPage::setError(const Error &error)
{
    const ErrorText words = browserSignInWords(error);
    m_address.clear();
    endWaiting();
    m_trouble->setText(words.what, words.detail);
    showState();
    if (isVisible())
        m_again->setFocus();
}

void BrowserPage::showState()
{
    const bool isOpen = !m_address.isEmpty();
    const bool hasFailed = !m_trouble->what().isEmpty() && !isBusy();
    m_intro->setVisible(!hasFailed);
    m_intro->setText(isOpen ? tr("Go on in your browser. When you are done there, come back here.")
                            : tr("One moment…"));
    m_open->setVisible(isOpen);
    m_copy->setVisible(isOpen);
    m_again->setVisible(hasFailed);
}

QString BrowserPage::title() const
{
    return m_isRegistration ? tr("Create an account") : tr("Sign in");
}

QWidget *BrowserPage::firstField() const
{
    return m_open->isHidden() ? m_back : m_open;
}

QPushButton *BrowserPage::defaultButton() const
{
    return m_again;
}

void BrowserPage::leave()
{
    SignInPage::leave();
    m_oauth.cancel();
    m_sso.cancel();
    m_start = nullptr;
    m_address.clear();
    m_trouble->clear();
    showState();
}

}
