// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncbatch.h"
#include "widgets/theme.h"

class QPainter;
class QRect;
class QStyleOptionViewItem;

/// What the rows of several lists have in common. GUI thread.
namespace linnet::DelegateMarks {

/// The frame of the row that has the keyboard.
void paintFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);
/// Whether somebody is there, at the corner of their picture; nothing of who is not, or not known.
void paintPresence(QPainter &painter, const QRect &avatar, Presence presence, const QFont &font,
                   const Theme &theme);

}
