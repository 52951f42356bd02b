// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomtable.h"

#include <QHash>

namespace linnet {

/// The people of rooms: membership, name and avatar as they are now. Worker thread.
class MemberTable
{
public:
    struct Row
    {
        UserId user;
        Membership membership = Membership::None;
        QString name; ///< as set; empty if unset
        QString avatarUrl;
    };
    struct Counts
    {
        int joined = 0;
        int invited = 0;
    };

    explicit MemberTable(Database &database) : m_database(database) {}

    /// Takes an m.room.member event as the present. Whoever leaves keeps the name that others knew.
    void put(RoomNumber room, const Event &event);
    /// As put(), but only for people who are not known yet: old events must not undo newer ones.
    void putIfUnknown(RoomNumber room, const Event &event);
    /// The event's name and avatar are gone (redaction), if it is still what the row was made of.
    void blank(RoomNumber room, const EventId &event);
    void clear(RoomNumber room);

    std::optional<Row> get(RoomNumber room, const UserId &user) const;
    QList<Row> all(RoomNumber room) const;
    /// Up to five others who are in or invited, or, with `gone`, who were; by user id.
    QList<UserId> others(RoomNumber room, const UserId &self, bool gone) const;
    Counts counts(RoomNumber room) const;
    EventId eventOf(RoomNumber room, const UserId &user) const; ///< what get() was made of; may not be stored
    /// Whether somebody else who is in or invited has a name that looks the same.
    bool isNameShared(RoomNumber room, const QString &name, const UserId &user) const;
    /// Writes down what names look like; for those of before that was kept.
    static void fillNameKeys(Database &database);

private:
    Database &m_database;
};

/// Looks up what people are called in one room ("Calculating the display name for a user"): a name that
/// looks like that of another joined or invited member, or like an id, gets the user id behind it. Remembers
/// what it found; worker thread, for the length of one job.
class MemberNames
{
public:
    struct Name
    {
        QString name; ///< never empty unless the user id is
        QString avatarUrl;
    };

    MemberNames(Database &database, RoomNumber room) : m_members(database), m_room(room) {}
    const Name &of(const UserId &user);
    void forget() { m_known.clear(); } ///< after members have changed

private:
    MemberTable m_members;
    RoomNumber m_room;
    QHash<UserId, Name> m_known;
};

}
