// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/membertable.h"
#include "store/relationtable.h"
#include "store/threadbundles.h"

namespace linnet {

/// Reads what folds into the rows of events, whether those are stored or not, and is not among them. Worker
/// thread, either connection.
class RelatedReader
{
public:
    RelatedReader(Database &database, RoomNumber room, MemberNames &names)
        : m_database(database), m_relations(database), m_room(room), m_names(names)
    {
    }

    /// All of it.
    Related of(const QList<StoredEvent> &events) const;
    /// The same, but with the threads of `roots`.
    Related of(const QList<StoredEvent> &events, const QList<EventId> &roots) const;
    /// Those of `events` that are stored, in no order.
    QList<StoredEvent> stored(const QList<EventId> &events) const;
    /// Those of `events` that are the root of a thread, by what is stored and what the server has said.
    QList<StoredThread> threads(const QList<EventId> &events) const;
    /// The newest of each that is edited, as far as it can be read.
    QList<StoredEvent> edits(const QList<StoredEvent> &events) const;

private:
    QList<StoredEvent> relations(const QList<StoredEvent> &events) const;
    QList<StoredThread> storedThreads(const QString &roots) const;
    void addBundle(StoredThread &thread, const ThreadBundles::Bundle &bundle) const;
    QList<StoredEvent> quoted(const QList<StoredEvent> &events) const;
    StoredEvent asEdited(StoredEvent stored) const;

    Database &m_database;
    RelationTable m_relations;
    RoomNumber m_room;
    MemberNames &m_names;
};

}
