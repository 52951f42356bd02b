// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionsettingspage.h"

#include "session/encryptiontext.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/announcement.h"
#include "widgets/encryptiondialogs.h"
#include "widgets/statusline.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

using Tone = StatusLine::Tone;
using State = RecoveryStatus::State;
using Remedy = RecoveryStatus::Remedy;

constexpr std::chrono::milliseconds Tick{200};

}

EncryptionSettingsPage::EncryptionSettingsPage(Session &session, EncryptionDialogs &dialogs, QWidget *parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs), m_problem(new StatusLine(this)),
      m_thisSession(new StatusLine(this)), m_recoveryKey(new StatusLine(this)),
      m_backup(new StatusLine(this)), m_export(new StatusLine(this)), m_import(new StatusLine(this)),
      m_reset(new StatusLine(this)), m_outcome(new QLabel(this))
{
    m_problem->setObjectName(QStringLiteral("problem"));
    m_thisSession->setObjectName(QStringLiteral("thisSession"));
    m_recoveryKey->setObjectName(QStringLiteral("recoveryKeyLine"));
    m_backup->setObjectName(QStringLiteral("backup"));
    m_export->setObjectName(QStringLiteral("export"));
    m_import->setObjectName(QStringLiteral("import"));
    m_reset->setObjectName(QStringLiteral("reset"));
    m_export->setStatus(
        Tone::Neutral, tr("Keys into a file"),
        tr("The keys to your messages, under a passphrase, as other Matrix programs read them too."));
    m_export->setAction(tr("E&xport Keys…"));
    m_import->setStatus(Tone::Neutral, tr("Keys from a file"),
                        tr("That Linnet or another Matrix program has written."));
    m_import->setAction(tr("&Import Keys…"));
    m_reset->setStatus(Tone::Neutral, tr("A new beginning"),
                       tr("If you have lost your recovery key and all other sessions."));
    m_reset->setAction(tr("&Reset…"));
    layOut();
    m_tick.setInterval(Tick);
    connect(&m_tick, &QTimer::timeout, this, &EncryptionSettingsPage::showDownload);
    Recovery &recovery = session.recovery();
    connect(&recovery, &Recovery::changed, this, &EncryptionSettingsPage::refresh);
    connect(&session.encryptionHealth(), &EncryptionHealth::changed, this, &EncryptionSettingsPage::refresh);
    connect(m_problem, &StatusLine::actionTriggered, this, &EncryptionSettingsPage::signOutRequested);
    connect(m_thisSession, &StatusLine::actionTriggered, this, &EncryptionSettingsPage::verifyRequested);
    connect(m_recoveryKey, &StatusLine::actionTriggered, this, &EncryptionSettingsPage::onRecoveryAction);
    connect(m_backup, &StatusLine::actionTriggered, this, &EncryptionSettingsPage::onBackupAction);
    connect(m_export, &StatusLine::actionTriggered, &m_dialogs, &EncryptionDialogs::exportKeys);
    connect(m_import, &StatusLine::actionTriggered, &m_dialogs, &EncryptionDialogs::importKeys);
    connect(m_reset, &StatusLine::actionTriggered, this,
            [this] { m_dialogs.makeKey(RecoveryKeyDialog::Kind::Reset); });
    connect(&m_dialogs, &EncryptionDialogs::done, this, &EncryptionSettingsPage::say);
    refresh();
}

void EncryptionSettingsPage::layOut()
{
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::units(4, font()));
    for (StatusLine *line : lines())
        layout->addWidget(line);
    layout->addWidget(m_outcome);
    layout->addStretch();
}

/// Somebody looks: what is shown is to be of now, also where the server did not say that it has changed.
void EncryptionSettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_session.recovery().refresh();
}

void EncryptionSettingsPage::refresh()
{
    const RecoveryStatus &status = m_session.recovery().status();
    showSession(status);
    showRecoveryKey(status);
    showBackup(status);
    m_reset->setActionEnabled(status.isKnown && status.hasIdentity);
    for (StatusLine *part : {m_recoveryKey, m_backup, m_export, m_import, m_reset})
        part->setVisible(m_session.hasEncryption());
    showProblem();
    alignButtons();
}

QList<StatusLine *> EncryptionSettingsPage::lines() const
{
    return {m_problem, m_thisSession, m_recoveryKey, m_backup, m_export, m_import, m_reset};
}

/// They stand one under the other.
void EncryptionSettingsPage::alignButtons()
{
    int widest = 0;
    for (StatusLine *line : lines()) {
        if (!line->button()->text().isEmpty())
            widest = std::max(widest, line->button()->sizeHint().width());
    }
    for (StatusLine *line : lines())
        line->button()->setMinimumWidth(widest);
}

/// The gravest; what stands below it is not known while the keys are not to be relied on.
void EncryptionSettingsPage::showProblem()
{
    const auto problems = m_session.encryptionHealth().problems();
    m_problem->setVisible(!problems.isEmpty());
    if (!m_session.encryptionHealth().areKeysOurs()) {
        for (StatusLine *part : {m_thisSession, m_recoveryKey, m_backup})
            part->hide();
    } else {
        m_thisSession->show();
    }
    if (problems.isEmpty())
        return;
    const auto text = EncryptionText::problem(problems.first());
    m_problem->setStatus(Tone::Warning, text.what, text.help);
    m_problem->setAction(EncryptionHealth::endsByItself(problems.first()) ? QString() : tr("Sign &Out…"));
}

void EncryptionSettingsPage::showSession(const RecoveryStatus &status)
{
    m_thisSession->setAction(status.isKnown && status.canBeVerified() ? tr("&Verify…") : QString());
    if (!m_session.hasEncryption())
        return m_thisSession->setStatus(Tone::Neutral,
                                        tr("This connection to the server knows no encryption."));
    if (!status.isKnown)
        return m_thisSession->setStatus(Tone::Neutral, status.trouble ? ErrorText::of(*status.trouble).what
                                                                      : tr("Asking the server…"));
    if (status.isSessionVerified)
        m_thisSession->setStatus(Tone::Good, tr("This session is verified."),
                                 tr("Others can be sure that it is yours."));
    else
        m_thisSession->setStatus(
            Tone::Warning, tr("This session is not verified."),
            tr("Others cannot be sure that it is yours, and may not let it read what they "
               "write. The recovery key verifies it, or another session of yours."));
}

void EncryptionSettingsPage::showRecoveryKey(const RecoveryStatus &status)
{
    m_recoveryKey->setActionEnabled(!m_session.recovery().isBusy());
    switch (status.state()) {
    case State::Unknown:
        m_recoveryKey->setStatus(Tone::Neutral, tr("Recovery key: not known yet"));
        return m_recoveryKey->setAction({});
    case State::None:
        m_recoveryKey->setStatus(Tone::Warning, tr("There is no recovery key."),
                                 tr("Without one, your encrypted messages are lost with your last session."));
        return m_recoveryKey->setAction(tr("&Set Up…"));
    case State::Locked:
        m_recoveryKey->setStatus(
            Tone::Warning, tr("Your secrets are not on this computer."),
            status.hasStorage ? tr("Enter your recovery key to read your encrypted messages of before.")
                              : tr("The account has no recovery key. Verify this session from another "
                                   "one that is verified."));
        return m_recoveryKey->setAction(status.hasStorage ? tr("&Enter Recovery Key…") : QString());
    case State::Broken:
        m_recoveryKey->setStatus(Tone::Warning, tr("The recovery key does not open everything."),
                                 status.remedy() == Remedy::EnterKey
                                     ? tr("Enter it, so that what is missing can be put right.")
                                     : tr("Parts of what it protects are missing."));
        if (status.remedy() == Remedy::EnterKey)
            return m_recoveryKey->setAction(tr("&Enter Recovery Key…"));
        return m_recoveryKey->setAction(status.remedy() == Remedy::MakeKey ? tr("&New Recovery Key…")
                                                                           : QString());
    case State::Ready:
        m_recoveryKey->setStatus(Tone::Good, tr("The recovery key is set up."),
                                 tr("With it you read your encrypted messages wherever you sign in."));
        return m_recoveryKey->setAction(tr("&Change…"));
    }
}

void EncryptionSettingsPage::showBackup(const RecoveryStatus &status)
{
    if (m_session.recovery().download().isFetchingAll())
        return showDownload();
    m_tick.stop();
    m_backup->setActionEnabled(true);
    const QString count =
        tr("%1 of %n key(s) are in the backup.", nullptr, status.keys).arg(status.backedUpKeys);
    if (!status.isKnown) {
        m_backup->setStatus(Tone::Neutral, tr("Backup: not known yet"));
        m_backup->setAction({});
    } else if (!status.hasBackup()) {
        m_backup->setStatus(Tone::Warning, tr("The keys to your messages are not backed up."));
        m_backup->setAction(status.hasSecrets && status.hasStorage ? tr("&Turn On…") : QString());
    } else if (status.isBackupOn && status.hasBackupKey) {
        m_backup->setStatus(Tone::Good,
                            status.isBackedUp() ? tr("The backup is on and up to date.")
                                                : tr("The backup is on. Keys are on their way to it."),
                            count);
        m_backup->setAction(tr("&Download All"));
    } else if (status.isBackupOn) {
        m_backup->setStatus(Tone::Neutral, tr("Keys go into the backup, but this session cannot read it."),
                            count);
        m_backup->setAction({});
    } else if (!status.hasStorage) {
        m_backup->setStatus(Tone::Warning, tr("There is a backup that this session cannot use."),
                            tr("It may have a recovery key of its own, as older apps made them."));
        m_backup->setAction(tr("&Enter Its Key…"));
    } else {
        m_backup->setStatus(Tone::Warning, tr("There is a backup that this session cannot use."),
                            status.isBackupKeyStored ? tr("The recovery key opens it.")
                                                     : tr("Nothing here or in the account opens it."));
        m_backup->setAction(!status.isBackupKeyStored && status.hasSecrets ? tr("&Begin a New One…")
                                                                           : QString());
    }
}

void EncryptionSettingsPage::showDownload()
{
    const BackupDownload &download = m_session.recovery().download();
    if (!download.isFetchingAll())
        return;
    m_backup->setStatus(Tone::Neutral, tr("Fetching keys from the backup…"),
                        download.total() > 0
                            ? tr("%1 of %n key(s)", nullptr, download.total()).arg(download.done())
                            : QString());
    m_backup->setActionEnabled(false);
    m_tick.start();
}

void EncryptionSettingsPage::onRecoveryAction()
{
    const RecoveryStatus &status = m_session.recovery().status();
    if (status.state() == State::Ready)
        m_dialogs.makeKey(RecoveryKeyDialog::Kind::Change);
    else
        m_dialogs.remedy();
}

void EncryptionSettingsPage::onBackupAction()
{
    const RecoveryStatus &status = m_session.recovery().status();
    if (status.isBackupOn && status.hasBackupKey)
        fetchAll();
    else if (status.hasBackup() && !status.isBackupOn && !status.hasStorage)
        m_dialogs.enterKey();
    else
        m_dialogs.makeKey(RecoveryKeyDialog::Kind::Change);
}

void EncryptionSettingsPage::fetchAll()
{
    m_session.recovery().download().fetchAll().then(this, [this](const Result<KeyImport> &imported) {
        say(imported ? tr("%n new key(s) from the backup.", nullptr, int(imported->keys.size()))
                     : ErrorText::of(imported.error()).what);
    });
}

void EncryptionSettingsPage::say(const QString &what)
{
    m_outcome->setText(what);
    Announcement::say(*m_outcome, what);
}

}
