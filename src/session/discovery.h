// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/transport.h"
#include "session/profile.h"

namespace linnet {

/// Finds the home server behind a Matrix id, a server name or a URL, and which dialect it speaks:
/// `.well-known`, `/versions`, then `api/v1/login` (client-server API, "Server Discovery"; 2014 by probing).
/// A network error or a 5xx never downgrades. Stateless; GUI thread.
class Discovery
{
public:
    explicit Discovery(Transport &transport) : m_transport(transport) {}

    /// Errors: Invalid (no such form of name), NotMatrix, and whatever the transport says.
    /// `forced` skips the choice of dialect, not the check that the server answers in it.
    Task<Server> find(const QString &idOrName, std::optional<Dialect> forced = std::nullopt);

private:
    Transport &m_transport;
};

}
