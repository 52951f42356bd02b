// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/freshsignin.h"
#include "session/passphrasefilecredentials.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class KeepPage;
}

/// Gives a fresh sign-in to the keychain. Where that does not work it says so and asks: again, a file under a
/// passphrase, or no sign-in at all. Nothing is stored without being asked for. GUI thread.
class KeepPage : public SignInPage
{
    Q_OBJECT

public:
    explicit KeepPage(PassphraseFileCredentials &file, QWidget *parent = nullptr);
    ~KeepPage() override;

    void keep(std::unique_ptr<FreshSignIn> signIn);
    bool hasSignIn() const { return m_signIn != nullptr; } ///< that is neither kept nor ended
    void giveUp();

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void goBack() override;
    void leave() override;

Q_SIGNALS:
    void kept(const std::shared_ptr<linnet::OpenAccount> &account);
    /// An Error: on the server the sign-in may still be good.
    void ended(const linnet::Status &status);

private:
    void updateButton() override;
    void start(Account::Secrets secrets);
    void onRefused(const Error &error);
    void onEnded(const Status &status);
    void showChoices();
    void showFileForm();
    void useFile();
    void stop();
    bool isLostWhenGivenUp() const;

    PassphraseFileCredentials &m_file;
    std::unique_ptr<FreshSignIn> m_signIn;
    Account::Secrets m_secrets = Account::Secrets::Keychain;
    bool m_isGivingUp = false;
    std::unique_ptr<Ui::KeepPage> m_ui;
};

}
