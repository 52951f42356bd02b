// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

class QMenu;

namespace linnet {

class NoticeBar;
class RoomPanel;
class Session;
struct Error;
struct Room;

/// Puts a room into a space from its menu in the room list, and takes it out again where one did not mean it.
/// GUI thread; must not outlive its arguments.
class RoomPlacing : public QObject
{
    Q_OBJECT

public:
    RoomPlacing(Session &session, RoomPanel &panel, NoticeBar &notice, QObject *parent = nullptr);

private:
    void fillMenu(QMenu &menu, const RoomId &room);
    void addSpace(QMenu &menu, const Room &space, const RoomId &room);
    /// All that one is in, those in another one behind it; each once.
    QList<RoomId> spaces() const;
    QString nameOf(const RoomId &room) const;
    void put(const RoomId &space, const RoomId &room);
    void takeOut(const RoomId &space, const RoomId &room);
    void complain(const QString &what, const Error &error);

    Session &m_session;
    NoticeBar &m_notice;
};

}
