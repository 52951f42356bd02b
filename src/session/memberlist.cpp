// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/memberlist.h"

#include "base/freeing.h"

namespace linnet {

MemberList::MemberList(RoomId room, ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_room(std::move(room)), m_api(api), m_store(store)
{
}

MemberList::~MemberList()
{
    set({});
}

void MemberList::set(const RoomMembers &members)
{
    QList<Member> before = m_members.all();
    m_members = members;
    freeElsewhere(std::move(before)); // the last of it that this holds
}

void MemberList::load(bool areLoaded)
{
    readStore();
    if (!areLoaded && m_mayAsk && !m_isLoading)
        fetch();
}

// One read at a time: a busy sync must not pile them up.
void MemberList::readStore()
{
    if (m_isReading) {
        m_isReadWanted = true;
        return;
    }
    m_isReading = true;
    m_store.roomMembers(m_room).then(this, [this](Result<RoomMembers> result) {
        m_isReading = false;
        if (!result)
            return fail(result.error());
        set(result.take());
        if (std::exchange(m_isReadWanted, false))
            readStore();
        else if (std::exchange(m_isAnswered, false))
            m_isLoading = false;
        Q_EMIT changed();
    });
}

void MemberList::fetch()
{
    m_isLoading = true;
    Q_EMIT changed();
    m_api.send(m_api.requests().members(m_room))
        .andThen([this](const Reply &reply) {
            return m_store.commitMembers(m_room, reply.body, m_api.clock().now());
        })
        .then(this, [this](const Result<CommittedRoom> &result) {
            if (!result)
                return fail(result.error());
            m_isAnswered = true;
            readStore();
        });
}

// First the reason: what is shown afterwards is known not to be all.
void MemberList::fail(const Error &error)
{
    m_isLoading = false;
    m_isAnswered = false;
    Q_EMIT failed(error);
    Q_EMIT changed();
}

}
