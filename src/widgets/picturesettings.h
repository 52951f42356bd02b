// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/whichrooms.h"

#include <QString>

namespace linnet {

/// How a person wants pictures in timelines to be shown; kept in the application's settings (INI). A value.
struct PictureSettings
{
    enum class Play { Always, OnHover, Never };

    WhichRooms show = WhichRooms::Private; ///< pictures of others, before one has clicked on them
    Play play = Play::Always;

    /// Whether others' pictures in `room` are shown before a click.
    bool showsIn(const Room &room) const { return isAmong(room, show); }

    /// Whether what can move does now, in a window that is active or not, under the mouse or not. Never where
    /// the system is asked for calm.
    bool mayPlay(bool isActive, bool isHovered) const;

    static PictureSettings read(const QString &settingsPath);
    void write(const QString &settingsPath) const;

    friend bool operator==(const PictureSettings &, const PictureSettings &) = default;
};

}
