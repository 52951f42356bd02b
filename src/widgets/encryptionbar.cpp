// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionbar.h"

#include "session/encryptiontext.h"
#include "session/session.h"

namespace linnet {

EncryptionBar::EncryptionBar(Session &session, QWidget *parent) : MessageBar(parent), m_session(session)
{
    setObjectName(QStringLiteral("encryptionBar"));
    setClosable(true);
    connect(this, &MessageBar::closed, this, &EncryptionBar::onClosed);
    connect(this, &MessageBar::actionTriggered, this, &EncryptionBar::onAction);
    connect(&session.recovery(), &Recovery::changed, this, &EncryptionBar::refresh);
    connect(&session.encryptionHealth(), &EncryptionHealth::changed, this, &EncryptionBar::refresh);
    hide();
    refresh();
}

/// The gravest that somebody can end here.
std::optional<EncryptionBar::Problem> EncryptionBar::problem() const
{
    const QList<Problem> problems = m_session.encryptionHealth().problems();
    if (problems.isEmpty() || EncryptionHealth::endsByItself(problems.first()))
        return std::nullopt;
    return problems.first();
}

void EncryptionBar::onAction()
{
    if (problem())
        Q_EMIT signOutRequested();
    else
        Q_EMIT recoveryRequested();
}

void EncryptionBar::onClosed()
{
    if (const auto shown = problem())
        m_dismissed.append(*shown);
    else
        m_isRecoveryDismissed = true;
}

void EncryptionBar::refresh()
{
    if (const auto found = problem())
        showProblem(*found);
    else
        showRecovery();
}

void EncryptionBar::showProblem(Problem problem)
{
    const auto text = EncryptionText::problem(problem);
    setMessage(Tone::Failure, text.what, text.help);
    setAction(tr("Sign Out…"));
    setVisible(!m_dismissed.contains(problem));
}

void EncryptionBar::showRecovery()
{
    using State = RecoveryStatus::State;
    const RecoveryStatus &status = m_session.recovery().status();
    const bool isMissing = status.state() == State::None;
    const bool isLocked =
        status.state() == State::Locked && status.remedy() == RecoveryStatus::Remedy::EnterKey;
    if (isMissing) {
        setMessage(Tone::Information,
                   tr("Set up a recovery key, so that you never lose your encrypted messages."));
        setAction(tr("Set Up…"));
    } else if (isLocked) {
        setMessage(Tone::Information,
                   tr("Enter your recovery key to read your encrypted messages of before."));
        setAction(tr("Enter Key…"));
    }
    setVisible(!m_isRecoveryDismissed && (isMissing || isLocked));
}

}
