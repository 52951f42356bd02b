// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrgrantdialog.h"

#include "bridge/qrcode.h"
#include "widgets/announcement.h"
#include "widgets/busyline.h"
#include "widgets/checkcodeedit.h"
#include "widgets/qrcodeview.h"
#include "widgets/qrwords.h"
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

using State = QrGrant::State;

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

}

QrGrantDialog::QrGrantDialog(std::unique_ptr<QrGrant> grant, QWidget *parent)
    : QDialog(parent), m_grant(std::move(grant)), m_what(makeLabel(this, "what")),
      m_more(makeLabel(this, "more")), m_picture(new QrCodeView(this)), m_code(new CheckCodeEdit(this)),
      m_trouble(new TroubleLines(this)), m_busy(new BusyLine(this)),
      m_open(new QPushButton(tr("&Open Again"), this)), m_copy(new QPushButton(tr("Copy &Address"), this)),
      m_close(new QPushButton(this)), m_next(new QPushButton(this))
{
    setObjectName(QStringLiteral("qrGrant"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign in another device"));
    m_what->setFont(Theme::name(font()));
    m_what->setBuddy(m_code);
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_open->setObjectName(QStringLiteral("openAgain"));
    m_copy->setObjectName(QStringLiteral("copyAddress"));
    m_close->setObjectName(QStringLiteral("close"));
    m_next->setObjectName(QStringLiteral("next"));
    for (QPushButton *button : {m_open, m_copy, m_close})
        button->setAutoDefault(false);
    m_next->setDefault(true);
    layOut();
    connect(m_open, &QPushButton::clicked, this, &QrGrantDialog::openPage);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded)); });
    connect(m_close, &QPushButton::clicked, this, &QrGrantDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &QrGrantDialog::goOn);
    connect(m_code, &QLineEdit::textChanged, this, [this] { m_next->setEnabled(m_code->isWhole()); });
    connect(m_grant.get(), &QrGrant::stateChanged, this, &QrGrantDialog::refresh);
    connect(m_grant.get(), &QrGrant::browserNeeded, this, &QrGrantDialog::onBrowserNeeded);
    connect(m_grant.get(), &QrGrant::failed, this, &QrGrantDialog::onFailed);
    begin();
}

QrGrantDialog::~QrGrantDialog()
{
    m_grant->disconnect(this);
}

void QrGrantDialog::layOut()
{
    const int unit = Theme::units(1, font());
    auto *actions = new QHBoxLayout;
    actions->setSpacing(2 * unit);
    actions->addWidget(m_open);
    actions->addWidget(m_copy);
    actions->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_close);
    buttons->addStretch();
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(3 * unit);
    column->addWidget(m_what);
    column->addWidget(m_more);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_code, 0, Qt::AlignHCenter);
    column->addLayout(actions);
    column->addWidget(m_trouble);
    column->addStretch();
    column->addWidget(m_busy);
    column->addLayout(buttons);
    setMinimumWidth(Theme::units(110, font()));
}

void QrGrantDialog::begin()
{
    m_trouble->clear();
    m_page.clear();
    m_grant->start();
}

void QrGrantDialog::goOn()
{
    if (m_grant->state() == State::Checking)
        m_grant->check(m_code->text());
    else if (m_grant->state() == State::Idle)
        begin();
}

void QrGrantDialog::onBrowserNeeded(const QUrl &page)
{
    m_page = page;
    openPage();
    refresh();
}

void QrGrantDialog::openPage()
{
    if (QDesktopServices::openUrl(m_page))
        m_trouble->clear();
    else
        m_trouble->setText(tr("No browser could be started. Copy the address and open it yourself."));
}

void QrGrantDialog::onFailed(const Error &error)
{
    const ErrorText words = qrWords(error);
    m_trouble->setText(words.what, words.detail);
    Announcement::say(*this, words.what);
}

void QrGrantDialog::reject()
{
    m_grant->cancel();
    QDialog::reject();
}

void QrGrantDialog::say(const QString &what, const QString &more)
{
    if (m_what->text() != what)
        Announcement::say(*this, what);
    m_what->setText(what);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

QString QrGrantDialog::busyWords() const
{
    switch (m_grant->state()) {
    case State::Preparing:
        return tr("Asking the server…");
    case State::Showing:
        return tr("Waiting for the other device to scan the code…");
    case State::Waiting:
        return tr("Waiting for the other device…");
    case State::InBrowser:
        return tr("Waiting until you have agreed in the browser…");
    case State::Finishing:
        return tr("Handing over the keys…");
    case State::Idle:
    case State::Checking:
    case State::Done:
        break;
    }
    return {};
}

void QrGrantDialog::refresh()
{
    const State state = m_grant->state();
    switch (state) {
    case State::Idle:
        say(tr("The other device was not signed in"));
        break;
    case State::Preparing:
        say(tr("One moment…"));
        break;
    case State::Showing:
        say(tr("Scan this code with the other device"),
            tr("Open a Matrix app on it, choose to sign in with a QR code, and hold its camera before this. "
               "Show it "
               "to nobody else."));
        break;
    case State::Checking:
        say(tr("Type the two digits that the other device shows"),
            tr("If it shows none, or an error, press Cancel: somebody else may have scanned the code."));
        break;
    case State::Waiting:
        say(tr("The devices are connected"));
        break;
    case State::InBrowser:
        say(tr("Agree in the browser"),
            tr("Your server asks there whether the other device may be signed in."));
        break;
    case State::Finishing:
        say(tr("Almost done"));
        break;
    case State::Done:
        say(tr("The other device is signed in"), tr("It is verified, and can read your encrypted messages."));
        break;
    }
    const QrCode picture = state == State::Showing ? QrCode::of(m_grant->code()) : QrCode();
    m_picture->setSquares(picture.squares, picture.side);
    m_picture->setVisible(!m_picture->isEmpty());
    if (state != State::Checking)
        m_code->clear();
    m_code->setVisible(state == State::Checking);
    m_open->setVisible(state == State::InBrowser);
    m_copy->setVisible(state == State::InBrowser);
    m_next->setVisible(state == State::Checking || state == State::Idle);
    m_next->setText(state == State::Idle ? tr("Get Another &Code") : tr("&Continue"));
    m_next->setEnabled(state == State::Idle || m_code->isWhole());
    m_close->setText(m_grant->isRunning() ? tr("Cancel") : tr("Close"));
    if (const QString words = busyWords(); words.isEmpty())
        m_busy->stop();
    else
        m_busy->start(words);
    if (state == State::Checking)
        m_code->setFocus();
    adjustSize();
}

}
