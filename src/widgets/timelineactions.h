// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messageactions.h"
#include "widgets/rowlayout.h"

#include <QCoreApplication>

class QContextMenuEvent;
class QMenu;

namespace linnet {

class TimelineGeometry;
class TimelineModel;
class TimelineSelection;
class TimelineToolbar;
class TimelineView;

/// What can be done with the rows of a timeline: by click, by key, from the context menu. Tells the view's
/// signals; does nothing by itself but copying. Owned by the view. GUI thread.
class TimelineActions
{
    Q_DECLARE_TR_FUNCTIONS(linnet::TimelineActions)

public:
    TimelineActions(TimelineView &view, TimelineGeometry &geometry, TimelineSelection &selection,
                    const TimelineToolbar &toolbar)
        : m_view(view), m_geometry(geometry), m_selection(selection), m_toolbar(toolbar)
    {
    }

    void trigger(int row, const RowLayout::Hit &hit);
    /// What Enter does: retry what failed, open a run, open a file, show what is hidden, follow the only or
    /// first link, show all of a long text.
    void activate(int row);
    /// What is selected, else the current row.
    void copy();
    void selectAll();
    /// Asks for the deletion of the messages that are selected; false if those are not several.
    bool deleteSelected();
    void publish(); ///< what is selected, for who pastes with the middle button
    /// Not modal. Of what is under the mouse; with the keyboard, of the current row with all its links.
    void showMenu(const QContextMenuEvent &event);

private:
    const TimelineModel *model() const;
    void addLinks(QMenu &menu, int row, const RowLayout::Hit &hit, bool isKeyboard);
    void addCopy(QMenu &menu, int row);
    void addDeletion(QMenu &menu, const QPoint &where);
    QList<EventId> deletable() const;
    void addBody(QMenu &menu, int row);
    void addRow(QMenu &menu, int row);
    void addActions(QMenu &menu, int row);
    void popUp(int row, const RowLayout::Hit &hit, const QPoint &where, bool isKeyboard);
    void triggerAround(const TimelineItem &item, int row, const RowLayout::Hit &hit);
    void ask(const TimelineItem &item, int row, RowLayout::Part part);
    QPoint placeOf(int row, RowLayout::Part part);
    void setClipboard(const QString &text) const;
    void follow(const RowLayout::Hit &link);

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    TimelineSelection &m_selection;
    const TimelineToolbar &m_toolbar;
};

}
