// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/ownsessions.h"

#include <QDialog>
#include <QPointer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace linnet {

class MessageBar;
class Preferences;
class Session;

/// The sessions of one's own account: what they are called, when they were last seen, whether they are
/// verified; and what one can do with them. GUI thread; must not outlive its arguments.
class SessionsSettingsPage : public QWidget
{
    Q_OBJECT

public:
    SessionsSettingsPage(Preferences &preferences, Session &session, QWidget *parent);

Q_SIGNALS:
    void verifyRequested(const QString &session);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void load();
    void showSessions(const QList<OwnSession> &sessions);
    void refresh();
    const OwnSession *selected() const;
    QList<OwnSession> others() const;
    bool canVerify(const OwnSession &session) const;
    void rename();
    void onNotRenamed(const QString &session, const Error &error);
    void signOut(const QList<OwnSession> &which);
    void askForQrGrant();
    void signInAnother();

    Session &m_session;
    QList<OwnSession> m_sessions;
    QTreeWidget *m_list;
    MessageBar *m_trouble;
    QPushButton *m_verify;
    QPushButton *m_rename;
    QPushButton *m_signOut;
    QPushButton *m_signOutOthers;
    QPushButton *m_signInAnother;
    QCheckBox *m_trustedOnly;
    QPointer<QDialog> m_signingIn; ///< another device; one at a time
};

}
