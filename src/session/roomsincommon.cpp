// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsincommon.h"

#include "store/archive.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostPages = 20; ///< a server that ends nowhere is asked for no more
constexpr qsizetype MostRooms = 2000;

}

RoomsInCommon::RoomsInCommon(ApiClient &api, Store &store, UserId user, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_user(std::move(user))
{
}

void RoomsInCommon::load()
{
    m_store.archive().roomsWith(m_user).then(this, [this](const Result<QList<RoomId>> &rooms) {
        m_isLooked = true;
        if (rooms)
            add(*rooms);
        m_isKnown = m_isKnown || rooms || m_isSaid;
        Q_EMIT changed();
    });
    ask({});
}

int RoomsInCommon::count() const
{
    return std::max(int(m_rooms.size()), m_isSaid ? m_count : 0);
}

void RoomsInCommon::ask(const QString &from)
{
    using namespace ModerationRequests;
    const bool isUnstable = !m_api.has(MutualRooms);
    const QString endpoint = isUnstable ? MutualRoomsUnstable : MutualRooms;
    if (m_api.requests().version().dialect == Dialect::V1 || !m_api.has(endpoint))
        return; // what is stored has to do
    m_api.send(mutualRooms(m_user, isUnstable, from))
        .andThen([](const Reply &reply) { return readMutualRooms(reply.body); })
        .then(this, [this, endpoint](const Result<ModerationRequests::MutualPage> &page) {
            if (page)
                take(*page);
            else if (m_api.lacks(endpoint, page.error()))
                ask({}); // under its other name
        });
}

void RoomsInCommon::take(const ModerationRequests::MutualPage &page)
{
    add(page.rooms);
    m_count = std::max(m_count, page.count);
    // Shown as it comes; a page that brought nothing would be asked for again and again.
    m_isSaid = true;
    // That there are none is said only after it was looked for here too.
    m_isKnown = m_isKnown || m_isLooked || !m_rooms.isEmpty();
    Q_EMIT changed();
    const bool isFull = m_rooms.size() >= MostRooms;
    if (!page.next.isEmpty() && !page.rooms.isEmpty() && !isFull && ++m_pages < MostPages)
        ask(page.next);
}

void RoomsInCommon::add(const QList<RoomId> &rooms)
{
    for (const RoomId &room : rooms) {
        if (m_rooms.size() >= MostRooms)
            return;
        if (m_listed.contains(room))
            continue;
        m_listed.insert(room);
        m_rooms.append(room);
    }
}

}
