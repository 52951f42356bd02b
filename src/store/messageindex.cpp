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
    const MessageText text = readMessageText(event);
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

void MessageIndex::remove(qint64 row)
{
    m_database.run("DELETE FROM message_index WHERE rowid = ?", row);
    m_database.run("DELETE FROM message_times WHERE event = ?", row);
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
        add(it->row, it->room, it->event);
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
