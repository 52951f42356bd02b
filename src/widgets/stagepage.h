// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/registration.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class StagePage;
}

/// Shows one thing that a server wants before it makes an account: its terms, a registration token, or a page
/// in the browser. GUI thread.
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
    void showPolicies();
    void showProblem();
    void openPage();
    void goOn();

    Registration &m_registration;
    RegistrationStage m_stage;
    bool m_isPageOpened = false;
    std::unique_ptr<Ui::StagePage> m_ui;
};

}
