// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"

#include <QPointer>
#include <QPushButton>

#include <memory>

namespace linnet {

class Clock;
class GuestDesk;
class GuestLook;
class Transport;

/// Leads somebody without an account to the public rooms of a server. Hidden where that does not work. GUI
/// thread; must not outlive what it is made with.
class LookButton : public QPushButton
{
    Q_OBJECT

public:
    LookButton(Transport &transport, Clock &clock, Profile profile, QWidget *parent);
    ~LookButton() override;

    /// Another server, which is asked whether one may look; whoever looks at the one of before does no more.
    void setServer(const Server &server);
    void setOffered(bool isOffered); ///< it is shown where it works
    void end();                      ///< closes what it has opened

Q_SIGNALS:
    /// As GuestDesk has it; what it has opened is closed.
    void signInRequested(const QString &link, const QString &name);

private:
    void refresh();
    void look();

    Transport &m_transport;
    Clock &m_clock;
    const Profile m_profile;
    Server m_server;
    bool m_isOffered = false;
    bool m_mayWork = false;
    std::unique_ptr<QObject> m_asking;
    std::shared_ptr<GuestLook> m_look; ///< kept while the server is the same: so is the guest that it made
    QPointer<GuestDesk> m_desk;        ///< while somebody looks
};

}
