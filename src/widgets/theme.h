// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QColor>
#include <QFont>
#include <QPalette>

namespace linnet {

/// The colours and measures of everything that Linnet paints itself, mixed from the system's palette. A
/// value: a widget makes it anew in changeEvent(PaletteChange, FontChange, StyleChange).
class Theme
{
public:
    explicit Theme(const QPalette &palette);

    QColor base, text, dim, hover, selected, line, mention, accent, onAccent, danger, onDanger, warning;
    bool isDark = false;

    /// The colour of a person's name and avatar: hue from a hash of the id at one OKLCH lightness a theme, so
    /// that every hue has a contrast of at least 4.5:1 on `base` and on `hover`.
    QColor sender(const UserId &user) const;
    QColor hue(int degrees) const;                            ///< 0..359, of sender()
    static double contrast(const QColor &a, const QColor &b); ///< WCAG 2.1, 1..21

    /// `colour`, moved towards `text` until it has this contrast on `ground`.
    static QColor readable(const QColor &colour, const QColor &text, const QColor &ground,
                           double contrast = 4.5);

    /// `part` (0..1) of `over` on top of `under`.
    static QColor mix(const QColor &under, const QColor &over, double part);

    /// `units` of 4 px at 100 %, scaled with the widget's font.
    static int units(double count, const QFont &font);
    /// `font` at `factor` of its size: 0.92 for second lines, 0.85 for times and counts.
    static QFont scaled(const QFont &font, double factor);
    static QFont name(const QFont &font); ///< weight 600, for names
    /// `font` with pictures for emoji that it has not, for what people wrote. Qt looks for them too, but asks
    /// fontconfig about every other family before, in each size and weight (13 ms where there are 200), and
    /// takes some of them in black and white.
    static QFont withEmoji(QFont font);

private:
    double m_lightness = 0.5; ///< OKLCH, of every hue
};

}
