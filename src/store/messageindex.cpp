// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messageindex.h"

#include "base/foldedtext.h"
#include "store/eventtable.h"

#include <QCryptographicHash>

namespace linnet {

QString MessageIndex::roomTag(RoomKey room)
{
    return u'r' + QString::number(room);
}

QString MessageIndex::senderTag(const UserId &sender)
{
    // The index knows words of letters and digits only.
    const QByteArray digest = QCryptographicHash::hash(sender.toString().toUtf8(), QCryptographicHash::Sha1);
    return u'u' + QString::fromLatin1(digest.left(6).toHex());
}

QString MessageIndex::hourTag(qint64 hour)
{
    return u't' + QString::number(hour);
}

QString MessageIndex::linkTag()
{
    return QStringLiteral("hlink");
}

QString MessageIndex::mediaTag(MessageText::Media media)
{
    return u'h' + mediaName(media);
}

qint64 MessageIndex::hourOf(qint64 ts)
{
    constexpr qint64 msPerHour = 3'600'000;
    return qMax<qint64>(0, ts) / msPerHour;
}

void MessageIndex::add(qint64 row, RoomKey room, const Event &event)
{
    if (const auto edit = readMessageEdit(event)) {
        if (edit->content.isEmpty())
            return;
        m_database.run("INSERT OR REPLACE INTO message_edits(edit, room, target) VALUES(?, ?, ?)", row, room,
                       edit->target);
        return refresh(room, edit->target);
    }
    put(row, room, event);
}

/// The message again, after its edits have changed.
void MessageIndex::refresh(RoomKey room, const EventId &message)
{
    const auto stored = EventTable(m_database).placed(room, message);
    if (!stored || readMessageEdit(stored->event))
        return;
    take(stored->row);
    put(stored->row, room, stored->event);
}

/// `event` as it was edited last.
void MessageIndex::put(qint64 row, RoomKey room, const Event &event)
{
    Event current = event;
    if (const QByteArray content = EventTable(m_database).editedContent(room, event); !content.isEmpty())
        current.content = content;
    const MessageText text = readMessageText(current);
    if (text.isEmpty())
        return;
    const qint64 hour = hourOf(event.ts);
    QStringList tags{roomTag(room), senderTag(event.sender), hourTag(hour)};
    if (text.hasLink)
        tags.append(linkTag());
    if (text.media != MessageText::Media::None)
        tags.append(mediaTag(text.media));
    m_database.run("INSERT INTO message_index(rowid, words, tags) VALUES(?, ?, ?)", row,
                   indexableText(text.words), tags.join(u' '));
    m_database.run("INSERT OR REPLACE INTO message_times(event, ts) VALUES(?, ?)", row, event.ts);
    m_database.run("INSERT OR IGNORE INTO message_hours(hour) VALUES(?)", hour);
}

void MessageIndex::take(qint64 row)
{
    m_database.run("DELETE FROM message_times WHERE event = ?", row);
    if (m_database.changes() > 0)
        m_database.run("DELETE FROM message_index WHERE rowid = ?", row);
}

/// Not if an edit has brought the message in already.
void MessageIndex::addIfMissing(qint64 row, RoomKey room, const Event &event)
{
    {
        Statement statement = m_database.query("SELECT 1 FROM message_times WHERE event = ?", row);
        if (statement.next())
            return;
    }
    add(row, room, event);
}

void MessageIndex::remove(qint64 row)
{
    take(row);
    RoomKey room = 0;
    EventId message;
    {
        Statement statement = m_database.query("SELECT room, target FROM message_edits WHERE edit = ?", row);
        if (!statement.next())
            return;
        room = statement.integer(0);
        message = EventId(statement.text(1));
    }
    m_database.run("DELETE FROM message_edits WHERE edit = ?", row);
    refresh(room, message);
}

bool MessageIndex::addEarlier(int limit)
{
    qint64 below = 0;
    {
        Statement statement = m_database.query("SELECT value FROM meta WHERE key = 'unindexed_below'");
        if (!statement.next())
            return false;
        below = statement.integer(0);
    }
    const QList<EventTable::Placed> events = EventTable(m_database).newestRows(below, limit);
    // Upwards: the index takes keys that grow in one go.
    for (auto it = events.rbegin(); it != events.rend(); ++it)
        addIfMissing(it->row, it->room, it->event);
    if (events.size() < limit) {
        m_database.run("DELETE FROM meta WHERE key = 'unindexed_below'");
        return false;
    }
    m_database.run("UPDATE meta SET value = ? WHERE key = 'unindexed_below'", events.last().row);
    return true;
}

void MessageIndex::removeRoom(RoomKey room)
{
    m_database.run("DELETE FROM message_index WHERE rowid IN (SELECT m.event FROM events e "
                   "JOIN message_times m ON m.event = e.event WHERE e.room = ?)",
                   room);
    m_database.run("DELETE FROM message_times WHERE event IN (SELECT event FROM events WHERE room = ?)",
                   room);
}

}
