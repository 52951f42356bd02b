// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/notestable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

/// A path alone, as all were up to version 12 of the database, or an object with what else is known.
QJsonValue toJson(const NotedFile &file)
{
    if (file == NotedFile{file.path})
        return file.path;
    QJsonObject json;
    json[u"path"] = file.path;
    json[u"id"] = file.id;
    json[u"name"] = file.name;
    json[u"mimetype"] = file.mimeType;
    json[u"as_file"] = file.isAsFile;
    json[u"keeps_place"] = file.keepsPlace;
    json[u"voice"] = file.isVoice;
    json[u"duration"] = file.durationMs;
    QJsonArray waveform;
    for (const int part : file.waveform)
        waveform.append(part);
    json[u"waveform"] = waveform;
    return json;
}

NotedFile fromJson(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    const QJsonObject json = value.toObject();
    NotedFile file{json[u"path"].toString(), json[u"id"].toString()};
    file.name = json[u"name"].toString();
    file.mimeType = json[u"mimetype"].toString();
    file.isAsFile = json[u"as_file"].toBool();
    file.keepsPlace = json[u"keeps_place"].toBool();
    file.isVoice = json[u"voice"].toBool();
    file.durationMs = json[u"duration"].toInteger();
    const QJsonArray waveform = json[u"waveform"].toArray();
    for (const QJsonValue &part : waveform)
        file.waveform.append(part.toInt());
    return file;
}

}

RoomNotes NotesTable::get(const RoomId &room, const EventId &thread) const
{
    Statement statement = m_database.query(
        "SELECT draft, anchor, anchor_offset, files FROM notes WHERE room_id = ? AND thread = ?", room,
        thread.toString());
    if (!statement.next())
        return {};
    RoomNotes notes{statement.text(0), EventId(statement.text(1)), statement.number(2)};
    const QJsonArray files = QJsonDocument::fromJson(statement.text(3).toUtf8()).array();
    for (const QJsonValue &value : files) {
        NotedFile file = fromJson(value);
        if (!file.id.isEmpty())
            file.bytes = bytesOf(room, thread, file.id);
        // What the bytes of are gone cannot be had again.
        if (!file.path.isEmpty() || !file.bytes.isEmpty())
            notes.files.append(file);
    }
    return notes;
}

void NotesTable::put(const RoomId &room, const EventId &thread, const RoomNotes &notes)
{
    QJsonArray list;
    QJsonArray ids;
    for (const NotedFile &file : notes.files) {
        list.append(toJson(file));
        if (!file.id.isEmpty())
            ids.append(file.id);
    }
    const auto text = [](const QJsonArray &array) {
        return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
    };
    m_database.run(
        "INSERT INTO notes(room_id, thread, draft, anchor, anchor_offset, files) VALUES(?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(room_id, thread) DO UPDATE SET draft = excluded.draft, anchor = excluded.anchor, "
        "anchor_offset = excluded.anchor_offset, files = excluded.files",
        room, thread.toString(), notes.draft, notes.anchor, notes.anchorOffset, text(list));
    for (const NotedFile &file : notes.files) {
        if (!file.id.isEmpty())
            m_database.run("INSERT OR IGNORE INTO note_files(room_id, thread, id, bytes) VALUES(?, ?, ?, ?)",
                           room, thread.toString(), file.id, file.bytes);
    }
    m_database.run("DELETE FROM note_files WHERE room_id = ? AND thread = ? AND id NOT IN "
                   "(SELECT value FROM json_each(?))",
                   room, thread.toString(), text(ids));
}

QByteArray NotesTable::bytesOf(const RoomId &room, const EventId &thread, const QString &id) const
{
    Statement statement =
        m_database.query("SELECT bytes FROM note_files WHERE room_id = ? AND thread = ? AND id = ?", room,
                         thread.toString(), id);
    return statement.next() ? statement.blob(0) : QByteArray();
}

void NotesTable::appendDraft(const RoomId &room, const EventId &thread, const QString &text)
{
    m_database.run("INSERT INTO notes(room_id, thread, draft, anchor_offset) VALUES(?, ?, ?, 0) "
                   "ON CONFLICT(room_id, thread) DO UPDATE SET draft = coalesce(draft, '') || excluded.draft",
                   room, thread.toString(), text);
}

QByteArray NotesTable::poll(const RoomId &room, const EventId &thread) const
{
    Statement statement =
        m_database.query("SELECT poll FROM notes WHERE room_id = ? AND thread = ?", room, thread.toString());
    return statement.next() ? statement.blob(0) : QByteArray();
}

void NotesTable::setPoll(const RoomId &room, const EventId &thread, const QByteArray &poll)
{
    m_database.run("INSERT INTO notes(room_id, thread, poll, anchor_offset) VALUES(?, ?, ?, 0) "
                   "ON CONFLICT(room_id, thread) DO UPDATE SET poll = excluded.poll",
                   room, thread.toString(), poll);
}

}
