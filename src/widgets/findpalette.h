// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QFrame>
#include <QPointer>

#include <memory>

class QLabel;
class QListView;

namespace linnet {

class Avatars;
class ElidedLabel;
class FilterEdit;
class FindDelegate;
class FindModel;
class RoomListModel;
class Search;
class Session;
struct Room;

/// One field for rooms, people and messages, over the upper half of its window: what is typed is looked for
/// at once, Enter opens the chosen row, Esc goes back to where one was. It goes when the focus does. GUI
/// thread; a child of the window, must not outlive its Session.
class FindPalette : public QFrame
{
    Q_OBJECT

public:
    FindPalette(Session &session, const RoomListModel &rooms, Avatars &avatars, QWidget *window);
    ~FindPalette() override;

    void open();
    /// For messages of this room alone; Backspace in the empty field takes that back.
    void openIn(const Room &room);
    void close();

Q_SIGNALS:
    void roomChosen(const linnet::RoomId &room);
    void personChosen(const linnet::UserId &user); ///< with whom there is no direct chat
    /// `isStored`: false if only the server has it.
    void messageChosen(const linnet::RoomId &room, const linnet::EventId &event, bool isStored);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void placeOverWindow();
    void begin();
    void setRoom(const RoomId &room, const QString &name);
    void ask();
    void onRowsChanged();
    void showState();
    void sayCurrent();
    bool onKey(int key);
    void onFocusLost();
    void step(int steps);
    void choose(const QModelIndex &index);

    std::unique_ptr<Search> m_search;
    FindModel *m_model;
    FindDelegate *m_delegate;
    ElidedLabel *m_where; ///< says in which room alone
    FilterEdit *m_edit;
    QListView *m_view;
    QLabel *m_state;
    RoomId m_room;              ///< to look in alone; or empty
    QPointer<QWidget> m_before; ///< had the focus
    bool m_hasStepped = false;  ///< the row was chosen by key; until then it is the first one
};

}
