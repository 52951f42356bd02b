// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/guestlook.h"

#include "session/directory.h"
#include "session/plainfolder.h"

#include <QTemporaryDir>

namespace linnet {

GuestLook::GuestLook(Transport &transport, Clock &clock, const Server &server, const QString &cacheDir)
    : m_transport(transport, server), m_api(m_transport, clock, server, {}),
      m_folder(PlainFolder(cacheDir).make()), m_media(m_api, m_folder->path())
{
    // Only the list needs no token; what is looked for in it is looked for here.
    m_api.setMissing(Directory::SearchEndpoint);
}

GuestLook::~GuestLook() = default;

Task<bool> GuestLook::mayWork(Transport &transport, const Server &server)
{
    const bool knowsGuests = server.version.dialect != Dialect::V1;
    return transport
        .send(server.base, DirectoryRequests::list(Requests(server.version), {}, {}, 1), {}, false)
        .andThen([](const Reply &reply) { return DirectoryRequests::readPage(reply.body).isOk(); })
        .orElse([knowsGuests](const Error &error) -> Result<bool> {
            return knowsGuests && GuestTransport::isForMembers(error);
        });
}

}
