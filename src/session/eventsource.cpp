// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventsource.h"

#include "matrix/messagetext.h"
#include "matrix/relationrequests.h"
#include "store/archive.h"

#include <algorithm>

namespace linnet {

namespace {

// Nobody reads so many; a server may give pages without end.
constexpr qsizetype MostVersions = 500;
constexpr int MostPages = 20;
constexpr int AtOnce = 50;

Task<QList<Event>> addPage(ApiClient &api, const RoomId &room, const QList<Event> &versions,
                           const QString &from, int pagesLeft)
{
    return api
        .send(RelationRequests::page(room, versions.first().id, QStringLiteral("m.replace"), from, AtOnce))
        .andThen([&api, room, versions, from, pagesLeft](const Reply &reply) -> Task<QList<Event>> {
            const auto page = RelationRequests::readPage(reply.body, 0);
            if (!page)
                return Task<QList<Event>>::ready(page.error());
            const Event &original = versions.first();
            QList<Event> all = versions;
            for (const Event &event : page->events) {
                const auto edit = readMessageEdit(event);
                const bool isKnown = std::any_of(
                    all.cbegin(), all.cend(), [&event](const Event &known) { return known.id == event.id; });
                if (edit && edit->target == original.id && event.sender == original.sender && !isKnown &&
                    all.size() < MostVersions)
                    all.append(event);
            }
            const bool isLast = page->nextBatch.isEmpty() || page->nextBatch == from ||
                                page->events.isEmpty() || pagesLeft <= 1;
            if (isLast)
                return Task<QList<Event>>::ready(all);
            return addPage(api, room, all, page->nextBatch, pagesLeft - 1);
        });
}

}

Task<Event> EventSource::stored(Store &store, const RoomId &room, const EventId &event)
{
    return store.historyAround(room, event, 1).andThen([event](const HistoryWindow &window) -> Result<Event> {
        const auto found = std::find_if(window.events.begin(), window.events.end(),
                                        [&](const StoredEvent &one) { return one.event.id == event; });
        if (found == window.events.end())
            return Error::of(Error::Kind::NotFound);
        return found->event;
    });
}

Task<HistoryWindow> EventSource::fetched(ApiClient &api, Store &store, const RoomId &room,
                                         const EventId &event)
{
    return api.send(RelationRequests::event(api.requests().version(), room, event))
        .andThen([&api, &store, room](const Reply &reply) {
            return store.readEvent(room, reply.body, api.clock().now());
        })
        .andThen([event](const HistoryWindow &found) -> Result<HistoryWindow> {
            if (found.events.constFirst().event.id != event)
                return Error::of(Error::Kind::BadReply);
            return found;
        });
}

Task<Event> EventSource::event(ApiClient &api, Store &store, const RoomId &room, const EventId &event)
{
    return stored(store, room, event).orElse([&api, &store, room, event](const Error &error) -> Task<Event> {
        if (error.kind != Error::Kind::NotFound)
            return Task<Event>::ready(error);
        return fetched(api, store, room, event).andThen([](const HistoryWindow &found) {
            return found.events.constFirst().event;
        });
    });
}

Task<QList<Event>> EventSource::storedVersions(Store &store, const RoomId &room, const EventId &event)
{
    return store.archive().versions(room, event).andThen([](const QList<Event> &versions) {
        return versions.isEmpty() ? Result<QList<Event>>(Error::of(Error::Kind::NotFound))
                                  : Result<QList<Event>>(versions);
    });
}

Task<QList<Event>> EventSource::versions(ApiClient &api, Store &store, const RoomId &room,
                                         const EventId &event)
{
    return storedVersions(store, room, event)
        .orElse([&api, &store, room, event](const Error &) {
            return EventSource::event(api, store, room, event).andThen([](const Event &original) {
                return QList<Event>{original};
            });
        })
        .andThen([&api, room](const QList<Event> &known) -> Task<QList<Event>> {
            if (api.server().version.dialect == Dialect::V1 || !api.has(RelationRequests::Endpoint))
                return Task<QList<Event>>::ready(known);
            return addPage(api, room, known, {}, MostPages)
                .orElse([&api, known](const Error &error) -> Result<QList<Event>> {
                    if (api.lacks(RelationRequests::Endpoint, error))
                        return known;
                    return error;
                });
        });
}

}
