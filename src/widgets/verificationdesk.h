// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/result.h"
#include "crypto/verificationflow.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace linnet {

class Session;
class VerificationDialog;

/// Opens a dialog for each verification that the person begins or takes up, and carries what is wanted there
/// to the session and back. GUI thread; must not outlive its arguments.
class VerificationDesk : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over `window`. `nameOf` gives somebody's name, empty if it does not know.
    VerificationDesk(Session &session, std::function<QString(const UserId &)> nameOf, QWidget &window);
    ~VerificationDesk() override;

    void verifyUser(const UserId &user);
    void verifySession(const QString &session = {}); ///< empty: with any other of one's own
    void takeUp(const QString &flow);                ///< which somebody has asked for
    /// What to call the other side; of one's own sessions it is empty.
    QString nameOf(const VerificationFlow &flow) const;

Q_SIGNALS:
    void failed(const QString &what, const QString &detail); ///< before there is a dialog

private:
    void open(const QString &flow);
    void connectDialog(VerificationDialog &dialog);
    void onChanged(const VerificationFlow &flow);
    void showCode(const QString &flow);
    void fail(const QString &flow, const Error &error);
    void onAsked(const Result<QString> &flow);

    Session &m_session;
    std::function<QString(const UserId &)> m_nameOf;
    QWidget &m_window;
    QHash<QString, QPointer<VerificationDialog>> m_dialogs; ///< by flow
};

}
