// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/messagetext.h"
#include "store/eventtable.h"
#include "store/messageplace.h"

#include <QHash>

namespace linnet {

/// The full-text index over the messages of all rooms, the writing side: whoever changes `events` keeps it in
/// step, in the same transaction, at whose end stands write(). Worker thread.
///
/// A message is found by what its row says now: by the newest edit of its sender, if there is one, whose
/// words stand in the place of its own. An edit is no message of its own; one whose message is not stored
/// waits for it. It is found by its words and by tags of where, from whom and of what kind it is, and stands
/// at its MessagePlace, so that a reader gets the newest first.
class MessageIndex
{
public:
    /// The words of the index for what is no word: nobody can say them.
    static QString roomTag(RoomNumber room);
    static QString senderTag(const UserId &sender);
    static QString linkTag();
    static QString mediaTag(MessageText::Media media); ///< not of None

    explicit MessageIndex(Database &database) : m_database(database) {}

    /// `row` is the event's key in `events`. Does nothing for what is no message.
    void add(qint64 row, RoomNumber room, const Event &event);
    void remove(RoomNumber room, const EventTable::Pruned &event); ///< after it was redacted
    void removeRoom(RoomNumber room);                              ///< while its events are still there
    /// Writes what was added. All at once and in order, as the index begins a new part for each step back.
    void write();

    /// Adds up to `limit` of the events that were stored before there was an index, or RelationTable, to
    /// both, the newest first, and writes them. False if none are left.
    bool addEarlier(int limit);

private:
    struct Entry
    {
        qint64 ts = 0;
        QString words; ///< and tags
    };

    void put(qint64 row, RoomNumber room, const Event &event);
    void refresh(RoomNumber room, const EventId &message);
    void take(qint64 row, qint64 ts);
    std::optional<MessagePlace> placeOf(qint64 row, qint64 ts) const;
    std::optional<MessagePlace> freePlace(qint64 ts, const std::optional<MessagePlace> &last) const;

    Database &m_database;
    QHash<qint64, Entry> m_added; ///< by their key in `events`
    QHash<UserId, QString> m_senderTags;
};

}
