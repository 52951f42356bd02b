// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowshape.h"

#include "widgets/membersdock.h"
#include "widgets/onscreen.h"

#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

namespace linnet {

namespace {

constexpr int MembersFrom = 1100; ///< pixels of width from which the member list is there by itself

QString key(const char *name)
{
    return QStringLiteral("window/") + QLatin1String(name);
}

}

WindowShape::WindowShape(QMainWindow &window, QSplitter &splitter, MembersDock &members, QString settingsPath)
    : m_window(window), m_splitter(splitter), m_members(members), m_settingsPath(std::move(settingsPath))
{
}

void WindowShape::restore()
{
    QSettings settings(m_settingsPath, QSettings::IniFormat);
    if (!m_window.restoreGeometry(settings.value(key("geometry")).toByteArray()))
        m_window.resize(FirstSize.boundedTo(m_window.screen()->availableSize()));
    else
        OnScreen::fit(m_window);
    if (!m_window.restoreState(settings.value(key("state")).toByteArray()))
        m_members.setVisible(m_window.width() >= MembersFrom);
    m_splitter.restoreState(settings.value(key("splitter")).toByteArray());
}

void WindowShape::save() const
{
    QSettings settings(m_settingsPath, QSettings::IniFormat);
    settings.setValue(key("geometry"), m_window.saveGeometry());
    settings.setValue(key("state"), m_window.saveState());
    settings.setValue(key("splitter"), m_splitter.saveState());
}

}
