// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QListView>

namespace linnet {

class Avatars;
class LobbyDelegate;
class LobbyModel;

/// The list in a space's lobby: a click on a row's button, or Enter, does what it says; the arrow keys at a
/// row's side open out a space in it and close it. GUI thread.
class LobbyView : public QListView
{
    Q_OBJECT

public:
    LobbyView(LobbyModel &rooms, Avatars &avatars, QWidget *parent = nullptr);

    void setCanAsk(bool canAsk);
    QString verb(const QModelIndex &index) const; ///< what one can do; empty: nothing
    bool isNearEnd();                             ///< little is left to scroll

Q_SIGNALS:
    void actionRequested(int row);
    void nearlyAtEnd();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Part { None, Button, Arrow };
    Part partAt(const QPoint &at) const;
    void checkEnd();

    LobbyModel &m_rooms;
    LobbyDelegate *m_delegate;
    QPersistentModelIndex m_pressed;
};

}
