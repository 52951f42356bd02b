// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

struct Room;

/// How a person wants pictures in timelines to be shown; kept in the application's settings (INI). A value.
struct PictureSettings
{
    /// Pictures of others, before one has clicked on them.
    enum class Show { Always, InPrivateRooms, Never };
    enum class Play { Always, OnHover, Never };

    Show show = Show::InPrivateRooms;
    Play play = Play::Always;

    /// Whether others' pictures in `room` are shown before a click: strangers may write in public rooms.
    bool showsIn(const Room &room) const;

    /// Whether what can move does now, in a window that is active or not, under the mouse or not. Never where
    /// the system is asked for calm.
    bool mayPlay(bool isActive, bool isHovered) const;

    static PictureSettings read(const QString &settingsPath);
    void write(const QString &settingsPath) const;

    friend bool operator==(const PictureSettings &, const PictureSettings &) = default;
};

}
