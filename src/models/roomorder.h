// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// One part of the room list.
struct RoomSection
{
    enum class Kind { Invitations, Favourites, Own, People, Rooms, LowPriority, ServerNotices, Left };

    Kind kind = Kind::Rooms;
    QString tag; ///< that its rooms have; empty: none
    QString id;  ///< by which settings and `ctl` know it

    /// Its rooms stand as a person has put them, those that were put nowhere below, the newest first.
    bool isByHand() const
    {
        return kind == Kind::Favourites || kind == Kind::Own || kind == Kind::LowPriority;
    }
    /// Others than invitations and what one has left.
    bool isOfRooms() const { return kind != Kind::Invitations && kind != Kind::Left; }
    QString name() const; ///< in words

    friend bool operator==(const RoomSection &, const RoomSection &) = default;
};

/// In which sections rooms stand, and in which order. A value; pure.
class RoomOrder
{
public:
    enum class Sort {
        Newest,
        Alphabetical,
        Unread, ///< first, then the newest
    };
    /// What a room's place is by; made once, compared often.
    struct Key
    {
        int section = 0;
        double place = 0; ///< smaller first
        qint64 ts = 0;    ///< greater first
        QString name;
        RoomId id;

        friend bool operator<(const Key &a, const Key &b);
    };

    /// Not grouped: invitations, rooms, what one has left. `ownTags` in their order.
    explicit RoomOrder(bool isGrouped = false, const QStringList &ownTags = {}, Sort sort = Sort::Newest);

    const QList<RoomSection> &sections() const { return m_sections; }
    bool isGrouped() const { return m_isGrouped; }
    int sectionOf(const Room &room) const; ///< index into sections()
    Key keyOf(const Room &room) const;
    bool isBefore(const Room &a, const Room &b) const { return keyOf(a) < keyOf(b); }

    friend bool operator==(const RoomOrder &, const RoomOrder &) = default;

private:
    int indexOf(RoomSection::Kind kind) const;

    bool m_isGrouped;
    Sort m_sort;
    QList<RoomSection> m_sections;
};

}
