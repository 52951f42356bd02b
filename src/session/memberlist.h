// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/store.h"

#include <QObject>

namespace linnet {

/// The members of one open room: from the store at once, from the server the first time they are wanted.
/// GUI thread; owned by who opened it, and never outlives its Session.
class MemberList : public QObject
{
    Q_OBJECT

public:
    MemberList(RoomId room, ApiClient &api, Store &store, QObject *parent = nullptr);
    ~MemberList() override;

    const RoomId &room() const { return m_room; }
    void setMayAsk(bool mayAsk) { m_mayAsk = mayAsk; } ///< the server; at first it may
    /// Asks the store, and the server if `areLoaded` (Room::areMembersLoaded) is false.
    void load(bool areLoaded);
    const QList<Member> &members() const { return m_members.all(); }
    const RoomMembers &all() const { return m_members; } ///< the same, to look somebody up
    /// The server is asked, or its answer is not among members() yet.
    bool isLoading() const { return m_isLoading; }

Q_SIGNALS:
    void changed();
    void failed(const linnet::Error &error);

private:
    void set(const RoomMembers &members);
    void readStore();
    void fetch();
    void fail(const Error &error);

    RoomId m_room;
    ApiClient &m_api;
    Store &m_store;
    RoomMembers m_members;
    bool m_mayAsk = true;
    bool m_isLoading = false;
    bool m_isAnswered = false; ///< the server's list is stored, but not read yet
    bool m_isReading = false;
    bool m_isReadWanted = false; ///< something changed while reading
};

}
