// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QObject>

class QWidget;

namespace linnet {

class Session;

/// Asks what has to be asked before a space is made, filled or left, and tells how it went. GUI thread; must
/// not outlive its Session.
class SpaceDialogs : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over `window`.
    SpaceDialogs(Session &session, QWidget &window) : m_session(session), m_window(window) {}

    void create();
    void createRoomIn(const RoomId &space);
    void createSpaceIn(const RoomId &space);
    void addRooms(const RoomId &space);
    void leave(const RoomId &space);

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room); ///< it was made
    void left(const linnet::RoomId &space);
    void done(const QString &what);
    void failed(const QString &what, const QString &detail);

private:
    void sayNotAdded(const QString &what, const Error &error);

    Session &m_session;
    QWidget &m_window;
};

}
