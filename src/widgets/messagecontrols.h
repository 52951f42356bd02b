// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "session/messagelink.h"

#include <QObject>

class QPoint;

namespace linnet {

class RoomPicker;
class Session;
class TimelineModel;
class TimelineView;
struct Room;
struct TimelineItem;

/// Does what a person wants of the messages in a view: reacts, votes, deletes, pins, reports, copies links,
/// shows sources and earlier versions. Sets what may be done with them. Answering, editing and threads are
/// their owner's. GUI thread; must not outlive its Session, view or model.
class MessageControls : public QObject
{
    Q_OBJECT

public:
    MessageControls(Session &session, TimelineView &view, const TimelineModel &model, RoomPicker &picker,
                    QObject *parent = nullptr);

    /// What the view shows, as it is now: a room, or one of its threads.
    void setRoom(const Room &room, bool isThread);

Q_SIGNALS:
    void failed(const QString &what, const linnet::Error &error); ///< "Could not be pinned."
    void done(const QString &what);                               ///< what shows nowhere else: "Reported."
    void messageWanted(const linnet::EventId &event);             ///< is to be shown

private:
    const TimelineItem *item(const QString &key) const;
    EventId eventOf(const QString &key) const; ///< empty: the row is gone, or the server has not got it yet
    void react(const QString &key, const QString &reaction, const QString &shortcode = {});
    void chooseReaction(const QString &key, const QPoint &globalPos);
    void vote(const QString &key, const QStringList &answers);
    void endPoll(const QString &key);
    void redact(const QString &key, const QString &reason);
    void togglePin(const QString &key);
    void report(const QString &key, const QString &reason);
    void copyLink(const QString &key, MessageLink::Form form);
    void showSource(const QString &key);
    void showVersions(const QString &key);

    Session &m_session;
    TimelineView &m_view;
    const TimelineModel &m_model;
    RoomPicker &m_picker;
    RoomId m_room;
};

}
