// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/passwordreset.h"
#include "widgets/signinpage.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace linnet {

class BusyLine;
class PasswordEdit;
class TroubleLines;

/// Another password for an account whose old one is forgotten: asks for the e-mail address and the new
/// password, then waits until the person has opened the link in the mail. GUI thread.
class ResetPage : public SignInPage
{
    Q_OBJECT

public:
    explicit ResetPage(Transport &transport, QWidget *parent = nullptr);
    ~ResetPage() override;

    /// `user`: what was typed as a name; taken if it is an e-mail address.
    void setServer(const Server &server, const QString &user);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void goBack() override;
    void leave() override;

Q_SIGNALS:
    void changedPassword(const QString &address);
    void missing(); ///< the server has no such thing

private:
    enum class Step { Form, Mail };

    void layOut();
    void updateButton() override;
    void setStep(Step step);
    void goOn();
    void sendMail();
    void change();
    bool isPasswordFine();
    bool needsMail() const;
    void setError(const Error &error);

    PasswordReset m_reset;
    Server m_server;
    Step m_step = Step::Form;
    QString m_mailed; ///< of this address only another password is wanted, and no other mail
    QLabel *m_intro;
    QWidget *m_form;
    QLineEdit *m_address;
    PasswordEdit *m_password;
    PasswordEdit *m_repeat;
    QCheckBox *m_show;
    QCheckBox *m_signOut;
    QLabel *m_note; ///< what signing out costs
    QPushButton *m_again;
    TroubleLines *m_trouble;
    BusyLine *m_busy;
    QPushButton *m_back;
    QPushButton *m_next;
};

}
