// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keeppage.h"

#include "session/errortext.h"
#include "ui_keeppage.h"

namespace linnet {

namespace {

bool isKeychainTrouble(const Error &error)
{
    return error.kind == Error::Kind::KeychainLocked || error.kind == Error::Kind::KeychainMissing ||
           error.kind == Error::Kind::KeychainRefused;
}

constexpr int ShortestPassphrase = 8;

}

KeepPage::KeepPage(PassphraseFileCredentials &file, QWidget *parent)
    : SignInPage(parent), m_file(file), m_ui(std::make_unique<Ui::KeepPage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->choices, m_ui->fileForm}, m_ui->busy);
    for (PasswordEdit *line : {m_ui->passphrase, m_ui->repeat}) {
        connect(line, &QLineEdit::textChanged, this, &KeepPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->fileTrouble, &TroubleLines::clear);
        connect(m_ui->show, &QCheckBox::toggled, line, &PasswordEdit::setShown);
    }
    connect(m_ui->busy, &BusyLine::shown, this, [this] {
        // Stopping is giving up, which must not be pressed by accident where it loses the account.
        m_ui->stop->setVisible(m_isGivingUp || !isLostWhenGivenUp());
    });
    connect(m_ui->tryAgain, &QPushButton::clicked, this, [this] { start(m_secrets); });
    connect(m_ui->useFile, &QPushButton::clicked, this, &KeepPage::showFileForm);
    connect(m_ui->giveUp, &QPushButton::clicked, this, &KeepPage::giveUp);
    connect(m_ui->useIt, &QPushButton::clicked, this, &KeepPage::useFile);
    connect(m_ui->back, &QPushButton::clicked, this, &KeepPage::goBack);
    connect(m_ui->stop, &QPushButton::clicked, this, &KeepPage::stop);
}

KeepPage::~KeepPage() = default;

QString KeepPage::title() const
{
    return tr("Keeping you signed in");
}

QWidget *KeepPage::firstField() const
{
    return m_ui->fileForm->isHidden() ? static_cast<QWidget *>(m_ui->tryAgain) : m_ui->passphrase;
}

QPushButton *KeepPage::defaultButton() const
{
    return m_ui->fileForm->isHidden() ? m_ui->tryAgain : m_ui->useIt;
}

bool KeepPage::isLostWhenGivenUp() const
{
    return m_signIn && m_signIn->origin() == FreshSignIn::Origin::NoPassword;
}

void KeepPage::keep(std::unique_ptr<FreshSignIn> signIn)
{
    m_signIn = std::move(signIn);
    m_isGivingUp = false;
    connect(m_signIn.get(), &FreshSignIn::kept, this, [this](const std::shared_ptr<OpenAccount> &account) {
        // Not from inside its own signal.
        m_signIn.release()->deleteLater();
        endWaiting();
        Q_EMIT kept(account);
    });
    connect(m_signIn.get(), &FreshSignIn::refused, this, &KeepPage::onRefused);
    connect(m_signIn.get(), &FreshSignIn::ended, this, &KeepPage::onEnded);
    m_ui->intro->setText(
        tr("You are signed in as %1. The access token and the key to your messages go into the "
           "keychain of this computer.")
            .arg(m_signIn->user().toString()));
    start(Account::Secrets::Keychain);
}

void KeepPage::start(Account::Secrets secrets)
{
    if (isBusy() || !m_signIn)
        return;
    m_secrets = secrets;
    m_ui->choices->hide();
    m_ui->fileForm->hide();
    m_ui->stop->hide();
    m_ui->trouble->clear();
    beginWaiting(secrets == Account::Secrets::Keychain ? tr("Waiting for the keychain…")
                                                       : tr("Writing the file…"));
    m_signIn->keep(secrets);
}

void KeepPage::onRefused(const Error &error)
{
    endWaiting();
    m_ui->trouble->setError(error, ErrorText::During::SignIn);
    m_ui->useFile->setVisible(isKeychainTrouble(error) || m_secrets == Account::Secrets::PassphraseFile);
    showChoices();
}

void KeepPage::showChoices()
{
    m_ui->passphrase->wipe();
    m_ui->repeat->wipe();
    m_ui->show->setChecked(false);
    m_ui->fileForm->hide();
    m_ui->stop->hide();
    m_ui->advice->setText(isLostWhenGivenUp() ? tr("Nothing was stored. The account has no password: if you "
                                                   "give up or close this window, it is "
                                                   "lost for ever.")
                                              : tr("Nothing was stored. What you try now is for the same "
                                                   "sign-in; there will be no second one."));
    m_ui->choices->show();
    m_ui->tryAgain->setFocus();
}

void KeepPage::showFileForm()
{
    m_ui->choices->hide();
    m_ui->fileTrouble->clear();
    m_ui->fileForm->show();
    updateButton();
    m_ui->passphrase->setFocus();
}

void KeepPage::updateButton()
{
    m_ui->useIt->setEnabled(!m_ui->passphrase->text().isEmpty() && !m_ui->repeat->text().isEmpty());
}

void KeepPage::useFile()
{
    if (m_ui->passphrase->text() != m_ui->repeat->text()) {
        m_ui->fileTrouble->setText(tr("The two passphrases are not the same."));
        m_ui->repeat->setFocus();
        m_ui->repeat->selectAll();
        return;
    }
    // Whoever gets hold of the file can try as often as they like.
    if (m_ui->passphrase->text().size() < ShortestPassphrase) {
        m_ui->fileTrouble->setText(tr("Use at least %1 characters.").arg(ShortestPassphrase));
        m_ui->passphrase->setFocus();
        m_ui->passphrase->selectAll();
        return;
    }
    m_ui->repeat->wipe();
    m_file.setNewPassphrase(m_ui->passphrase->take());
    start(Account::Secrets::PassphraseFile);
}

void KeepPage::giveUp()
{
    if (!m_signIn || m_isGivingUp)
        return;
    m_isGivingUp = true;
    m_ui->choices->hide();
    m_ui->fileForm->hide();
    m_ui->trouble->clear();
    m_ui->stop->setVisible(m_ui->busy->isShown()); // where the keychain was waited for before
    beginWaiting(tr("Ending the sign-in…"));
    m_signIn->giveUp();
}

void KeepPage::onEnded(const Status &status)
{
    m_signIn.release()->deleteLater();
    endWaiting();
    if (m_secrets == Account::Secrets::PassphraseFile)
        m_file.lock();
    Q_EMIT ended(status);
}

void KeepPage::stop()
{
    if (!m_isGivingUp)
        return giveUp();
    // Its end is asked for once more, and nobody waits for the answer.
    m_signIn.reset();
    endWaiting();
    Q_EMIT ended(Done{});
}

void KeepPage::goBack()
{
    if (!m_ui->fileForm->isHidden())
        showChoices();
    else if (!isLostWhenGivenUp())
        giveUp();
}

void KeepPage::leave()
{
    SignInPage::leave();
    m_ui->passphrase->wipe();
    m_ui->repeat->wipe();
    m_ui->show->setChecked(false);
}

}
