// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionbar.h"

#include "session/session.h"

namespace linnet {

EncryptionBar::EncryptionBar(Session &session, QWidget *parent) : MessageBar(parent), m_session(session)
{
    setObjectName(QStringLiteral("encryptionBar"));
    setClosable(true);
    connect(this, &MessageBar::closed, this, [this] { m_isDismissed = true; });
    connect(&session.recovery(), &Recovery::changed, this, &EncryptionBar::refresh);
    hide();
    refresh();
}

void EncryptionBar::refresh()
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
    setVisible(!m_isDismissed && (isMissing || isLocked));
}

}
