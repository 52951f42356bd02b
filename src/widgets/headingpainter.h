// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

class QModelIndex;
class QStyleOptionViewItem;

namespace linnet {

/// Paints the heading of a section of the room list: whether it is open, its name, and of a closed one in how
/// many of its rooms there is something unread. GUI thread.
class HeadingPainter
{
public:
    /// `index` is a heading of a RoomSectionModel.
    void paint(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
               const Theme &theme, bool isFramed) const;
    static int height(const QFont &font);

private:
    LinePainter m_lines{60};
    mutable TintIcons m_icons;
};

}
