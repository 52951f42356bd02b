// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/fetchedreader.h"

#include "matrix/relationrequests.h"
#include "store/decrypter.h"
#include "store/eventcolumns.h"
#include "store/eventtable.h"
#include "store/redaction.h"
#include "store/relatedreader.h"

namespace linnet {

Result<HistoryWindow> FetchedReader::thread(const RoomId &room, const QByteArray &reply, qint64 now)
{
    auto page = RelationRequests::readPage(reply, now);
    if (!page.isOk())
        return page.error();
    Decrypter(m_machine, [] {}).decrypt(room, page->events);
    auto window = windowOf(room, page->events);
    if (window.isOk()) {
        window->gapToken = page->nextBatch;
        window->edge = page->nextBatch.isEmpty() ? HistoryWindow::Edge::Start : HistoryWindow::Edge::Gap;
    }
    return window;
}

Result<HistoryWindow> FetchedReader::event(const RoomId &room, const QByteArray &reply, qint64 now)
{
    auto event = RelationRequests::readEvent(reply, now);
    if (!event.isOk())
        return event.error();
    Decrypter(m_machine, [] {}).decrypt(room, *event);
    return windowOf(room, {*event});
}

Result<HistoryWindow> FetchedReader::again(const RoomId &room, QList<Event> events)
{
    Decrypter(m_machine, [] {}).decrypt(room, events);
    return windowOf(room, events);
}

/// It may have been deleted while the answer was on its way.
StoredEvent FetchedReader::asItIsNow(RoomNumber room, StoredEvent stored, MemberNames &names) const
{
    Event &event = stored.event;
    const auto redaction =
        event.isRedacted ? std::nullopt : EventTable(m_database).redactionOf(room, event.id);
    if (!redaction)
        return stored;
    const PrunedEvent pruned = pruneEvent(event.raw, event.type);
    event.isRedacted = true;
    event.content = pruned.content;
    event.raw = pruned.raw;
    stored.redactedBy = names.of(redaction->sender).name;
    stored.redactionReason = readString(redaction->content, "reason");
    return stored;
}

/// `events`: newest first.
Result<HistoryWindow> FetchedReader::windowOf(const RoomId &room, const QList<Event> &events)
{
    const auto row = RoomTable(m_database).find(room);
    const RoomNumber key = row ? row->key : 0;
    MemberNames names(m_database, key);
    HistoryWindow window;
    for (const Event &event : events)
        window.events.prepend(asItIsNow(key, withNames(0, event, names), names));
    window.related = RelatedReader(m_database, key, names).of(window.events);
    if (auto error = m_database.takeError())
        return *error;
    return window;
}

}
