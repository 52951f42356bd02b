// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"

#include <QDialog>
#include <QPointer>

class QProgressBar;
class QPushButton;

namespace linnet {

class MessageBar;

/// A window-modal dialog that asks the server for one thing: a form, a line for what went wrong, and one
/// verb. While the server is asked the form rests; Cancel always works and drops the question. Deletes itself
/// when closed. GUI thread.
class RequestDialog : public QDialog
{
    Q_OBJECT

public:
    /// Esc, Cancel and closing drop what is under way.
    RequestDialog(const QString &title, const QString &verb, QWidget *parent);

protected:
    QWidget *form() { return m_form; }
    /// Whether what is in the form can be sent.
    void setReady(bool isReady);
    void clearFailure(); ///< what it was about has been changed
    /// Asks the server; ends in accept() or setFailure().
    virtual void send() = 0;
    void setFailure(const Error &error, ErrorText::During during);
    void setProblem(const QString &what); ///< of the form itself; the person can mend it
    void submit();                        ///< as if the verb were clicked

private:
    void setBusy(bool isBusy);
    void showEvent(QShowEvent *event) override;
    bool event(QEvent *event) override;

    QWidget *m_form;
    QProgressBar *m_progress;
    MessageBar *m_failure;
    QPushButton *m_button;
    QPointer<QWidget> m_hadFocus; ///< before the form had to rest
    bool m_isReady = false;
    bool m_isBusy = false;
};

}
