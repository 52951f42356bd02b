// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wayspage.h"

#include "session/qrsignin.h"
#include "widgets/busyline.h"
#include "widgets/providerbuttons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

WaysPage::WaysPage(Transport &transport, QWidget *parent)
    : SignInPage(parent), m_transport(transport), m_browser(new ProviderButtons(transport, this)),
      m_createAccount(new QPushButton(tr("Create an Account"), this)),
      m_others(new QPushButton(tr("Other &Ways to Sign In"), this)), m_otherWays(new QWidget(this)),
      m_phone(new QPushButton(tr("Sign In with Your &Phone"), m_otherWays)),
      m_code(new QPushButton(tr("Sign In on Another Device"), m_otherWays)),
      m_token(new QPushButton(tr("Sign In with an Access Token"), m_otherWays)),
      m_back(new QPushButton(tr("Back"), this)), m_busy(new BusyLine(this))
{
    m_createAccount->setObjectName(QStringLiteral("createAccount"));
    m_others->setObjectName(QStringLiteral("otherWays"));
    m_phone->setObjectName(QStringLiteral("usePhone"));
    m_code->setObjectName(QStringLiteral("useCode"));
    m_token->setObjectName(QStringLiteral("useToken"));
    m_back->setObjectName(QStringLiteral("back"));
    for (QPushButton *button : {m_createAccount, m_others, m_phone, m_code, m_token, m_back})
        button->setAutoDefault(false);
    layOut();
    setUp({}, m_busy);
    connect(m_browser, &ProviderButtons::chosen, this, [this](const QString &provider) {
        if (m_isOAuth)
            Q_EMIT oauthRequested();
        else
            Q_EMIT ssoRequested(provider);
    });
    connect(m_createAccount, &QPushButton::clicked, this, &WaysPage::registrationRequested);
    connect(m_others, &QPushButton::clicked, this, [this] {
        const bool isShown = m_otherWays->isHidden();
        m_otherWays->setVisible(isShown);
        m_others->setAccessibleDescription(isShown ? tr("Shown below") : QString());
    });
    connect(m_phone, &QPushButton::clicked, this, &WaysPage::phoneRequested);
    connect(m_code, &QPushButton::clicked, this, &WaysPage::codeRequested);
    connect(m_token, &QPushButton::clicked, this, &WaysPage::tokenRequested);
    connect(m_back, &QPushButton::clicked, this, &WaysPage::goBack);
}

WaysPage::~WaysPage() = default;

void WaysPage::layOut()
{
    const int unit = Theme::units(1, font());
    auto *others = new QVBoxLayout(m_otherWays);
    others->setContentsMargins(0, 0, 0, 0);
    others->setSpacing(2 * unit);
    for (QPushButton *button : {m_phone, m_code, m_token})
        others->addWidget(button);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * unit);
    column->addWidget(m_browser);
    column->addWidget(m_createAccount);
    column->addWidget(m_busy);
    column->addWidget(m_others);
    column->addWidget(m_otherWays);
    column->addLayout(buttons);
    m_busy->hide(); // nothing is waited for here
}

void WaysPage::setServer(const Server &server, const SignInMethods &methods)
{
    m_isOAuth = methods.offers(SignInMethods::Way::OAuth);
    m_browser->setProviders(server, m_isOAuth ? QList<IdentityProvider>() : methods.flows.providers,
                            tr("Continue in the &Browser"));
    if (QPushButton *best = m_browser->first()) {
        best->setMinimumHeight(Theme::units(10, font()));
        best->setDefault(true);
    }
    m_createAccount->setVisible(methods.registration != SignInMethods::Registration::No);
    m_code->setVisible(methods.hasDeviceCode());
    m_otherWays->hide();
    askForPhone(server, methods);
}

/// It is not in the specification yet, so it shows only once the server has said that it knows it.
void WaysPage::askForPhone(const Server &server, const SignInMethods &methods)
{
    m_phone->hide();
    m_asking = std::make_unique<QObject>();
    if (!methods.hasDeviceCode())
        return;
    QrSignIn::isOffered(m_transport, server).then(m_asking.get(), [this](const Result<bool> &isOffered) {
        m_phone->setVisible(isOffered && *isOffered);
    });
}

QString WaysPage::title() const
{
    return tr("Sign in");
}

QWidget *WaysPage::firstField() const
{
    return defaultButton();
}

QPushButton *WaysPage::defaultButton() const
{
    QPushButton *best = m_browser->first();
    return best ? best : m_back;
}

}
