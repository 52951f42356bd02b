// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

#include <QHash>
#include <QMap>
#include <QStringList>

#include <limits>

namespace linnet {

// Readers of event contents. Every field may be missing or of the wrong type in what a server sends; such a
// field reads as its default. Pure, any thread.

/// `m.room.message` (client-server API, "Instant Messaging") and what 2014 sent in its place.
struct MessageContent
{
    QString msgtype; ///< "m.text", …; empty if the content has none
    QString body;
    QString url;      ///< `mxc://…`, in 2014 `http(s)://…`; of media; of an encrypted file a MediaAddress
    QString fileName; ///< `filename`, else `body`
    QString mimeType;
    qint64 size = -1; ///< bytes; -1 unknown
    int width = 0;    ///< pixels; 0 unknown
    int height = 0;
    qint64 durationMs = -1;
    QString thumbnailUrl;    ///< likewise
    QString blurhash;        ///< `xyz.amorgan.blurhash` (MSC2448); as it came
    QString geoUri;          ///< of `m.location`
    bool isVoice = false;    ///< spoken into the microphone (MSC3245)
    QList<quint16> waveform; ///< its loudness over time, 0..1024 (MSC1767); at most MaxWaveform
    static constexpr int MaxWaveform = 400;
};
MessageContent readMessage(const QByteArray &content);

/// `m.room.member`.
struct MemberContent
{
    Membership membership = Membership::None;
    QString displayName; ///< empty if unset (null in 2014)
    QString avatarUrl;
    QString reason;
    bool isDirect = false;
};
MemberContent readMember(const QByteArray &content);

/// Power levels of today, of 2014 (`{"@u":10,"default":0}`) and of room version 12 (creators above all).
struct PowerLevels
{
    static constexpr int Creator = 1'000'000; ///< what powerOf() gives a creator of a version 12 room

    QHash<UserId, int> users;
    int usersDefault = 0;
    QHash<QString, int> events;
    int eventsDefault = 0;
    int stateDefault = 50;
    int ban = 50;
    int kick = 50;
    int redact = 50;
    int invite = 0;
    int notifyRoom = 50; ///< `notifications.room`: to mention all with @room

    int powerOf(const UserId &user) const { return users.value(user, usersDefault); }
    int neededFor(const QString &type, bool isState) const
    {
        return events.value(type, isState ? stateDefault : eventsDefault);
    }
};
/// `powerLevels` and `create` are contents, empty if the room has none; `creator` is who sent `create`.
PowerLevels readPowerLevels(const QByteArray &powerLevels, const QByteArray &create, const UserId &creator);

/// The place of a room in a tag that says none: it comes after those that have one.
inline constexpr double NoTagOrder = std::numeric_limits<double>::infinity();
/// `m.tag` (client-server API, "Room Tagging"): a room's tags with its place in each; 50 at most.
QMap<QString, double> readTags(const QByteArray &content);
QByteArray writeTags(const QMap<QString, double> &tags);

/// The room that a room goes on from, of m.room.create; empty: none.
RoomId readPredecessor(const QByteArray &create);

/// One string field of a content, as `name` of m.room.name; "" if it is missing or no string.
QString readString(const QByteArray &content, const char *field);
/// The strings of one list of a content, as `pinned` of m.room.pinned_events; what is no string is left out.
QStringList readStrings(const QByteArray &content, const char *field);

}
