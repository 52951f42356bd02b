// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomtrust.h"
#include "widgets/verificationdesk.h"

#include <QObject>

#include <functional>

namespace linnet {

class EncryptionBar;
class EncryptionDialogs;
class IdentityBar;
class NoticeBar;
class Session;
class VerificationBar;

/// All of the main window that is about whose sessions are whose and whether keys are at hand: the bars that
/// say so, verifications, and the recovery key's dialogs. GUI thread; must not outlive its Session, nor serve
/// anything once its bars are gone.
class TrustDesk : public QObject
{
    Q_OBJECT

public:
    /// Makes the bars as children of `bars`, for whoever lays them out; dialogs stand over `window`. `nameOf`
    /// gives somebody's name, empty if it does not know.
    TrustDesk(Session &session, std::function<QString(const UserId &)> nameOf, NoticeBar &notice,
              QWidget *bars, QWidget &window);

    RoomTrust &room() { return m_room; }
    VerificationDesk &verification() { return m_verification; }
    EncryptionDialogs &dialogs() { return *m_dialogs; }
    QWidget *encryptionBar() const;
    QWidget *verificationBar() const;
    QWidget *identityBar() const;

Q_SIGNALS:
    void signOutRequested();

private:
    EncryptionBar *m_encryptionBar;
    EncryptionDialogs *m_dialogs; ///< is the window's
    RoomTrust m_room;
    VerificationDesk m_verification;
    VerificationBar *m_verificationBar;
    IdentityBar *m_identityBar;
};

}
