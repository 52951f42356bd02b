// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace linnet {

/// Qt's Fusion, with frames around what can be ticked that are seen in every palette (WCAG 2.1, "Non-text
/// Contrast"): its own are a darker shade of the window, also where that is dark.
class MarkStyle : public QProxyStyle
{
public:
    MarkStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

}
