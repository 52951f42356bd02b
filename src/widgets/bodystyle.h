// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/codehighlight.h"
#include "widgets/theme.h"

#include <QFont>

namespace linnet {

/// Fonts and colours that only formatted messages need, mixed from a theme. Fonts of other sizes cost time at
/// their first use, so it is made with the first such message. A value. GUI thread.
class BodyStyle
{
public:
    BodyStyle(const Theme &theme, const QFont &font, const QColor &link);

    QFont code; ///< the platform's fixed font
    int codeHeight = 0;
    QFont emoji;   ///< of messages of nothing but a few emoji
    QColor ground; ///< behind code and a table's head; lets the tint of the row through
    QColor line;   ///< of tables and rules
    QColor quoteBar;
    QColor cover; ///< over hidden text
    QColor onCover;
    QColor pill; ///< behind people and rooms
    QColor onPill;
    QColor ownPill; ///< behind one's own name
    QColor onOwnPill;

    QFont heading(int level) const;                    ///< 1 to 6
    QColor codeColour(CodeHighlight::Kind kind) const; ///< readable on `ground`, whatever that lies on

    /// A text colour that somebody chose, readable on rows and on code.
    QColor text(quint32 colour) const;
    /// A background that somebody chose, such that `text` can be read on it.
    QColor background(quint32 colour, const QColor &text) const;

private:
    Theme m_theme;
    QFont m_font;
    QColor m_darkest; ///< of all grounds the one nearest to the text
};

}
