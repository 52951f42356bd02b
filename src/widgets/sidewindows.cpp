// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sidewindows.h"

#include "matrix/servername.h"
#include "session/session.h"
#include "widgets/bringup.h"
#include "widgets/directorywindow.h"
#include "widgets/outboxwindow.h"
#include "widgets/settingswindow.h"

namespace linnet {

SideWindows::SideWindows(Session &session, OutboxModel &unsent, Preferences &preferences,
                         EncryptionDialogs &encryption, QString settingsPath, QWidget &window)
    : m_session(session), m_unsent(unsent), m_preferences(preferences), m_encryption(encryption),
      m_settingsPath(std::move(settingsPath)), m_window(window)
{
}

SideWindows::~SideWindows()
{
    delete m_outbox;
    delete m_settings;
    delete m_directory;
}

void SideWindows::showOutbox()
{
    if (!m_outbox) {
        m_outbox = new OutboxWindow(m_session, m_unsent, m_settingsPath, &m_window);
        connect(m_outbox, &OutboxWindow::openRequested, this, &SideWindows::openRequested);
        connect(m_outbox, &OutboxWindow::editRequested, this, &SideWindows::editRequested);
    }
    bringUp(*m_outbox);
}

void SideWindows::showSettings()
{
    if (!m_settings) {
        m_settings = new SettingsWindow(m_preferences, m_session, m_encryption, &m_window);
        connect(m_settings, &SettingsWindow::verifyRequested, this, &SideWindows::verifyRequested);
        connect(m_settings, &SettingsWindow::signOutRequested, this, &SideWindows::signOutRequested);
        connect(m_settings, &SettingsWindow::deactivated, this, &SideWindows::deactivated);
    }
    bringUp(*m_settings);
}

void SideWindows::showDirectory(Avatars &avatars)
{
    if (!m_directory) {
        m_directory = new DirectoryWindow(m_session.api(), m_session.rooms(), serverOf(m_session.self()),
                                          avatars, m_settingsPath, &m_window);
        connect(m_directory, &DirectoryWindow::previewRequested, this, &SideWindows::previewRequested);
        connect(m_directory, &DirectoryWindow::joinRequested, this, &SideWindows::joinRequested);
        connect(m_directory, &DirectoryWindow::openRequested, this, &SideWindows::openRequested);
    }
    bringUp(*m_directory);
    m_directory->begin();
}

void SideWindows::close()
{
    if (m_directory)
        m_directory->close();
    if (m_outbox)
        m_outbox->close();
    if (m_settings)
        m_settings->close();
}

}
