// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directory.h"

#include "base/onpool.h"

#include <QPointer>

namespace linnet {

Directory::Directory(ApiClient &api, QObject *parent) : QObject(parent), m_api(api) {}

bool Directory::isList() const
{
    return m_api.requests().version().dialect == Dialect::V1 || !m_api.has(SearchEndpoint);
}

void Directory::search(const Query &query)
{
    m_query = query;
    m_rooms.clear();
    m_known.clear();
    m_tokens.clear();
    m_next.clear();
    m_emptyPages = 0;
    m_asking.reset();
    Q_EMIT reset();
    ask();
}

void Directory::more()
{
    if (m_state == State::More)
        ask();
}

void Directory::retry()
{
    if (m_state == State::Failed)
        ask();
}

void Directory::ask()
{
    const bool asList = isList();
    const Request request =
        asList ? DirectoryRequests::list(m_api.requests(), m_query, m_next, ListPageSize)
               : DirectoryRequests::search(m_api.requests().version(), m_query, m_next, PageSize);
    m_asking = std::make_unique<QObject>();
    const QPointer<QObject> context(m_asking.get());
    setState(State::Loading);
    if (!context) // somebody who was told has searched for something else
        return;
    // A server may send all it has at once.
    const auto read = [this](const Reply &reply) {
        return onPool(*QThreadPool::globalInstance(), this,
                      [body = reply.body] { return DirectoryRequests::readPage(body); });
    };
    m_api.send(request).andThen(read).then(
        context, [this, asList](const Result<DirectoryRequests::Page> &page) { onAnswer(page, asList); });
}

void Directory::onAnswer(const Result<DirectoryRequests::Page> &page, bool wasList)
{
    // What is under way now may be the question that this is the answer to.
    const std::unique_ptr<QObject> asked = std::move(m_asking);
    if (!page && !wasList && m_api.lacks(SearchEndpoint, page.error()))
        return ask();
    if (!page) {
        m_error = page.error();
        return setState(State::Failed);
    }
    take(*page, wasList);
}

void Directory::take(const DirectoryRequests::Page &page, bool wasList)
{
    const qsizetype from = m_rooms.size();
    const qsizetype known = m_known.size();
    for (const PublicRoom &room : page.rooms) {
        if (m_known.size() == MostRooms || m_known.contains(room.id))
            continue;
        m_known.insert(room.id);
        if (!wasList || DirectoryRequests::isMatch(room, m_query))
            m_rooms.append(room);
    }
    const bool isNew = m_rooms.size() > from;
    m_tokens.insert(m_next);
    m_next = page.nextBatch;
    // What is none of those that are looked for is new all the same.
    m_emptyPages = m_known.size() > known ? 0 : m_emptyPages + 1;
    const bool isOver = m_next.isEmpty() || m_tokens.contains(m_next) || m_emptyPages > MostEmptyPages ||
                        m_known.size() == MostRooms;
    m_state = isOver ? State::Complete : State::More;
    if (isNew)
        Q_EMIT added(from);
    if (m_asking) // who was told wants more already, or something else
        return;
    if (!isOver && !isNew)
        return ask();
    Q_EMIT stateChanged();
}

bool Directory::isServerMissing() const
{
    if (m_state != State::Failed || m_query.server.isEmpty() || m_error.isOfTheWay())
        return false;
    return m_error.httpStatus == 404 || m_error.httpStatus >= 500 || m_error.isMatrix("M_NOT_FOUND") ||
           m_error.isMatrix("M_UNKNOWN") || m_error.isMatrix("M_INVALID_PARAM");
}

void Directory::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

}
