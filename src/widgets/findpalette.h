// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QFrame>

#include <memory>

class QLabel;
class QListView;

namespace linnet {

class Avatars;
class FilterEdit;
class FindDelegate;
class FindModel;
class RoomListModel;
class Search;
class Session;

/// One field for rooms, people and messages, over the upper half of its window: what is typed is looked for
/// at once, Enter opens the chosen row, Esc goes back to where one was. GUI thread; a child of the window,
/// must not outlive its Session.
class FindPalette : public QFrame
{
    Q_OBJECT

public:
    FindPalette(Session &session, const RoomListModel &rooms, Avatars &avatars, QWidget *window);
    ~FindPalette() override;

    /// Shows itself with `typed` in the field, ready for more.
    void open(const QString &typed = {});
    void close();

Q_SIGNALS:
    void roomChosen(const linnet::RoomId &room);
    void personChosen(const linnet::UserId &user); ///< with whom there is no direct chat
    /// `ts`: when it was said, ms. `isStored`: false if only the server has it.
    void messageChosen(const linnet::RoomId &room, const linnet::EventId &event, qint64 ts, bool isStored);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void placeOverWindow();
    void onEdited(const QString &text);
    void onRowsChanged();
    void showState();
    bool onKey(int key);
    void step(int steps);
    void choose(const QModelIndex &index);

    std::unique_ptr<Search> m_search;
    FindModel *m_model;
    FindDelegate *m_delegate;
    FilterEdit *m_edit;
    QListView *m_view;
    QLabel *m_state;
    QWidget *m_before = nullptr; ///< had the focus
};

}
