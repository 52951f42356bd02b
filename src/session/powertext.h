// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/powerlevelsedit.h"

#include <QString>

namespace linnet {

/// What power levels are called when one speaks to people. GUI thread.
namespace PowerText {

inline constexpr int Admin = 100;
inline constexpr int Moderator = 50;

/// What somebody with this level is: "Admin", "Moderator", "Member" for what everybody has, "Level 75".
QString role(int level, int everybodys);
/// Who may do what needs this level: "Everybody", "Moderators", "Admins", "Level 75 and above".
QString who(int level, int everybodys);

/// Something that takes a level, in the words of a person who does it.
struct Action
{
    PowerAction action;
    QString words;
};
/// All that are worth a line, what is done most first; `isSpace` leaves out what there is not in a space.
QList<Action> actions(bool isSpace);

}

}
