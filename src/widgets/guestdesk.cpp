// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guestdesk.h"

#include "widgets/bringup.h"

namespace linnet {

GuestDesk::GuestDesk(std::shared_ptr<GuestLook> look, const Profile &profile, QWidget &window,
                     QObject *parent)
    : QObject(parent), m_look(std::move(look)), m_avatars(m_look->media()),
      m_preferences(profile.settingsPath()),
      m_directory(new DirectoryWindow(m_look->api(), m_look->rooms(), m_look->server().name, m_avatars,
                                      profile.settingsPath(), &window)),
      m_preview(new GuestPreview(*m_look, m_avatars, m_preferences, m_directory))
{
    m_directory->setForGuest();
    connect(m_directory, &DirectoryWindow::previewRequested, m_preview, &GuestPreview::showRoom);
    connect(
        m_directory, &DirectoryWindow::joinRequested, this,
        [this](const MatrixLink &link, const std::optional<PublicRoom> &listed) {
            const SeenRoom seen{listed ? SummaryRequests::fromDirectory(*listed) : RoomSummary(), link.via};
            Q_EMIT signInRequested(GuestPreview::linkTo(link, seen), GuestPreview::nameOf(link, seen));
        });
    connect(m_directory, &DirectoryWindow::signInRequested, this, [this] { Q_EMIT signInRequested({}, {}); });
    connect(m_directory, &QDialog::finished, this, &GuestDesk::closed);
    connect(m_preview, &GuestPreview::signInRequested, this, &GuestDesk::signInRequested);
}

GuestDesk::~GuestDesk()
{
    delete m_directory;
}

void GuestDesk::show()
{
    bringUp(*m_directory);
    m_directory->begin();
}

void GuestDesk::hide()
{
    if (m_preview)
        m_preview->hide();
    if (m_directory)
        m_directory->hide();
}

}
