// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/guesttransport.h"
#include "session/mediacache.h"
#include "session/roomlist.h"

#include <memory>

class QTemporaryDir;

namespace linnet {

/// What it takes to look at a server's public rooms without an account there: requests, pictures, and no
/// rooms of one's own. Nothing of it is stored, but for pictures in a folder that goes with it. GUI thread;
/// must not outlive what it is made with.
class GuestLook
{
public:
    /// `cacheDir`: the profile's.
    GuestLook(Transport &transport, Clock &clock, const Server &server, const QString &cacheDir);
    ~GuestLook();

    ApiClient &api() { return m_api; }
    MediaCache &media() { return m_media; }
    const RoomList &rooms() const { return m_rooms; } ///< none
    const Server &server() const { return m_api.server(); }

    /// Whether there may be something to see: the server lists its rooms for anybody, or may do so for
    /// guests, which nobody can know who does not make one. Never an Error.
    static Task<bool> mayWork(Transport &transport, const Server &server);

private:
    GuestTransport m_transport;
    ApiClient m_api;
    std::unique_ptr<QTemporaryDir> m_folder;
    MediaCache m_media;
    RoomList m_rooms;
};

}
