// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/task.h"
#include "models/roomorder.h"
#include "session/notificationrules.h"

#include <QObject>

#include <functional>

class QMenu;

namespace linnet {

class NoticeBar;
class Preferences;
class RoomListModel;
class RoomPanel;
class Session;

/// Order in the list of rooms: its sections and how they are sorted, what the menus of rooms and of headings
/// have for that, and what becomes of a room that was dragged. GUI thread; must not outlive its arguments.
class RoomOrganizer : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        RoomListModel &rooms;
        RoomPanel &panel;
        Preferences &preferences;
        NoticeBar &notice;
        QWidget &window; ///< dialogs stand over it
    };
    explicit RoomOrganizer(const Parts &parts);

private:
    void applyOrder();
    void fillRoomMenu(QMenu &menu, const RoomId &room);
    void addSections(QMenu &menu, const Room &room);
    void addNotifications(QMenu &menu, const RoomId &room);
    void addDirect(QMenu &menu, const Room &room);
    void showListMenu(const QPoint &at, int section);
    void addSectionActions(QMenu &menu, const RoomSection &section);
    void addSorting(QMenu &menu);

    void putInto(const RoomId &room, int section);
    void putAt(const RoomId &room, int section, int place);
    /// Where among `others` the place is that was chosen among those of them that are shown.
    qsizetype placeAmong(const QList<RoomId> &others, int section, int place) const;
    void moveTo(const RoomId &room, const QString &tag);
    void noteDirect(const RoomId &room);
    /// Asks for a name; `room`: is put into the new section.
    void createSection(const RoomId &room);
    void renameSection(const QString &tag);
    void removeSection(const QString &tag);
    void askName(const QString &title, const QString &text, std::function<void(const QString &)> named);
    void watch(Task<Done> task, const QString &consequence);
    void complain(const Error &error, const QString &consequence);

    Parts m_parts;
};

}
