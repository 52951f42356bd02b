// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/knockrequests.h"
#include "session/roomactions.h"
#include "session/roomlist.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Who asks to be let into the open room, and the answer to them, for those who may give it (client-server
/// API, "Knocking on rooms"). GUI thread; must not outlive what it is made with.
class Knocks : public QObject
{
    Q_OBJECT

public:
    using Knock = KnockRequests::Knock;

    Knocks(ApiClient &api, RoomActions &actions, const RoomList &rooms, UserId self,
           QObject *parent = nullptr);

    void setRoom(const RoomId &room); ///< empty: none
    const RoomId &room() const { return m_room; }
    /// Empty also where one may not answer them.
    const QList<Knock> &all() const { return m_knocks; }
    bool canLetIn() const;
    bool canDecline() const;
    bool canBan() const;

    Task<Done> letIn(const UserId &user);
    Task<Done> decline(const UserId &user, const QString &reason);
    Task<Done> ban(const UserId &user, const QString &reason);

Q_SIGNALS:
    void changed();

private:
    const Room *open() const;
    int power() const;
    bool isWatching() const;
    void refresh();
    void ask();
    void set(QList<Knock> knocks);
    Task<Done> answered(Task<Done> task, const UserId &user);

    ApiClient &m_api;
    RoomActions &m_actions;
    const RoomList &m_rooms;
    UserId m_self;
    RoomId m_room;
    QList<Knock> m_knocks;
    bool m_wasWatching = false;
    bool m_isStale = false;            ///< something changed while the server was asked
    std::unique_ptr<QObject> m_asking; ///< context of what is under way
};

}
