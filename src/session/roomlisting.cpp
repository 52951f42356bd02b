// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomlisting.h"

#include "matrix/roomstaterequests.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomListing)
};

bool isAddress(const QString &alias)
{
    const QString name = alias.section(u':', 0, 0);
    const QString server = alias.section(u':', 1);
    return alias.size() <= 255 && name.startsWith(u'#') && name.size() > 1 && !server.isEmpty() &&
           !alias.contains(u' ') && !alias.contains(u'\n');
}

Error takenError()
{
    return {Error::Kind::Server, QStringLiteral("M_ROOM_IN_USE"), 0, {}, {}};
}

}

RoomListing::RoomListing(ApiClient &api, RoomId room, QObject *parent)
    : QObject(parent), m_api(api), m_room(std::move(room))
{
}

void RoomListing::load()
{
    const ServerVersion version = m_api.requests().version();
    if (version.dialect == Dialect::V1 || isLoading())
        return;
    m_error.reset();
    if (m_api.has(RoomStateRequests::AddressesEndpoint)) {
        ++m_underWay;
        m_api.send(RoomStateRequests::addresses(version, m_room))
            .then(this, [this](const Result<Reply> &reply) {
                if (reply)
                    m_addresses = RoomStateRequests::readAddresses(reply->body);
                const bool isLacking =
                    !reply && m_api.lacks(RoomStateRequests::AddressesEndpoint, reply.error());
                end(reply || isLacking ? std::nullopt : std::optional(reply.error()));
            });
    }
    if (m_api.has(RoomStateRequests::ListingEndpoint)) {
        ++m_underWay;
        m_api.send(RoomStateRequests::listing(version, m_room))
            .then(this, [this](const Result<Reply> &reply) {
                if (reply)
                    m_isListed = RoomStateRequests::readListing(reply->body);
                // Some servers answer so for rooms that they list nowhere.
                const bool isNone =
                    !reply && (m_api.lacks(RoomStateRequests::ListingEndpoint, reply.error()) ||
                               reply.error().isMatrix("M_NOT_FOUND"));
                end(reply || isNone ? std::nullopt : std::optional(reply.error()));
            });
    }
}

void RoomListing::end(const std::optional<Error> &error)
{
    --m_underWay;
    if (error)
        m_error = error;
    Q_EMIT changed();
}

Task<RoomListing::Place> RoomListing::look(const QString &alias)
{
    if (!isAddress(alias))
        return Task<Place>::ready(Error::of(
            Error::Kind::Invalid, Words::tr("%1 is no address: one looks like #name:server.").arg(alias)));
    return m_api.send(m_api.requests().resolveAlias(alias))
        .andThen([](const Reply &reply) { return Requests::readAlias(reply.body); })
        .andThen([room = m_room](const RoomId &found) { return found == room ? Place::Ours : Place::Taken; })
        .orElse([](const Error &error) -> Result<Place> {
            if (error.isMatrix("M_NOT_FOUND") || error.kind == Error::Kind::NotFound ||
                error.httpStatus == 404)
                return Place::Free;
            return error;
        });
}

Task<Done> RoomListing::add(const QString &alias)
{
    return look(alias)
        .andThen([this, alias](Place place) -> Task<Done> {
            if (place == Place::Taken)
                return Task<Done>::ready(takenError());
            if (place == Place::Ours)
                return Task<Done>::ready(Done{});
            return m_api.send(RoomStateRequests::addAddress(m_api.requests().version(), alias, m_room))
                .andThen([](const Reply &) { return Done{}; });
        })
        .andThen([this, alias](Done) {
            if (!m_addresses.contains(alias))
                m_addresses.append(alias);
            Q_EMIT changed();
            return Done{};
        });
}

Task<Done> RoomListing::remove(const QString &alias)
{
    return m_api.send(RoomStateRequests::removeAddress(m_api.requests().version(), alias))
        .andThen([](const Reply &) { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.isMatrix("M_NOT_FOUND"))
                return Done{};
            return error;
        })
        .andThen([this, alias](Done) {
            m_addresses.removeAll(alias);
            Q_EMIT changed();
            return Done{};
        });
}

Task<Done> RoomListing::setListed(bool isListed)
{
    const std::optional<bool> before = std::exchange(m_isListed, isListed);
    Q_EMIT changed();
    return m_api.send(RoomStateRequests::setListing(m_api.requests().version(), m_room, isListed))
        .andThen([](const Reply &) { return Done{}; })
        .orElse([this, before](const Error &error) -> Result<Done> {
            m_isListed = before;
            Q_EMIT changed();
            return error;
        });
}

}
