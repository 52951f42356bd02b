// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/moderationrequests.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QObject>
#include <QSet>

namespace linnet {

/// In which rooms one is together with somebody: at once those that are stored here, then those too
/// that the server knows (client-server API, "Mutual rooms"), since members may be stored in part only; and
/// what it leaves out, as it may, stays. GUI thread; must not outlive its arguments.
class RoomsInCommon : public QObject
{
    Q_OBJECT

public:
    RoomsInCommon(ApiClient &api, Store &store, UserId user, QObject *parent = nullptr);

    void load();                                           ///< once
    bool isKnown() const { return m_isKnown; }             ///< something can be said of it
    const QList<RoomId> &rooms() const { return m_rooms; } ///< each once, of very many not all
    int count() const; ///< those too that rooms() has not got, of very many

Q_SIGNALS:
    void changed();

private:
    void ask(const QString &from);
    void take(const ModerationRequests::MutualPage &page);
    void add(const QList<RoomId> &rooms);

    ApiClient &m_api;
    Store &m_store;
    UserId m_user;
    QList<RoomId> m_rooms;
    QSet<RoomId> m_listed; ///< the same
    int m_count = 0;       ///< by the server
    int m_pages = 0;
    bool m_isKnown = false;
    bool m_isLooked = false; ///< what is stored has come
    bool m_isSaid = false;   ///< the server has said something
};

}
