// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/pinnedmessages.h"

#include <QObject>
#include <QPointer>

namespace linnet {

class PinsPopup;
class Session;

/// Shows what is pinned in a room, and unpins. GUI thread; must not outlive its arguments.
class Pins : public QObject
{
    Q_OBJECT

public:
    Pins(Session &session, QWidget &window);

    void show(const RoomId &room, const QRect &button); ///< below it, in the screen's coordinates

Q_SIGNALS:
    void messageWanted(const linnet::RoomId &room, const linnet::EventId &event);
    void failed(const QString &what, const linnet::Error &error);

private:
    void unpin(const EventId &event);

    Session &m_session;
    QWidget &m_window;
    PinnedMessages m_messages;
    QPointer<PinsPopup> m_popup;
};

}
