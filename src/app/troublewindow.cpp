// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/troublewindow.h"

#include "base/application.h"
#include "session/errortext.h"
#include "widgets/passwordedit.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace linnet {

namespace {

/// What the trouble means for the person's messages, and the way out.
QString advice(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::KeychainMissing:
        return TroubleWindow::tr(
            "Your messages are safe on this computer, but the key to them is in the system's keychain. "
            "Start the keychain (GNOME Keyring, KWallet or another one), then try again.");
    case Error::Kind::KeychainLocked:
    case Error::Kind::KeychainRefused:
        return TroubleWindow::tr(
            "Your messages are safe on this computer, but the key to them is in the system's keychain. "
            "Unlock the keychain, then try again.");
    case Error::Kind::EntryNotFound:
        return TroubleWindow::tr(
            "The key to the messages on this computer is gone from the system's keychain. You can set the "
            "messages aside and sign in again; the server still has them.");
    case Error::Kind::PassphraseNeeded:
        return TroubleWindow::tr(
            "The key to your messages is kept in a file under it. If you have forgotten it, you can set the "
            "messages of this computer aside and sign in again; the server still has them.");
    case Error::Kind::Corrupt:
        return TroubleWindow::tr(
            "You can set the damaged file aside and sign in again; the server still has your messages. "
            "Messages that were not sent yet stay in the damaged file.");
    case Error::Kind::NewerVersion:
        return TroubleWindow::tr("Start the newer Linnet, or use another profile (--profile NAME).");
    case Error::Kind::InUse:
        return TroubleWindow::tr("Close the other Linnet, then try again.");
    case Error::Kind::DiskFull:
        return TroubleWindow::tr("Make some room on the disk, then try again.");
    default:
        return TroubleWindow::tr("You can try again, or quit.");
    }
}

}

TroubleWindow::TroubleWindow(const Error &error, const std::optional<Account> &account, QWidget *parent)
    : QWidget(parent), m_detail(new QLabel(this)), m_passphrase(new PasswordEdit(this)),
      m_buttons(new QDialogButtonBox(this))
{
    setWindowTitle(
        account
            ? QStringLiteral("%1 \u2013 %2").arg(account->user.toString(), QLatin1String(application::Name))
            : QLatin1String(application::Name));
    const ErrorText text = ErrorText::of(error);
    auto *icon = new QLabel(this);
    const int side = style()->pixelMetric(QStyle::PM_MessageBoxIconSize, nullptr, this);
    icon->setPixmap(style()->standardIcon(QStyle::SP_MessageBoxWarning, nullptr, this).pixmap(side, side));
    icon->setAlignment(Qt::AlignTop);
    auto *what = new QLabel(text.what, this);
    QFont bold = what->font();
    bold.setWeight(QFont::DemiBold);
    what->setFont(bold);
    auto *how = new QLabel(advice(error), this);
    m_detail->setText(text.detail);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    m_detail->setVisible(!text.detail.isEmpty());
    for (QLabel *label : {what, how, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_passphrase->setVisible(error.kind == Error::Kind::PassphraseNeeded);
    addButtons(error);

    auto *words = new QVBoxLayout;
    words->addWidget(what);
    words->addWidget(how);
    words->addWidget(m_passphrase);
    words->addWidget(m_detail);
    words->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(icon);
    row->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addLayout(row, 1);
    layout->addWidget(m_buttons);
    resize(480, 200);
}

void TroubleWindow::addButtons(const Error &error)
{
    const bool canSetAside = error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::EntryNotFound ||
                             error.kind == Error::Kind::PassphraseNeeded;
    if (canSetAside) {
        QPushButton *aside = m_buttons->addButton(tr("Set Aside and Sign In"), QDialogButtonBox::ActionRole);
        aside->setObjectName(QStringLiteral("setAsideButton"));
        connect(aside, &QPushButton::clicked, this, &TroubleWindow::setAsideRequested);
    }
    QPushButton *quit = m_buttons->addButton(tr("Quit"), QDialogButtonBox::RejectRole);
    quit->setObjectName(QStringLiteral("quitButton"));
    connect(quit, &QPushButton::clicked, this, &TroubleWindow::quitRequested);
    QPushButton *retry =
        m_buttons->addButton(error.kind == Error::Kind::PassphraseNeeded ? tr("Unlock") : tr("Try Again"),
                             QDialogButtonBox::AcceptRole);
    retry->setObjectName(QStringLiteral("retryButton"));
    retry->setDefault(true);
    connect(retry, &QPushButton::clicked, this, &TroubleWindow::goOn);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &TroubleWindow::goOn);
}

void TroubleWindow::goOn()
{
    if (m_passphrase->isHidden())
        Q_EMIT retryRequested();
    else if (!m_passphrase->text().isEmpty())
        Q_EMIT passphraseEntered(m_passphrase->take());
}

void TroubleWindow::setFailure(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    m_detail->setText(text.detail.isEmpty() ? text.what : text.detail);
    m_detail->show();
    if (!m_passphrase->isHidden())
        m_passphrase->setFocus();
    // Words that came must not squeeze those that are there.
    layout()->activate();
    resize(width(), qMax(height(), layout()->totalHeightForWidth(width())));
}

}
