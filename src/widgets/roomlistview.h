// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/density.h"

#include <QListView>

namespace linnet {

class Avatars;
class RoomDelegate;
class RoomFilterModel;

/// The list of rooms. What is selected is the room that is open; the keyboard's place is another matter, so
/// that going up and down opens (and marks as read) nothing before Enter. GUI thread.
///
/// Every row is of the same height, so where one stands is a multiplication: QListView goes over all rows
/// whenever one comes, goes, moves or changes. What of it is left is what screen readers know it as.
class RoomListView : public QListView
{
    Q_OBJECT

public:
    RoomListView(RoomFilterModel &rooms, Avatars &avatars, QWidget *parent = nullptr);

    void setDensity(Density density); ///< the room at the top stays there
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

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
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

    RoomFilterModel &m_rooms;
    RoomDelegate *m_delegate;
    RoomId m_open;
    int m_rowHeight = 1;
    bool m_isCurrentShown = false;
};

}
