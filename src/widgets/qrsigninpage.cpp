// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrsigninpage.h"

#include "bridge/qrcode.h"
#include "matrix/displayname.h"
#include "widgets/announcement.h"
#include "widgets/busyline.h"
#include "widgets/checkcodeedit.h"
#include "widgets/qrcodeview.h"
#include "widgets/qrwords.h"
#include "widgets/theme.h"
#include "widgets/troublelines.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

using State = QrSignIn::State;

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

QrSignInPage::QrSignInPage(Transport &transport, Clock &clock, QWidget *parent)
    : SignInPage(parent), m_signIn(transport, clock), m_what(makeLabel(this, "intro")),
      m_letters(makeLabel(this, "userCode")), m_picture(new QrCodeView(this)),
      m_code(new CheckCodeEdit(this)), m_trouble(new TroubleLines(this)), m_busy(new BusyLine(this)),
      m_back(new QPushButton(tr("Cancel"), this)), m_next(new QPushButton(this))
{
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_back->setObjectName(QStringLiteral("back"));
    m_next->setObjectName(QStringLiteral("next"));
    m_what->setBuddy(m_code);
    m_letters->setAccessibleName(tr("Code"));
    m_letters->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_back->setAutoDefault(false);
    layOut();
    setUp({}, m_busy);
    connect(m_back, &QPushButton::clicked, this, &QrSignInPage::goBack);
    connect(m_next, &QPushButton::clicked, this, &QrSignInPage::goOn);
    connect(m_code, &QLineEdit::textChanged, this, [this] { m_next->setEnabled(m_code->isWhole()); });
    connect(&m_signIn, &QrSignIn::stateChanged, this, &QrSignInPage::refresh);
    connect(&m_signIn, &QrSignIn::done, this, &QrSignInPage::onDone);
    connect(&m_signIn, &QrSignIn::failed, this, &QrSignInPage::onFailed);
    refresh();
}

QrSignInPage::~QrSignInPage()
{
    m_signIn.disconnect(this);
}

void QrSignInPage::layOut()
{
    const int unit = Theme::units(1, font());
    m_letters->setFont(Theme::name(Theme::scaled(font(), 2.0)));
    m_letters->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * unit);
    column->addWidget(m_what);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_code, 0, Qt::AlignHCenter);
    column->addWidget(m_letters);
    column->addWidget(m_trouble);
    column->addWidget(m_busy);
    column->addLayout(buttons);
}

void QrSignInPage::start(const Server &server)
{
    m_server = server;
    begin();
}

void QrSignInPage::begin()
{
    m_trouble->clear();
    m_signIn.start(m_server);
}

void QrSignInPage::goOn()
{
    if (m_signIn.state() == State::Checking)
        m_signIn.check(m_code->text());
    else if (!m_signIn.isRunning())
        begin();
}

void QrSignInPage::onDone(const Server &server, const SignedIn &signedIn_)
{
    refresh();
    Q_EMIT signedIn(server, signedIn_);
}

void QrSignInPage::onFailed(const Error &error)
{
    const ErrorText words = qrWords(error);
    m_trouble->setText(words.what, words.detail);
    Announcement::say(*this, words.what);
    refresh();
    if (isVisible())
        m_next->setFocus();
}

QString QrSignInPage::words() const
{
    switch (m_signIn.state()) {
    case State::Idle:
        return {};
    case State::Preparing:
        return tr("One moment…");
    case State::Showing:
        return tr(
            "Scan this code with your phone: in the app with which you are signed in there, choose to link "
            "another device in the settings. Show the code to nobody else.");
    case State::Checking:
        return tr("Type the two digits that your phone shows. If it shows none, or an error, press Cancel: "
                  "somebody "
                  "else may have scanned the code.");
    case State::Waiting:
        return tr("The devices are connected.");
    case State::Agreeing:
        return tr("Go on in the browser of your phone. If it asks for a code, it is this one:");
    case State::Finishing:
        return tr("You are signed in. Your phone hands over the keys of your messages.");
    }
    return {};
}

QString QrSignInPage::busyWords() const
{
    switch (m_signIn.state()) {
    case State::Preparing:
        return tr("Asking the server…");
    case State::Showing:
        return tr("Waiting for your phone to scan the code…");
    case State::Waiting:
        return tr("Waiting for your phone…");
    case State::Agreeing:
        return tr("Waiting until you have agreed there…");
    case State::Finishing:
        return tr("Waiting for the keys…");
    case State::Idle:
    case State::Checking:
        break;
    }
    return {};
}

void QrSignInPage::refresh()
{
    const State state = m_signIn.state();
    const bool hasFailed = state == State::Idle && !m_trouble->what().isEmpty();
    const QString text = words();
    if (!text.isEmpty() && isVisible() && m_what->text() != text)
        Announcement::say(*this, text);
    m_what->setText(text);
    m_what->setVisible(!text.isEmpty());
    const QrCode picture = state == State::Showing ? QrCode::of(m_signIn.code()) : QrCode();
    m_picture->setSquares(picture.squares, picture.side);
    m_picture->setVisible(!m_picture->isEmpty());
    if (state != State::Checking)
        m_code->clear();
    m_code->setVisible(state == State::Checking);
    m_letters->setText(shortened(cleanName(m_signIn.userCode()), LongestCode));
    m_letters->setVisible(state == State::Agreeing);
    m_next->setVisible(state == State::Checking || hasFailed);
    m_next->setText(hasFailed ? tr("Get Another Code") : tr("Continue"));
    m_next->setEnabled(hasFailed || m_code->isWhole());
    m_next->setDefault(!m_next->isHidden());
    if (const QString busy = busyWords(); busy.isEmpty())
        endWaiting();
    else
        beginWaiting(busy);
    if (state == State::Checking && isVisible())
        m_code->setFocus();
}

QString QrSignInPage::title() const
{
    return tr("Sign in with your phone");
}

QWidget *QrSignInPage::firstField() const
{
    return m_signIn.state() == State::Checking ? static_cast<QWidget *>(m_code) : m_back;
}

QPushButton *QrSignInPage::defaultButton() const
{
    return m_next;
}

void QrSignInPage::leave()
{
    SignInPage::leave();
    m_signIn.cancel();
    m_trouble->clear();
    refresh();
}

}
