// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/notestable.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

RoomNotes NotesTable::get(const RoomId &room, const EventId &thread) const
{
    Statement statement = m_database.query(
        "SELECT draft, anchor, anchor_offset, files FROM notes WHERE room_id = ? AND thread = ?", room,
        thread.toString());
    if (!statement.next())
        return {};
    RoomNotes notes{statement.text(0), EventId(statement.text(1)), statement.number(2)};
    const QJsonArray files = QJsonDocument::fromJson(statement.text(3).toUtf8()).array();
    for (const QJsonValue &path : files)
        notes.files.append(path.toString());
    return notes;
}

void NotesTable::put(const RoomId &room, const EventId &thread, const RoomNotes &notes)
{
    const QByteArray files =
        QJsonDocument(QJsonArray::fromStringList(notes.files)).toJson(QJsonDocument::Compact);
    m_database.run(
        "INSERT INTO notes(room_id, thread, draft, anchor, anchor_offset, files) VALUES(?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(room_id, thread) DO UPDATE SET draft = excluded.draft, anchor = excluded.anchor, "
        "anchor_offset = excluded.anchor_offset, files = excluded.files",
        room, thread.toString(), notes.draft, notes.anchor, notes.anchorOffset, QString::fromUtf8(files));
}

void NotesTable::appendDraft(const RoomId &room, const EventId &thread, const QString &text)
{
    m_database.run("INSERT INTO notes(room_id, thread, draft, anchor_offset) VALUES(?, ?, ?, 0) "
                   "ON CONFLICT(room_id, thread) DO UPDATE SET draft = coalesce(draft, '') || excluded.draft",
                   room, thread.toString(), text);
}

}
