// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messageactions.h"

#include <QRect>

class QPainter;

namespace linnet {

class TimelineGeometry;
class TimelineModel;
class TimelineView;
class TintIcons;

/// The small toolbar at the top right of the message under the mouse. It is painted above the rows and moves
/// nothing; it stays with its message while the mouse is on it. Owned by the view. GUI thread.
class TimelineToolbar
{
    Q_DECLARE_TR_FUNCTIONS(linnet::TimelineToolbar)

public:
    struct Button
    {
        RowHit::Part part;
        QString icon;
        QString toolTip;
        QRect rect;
    };

    TimelineToolbar(const TimelineView &view, TimelineGeometry &geometry) : m_view(view), m_geometry(geometry)
    {
    }

    /// The mouse is there, or rows moved under it; (-1, -1): it is gone.
    void track(const QPoint &mouse);
    int row() const; ///< of the message under the mouse; -1: none
    const Button *at(const QPoint &point) const;
    QRect rect() const { return m_rect; }           ///< in the viewport; null: nothing is shown
    QRect rectOf(int row, RowHit::Part part) const; ///< of a button, if it is shown
    void paint(QPainter &painter, TintIcons &icons, const QPoint &mouse) const;

private:
    const TimelineModel *model() const;
    void place(int row);
    void leaveCopyFree(int row);

    const TimelineView &m_view;
    TimelineGeometry &m_geometry;
    QString m_key; ///< of the message under the mouse
    QRect m_rect;
    QList<Button> m_buttons;
};

}
