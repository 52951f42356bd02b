// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/verificationflow.h"
#include "widgets/messagebar.h"

#include <functional>

namespace linnet {

class Session;

/// Says that somebody asks to verify, one at a time, until that is taken up, left alone or over. GUI thread;
/// must not outlive its Session.
class VerificationBar : public MessageBar
{
    Q_OBJECT

public:
    /// `nameOf`: what to call the other of a flow.
    VerificationBar(Session &session, std::function<QString(const VerificationFlow &)> nameOf,
                    QWidget *parent = nullptr);

    void refresh(); ///< `nameOf` may know more

Q_SIGNALS:
    void accepted(const QString &flow);

private:
    void add(const VerificationFlow &flow);
    void onChanged(const VerificationFlow &flow);
    void drop(const QString &flow);

    Session &m_session;
    std::function<QString(const VerificationFlow &)> m_nameOf;
    QList<VerificationFlow> m_waiting; ///< the first is shown
};

}
