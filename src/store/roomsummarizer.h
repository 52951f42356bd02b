// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"
#include "store/relationtable.h"
#include "store/statetable.h"

namespace linnet {

/// Computes what the lists show of a room from what is stored of it. Worker thread, either connection.
class RoomSummarizer
{
public:
    RoomSummarizer(Database &database, const UserId &self)
        : m_database(database), m_state(database), m_members(database), m_events(database),
          m_relations(database), m_self(self)
    {
    }

    Room summarize(const RoomRow &row) const;

private:
    void readState(const RoomRow &row, Room &room) const;
    void readPeople(const RoomRow &row, Room &room, MemberNames &names) const;
    void readPreview(const RoomRow &row, Room &room, MemberNames &names) const;
    void readDirect(const RoomRow &row, Room &room) const;
    void readKind(const RoomRow &row, Room &room) const;

    Database &m_database;
    StateTable m_state;
    MemberTable m_members;
    EventTable m_events;
    RelationTable m_relations;
    UserId m_self;
};

}
