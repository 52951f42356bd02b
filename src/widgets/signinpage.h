// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <memory>

class QPushButton;

namespace linnet {

class BusyLine;

/// One page of the SignInWindow: fields, a default button, a way back, and at most one thing that it waits
/// for. GUI thread.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);
    ~SignInPage() override;

    virtual QString title() const = 0;
    virtual QWidget *firstField() const = 0; ///< that needs input
    virtual QPushButton *defaultButton() const = 0;
    /// What Back and Esc do.
    virtual void goBack();
    /// The page is left: ends what it waits for, and forgets every secret that was typed.
    virtual void leave();

    bool isBusy() const { return m_round != nullptr; }

Q_SIGNALS:
    void backRequested();

protected:
    /// `form` is not to be used while something is waited for.
    void setUp(QList<QWidget *> form, BusyLine *busy);
    /// For the one request at a time: it is dropped with the object that this answers.
    QObject *beginWaiting(const QString &words);
    virtual void updateButton() {} ///< whether the default button may be pressed, after the waiting
    void endWaiting();             ///< drops the request if there is no answer yet

private:
    void setFormEnabled(bool isEnabled);

    QList<QWidget *> m_form;
    BusyLine *m_busy = nullptr;
    QPointer<QWidget> m_focus; ///< of before the waiting
    std::unique_ptr<QObject> m_round;
};

}
