// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsummaries.h"

#include "matrix/servername.h"

#include <array>

namespace linnet::RoomSummaries {

namespace {

/// The newest of the endpoints first.
struct Form
{
    const QString &endpoint;
    Request (*request)(const QString &idOrAlias, const QStringList &via);
};

const std::array<Form, 3> &forms()
{
    static const std::array<Form, 3> all{Form{SummaryRequests::Endpoint, &SummaryRequests::summary},
                                         Form{SummaryRequests::UnstableEndpoint, &SummaryRequests::unstable},
                                         Form{SummaryRequests::OldestEndpoint, &SummaryRequests::oldest}};
    return all;
}

/// Unsupported where the server has none of the endpoints.
Task<RoomSummary> ask(ApiClient &api, const QString &idOrAlias, const QStringList &via, size_t from = 0)
{
    while (from < forms().size() && !api.has(forms()[from].endpoint))
        ++from;
    if (from == forms().size() || api.requests().version().dialect == Dialect::V1)
        return Task<RoomSummary>::ready(Error::of(Error::Kind::Unsupported));
    return api.send(forms()[from].request(idOrAlias, via))
        .andThen([](const Reply &reply) { return SummaryRequests::read(reply.body); })
        .orElse([&api, idOrAlias, via, from](const Error &error) {
            return api.lacks(forms()[from].endpoint, error) ? ask(api, idOrAlias, via, from + 1)
                                                            : Task<RoomSummary>::ready(error);
        });
}

/// Nothing but that it is there.
Task<SeenRoom> lookUp(ApiClient &api, const MatrixLink &link)
{
    SeenRoom seen;
    seen.via = link.via;
    if (!link.target.startsWith(u'#')) {
        seen.summary.id = RoomId(link.target);
        return Task<SeenRoom>::ready(seen);
    }
    seen.summary.alias = link.target;
    return api.send(api.requests().resolveAlias(link.target))
        .andThen([seen](const Reply &reply) -> Result<SeenRoom> {
            const auto id = Requests::readAlias(reply.body);
            if (!id)
                return id.error();
            SeenRoom found = seen;
            found.summary.id = *id;
            found.via = mergedServers(found.via, SummaryRequests::readAliasServers(reply.body));
            return found;
        });
}

}

Task<SeenRoom> fetch(ApiClient &api, const MatrixLink &link, const std::optional<PublicRoom> &listed)
{
    const QStringList via = mergedServers(link.via, {});
    return ask(api, link.target, via)
        .andThen([via, link](const RoomSummary &summary) {
            SeenRoom seen{summary, via};
            // The address that one came by still works if it is not the room's main one.
            if (link.target.startsWith(u'#')) {
                if (seen.summary.alias.isEmpty())
                    seen.summary.alias = link.target;
                seen.via = mergedServers(seen.via, {link.target.section(u':', 1)});
            }
            return seen;
        })
        .orElse([&api, via, link, listed](const Error &error) {
            if (error.isTransient() || error.isUnknownToken())
                return Task<SeenRoom>::ready(error);
            if (listed)
                return Task<SeenRoom>::ready(SeenRoom{SummaryRequests::fromDirectory(*listed), via});
            return lookUp(api, link);
        });
}

}
