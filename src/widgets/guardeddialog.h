// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/authstage.h"

#include <QDialog>

class QPushButton;

namespace linnet {

class AuthForm;
class BusyLine;
class MessageBar;

/// A window-modal dialog that asks the server for something that matters, for which it may want to be sure
/// who asks: a form, what the server wants besides, a line for what went wrong, and one verb. Cancel always
/// works and drops the question. Deletes itself when closed. GUI thread.
class GuardedDialog : public QDialog
{
    Q_OBJECT

public:
    GuardedDialog(const QString &title, const QString &verb, QWidget *parent);

protected:
    QWidget *form() { return m_form; }
    void setReady(bool isReady); ///< what is in the form can be sent
    void setVerb(const QString &verb);
    void setProblem(const QString &what); ///< of the form itself
    void clearFailure();
    bool isRunning() const { return m_isRunning; }
    /// Asks the server.
    virtual Task<Done> carryOut(const AskAuth &ask) = 0;
    virtual void onWorked() { accept(); }
    void run(Task<Done> task); ///< the form rests until it is over
    AskAuth asking();

private:
    void goOn();
    void onEnded(const Status &status);
    void updateButton();

    QWidget *m_form;
    AuthForm *m_auth;
    BusyLine *m_busy;
    MessageBar *m_failure;
    QPushButton *m_button;
    bool m_isReady = false;
    bool m_isRunning = false;
};

}
