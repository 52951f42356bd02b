// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/relatedreader.h"

#include "matrix/eventparser.h"
#include "store/eventcolumns.h"
#include "store/threadtable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostRelations = 20'000; ///< of one window

QString toText(const QJsonArray &list)
{
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

/// For `IN (SELECT value FROM json_each(?))`.
QString listOf(const QList<EventId> &events)
{
    QJsonArray list;
    for (const EventId &event : events)
        list.append(event.toString());
    return toText(list);
}

}

Related RelatedReader::of(const QList<StoredEvent> &events) const
{
    if (events.isEmpty())
        return {};
    QList<EventId> ids;
    for (const StoredEvent &stored : events)
        ids.append(stored.event.id);
    return of(events, ids);
}

Related RelatedReader::of(const QList<StoredEvent> &events, const QList<EventId> &roots) const
{
    return {relations(events), quoted(events), threads(roots)};
}

QList<StoredEvent> RelatedReader::stored(const QList<EventId> &events) const
{
    return readEvents(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND event_id IN "
                                       "(SELECT value FROM json_each(?))",
                                       m_room, listOf(events)),
                      m_names);
}

QList<StoredEvent> RelatedReader::relations(const QList<StoredEvent> &events) const
{
    QSet<EventId> shown;
    QList<EventId> wanted;
    for (const StoredEvent &stored : events) {
        shown.insert(stored.event.id);
        wanted.append(stored.event.id);
    }
    QList<StoredEvent> found =
        readEvents(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN ("
                                    "SELECT event FROM relations WHERE room = ? AND kind IN (2, 4) "
                                    "AND target IN (SELECT value FROM json_each(?)) LIMIT ?)",
                                    m_room, listOf(wanted), MostRelations),
                   m_names);
    found += edits(events);
    found.removeIf([&shown](const StoredEvent &stored) { return shown.contains(stored.event.id); });
    return found;
}

QList<StoredEvent> RelatedReader::edits(const QList<StoredEvent> &events) const
{
    if (events.isEmpty())
        return {};
    QJsonArray wanted;
    for (const StoredEvent &stored : events) {
        wanted.append(
            QJsonArray{stored.event.id.toString(), stored.event.sender.toString(), stored.event.type});
    }
    // Only the newest counts, and there may be very many.
    QList<StoredEvent> found =
        readEvents(m_database.query(
                       "SELECT " EVENT_COLUMNS " FROM events WHERE event IN (SELECT edit FROM ("
                       "SELECT relations.event AS edit, row_number() OVER ("
                       "PARTITION BY relations.target ORDER BY edits.ts DESC, edits.event_id DESC) AS place "
                       "FROM json_each(?) AS originals CROSS JOIN relations ON relations.room = ? "
                       "AND relations.target = json_extract(originals.value, '$[0]') AND relations.kind = 1 "
                       "CROSS JOIN events AS edits ON edits.event = relations.event "
                       "AND edits.sender = json_extract(originals.value, '$[1]') "
                       "AND edits.type = json_extract(originals.value, '$[2]')) WHERE place = 1)",
                       toText(wanted), m_room),
                   m_names);
    for (const StoredEvent &stored : events) {
        if (const auto edit = m_relations.bundledEdit(m_room, stored.event))
            found.append(withNames(0, *edit, m_names));
    }
    return found;
}

QList<StoredThread> RelatedReader::threads(const QList<EventId> &events) const
{
    const QString list = listOf(events);
    QList<StoredThread> threads = storedThreads(list);
    for (const ThreadBundles::Bundle &bundle : ThreadBundles(m_database).of(m_room, list)) {
        auto thread = std::find_if(threads.begin(), threads.end(),
                                   [&bundle](const StoredThread &each) { return each.root == bundle.root; });
        if (thread == threads.end())
            thread = threads.insert(threads.end(), {bundle.root, 0, {}, 0, false});
        addBundle(*thread, bundle);
    }
    for (StoredThread &thread : threads) {
        if (thread.newest.event.id.isEmpty()) {
            if (const auto newest = m_relations.newestOfThread(m_room, thread.root, m_names))
                thread.newest = *newest;
        }
        thread.newest = asEdited(thread.newest);
        const ThreadRow row = ThreadTable(m_database).get(m_room, thread.root);
        thread.unread = qMax(row.unread, row.highlight);
        thread.isHighlight = row.highlight > 0;
    }
    threads.removeIf([](const StoredThread &thread) { return thread.count == 0; });
    return threads;
}

/// How many are stored of each.
QList<StoredThread> RelatedReader::storedThreads(const QString &roots) const
{
    QList<StoredThread> threads;
    Statement statement = m_database.query(
        "SELECT target, count(*) - (SELECT count(*) FROM relations AS gone WHERE gone.room = relations.room "
        "AND gone.target = relations.target AND gone.is_redacted) AS visible FROM relations "
        "WHERE room = ? AND kind = 3 AND target IN (SELECT value FROM json_each(?)) "
        "GROUP BY target HAVING visible > 0",
        m_room, roots);
    while (statement.next())
        threads.append({EventId(statement.text(0)), statement.number(1), {}, 0, false});
    return threads;
}

/// What the server has counted, and what came since.
void RelatedReader::addBundle(StoredThread &thread, const ThreadBundles::Bundle &bundle) const
{
    const int since = m_relations.countOfThread(m_room, thread.root, bundle.upTo);
    thread.count = qMax(thread.count, bundle.count + since);
    if (since > 0 || bundle.newest.isNull())
        return;
    if (const auto newest = EventParser().parse(bundle.newest, 0); newest.isOk())
        thread.newest = withNames(0, *newest, m_names);
}

/// What replies answer, as it was edited last, where it is stored.
QList<StoredEvent> RelatedReader::quoted(const QList<StoredEvent> &events) const
{
    QSet<EventId> shown;
    QList<EventId> wanted;
    for (const StoredEvent &stored : events) {
        shown.insert(stored.event.id);
        if (const EventId original = readRelation(stored.event).replyTo; !original.isEmpty())
            wanted.append(original);
    }
    wanted.removeIf([&shown](const EventId &event) { return shown.contains(event); });
    if (wanted.isEmpty())
        return {};
    QList<StoredEvent> found = stored(wanted);
    for (StoredEvent &original : found)
        original = asEdited(original);
    return found;
}

StoredEvent RelatedReader::asEdited(StoredEvent stored) const
{
    if (const QByteArray content = m_relations.editedContent(m_room, stored.event); !content.isEmpty())
        stored.event.content = content;
    return stored;
}

}
