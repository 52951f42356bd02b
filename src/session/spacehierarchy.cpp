// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spacehierarchy.h"

#include "store/spacestate.h"

namespace linnet {

namespace {

constexpr std::chrono::minutes Freshness{5};
constexpr qsizetype MostPages = 400; ///< of one space; 20,000 rooms

QString stable()
{
    return QStringLiteral("hierarchy");
}

QString unstable()
{
    return QStringLiteral("msc2946");
}

QList<SpaceChild> ordered(const QList<HierarchyChild> &children)
{
    QList<StateEntry> entries;
    entries.reserve(children.size());
    for (const HierarchyChild &child : children) {
        StateEntry entry;
        entry.content = child.content;
        entry.ts = child.ts;
        entry.stateKey = child.id.toString();
        entries.append(std::move(entry));
    }
    return readSpaceChildren(std::move(entries));
}

}

SpaceHierarchy::SpaceHierarchy(ApiClient &api, QObject *parent) : QObject(parent), m_api(api) {}

bool SpaceHierarchy::isAvailable() const
{
    return m_api.requests().version().dialect != Dialect::V1 &&
           (m_api.has(stable()) || m_api.has(unstable()));
}

SpaceHierarchy::Listing SpaceHierarchy::listing(const RoomId &space) const
{
    return m_entries.value(space).listing;
}

const HierarchyRoom *SpaceHierarchy::find(const RoomId &room) const
{
    const auto found = m_rooms.constFind(room);
    return found == m_rooms.cend() ? nullptr : &*found;
}

void SpaceHierarchy::open(const RoomId &space)
{
    const auto known = m_entries.constFind(space);
    const bool isKnown = known != m_entries.cend() && !known->listing.error;
    if (isKnown && (known->listing.isLoading || m_api.clock().elapsed() - known->at < Freshness))
        return;
    reload(space);
}

void SpaceHierarchy::reload(const RoomId &space)
{
    ++m_entries[space].serial;
    load(space, {});
}

void SpaceHierarchy::loadMore(const RoomId &space)
{
    const auto known = m_entries.constFind(space);
    if (known == m_entries.cend())
        return reload(space);
    if (known->listing.isLoading || (!known->listing.hasMore && !known->listing.error))
        return;
    load(space, known->next);
}

void SpaceHierarchy::load(const RoomId &space, const QString &from)
{
    Entry &entry = m_entries[space];
    const bool canAsk = isAvailable();
    entry.listing.isLoading = canAsk;
    entry.listing.error.reset();
    if (!canAsk) {
        entry.listing.error = Error::of(Error::Kind::Unsupported);
        entry.listing.hasMore = false;
        Q_EMIT changed(space);
        return;
    }
    const int serial = entry.serial;
    ask(space, from).then(this, [this, space, from, serial](const Result<HierarchyPage> &result) {
        if (m_entries[space].serial == serial)
            onPage(space, from, result);
    });
    Q_EMIT changed(space);
}

Task<HierarchyPage> SpaceHierarchy::ask(const RoomId &space, const QString &from)
{
    HierarchyRequests::Query query;
    query.from = from;
    const auto askUnstable = [this, space, query] {
        return m_api.send(HierarchyRequests::pageUnstable(space, query)).orElse([this](const Error &error) {
            m_api.lacks(unstable(), error);
            return Result<Reply>(error);
        });
    };
    Task<Reply> answer = m_api.has(stable()) ? m_api.send(HierarchyRequests::page(space, query))
                                                   .orElse([this, askUnstable](const Error &error) {
                                                       if (m_api.lacks(stable(), error))
                                                           return askUnstable();
                                                       return Task<Reply>::ready(error);
                                                   })
                                             : askUnstable();
    return std::move(answer).andThen(
        [](const Reply &reply) { return HierarchyRequests::readPage(reply.body); });
}

void SpaceHierarchy::onPage(const RoomId &space, const QString &from, const Result<HierarchyPage> &result)
{
    Entry &entry = m_entries[space];
    entry.listing.isLoading = false;
    if (!result) {
        entry.listing.error = isAvailable() ? result.error() : Error::of(Error::Kind::Unsupported);
        entry.next = from;
        Q_EMIT changed(space);
        return;
    }
    if (from.isEmpty()) {
        entry.asked.clear();
        entry.at = m_api.clock().elapsed();
    }
    entry.asked.insert(from);
    for (const HierarchyRoom &room : result->rooms) {
        HierarchyRoom known = room;
        known.children.clear(); // each space is asked for by itself
        m_rooms.insert(room.id, known);
        if (room.id != space)
            continue;
        entry.listing.space = known;
        entry.listing.children = ordered(room.children);
    }
    entry.next = result->nextBatch;
    entry.listing.hasMore =
        !entry.next.isEmpty() && !entry.asked.contains(entry.next) && entry.asked.size() < MostPages;
    Q_EMIT changed(space);
}

}
