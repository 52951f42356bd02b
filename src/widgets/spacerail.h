// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QWidget>

class QToolButton;

namespace linnet {

class Avatars;
class SpaceModel;
class SpaceView;

/// The bar at the window's side: Home, the spaces one has joined, and what makes or joins another. Shows
/// what was chosen and does nothing by itself. GUI thread; must not outlive its model.
class SpaceRail : public QWidget
{
    Q_OBJECT

public:
    SpaceRail(SpaceModel &spaces, Avatars &avatars, QWidget *parent = nullptr);

    void setChosen(const RoomId &space); ///< empty: Home
    /// Asks for the space `steps` rows below (or above) the chosen one.
    void step(int steps);
    SpaceView *view() const { return m_view; }

Q_SIGNALS:
    void choiceRequested(const linnet::RoomId &space);
    void openRequested(const linnet::RoomId &space);
    /// `at`: on the screen. `row`: of the model.
    void menuRequested(const linnet::RoomId &space, int row, const QPoint &at);
    void createRequested();
    void joinRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    SpaceModel &m_spaces;
    SpaceView *m_view;
    QToolButton *m_add;
};

}
