// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomsettings.h"

class QWidget;

namespace linnet {

class SettingNote;

/// Changes power levels, and asks before that where one could not take it back. GUI thread.
namespace LevelChange {

/// The question stands over the window of `note`, modal to it; `onNo` is called if nothing is to be changed.
/// `settings` must outlive the note, which says that it is being saved.
void ask(RoomSettings &settings, SettingNote &note, const UserId &user, int level,
         std::function<void()> onNo);
void ask(RoomSettings &settings, SettingNote &note, const PowerAction &action, int level,
         std::function<void()> onNo);
/// The question alone, modal to `window`; nothing is called once `asker` is gone.
void confirm(QWidget &window, QObject &asker, PowerRules::Risk risk, std::function<void()> onYes,
             std::function<void()> onNo);

}

}
