// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/task.h"
#include "crypto/verificationflow.h"
#include "widgets/camera.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

class QWidget;

namespace linnet {

struct DeviceInfo;
class Session;
class VerificationDialog;

/// Opens a dialog for each verification that the person begins or takes up, and carries what is wanted there
/// to the session and back. There is one at a time with a person, and one among one's own sessions: a second
/// would end the first. GUI thread; must not outlive its arguments.
class VerificationDesk : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over `window`. `nameOf` gives somebody's name, empty if it does not know.
    VerificationDesk(Session &session, std::function<QString(const UserId &)> nameOf, QWidget &window);
    ~VerificationDesk() override;

    // With a dialog open, both of verifyUser() and verifySession() bring it to the front.

    void verifyUser(const UserId &user);
    void verifySession(const QString &session = {}); ///< empty: with any other of one's own
    void takeUp(const QString &flow);                ///< which somebody has asked for
    /// What to call the other side, on one line. Empty: another of one's own sessions, not known which.
    QString nameOf(const VerificationFlow &flow) const;

Q_SIGNALS:
    void failed(const QString &what, const QString &detail); ///< before there is a dialog
    void namesLearned();                                     ///< nameOf() may know more

private:
    bool goOn(const UserId &user, const QString &session = {});
    void ask(const UserId &user, Task<QString> flow, const QString &session = {});
    void open(const QString &flow);
    void connectDialog(VerificationDialog &dialog);
    void lookForCamera();
    void onChanged(const VerificationFlow &flow);
    void showCode(const QString &flow);
    void onRefused(const QString &flow, const Error &error);
    void fail(const QString &flow, const Error &error);
    void onAsked(const Result<QString> &flow);
    void learnName(const VerificationFlow &flow);
    void takeNames(const QList<DeviceInfo> &sessions);
    QString nameOfPerson(const VerificationFlow &flow) const;
    QString sessionOf(const VerificationFlow &flow) const;
    QString nameOfSession(const QString &session) const;

    Session &m_session;
    std::function<QString(const UserId &)> m_nameOf;
    QWidget &m_window;
    Camera::Maker m_makeCamera;                             ///< empty: there is none
    QHash<QString, QPointer<VerificationDialog>> m_dialogs; ///< by flow
    QSet<UserId> m_asking;                                  ///< there is no flow yet
    QHash<QString, QString> m_asked;                        ///< the session that was asked, by flow
    QHash<QString, QString> m_sessionNames;                 ///< of one's own, by id
};

}
