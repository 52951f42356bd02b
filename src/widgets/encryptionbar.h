// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

#include <QStringList>

namespace linnet {

class Session;

/// Says the gravest that is to be said of the account's encryption: that the keys of this session cannot be
/// relied on, how the recovery key stands, that the clock is wrong; nothing that nobody can end. What was
/// closed does not come back in this run. GUI thread; must not outlive its Session.
class EncryptionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit EncryptionBar(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void recoveryRequested(); ///< see EncryptionDialogs::remedy()
    void verifyRequested();   ///< this session, by any other of one's own
    void signOutRequested();

private:
    using Request = void (EncryptionBar::*)();
    struct Notice
    {
        Tone tone;
        QString what;
        QString help;
        QString action; ///< empty: what ends it is not done here
        Request request = nullptr;
    };
    QList<Notice> notices() const;
    QList<Notice> problems(bool doEnd) const;
    QList<Notice> ofRecovery() const;
    void refresh();

    Session &m_session;
    Request m_request = nullptr; ///< of what is shown
    QStringList m_dismissed;     ///< by what they say
};

}
