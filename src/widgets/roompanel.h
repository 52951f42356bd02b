// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/density.h"

#include <QWidget>

#include <functional>
class QMenu;
class QStackedWidget;
class QVBoxLayout;

namespace linnet {

class Avatars;
class EmptyState;
class FilterEdit;
class RoomFilterModel;
class RoomList;
class RoomListModel;
class RoomListView;
class RoomSectionModel;
class Skeleton;
struct Room;

/// The left side of the main window: filter box, the list of rooms, and what stands in its place when there
/// is nothing to list. GUI thread.
class RoomPanel : public QWidget
{
    Q_OBJECT

public:
    RoomPanel(RoomList &rooms, RoomListModel &model, Avatars &avatars, QWidget *parent = nullptr);

    /// Stands between the filter box and the list; is this one's from then on.
    void addBar(QWidget *bar);
    /// Adds to a room's menu, before its last part, what others can do with it.
    void setMenuAddition(std::function<void(QMenu &, const Room &)> add) { m_addToMenu = std::move(add); }
    void setLoading(bool isLoading);
    void setDensity(Density density);
    void setOpenRoom(const RoomId &room);
    RoomFilterModel &filterModel() { return *m_filterModel; }
    void addAbove(QWidget *widget); ///< takes it
    /// The space whose rooms are shown; empty: all are.
    void setSpaceName(const QString &name);
    /// Only rooms that are in no space are shown.
    void setOutsideOnly(bool isOutsideOnly);
    void focusFilter();
    void setCanMarkUnread(bool canMark) { m_canMarkUnread = canMark; } ///< the server keeps such marks
    void focusList();
    /// The room `steps` rows below (or above) `from` in the list as it is shown; `unreadOnly`: the next with
    /// unread messages or an invitation. Empty if there is none.
    RoomId neighbour(const RoomId &from, int steps, bool unreadOnly) const;
    RoomListView &view() { return *m_view; }
    RoomSectionModel &sections() { return *m_sections; }

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room);
    void markReadRequested(const linnet::RoomId &room);
    void markUnreadRequested(const linnet::RoomId &room);
    void inviteRequested(const linnet::RoomId &room);
    void settingsRequested(const linnet::RoomId &room);
    void leaveRequested(const linnet::RoomId &room);
    void forgetRequested(const linnet::RoomId &room);
    void createRequested();
    void joinRequested();
    /// The menu of a room is about to open: others may put theirs in, too.
    void roomMenuFilling(QMenu *menu, const linnet::RoomId &room);
    /// A menu was asked for where no room is; `section`: of the heading there, or -1.
    void listMenuRequested(const QPoint &globalPos, int section);
    void allRoomsRequested(); ///< not those of a space alone
    void lobbyRequested();    ///< of the space

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showWhatThereIs();
    void onFilterEdited(const QString &text);
    bool onFilterKey(int key);
    void showMenu(const QPoint &at);

    RoomList &m_rooms;
    RoomListModel &m_model;
    RoomFilterModel *m_filterModel;
    RoomSectionModel *m_sections;
    FilterEdit *m_filter;
    QVBoxLayout *m_bars;
    QStackedWidget *m_pages;
    RoomListView *m_view;
    EmptyState *m_noRooms;
    EmptyState *m_noMatch;
    EmptyState *m_noneHere;
    EmptyState *m_noneOutside;
    QString m_spaceName;
    Skeleton *m_skeleton;
    std::function<void(QMenu &, const Room &)> m_addToMenu;
    bool m_canMarkUnread = false;
    bool m_isLoading = false;
    bool m_isOutsideOnly = false;
};

}
