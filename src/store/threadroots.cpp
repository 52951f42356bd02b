// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadroots.h"

#include "store/eventcolumns.h"
#include "store/relationtable.h"
#include "store/unreadcounter.h"

#include <QSet>

namespace linnet {

namespace {

bool canBeRoot(const Event &event)
{
    return UnreadCounter::isMessage(event) && readRelation(event).kind == Relation::Kind::None;
}

}

QList<Event> ThreadRoots::checked(QList<Event> events) const
{
    QList<std::pair<qsizetype, EventId>> threaded;
    for (qsizetype i = 0; i < events.size(); ++i) {
        const Relation relation = readRelation(events.at(i));
        if (relation.kind == Relation::Kind::Thread)
            threaded.append({i, relation.target});
    }
    if (threaded.isEmpty())
        return events;
    QSet<EventId> others;
    for (const Event &event : std::as_const(events)) {
        if (!canBeRoot(event))
            others.insert(event.id);
    }
    const EventTable table(m_database);
    for (const auto &[i, root] : std::as_const(threaded)) {
        const auto stored = others.contains(root) ? std::nullopt : table.placed(m_room, root);
        if (others.contains(root) || (stored && !canBeRoot(stored->event)))
            events[i].content = withoutThread(events.at(i).content);
    }
    return events;
}

QList<Seq> ThreadRoots::release(const Event &root)
{
    if (canBeRoot(root))
        return {};
    QList<std::pair<Seq, QByteArray>> strays;
    {
        Statement statement =
            m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                             "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ?)",
                             m_room, root.id);
        while (statement.next())
            strays.append({statement.integer(0), withoutThread(readEvent(statement).content)});
    }
    QList<Seq> seqs;
    for (const auto &[seq, content] : std::as_const(strays)) {
        m_database.run("UPDATE events SET content = ?, content_at = NULL, content_size = NULL "
                       "WHERE room = ? AND seq = ?",
                       content, m_room, seq);
        seqs.append(seq);
    }
    if (!seqs.isEmpty())
        m_database.run("UPDATE relations SET kind = 5 WHERE room = ? AND kind = 3 AND target = ?", m_room,
                       root.id);
    return seqs;
}

}
