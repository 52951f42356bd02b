// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/encryptionhealth.h"
#include "widgets/messagebar.h"

#include <optional>

namespace linnet {

class Session;

/// Says that the keys of this session cannot be relied on, else that the account has no recovery key or that
/// this session lacks what the key opens, as long as there is something that ends it; what was closed does
/// not come back in this run. GUI thread; must not outlive its Session.
class EncryptionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit EncryptionBar(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void recoveryRequested(); ///< see EncryptionDialogs::remedy()
    void signOutRequested();

private:
    using Problem = EncryptionHealth::Problem;
    void refresh();
    std::optional<Problem> problem() const;
    void showProblem(Problem problem);
    void showRecovery();
    void onAction();
    void onClosed();

    Session &m_session;
    QList<Problem> m_dismissed;
    bool m_isRecoveryDismissed = false;
};

}
