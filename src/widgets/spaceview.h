// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QListView>

namespace linnet {

class Avatars;
class SpaceDelegate;
class SpaceModel;

/// The rows of the bar of spaces. What is selected is the one whose rooms are shown; the keyboard's place is
/// another matter until Enter. The arrow keys at a row's side open it out and close it. GUI thread.
class SpaceView : public QListView
{
    Q_OBJECT

public:
    SpaceView(SpaceModel &spaces, Avatars &avatars, QWidget *parent = nullptr);

    void setChosen(const RoomId &space); ///< empty: Home
    const RoomId &chosen() const { return m_chosen; }
    RoomId currentSpace() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, 0}; }

Q_SIGNALS:
    void choiceRequested(const linnet::RoomId &space);
    void openRequested(const linnet::RoomId &space); ///< itself, not its rooms

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;

private:
    void selectChosen();
    bool isOnArrow(const QPoint &at) const;

    SpaceModel &m_spaces;
    SpaceDelegate *m_delegate;
    RoomId m_chosen;
    QPersistentModelIndex m_pressed;
};

}
