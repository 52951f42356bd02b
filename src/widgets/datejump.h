// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QObject>

#include <memory>

class QDate;
class QPoint;
class QWidget;

namespace linnet {

class NoticeBar;
class Session;

/// Lets a day be chosen, and finds what was said then in a room. GUI thread; must not outlive its arguments.
class DateJump : public QObject
{
    Q_OBJECT

public:
    DateJump(Session &session, NoticeBar &notice, QWidget &window);

    /// Asks for another day than that of `ts` (ms), at `globalPos`.
    void choose(const RoomId &room, qint64 ts, const QPoint &globalPos);

Q_SIGNALS:
    void found(const linnet::RoomId &room, const linnet::EventId &event); ///< is to be shown
    void nothingSince(const linnet::RoomId &room);                        ///< the newest are to be shown

private:
    void find(const RoomId &room, QDate day);

    Session &m_session;
    NoticeBar &m_notice;
    QWidget &m_window;
    std::unique_ptr<QObject> m_asking; ///< context of the search under way
};

}
