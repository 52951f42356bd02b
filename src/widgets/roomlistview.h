// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QListView>

namespace linnet {

class Avatars;
class RoomDelegate;

/// The list of rooms. What is selected is the room that is open; the keyboard's place is another matter, so
/// that going up and down opens (and marks as read) nothing before Enter. GUI thread.
class RoomListView : public QListView
{
    Q_OBJECT

public:
    RoomListView(Avatars &avatars, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Shows which room is open; empty: none.
    void setOpenRoom(const RoomId &room);
    /// Of the keyboard's place, or empty.
    RoomId currentRoom() const;
    RoomId roomAt(const QModelIndex &index) const;
    /// Moves the keyboard's place by `steps` rows, as from a filter box above.
    void step(int steps);
    /// The keyboard's place has a frame; never after a click.
    void setCurrentShown(bool isShown);

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

private:
    void applyTheme();
    void selectOpenRoom();

    RoomDelegate *m_delegate;
    RoomId m_open;
    bool m_isCurrentShown = false;
};

}
