// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

class QKeyEvent;

namespace linnet {

class TimelineActions;
class TimelineGeometry;
class TimelineModel;
class TimelineSelection;
class TimelineView;

/// The keyboard in a timeline: Up and Down go from message to message, Page, Home and End scroll, with Shift
/// they select messages, Left and Right letters and with Ctrl words. Enter does what the message offers, and
/// letters what its menu has; Delete asks for all that is selected. Space plays sound and video, or lets it
/// rest; Left and Right seek in what plays. Owned by the view. GUI thread.
class TimelineKeys
{
    Q_DECLARE_TR_FUNCTIONS(linnet::TimelineKeys)

public:
    TimelineKeys(TimelineView &view, TimelineGeometry &geometry, TimelineActions &actions,
                 TimelineSelection &selection)
        : m_view(view), m_geometry(geometry), m_actions(actions), m_selection(selection)
    {
    }

    /// False if the key means nothing here.
    bool press(const QKeyEvent &event);
    void focusIn(Qt::FocusReason reason);
    void hideFocus() { m_isByKeyboard = false; }
    /// The current row is marked only for those who use the keyboard.
    bool showsFocus() const;

private:
    const TimelineModel &model() const;
    bool isOnScreen(int row) const;
    bool select(const QKeyEvent &event);
    void selectRows(int from, int to);
    void selectLetters(int row, Qt::Key arrow, bool isByWord);
    int pageHeight() const; ///< in pixels
    int pageFrom(int row, int direction) const;
    void tellSelection();
    void step(int direction);
    void goTo(int row);
    bool act(const QKeyEvent &event);

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    TimelineActions &m_actions;
    TimelineSelection &m_selection;
    bool m_isByKeyboard = false;
};

}
