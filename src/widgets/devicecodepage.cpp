// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devicecodepage.h"

#include "bridge/qrcode.h"
#include "matrix/displayname.h"
#include "widgets/busyline.h"
#include "widgets/qrcodeview.h"
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

namespace {

constexpr qsizetype LongestCode = 40;

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

}

DeviceCodePage::DeviceCodePage(Transport &transport, Clock &clock, QWidget *parent)
    : SignInPage(parent), m_clock(clock), m_oauth(transport, clock), m_intro(makeLabel(this, "intro")),
      m_address(makeLabel(this, "address")), m_letters(makeLabel(this, "userCode")),
      m_picture(new QrCodeView(this)), m_time(makeLabel(this, "timeLeft")),
      m_copyCode(new QPushButton(tr("&Copy Code"), this)),
      m_copyAddress(new QPushButton(tr("Copy &Address"), this)),
      m_open(new QPushButton(tr("&Open Here"), this)), m_trouble(new TroubleLines(this)),
      m_busy(new BusyLine(this)), m_back(new QPushButton(tr("Cancel"), this)),
      m_again(new QPushButton(tr("Get Another Code"), this))
{
    m_copyCode->setObjectName(QStringLiteral("copyCode"));
    m_copyAddress->setObjectName(QStringLiteral("copyAddress"));
    m_open->setObjectName(QStringLiteral("openAgain"));
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_back->setObjectName(QStringLiteral("back"));
    m_again->setObjectName(QStringLiteral("tryAgain"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_letters->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setAccessibleName(tr("Address"));
    m_letters->setAccessibleName(tr("Code"));
    m_picture->setAccessibleName(tr("Picture of the address, for a camera"));
    layOut();
    setUp({}, m_busy);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &DeviceCodePage::showTime);
    connect(m_copyCode, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code.userCode); });
    connect(m_copyAddress, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code.verificationUri.toString(QUrl::FullyEncoded));
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QUrl page = m_code.completeUri.isEmpty() ? m_code.verificationUri : m_code.completeUri;
        if (!QDesktopServices::openUrl(page))
            m_trouble->setText(tr("No browser could be started. Copy the address and open it yourself."));
    });
    connect(m_back, &QPushButton::clicked, this, &DeviceCodePage::goBack);
    connect(m_again, &QPushButton::clicked, this, &DeviceCodePage::ask);
    connect(&m_oauth, &OAuthSignIn::deviceCodeNeeded, this, &DeviceCodePage::onCode);
    connect(&m_oauth, &OAuthSignIn::done, this, &DeviceCodePage::onDone);
    connect(&m_oauth, &OAuthSignIn::failed, this, &DeviceCodePage::onFailed);
    showState();
}

DeviceCodePage::~DeviceCodePage() = default;

void DeviceCodePage::layOut()
{
    const int unit = Theme::units(1, font());
    m_letters->setFont(Theme::name(Theme::scaled(font(), 2.0)));
    m_letters->setAlignment(Qt::AlignCenter);
    m_address->setAlignment(Qt::AlignCenter);
    m_time->setForegroundRole(QPalette::PlaceholderText);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(2 * unit);
    for (QPushButton *button : {m_copyCode, m_copyAddress, m_open})
        actions->addWidget(button);
    actions->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * unit);
    column->addWidget(m_intro);
    column->addWidget(m_address);
    column->addWidget(m_letters);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_time);
    column->addLayout(actions);
    column->addWidget(m_trouble);
    column->addWidget(m_busy);
    column->addLayout(buttons);
}

void DeviceCodePage::start(const Server &server, const OAuthSignIn::Wish &wish)
{
    m_server = server;
    m_wish = wish;
    m_wish.isByCode = true;
    ask();
}

void DeviceCodePage::ask()
{
    m_oauth.cancel();
    m_code = {};
    m_trouble->clear();
    beginWaiting(tr("Asking for a code…"));
    showState();
    m_oauth.start(m_server, m_wish);
}

void DeviceCodePage::onCode(const OAuthDeviceCode &code)
{
    m_code = code;
    m_endsAt = m_clock.elapsed() + code.expiresIn;
    const QrCode picture = code.completeUri.isEmpty() ? QrCode() : QrCode::of(code.completeUri.toEncoded());
    m_picture->setSquares(picture.squares, picture.side);
    beginWaiting(tr("Waiting until you are done there…"));
    m_tick.start();
    showState();
    showTime();
    if (isVisible())
        firstField()->setFocus();
}

void DeviceCodePage::onDone(const SignedIn &signedIn_)
{
    m_code = {};
    endWaiting();
    showState();
    Q_EMIT signedIn(signedIn_);
}

void DeviceCodePage::onFailed(const Error &error)
{
    const ErrorText words = browserSignInWords(error);
    m_code = {};
    endWaiting();
    m_trouble->setText(words.what, words.detail);
    showState();
    if (isVisible())
        m_again->setFocus();
}

void DeviceCodePage::showTime()
{
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(m_endsAt - m_clock.elapsed());
    if (left.count() <= 0)
        return m_time->setText(tr("The code is no longer good."));
    if (left < std::chrono::minutes(1))
        return m_time->setText(tr("The code is good for %n more second(s).", nullptr, int(left.count())));
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(left).count();
    m_time->setText(tr("The code is good for %n more minute(s).", nullptr, int(qMin<qint64>(minutes, 999))));
}

void DeviceCodePage::showState()
{
    const bool hasCode = !m_code.userCode.isEmpty();
    const bool hasFailed = !m_trouble->what().isEmpty() && !isBusy();
    if (!hasCode)
        m_tick.stop();
    m_intro->setVisible(!hasFailed);
    m_intro->setText(hasCode ? tr("Open this address in a browser, on this or on another device, and type "
                                  "the code there:")
                             : tr("One moment…"));
    m_address->setText(shortened(m_code.verificationUri.toDisplayString(), 200));
    m_letters->setText(shortened(cleanName(m_code.userCode), LongestCode));
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_address, m_letters, m_time, m_copyCode, m_copyAddress, m_open})
        part->setVisible(hasCode);
    m_picture->setVisible(hasCode && !m_picture->isEmpty());
    m_again->setVisible(hasFailed);
}

QString DeviceCodePage::title() const
{
    return tr("Sign in on another device");
}

QWidget *DeviceCodePage::firstField() const
{
    return m_copyCode->isHidden() ? m_back : m_copyCode;
}

QPushButton *DeviceCodePage::defaultButton() const
{
    return m_again;
}

void DeviceCodePage::leave()
{
    SignInPage::leave();
    m_oauth.cancel();
    m_code = {};
    m_trouble->clear();
    showState();
}

}
