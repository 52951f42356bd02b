// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// What rooms and threads remember for their windows; a room has the thread "". Worker thread, either
/// connection.
class NotesTable
{
public:
    explicit NotesTable(Database &database) : m_database(database) {}

    RoomNotes get(const RoomId &room, const EventId &thread) const;
    void put(const RoomId &room, const EventId &thread, const RoomNotes &notes);
    void appendDraft(const RoomId &room, const EventId &thread, const QString &text);
    QByteArray poll(const RoomId &room, const EventId &thread) const; ///< empty: there is none
    void setPoll(const RoomId &room, const EventId &thread, const QByteArray &poll);

private:
    QByteArray bytesOf(const RoomId &room, const EventId &thread, const QString &id) const;

    Database &m_database;
};

}
