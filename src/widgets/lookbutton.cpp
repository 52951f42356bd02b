// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lookbutton.h"

#include "widgets/guestdesk.h"

namespace linnet {

LookButton::LookButton(Transport &transport, Clock &clock, Profile profile, QWidget *parent)
    : QPushButton(tr("Look at its public &rooms"), parent), m_transport(transport), m_clock(clock),
      m_profile(std::move(profile))
{
    setObjectName(QStringLiteral("lookAround"));
    setFlat(true);
    setAutoDefault(false);
    hide();
    connect(this, &QPushButton::clicked, this, &LookButton::look);
}

LookButton::~LookButton() = default;

void LookButton::setServer(const Server &server)
{
    end();
    m_look.reset();
    m_server = server;
    m_mayWork = false;
    refresh();
    m_asking = std::make_unique<QObject>();
    GuestLook::mayWork(m_transport, server).then(m_asking.get(), [this](const Result<bool> &mayWork) {
        m_mayWork = mayWork && *mayWork;
        refresh();
    });
}

void LookButton::setOffered(bool isOffered)
{
    m_isOffered = isOffered;
    refresh();
}

void LookButton::refresh()
{
    setVisible(m_isOffered && m_mayWork);
}

void LookButton::look()
{
    if (!m_desk) {
        if (!m_look)
            m_look = std::make_shared<GuestLook>(m_transport, m_clock, m_server, m_profile.cacheDir());
        m_desk = new GuestDesk(m_look, m_profile, *window(), this);
        connect(m_desk, &GuestDesk::closed, this, &LookButton::end);
        connect(m_desk, &GuestDesk::signInRequested, this, [this](const QString &link, const QString &name) {
            end();
            Q_EMIT signInRequested(link, name);
        });
    }
    m_desk->show();
}

void LookButton::end()
{
    if (!m_desk)
        return;
    // Its windows may be in the middle of a signal of theirs.
    GuestDesk *desk = m_desk;
    m_desk.clear();
    desk->disconnect(this);
    desk->hide();
    desk->deleteLater();
}

}
