// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/ownsessions.h"
#include "widgets/requestdialog.h"

class QLabel;

namespace linnet {

class PasswordEdit;

/// Signs other sessions of one's own out: says which, and asks for the password where the server wants it, or
/// opens the server's page. GUI thread; must not outlive `sessions`.
class SignOutSessionsDialog : public RequestDialog
{
    Q_OBJECT

public:
    SignOutSessionsDialog(OwnSessions &sessions, const QList<OwnSession> &which, QWidget *parent);

Q_SIGNALS:
    void pageRequested(const QUrl &page); ///< where it is to be done instead; the dialog has closed

protected:
    void send() override;

private:
    void onAnswer(const OwnSessions::SignOut &answer);

    OwnSessions &m_sessions;
    QStringList m_ids;
    QString m_uia;
    QLabel *m_passwordLabel;
    PasswordEdit *m_password;
};

}
