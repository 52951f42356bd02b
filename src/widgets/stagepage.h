// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/registration.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class StagePage;
}

/// Shows one thing that a server wants before it makes an account: its terms, a registration token, an
/// address that is shown to be one's own, or a page in the browser. GUI thread.
class StagePage : public SignInPage
{
    Q_OBJECT

public:
    explicit StagePage(Registration &registration, QWidget *parent = nullptr);
    ~StagePage() override;

    void setStage(const RegistrationStage &stage);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void goBack() override;
    void leave() override;

private:
    void updateButton() override;
    /// What the stage is about, and where in it one stands.
    enum class Step { Terms, Token, Address, Code, Link, Browser };
    Step step() const;
    void showStep();
    void showPolicies();
    void showProblem();
    void openPage();
    void goOn();
    void giveToken(QObject *context);
    void resend();
    void changeAddress();

    Registration &m_registration;
    RegistrationStage m_stage;
    bool m_isPageOpened = false;
    bool m_isAddressAnew = false; ///< another one is wanted than that which a message was sent to
    std::unique_ptr<Ui::StagePage> m_ui;
};

}
