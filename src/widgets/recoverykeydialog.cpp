// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recoverykeydialog.h"

#include "session/errortext.h"
#include "widgets/authform.h"
#include "widgets/busyline.h"
#include "widgets/messagebar.h"
#include "widgets/newkeypage.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

namespace {

using Kind = RecoveryKeyDialog::Kind;

QString titleOf(Kind kind)
{
    switch (kind) {
    case Kind::Make:
        return RecoveryKeyDialog::tr("Set up a recovery key");
    case Kind::Change:
        return RecoveryKeyDialog::tr("New recovery key");
    case Kind::Reset:
        break;
    }
    return RecoveryKeyDialog::tr("Reset encryption");
}

QString bullet(const QString &text)
{
    return QStringLiteral("•\u00a0") + text;
}

QString wordsOfReset(const RecoveryStatus &status)
{
    QStringList lines{
        RecoveryKeyDialog::tr("Do this only if you have lost your recovery key and have no other "
                              "session left that could verify this one. You get a new recovery "
                              "key, and this is lost:")};
    if (status.hasBackup() && !status.hasBackupKey)
        lines << bullet(RecoveryKeyDialog::tr("Encrypted messages of before that cannot be read here will "
                                              "never be readable: their keys in the backup are given up."));
    lines << bullet(RecoveryKeyDialog::tr("Who has verified you sees that your identity has changed, and has "
                                          "to verify you again."))
          << bullet(RecoveryKeyDialog::tr("You will have to verify people again."))
          << bullet(RecoveryKeyDialog::tr("Your other sessions are no longer verified."));
    return lines.join(QStringLiteral("\n\n"));
}

QString wordsOf(Kind kind, const RecoveryStatus &status)
{
    switch (kind) {
    case Kind::Make:
        return RecoveryKeyDialog::tr("With a recovery key you read your encrypted messages wherever you sign "
                                     "in, and keep them if this computer is lost or you sign out.") +
               QStringLiteral("\n\n") +
               RecoveryKeyDialog::tr("It works like a password to your messages: the server never learns it, "
                                     "and nobody can give it back to you.");
    case Kind::Change:
        return RecoveryKeyDialog::tr(
            "You get a new recovery key. The one of before, or the passphrase, stops "
            "working. Nothing is lost.");
    case Kind::Reset:
        break;
    }
    return wordsOfReset(status);
}

}

RecoveryKeyDialog::RecoveryKeyDialog(Recovery &recovery, const UserId &self, Kind kind, QWidget *parent)
    : QDialog(parent), m_recovery(recovery), m_self(self), m_kind(kind), m_pages(new QStackedWidget(this)),
      m_newKey(new NewKeyPage(m_pages)), m_auth(nullptr), m_busy(nullptr), m_failure(new MessageBar(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(kind));
    m_next = m_buttons->addButton(tr("Continue"), QDialogButtonBox::ActionRole);
    m_next->setDefault(kind != Kind::Reset);
    m_next->setAutoDefault(kind != Kind::Reset);
    m_pages->addWidget(makeIntro());
    m_pages->addWidget(m_newKey);
    m_pages->addWidget(makeWork());
    m_failure->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_failure);
    layout->addWidget(m_buttons);
    resize(Theme::units(120, font()), Theme::units(70, font()));
    connect(m_newKey, &NewKeyPage::confirmationChanged, this, &RecoveryKeyDialog::updateButton);
    connect(m_auth, &AuthForm::changed, this, &RecoveryKeyDialog::updateButton);
    connect(m_next, &QPushButton::clicked, this, &RecoveryKeyDialog::goOn);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButton();
}

RecoveryKeyDialog::~RecoveryKeyDialog() = default;

/// Who has saved a key takes it for the account's: once, they are told that it is not yet.
void RecoveryKeyDialog::reject()
{
    const bool isSaved = m_pages->currentIndex() == Key && m_newKey->isConfirmed();
    if (!isSaved || std::exchange(m_isWarned, true))
        return QDialog::reject();
    m_failure->setMessage(MessageBar::Tone::Warning, tr("The key that you have saved is not in use yet."),
                          tr("Continue makes it yours. Cancel once more gives it up."));
    m_failure->show();
}

/// Not held up: the program may be ending.
void RecoveryKeyDialog::closeEvent(QCloseEvent *event)
{
    m_isWarned = true;
    QDialog::closeEvent(event);
}

QWidget *RecoveryKeyDialog::makeIntro()
{
    auto *page = new QWidget(m_pages);
    auto *words = new QLabel(wordsOf(m_kind, m_recovery.status()), page);
    words->setObjectName(QStringLiteral("intro"));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(words);
    layout->addStretch();
    return page;
}

QWidget *RecoveryKeyDialog::makeWork()
{
    auto *page = new QWidget(m_pages);
    m_auth = new AuthForm(page);
    m_busy = new BusyLine(page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_auth);
    layout->addWidget(m_busy);
    layout->addStretch();
    return page;
}

void RecoveryKeyDialog::goOn()
{
    if (m_pages->currentIndex() == Intro)
        showKey();
    else if (m_auth->isAsking())
        submit();
    else
        start();
}

void RecoveryKeyDialog::submit()
{
    m_busy->start(tr("Asking the server…"));
    m_auth->submit();
}

/// Before it is anybody's: nobody must depend on a key that was never seen.
void RecoveryKeyDialog::showKey()
{
    const auto key = Recovery::newKey();
    if (!key)
        return onEnded(key.error());
    m_key = *key;
    m_newKey->setKey(m_key->recoveryKey(), m_self.toString());
    m_pages->setCurrentIndex(Key);
    updateButton();
}

void RecoveryKeyDialog::start()
{
    m_isRunning = true;
    m_failure->hide();
    m_pages->setCurrentIndex(Work);
    m_busy->start(tr("Asking the server…"));
    updateButton();
    const AskAuth ask = [this](const AuthStage &stage) {
        m_busy->stop();
        return m_auth->ask(stage);
    };
    const RecoveryProgress progress = [this](RecoveryStep step) { showStep(step); };
    auto task = m_kind == Kind::Reset ? m_recovery.reset(m_key, ask, progress)
                                      : m_recovery.make(m_key, ask, progress);
    std::move(task).then(this, [this](const Status &status) { onEnded(status); });
}

void RecoveryKeyDialog::showStep(RecoveryStep step)
{
    switch (step) {
    case RecoveryStep::Looking:
        return m_busy->start(tr("Asking the server…"));
    case RecoveryStep::Identity:
        return m_busy->start(tr("Publishing your identity…"));
    case RecoveryStep::Backup:
        return m_busy->start(tr("Setting up the backup…"));
    case RecoveryStep::Storage:
        return m_busy->start(tr("Storing your keys…"));
    }
}

void RecoveryKeyDialog::onEnded(const Status &status)
{
    m_isRunning = false;
    m_busy->stop();
    if (status)
        return accept();
    const ErrorText text = ErrorText::of(status.error());
    m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
    m_failure->show();
    updateButton();
}

void RecoveryKeyDialog::updateButton()
{
    const int page = m_pages->currentIndex();
    if (page == Work && !m_isRunning)
        m_next->setText(tr("Try Again"));
    else if (page == Intro && m_kind == Kind::Reset)
        m_next->setText(tr("Reset Everything"));
    else
        m_next->setText(tr("Continue"));
    const bool isReady = page == Intro || (page == Key && m_newKey->isConfirmed()) ||
                         (page == Work && (!m_isRunning || m_auth->canSubmit()));
    m_next->setEnabled(isReady);
    if (page != Intro)
        m_next->setDefault(true);
}

}
