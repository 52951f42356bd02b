// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/density.h"
#include "widgets/headingpainter.h"
#include "widgets/roomdragging.h"

#include <QListView>

namespace linnet {

class Avatars;
class RoomDelegate;
class RoomSectionModel;

/// The list of rooms. What is selected is the room that is open; the keyboard's place is another matter, so
/// that going up and down opens (and marks as read) nothing before Enter. GUI thread.
///
/// Every room is of the same height, and so is every heading, so where one stands is a multiplication:
/// QListView goes over all rows whenever one comes, goes, moves or changes. What of it is left is what screen
/// readers know it as.
///
/// A heading opens and closes its section by a click, Enter, Space, Left and Right. Where rooms can be put in
/// order, they are dragged, or moved by Alt+Shift+Up and Down.
class RoomListView : public QListView
{
    Q_OBJECT

public:
    RoomListView(RoomSectionModel &rooms, Avatars &avatars, QWidget *parent = nullptr);

    void setDensity(Density density); ///< the room at the top stays there
    /// Whether rooms can be put elsewhere.
    void setArrangeable(bool isArrangeable);
    /// Shows which room is open; empty: none.
    void setOpenRoom(const RoomId &room);
    /// Of the keyboard's place, or empty.
    RoomId currentRoom() const;
    RoomId roomAt(const QModelIndex &index) const;
    /// Moves the keyboard's place by `steps` rows, as from a filter box above.
    void step(int steps);
    /// The keyboard's place has a frame; never after a click.
    void setCurrentShown(bool isShown);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    /// The room is to be in another section, whatever is first in it.
    void sectionWanted(const linnet::RoomId &room, int section);
    /// It is to be at this place among the other rooms of the section.
    void placeWanted(const linnet::RoomId &room, int section, int place);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    int verticalOffset() const override;
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override {} ///< not the mouse's
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();
    void selectOpenRoom();
    int topOf(int row) const; ///< without scrolling
    void toggle(int section);
    bool onHeadingKey(int key);
    /// Moves the current room by so many places, if it is where that can be done.
    bool putBy(int steps);
    static int stepsOf(const QKeyEvent &event); ///< of the keys that move a room; 0: another key
    bool canPut() const;
    void endDragging();
    void paintMark(QPainter &painter) const;

    RoomSectionModel &m_rooms;
    RoomDelegate *m_delegate;
    RoomId m_open;
    int m_rowHeight = 1;
    int m_headingHeight = 1;
    bool m_isCurrentShown = false;
    bool m_isArrangeable = false;
    HeadingPainter m_headings;
    Theme m_theme;
    RoomDragging m_dragging;
};

}
