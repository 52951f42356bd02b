// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// The number that stands for a room in the tables.
using RoomNumber = qint64;

/// One row of `rooms`: what is known of a room beside its state, members and history. A field that is not set
/// was never said by the server.
struct RoomRow
{
    RoomNumber key = 0;
    RoomId id;
    Membership membership = Membership::None;
    UserId inviter;
    qint64 inviteTs = 0;
    bool isDirectInvite = false;
    QString inviteReason; ///< as who invites gave it; may be empty
    std::optional<QList<UserId>> heroes;
    std::optional<int> joined;
    std::optional<int> invited;
    std::optional<int> unread; ///< the server's count
    std::optional<int> highlight;
    int ownUnread = 0; ///< counted here, for servers that do not count
    int ownHighlight = 0;
    EventId readMarker;
    std::optional<Seq> readSeq; ///< of readMarker; not set while that event is not stored
    bool isReadAssumed = false; ///< nothing says that one has read up to it but the first sight of the room
    bool areMembersLoaded = false;
    std::optional<Seq> previewSeq; ///< the newest event worth a preview
    bool isIncomplete = false;     ///< v1: joined, but its state was not fetched yet
    bool isMarkedUnread = false;
    QMap<QString, double> tags;
};

/// The `rooms` table. Works on either connection; worker thread.
class RoomTable
{
public:
    explicit RoomTable(Database &database) : m_database(database) {}

    std::optional<RoomRow> find(const RoomId &id) const;
    std::optional<RoomRow> ofEvent(qint64 row) const; ///< the room of an event, by its key in `events`
    RoomRow findOrCreate(const RoomId &id);
    QList<RoomRow> all() const;
    void save(const RoomRow &row);
    void saveSummary(const RoomRow &row, const QByteArray &summary);
    void remove(const RoomId &id); ///< with its history, state and members

private:
    Database &m_database;
};

/// Empty text as NULL.
inline std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

}
