// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trustdesk.h"

#include "session/session.h"
#include "widgets/encryptionbar.h"
#include "widgets/encryptiondialogs.h"
#include "widgets/identitybar.h"
#include "widgets/noticebar.h"
#include "widgets/verificationbar.h"

namespace linnet {

TrustDesk::TrustDesk(Session &session, std::function<QString(const UserId &)> nameOf, NoticeBar &notice,
                     QWidget *bars, QWidget &window)
    : m_encryptionBar(new EncryptionBar(session, bars)), m_dialogs(new EncryptionDialogs(session, window)),
      m_room(session.trust(), session.store(), session.rooms(), session.self()),
      m_verification(session, std::move(nameOf), window),
      m_verificationBar(new VerificationBar(
          session, [this](const VerificationFlow &flow) { return m_verification.nameOf(flow); }, bars)),
      m_identityBar(new IdentityBar(session, m_room, bars))
{
    connect(m_verificationBar, &VerificationBar::accepted, &m_verification, &VerificationDesk::takeUp);
    connect(m_identityBar, &IdentityBar::verifyRequested, &m_verification, &VerificationDesk::verifyUser);
    connect(m_encryptionBar, &EncryptionBar::verifyRequested, &m_verification,
            [this] { m_verification.verifySession(); });
    connect(m_encryptionBar, &EncryptionBar::recoveryRequested, m_dialogs, &EncryptionDialogs::remedy);
    connect(m_encryptionBar, &EncryptionBar::signOutRequested, this, &TrustDesk::signOutRequested);
    connect(&m_verification, &VerificationDesk::failed, &notice, &NoticeBar::complain);
    connect(&m_verification, &VerificationDesk::namesLearned, m_verificationBar, &VerificationBar::refresh);
}

QWidget *TrustDesk::encryptionBar() const
{
    return m_encryptionBar;
}

QWidget *TrustDesk::verificationBar() const
{
    return m_verificationBar;
}

QWidget *TrustDesk::identityBar() const
{
    return m_identityBar;
}

}
