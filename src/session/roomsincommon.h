// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/moderationrequests.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QObject>

namespace linnet {

/// In which rooms one is together with somebody: at once those that are stored here, then those that the
/// server knows, which has the last word where it has one (client-server API, "Mutual rooms"), since members
/// may be stored in part only. GUI thread; must not outlive its arguments.
class RoomsInCommon : public QObject
{
    Q_OBJECT

public:
    RoomsInCommon(ApiClient &api, Store &store, UserId user, QObject *parent = nullptr);

    void load();                                           ///< once
    bool isKnown() const { return m_isKnown; }             ///< something can be said of it
    const QList<RoomId> &rooms() const { return m_rooms; } ///< each once
    int count() const; ///< those too that rooms() has not got, of very many

Q_SIGNALS:
    void changed();

private:
    void ask(const QString &from);
    void take(const ModerationRequests::MutualPage &page);

    ApiClient &m_api;
    Store &m_store;
    UserId m_user;
    QList<RoomId> m_rooms;
    QList<RoomId> m_said; ///< by the server, so far
    int m_count = 0;      ///< by the server
    int m_pages = 0;
    bool m_isKnown = false;
    bool m_isSaid = false; ///< m_rooms is what the server says
};

}
