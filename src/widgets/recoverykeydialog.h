// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recovery.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace linnet {

class AuthForm;
class BusyLine;
class MessageBar;
class NewKeyPage;

/// Leads to a new recovery key: says what it is for, or what is lost; shows the key; and makes it the
/// account's once the person has saved it. Not modal, deletes itself when closed; closing it stops what is
/// under way. GUI thread; must not outlive the Recovery.
class RecoveryKeyDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Kind {
        Make,   ///< there is none
        Change, ///< another one in its place
        Reset,  ///< it is lost, and the account's identity with it
    };

    RecoveryKeyDialog(Recovery &recovery, const UserId &self, Kind kind, QWidget *parent);
    ~RecoveryKeyDialog() override;

    void reject() override;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    enum Page { Intro, Key, Work };

    QWidget *makeIntro();
    QWidget *makeWork();
    void goOn();
    void submit();
    void showKey();
    void start();
    void showStep(RecoveryStep step);
    void onEnded(const Status &status);
    void updateButton();

    Recovery &m_recovery;
    UserId m_self;
    Kind m_kind;
    RecoveryKeyMaker::Key m_key;
    QStackedWidget *m_pages;
    NewKeyPage *m_newKey;
    AuthForm *m_auth;
    BusyLine *m_busy;
    MessageBar *m_failure;
    QDialogButtonBox *m_buttons;
    QPushButton *m_next;
    bool m_isRunning = false;
    bool m_isWarned = false; ///< that a saved key would be given up
};

}
