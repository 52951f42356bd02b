// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/registration.h"
#include "widgets/signinpage.h"

#include <QTimer>

namespace linnet {

namespace Ui {
class RegisterPage;
}

/// Asks for a new account's name and password and starts its Registration; what that wants besides stands on
/// the StagePage. GUI thread.
class RegisterPage : public SignInPage
{
    Q_OBJECT

public:
    explicit RegisterPage(Registration &registration, QWidget *parent = nullptr);
    ~RegisterPage() override;

    void setServer(const Server &server, const QString &user);
    /// The registration has ended without an account.
    void setError(const Error &error);
    /// The account that was asked for last lives only as long as its token.
    bool isWithoutPassword() const { return m_isWithoutPassword; }

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void goBack() override;
    void leave() override;

private:
    void updateButton() override;
    void onNoPassword(bool isWithout);
    void forgetName();
    void askName();
    void create();
    bool isPasswordFine();

    Registration &m_registration;
    Server m_server;
    bool m_isWithoutPassword = false;
    QTimer m_rest;                         ///< since something was typed as a name
    std::unique_ptr<QObject> m_nameAsking; ///< of the question that runs, if any
    std::unique_ptr<Ui::RegisterPage> m_ui;
};

}
