// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"
#include "session/apiclient.h"

namespace linnet {

class RoomList;
class Store;

/// The custom emoji and stickers of an account (client-server API, "Image packs"): rooms' packs from their
/// stored state, one's own and the choice of those one has everywhere from account data. The latter is asked
/// for when packs are first wanted and then at most every RefreshAfter, and is kept for times without a
/// network. GUI thread; owned by the Session.
class ImagePacks : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 RefreshAfter = 600'000; ///< ms

    ImagePacks(ApiClient &api, Store &store, const RoomList &rooms, UserId self, QObject *parent = nullptr);

    /// Those that can be used in `room`, the most important first, each with a name. None in api/v1.
    Task<QList<ImagePack>> of(const RoomId &room);

Q_SIGNALS:
    void changed(); ///< of() may answer something else now

private:
    void refresh();

    ApiClient &m_api;
    Store &m_store;
    const RoomList &m_rooms;
    UserId m_self;
    QHash<QString, QByteArray> m_contents; ///< by type, as the server had them last
    qint64 m_refreshedAt = 0;              ///< ms; 0: never
};

}
