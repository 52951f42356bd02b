// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messageindex.h"

#include "base/foldedtext.h"
#include "store/relationtable.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>
#include <vector>

namespace linnet {

namespace {

/// Private to us in Unicode, and no word of indexableText().
constexpr QChar tagMark(0xe000);

}

QString MessageIndex::roomTag(RoomNumber room)
{
    return tagMark + QStringLiteral("r") + QString::number(room);
}

QString MessageIndex::senderTag(const UserId &sender)
{
    // The index knows words of letters and digits only.
    const QByteArray digest = QCryptographicHash::hash(sender.toString().toUtf8(), QCryptographicHash::Sha1);
    return tagMark + QStringLiteral("u") + QString::fromLatin1(digest.left(6).toHex());
}

QString MessageIndex::linkTag()
{
    return tagMark + QStringLiteral("hlink");
}

QString MessageIndex::mediaTag(MessageText::Media media)
{
    return tagMark + QStringLiteral("h") + mediaName(media);
}

void MessageIndex::add(qint64 row, RoomNumber room, const Event &event)
{
    if (const auto edit = readMessageEdit(event)) {
        if (edit->content.isEmpty())
            return;
        return refresh(room, edit->target);
    }
    put(row, room, event);
}

/// The message again, after its edits have changed.
void MessageIndex::refresh(RoomNumber room, const EventId &message)
{
    const auto stored = EventTable(m_database).placed(room, message);
    if (!stored || readMessageEdit(stored->event))
        return;
    take(stored->row, stored->event.ts);
    put(stored->row, room, stored->event);
}

/// `event` as it was edited last.
void MessageIndex::put(qint64 row, RoomNumber room, const Event &event)
{
    Event current = event;
    if (const QByteArray content = RelationTable(m_database).editedContent(room, event); !content.isEmpty())
        current.content = content;
    const MessageText text = readMessageText(current);
    if (text.isEmpty())
        return;
    QString &sender = m_senderTags[event.sender];
    if (sender.isEmpty())
        sender = senderTag(event.sender);
    QString words = indexableText(text.words) + u' ' + roomTag(room) + u' ' + sender;
    if (text.hasLink)
        words += u' ' + linkTag();
    if (text.media != MessageText::Media::None)
        words += u' ' + mediaTag(text.media);
    m_added.insert(row, {event.ts, words});
}

void MessageIndex::take(qint64 row, qint64 ts)
{
    if (m_added.remove(row))
        return;
    const auto place = placeOf(row, ts);
    if (!place)
        return;
    m_database.run("DELETE FROM message_places WHERE place = ?", place->key);
    m_database.run("DELETE FROM message_index WHERE rowid = ?", place->key);
}

/// Where it was written.
std::optional<MessagePlace> MessageIndex::placeOf(qint64 row, qint64 ts) const
{
    constexpr int Span = MessagePlace::InMinute * MessagePlace::MostMinutes;
    const MessagePlace first = MessagePlace::of(ts);
    Statement statement = m_database.query(
        "SELECT place FROM message_places WHERE place >= ? AND place < ? AND event = ? LIMIT 1", first.key,
        first.key + Span, row);
    return statement.next() ? std::optional(MessagePlace{statement.integer(0)}) : std::nullopt;
}

void MessageIndex::remove(RoomNumber room, const EventTable::Pruned &event)
{
    take(event.row, event.ts);
    if (event.relation.kind == Relation::Kind::Edit)
        refresh(room, event.relation.target);
}

void MessageIndex::write()
{
    std::vector<std::pair<qint64, qint64>> byTime;
    byTime.reserve(size_t(m_added.size()));
    for (auto it = m_added.cbegin(); it != m_added.cend(); ++it)
        byTime.emplace_back(it->ts, it.key());
    std::sort(byTime.begin(), byTime.end());
    std::optional<MessagePlace> last;
    for (const auto &[ts, row] : byTime) {
        const auto place = freePlace(ts, last);
        if (!place)
            continue;
        last = place;
        m_database.run("INSERT INTO message_places(place, event) VALUES(?, ?)", place->key, row);
        m_database.run("INSERT INTO message_index(rowid, words) VALUES(?, ?)", place->key,
                       m_added[row].words);
    }
    m_added.clear();
}

/// The next free place, after `last` if that was taken just now; none where a flood has taken all around.
std::optional<MessagePlace> MessageIndex::freePlace(qint64 ts, const std::optional<MessagePlace> &last) const
{
    MessagePlace first = MessagePlace::of(ts);
    for (int minute = 0; minute < MessagePlace::MostMinutes; ++minute, first.key += MessagePlace::InMinute) {
        const qint64 end = first.key + MessagePlace::InMinute;
        MessagePlace free = first;
        if (last && *last >= first) {
            free.key = last->key + 1;
        } else {
            Statement statement = m_database.query(
                "SELECT max(place) FROM message_places WHERE place >= ? AND place < ?", first.key, end);
            if (statement.next() && !statement.isNull(0))
                free.key = statement.integer(0) + 1;
        }
        if (free.key < end)
            return free;
    }
    return std::nullopt;
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
    for (const EventTable::Placed &placed : events) {
        RelationTable(m_database).put(placed.row, placed.room, placed.seq, placed.event);
        // An edit may have brought the message in already.
        if (!placeOf(placed.row, placed.event.ts) && !m_added.contains(placed.row))
            add(placed.row, placed.room, placed.event);
    }
    write();
    if (events.size() < limit) {
        m_database.run("DELETE FROM meta WHERE key = 'unindexed_below'");
        return false;
    }
    m_database.run("UPDATE meta SET value = ? WHERE key = 'unindexed_below'", events.last().row);
    return true;
}

void MessageIndex::removeRoom(RoomNumber room)
{
    std::vector<std::pair<qint64, qint64>> events;
    {
        Statement statement = m_database.query("SELECT event, ts FROM events WHERE room = ?", room);
        while (statement.next())
            events.emplace_back(statement.integer(0), statement.integer(1));
    }
    for (const auto &[row, ts] : events)
        take(row, ts);
}

}
