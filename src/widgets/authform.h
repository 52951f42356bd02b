// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/authstage.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace linnet {

class PasswordEdit;
class TroubleLines;

/// Asks for what a server wants before it takes something that matters: the account's password, or that a
/// page is opened in the browser. Takes no room while nothing is asked. GUI thread.
class AuthForm : public QWidget
{
    Q_OBJECT

public:
    explicit AuthForm(QWidget *parent = nullptr);

    /// The Task is answered by submit() or cancel().
    Task<AuthAnswer> ask(const AuthStage &stage);
    bool isAsking() const { return m_promise.has_value(); }
    bool canSubmit() const; ///< something is typed, or the page was opened
    void submit();
    void cancel();

Q_SIGNALS:
    void changed(); ///< isAsking() or canSubmit()

private:
    void openPage();

    AuthStage m_stage;
    std::optional<Promise<AuthAnswer>> m_promise;
    QLabel *m_words;
    PasswordEdit *m_password;
    QPushButton *m_open;
    TroubleLines *m_trouble;
    bool m_isPageOpened = false;
};

}
