// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/store.h"

#include <QHash>
#include <QObject>

namespace linnet {

/// What a few people of a room are called, of rooms of any size: from the store, and the server for those
/// whom that does not know. GUI thread; must not outlive its arguments.
class RoomPeople : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostAsked = 50; ///< of the server

    RoomPeople(ApiClient &api, Store &store, RoomId room, QObject *parent = nullptr);

    /// Who is wanted; asks again for all of them.
    void load(const QList<UserId> &users);
    bool isLoading() const { return m_isReading || m_asked > 0; }
    /// By the user id; without a membership where nothing is known.
    Member member(const UserId &user) const;
    bool isIn(const UserId &user) const { return member(user).membership == Membership::Join; }

Q_SIGNALS:
    void changed(); ///< also once nothing is loading any more

private:
    void take(const QList<Member> &members);
    void ask(const UserId &user);

    ApiClient &m_api;
    Store &m_store;
    RoomId m_room;
    QList<UserId> m_wanted;
    QHash<UserId, Member> m_members;
    QHash<UserId, Member> m_told; ///< by the server; the store knows better
    int m_asked = 0;
    bool m_isReading = false;
    bool m_isReadWanted = false;
};

}
