// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownstatus.h"

namespace linnet {

Task<QString> OwnStatus::read(ApiClient &api, const UserId &self)
{
    return api.send(api.requests().presence(self))
        .andThen([&api, self](const Reply &reply) -> Result<QString> {
            const auto presence = Requests::readPresence(reply.body, self, api.clock().now());
            if (!presence)
                return Error::of(Error::Kind::BadReply);
            return presence->statusMessage;
        });
}

Task<QString> OwnStatus::write(ApiClient &api, const UserId &self, const QString &status)
{
    return api.send(api.requests().setPresence(self, Presence::Online, status))
        .andThen([&api, self](const Reply &) -> Task<QString> { return read(api, self); });
}

}
