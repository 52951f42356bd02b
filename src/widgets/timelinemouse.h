// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowlayout.h"
#include "widgets/timelineselection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QMouseEvent;

namespace linnet {

class TimelineActions;
class TimelineGeometry;
class TimelineModel;
class TimelineToolbar;
class TimelineView;

/// The mouse over a timeline: what it hovers, clicks on parts of rows, selecting text by dragging (which
/// scrolls at the edges), words by double and messages by triple click, dragging the place of what plays.
/// Owned by the view. GUI thread.
class TimelineMouse : public QObject
{
    Q_OBJECT

public:
    TimelineMouse(TimelineView &view, TimelineGeometry &geometry, TimelineSelection &selection,
                  TimelineActions &actions, TimelineToolbar &toolbar);

    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void doubleClick(const QMouseEvent &event);
    void leave();
    /// Another timeline: what was pressed or dragged is gone.
    void forget();
    /// The rows moved under the mouse.
    void refresh();

    /// Where the mouse is in the viewport; (-1, -1) if it is not there.
    QPoint position() const { return m_position; }
    bool isSelecting() const { return m_isSelecting; }
    /// Where what the row plays is being dragged to, 0 to 1; negative: it is not.
    double draggedShare(const QString &key) const;

private:
    const TimelineModel *model() const;
    RowLayout::Hit hitAt(const QPoint &point, int *row = nullptr);
    TimelineSelection::Point pointAt(const QPoint &point);
    void updateCursor();
    void dragTo(const QPoint &point);
    void seekTo(int x);
    void scrollAtEdge();

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    TimelineSelection &m_selection;
    TimelineActions &m_actions;
    TimelineToolbar &m_toolbar;
    QTimer m_edgeTimer;
    QElapsedTimer m_sinceDouble;
    QPoint m_position{-1, -1};
    QPoint m_pressedAt;
    QPoint m_doubleAt;
    QString m_pressedKey;
    RowLayout::Hit m_pressed;
    bool m_isDown = false;
    bool m_isSelecting = false;
    bool m_isSeeking = false; ///< m_pressed says where to
};

}
