// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowpainter.h"
#include "widgets/timelineselection.h"

class QHelpEvent;
class QPaintEvent;

namespace linnet {

class TimelineGeometry;
class TimelineKeys;
class TimelineModel;
class TimelineMouse;
class TimelinePlaceholder;
class TimelineToolbar;
class TimelineView;

/// What of a timeline is on the screen: the visible rows as mouse, keyboard and selection make them look,
/// what is above the first one, and the tool tips of what is cut short. Owned by the view, after what it
/// paints. GUI thread.
class TimelineCanvas
{
public:
    TimelineCanvas(TimelineView &view, Avatars &avatars, TimelineGeometry &geometry,
                   const TimelineSelection &selection, const TimelineMouse &mouse, const TimelineKeys &keys,
                   const TimelineToolbar &toolbar, TimelinePlaceholder &placeholder)
        : m_view(view), m_geometry(geometry), m_selection(selection), m_mouse(mouse), m_keys(keys),
          m_toolbar(toolbar), m_placeholder(placeholder), m_painter(avatars)
    {
    }

    /// Marks these words, and most of all in the row `key`.
    void setFound(const FoundWords &words, const QString &key)
    {
        m_found = words;
        m_foundKey = key;
    }
    void setPictures(Pictures *pictures) { m_painter.setPictures(pictures); }
    void setPlayback(Playback *playback) { m_playback = playback; }
    void repaintRow(const QString &key); ///< empty: all
    /// Paints the rows again whose picture comes from `url`; empty: all.
    void repaintPictures(const QString &url);
    /// Paints the viewport. The geometry must be resolved.
    void paint(const QPaintEvent &event);
    /// Puts the placeholder's button where paint() leaves room for it.
    void placeButton();
    void showToolTip(const QHelpEvent &event);

private:
    const TimelineModel *model() const;
    bool hasRows() const;
    QRect headerRect() const;
    void paintRow(QPainter &painter, int row, const TimelineSelection::Range &selected);

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    const TimelineSelection &m_selection;
    const TimelineMouse &m_mouse;
    const TimelineKeys &m_keys;
    const TimelineToolbar &m_toolbar;
    TimelinePlaceholder &m_placeholder;
    RowPainter m_painter;
    Playback *m_playback = nullptr;
    FoundWords m_found;
    QString m_foundKey;
};

}
