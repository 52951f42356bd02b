// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/datesearch.h"

#include "matrix/daterequests.h"
#include "store/archive.h"

namespace linnet {

namespace {

const QString Endpoint = QStringLiteral("timestamp_to_event");

using Found = DateSearch::Found;

Task<Found> askServer(ApiClient &api, const RoomId &room, qint64 ts, const EventId &stored)
{
    if (api.server().version.dialect == Dialect::V1 || !api.has(Endpoint))
        return Task<Found>::ready(Found{stored, true});
    return api.send(DateRequests::firstFrom(room, ts))
        .andThen([](const Reply &reply) -> Result<Found> {
            const auto event = DateRequests::readFirst(reply.body);
            return event ? Result<Found>(Found{*event, false}) : Result<Found>(event.error());
        })
        .orElse([&api, stored](const Error &error) -> Result<Found> {
            if (error.matrixCode == QLatin1String("M_NOT_FOUND"))
                return Found{stored, false};
            if (!api.lacks(Endpoint, error))
                return error;
            return Found{stored, true};
        });
}

}

Task<Found> DateSearch::firstFrom(ApiClient &api, Store &store, const RoomId &room, qint64 ts)
{
    return store.archive().firstFrom(room, ts).andThen([&api, room, ts](const StoredMoment &moment) {
        return moment.isSure ? Task<Found>::ready(Found{moment.event, false})
                             : askServer(api, room, ts, moment.event);
    });
}

}
