// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/memberlist.h"

namespace linnet {

MemberList::MemberList(RoomId room, ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_room(std::move(room)), m_api(api), m_store(store)
{
}

void MemberList::load(bool areLoaded)
{
    readStore();
    if (!areLoaded && !m_isLoading)
        fetch();
}

void MemberList::reload()
{
    readStore();
}

// One read at a time: a busy sync must not pile them up.
void MemberList::readStore()
{
    if (m_isReading) {
        m_isReadWanted = true;
        return;
    }
    m_isReading = true;
    m_store.members(m_room).then(this, [this](Result<QList<Member>> result) {
        m_isReading = false;
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        m_members = result.take();
        if (std::exchange(m_isReadWanted, false))
            readStore();
        Q_EMIT changed();
    });
}

void MemberList::fetch()
{
    setLoading(true);
    m_api.send(m_api.requests().members(m_room))
        .andThen([this](const Reply &reply) {
            return m_store.commitMembers(m_room, reply.body, m_api.clock().now());
        })
        .then(this, [this](const Result<CommittedRoom> &result) {
            setLoading(false);
            if (!result) {
                Q_EMIT failed(result.error());
                return;
            }
            readStore();
            Q_EMIT committed(*result);
        });
}

void MemberList::setLoading(bool isLoading)
{
    m_isLoading = isLoading;
    Q_EMIT changed();
}

}
