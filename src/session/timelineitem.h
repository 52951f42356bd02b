// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QList>
#include <QMetaType>

#include <variant>

namespace linnet {

/// One row of a timeline. A value; everything a delegate paints is here.
struct TimelineItem
{
    enum class Kind { Text, Emote, Notice, Image, Audio, Video, File, Location, State, Redacted, Encrypted };
    enum class State { Sent, Sending, Failed };

    QString key;   ///< for life: the transaction id of what we sent, else the event id
    EventId event; ///< empty until the server gave one
    UserId sender;
    QString senderName;
    QString senderAvatar; ///< mxc or empty
    qint64 ts = 0;        ///< ms
    Kind kind = Kind::Text;
    QString type;         ///< the event's
    QString text;         ///< body, or a state line in words ("Alice invited Bob")
    MessageContent media; ///< of Image, Audio, Video, File, Location; empty else
    State state = State::Sent;
    QString reason; ///< of Failed, in human words
    bool isOwn = false;
    bool isMention = false;
    bool startsGroup = true;   ///< another sender, day or kind than the row above, or more than 5 minutes
    bool startsDay = false;    ///< first row of a day in local time
    bool startsUnread = false; ///< first row after the read marker of when the room was opened
    QList<RoomReader> readers; ///< others who have read up to here and no further; the last to do so first

    /// What was written beside a file, if it is more than its name.
    QString caption() const;

    friend bool operator==(const TimelineItem &a, const TimelineItem &b);
};

/// How rows changed, in order; indexes are those after the steps before it.
struct TimelineDiff
{
    struct Reset
    {
        QList<TimelineItem> items;
    };
    struct Insert
    {
        int at;
        QList<TimelineItem> items;
    };
    struct Remove
    {
        int at;
        int count;
    };
    struct Update
    {
        int at;
        TimelineItem item;
    };
    QList<std::variant<Reset, Insert, Remove, Update>> steps;
    bool isEmpty() const { return steps.isEmpty(); }
};

}
Q_DECLARE_METATYPE(linnet::TimelineItem)
Q_DECLARE_METATYPE(linnet::TimelineDiff)
