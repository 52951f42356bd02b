// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/markstyle.h"

#include "widgets/theme.h"

#include <QStyleOptionButton>

namespace linnet {

namespace {

constexpr double NeededContrast = 3.6; ///< a little more, as one pixel of a circle is blurred

/// The colour of a window in which Fusion would draw a frame that can be seen in this one. `percent`: by how
/// much it would be darker than that window.
QColor windowFor(const QPalette &palette, int percent)
{
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    const QColor frame = Theme::readable(window, text, window, NeededContrast);
    return Theme::readable(frame, text, palette.color(QPalette::Base), NeededContrast).lighter(percent);
}

}

MarkStyle::MarkStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void MarkStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    static constexpr int BoxDarker = 127;
    static constexpr int CircleDarker = 150;
    const bool isCircle = element == PE_IndicatorRadioButton;
    const bool isMark = isCircle || element == PE_IndicatorCheckBox;
    const auto *button = isMark ? qstyleoption_cast<const QStyleOptionButton *>(option) : nullptr;
    if (!button || !(button->state & State_Enabled))
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    QStyleOptionButton framed = *button;
    framed.palette.setColor(QPalette::Window,
                            windowFor(button->palette, isCircle ? CircleDarker : BoxDarker));
    QProxyStyle::drawPrimitive(element, &framed, painter, widget);
}

}
