// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/search.h"

#include "base/foldedtext.h"
#include "store/personfilter.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int PageSize = 50;
constexpr auto Rest = 400ms; ///< of the keyboard, before the server is asked

QString endpoint()
{
    return QStringLiteral("search");
}

bool isNewer(const SearchHit &a, const SearchHit &b)
{
    return a.event.event.ts > b.event.event.ts;
}

}

Search::Search(ApiClient &api, Archive &archive, const RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_archive(archive), m_rooms(rooms), m_self(std::move(self))
{
}

void Search::ask(const QString &typed)
{
    SearchQuery query = SearchQuery::parse(typed, QDate::currentDate());
    query.rooms = roomsOf(query.in);
    if (query == m_query)
        return;
    m_query = std::move(query);
    delete m_asking;
    m_asking = new QObject(this);
    m_reading = nullptr;
    m_end = {};
    m_hasMoreHere = false;
    m_error.reset();
    m_nextBatch.clear();
    m_server = Server::NotAsked;
    if (m_query.isEmpty()) {
        m_here.clear();
        m_there.clear();
        mergeHits();
        Q_EMIT stateChanged();
        return;
    }
    if (!serverTerm().isEmpty() && m_api.server().version.dialect != Dialect::V1 &&
        m_query.rooms != QList<RoomId>()) {
        m_server = m_api.has(endpoint()) ? Server::Asking : Server::CannotSearch;
        if (m_server == Server::Asking)
            m_api.clock().after(Rest, m_asking, [this] { askServer(); });
    }
    readStored();
}

void Search::more()
{
    if (isSearching() || m_server == Server::Asking)
        return;
    if (m_hasMoreHere)
        readStored();
    else if (!m_nextBatch.isEmpty())
        askServer();
}

void Search::readStored()
{
    m_reading = new QObject(m_asking);
    m_error.reset();
    Q_EMIT stateChanged();
    m_archive.search(m_query, m_end, PageSize).then(m_reading, [this](const Result<SearchPage> &page) {
        delete std::exchange(m_reading, nullptr);
        if (page) {
            onPage(*page);
        } else {
            m_error = page.error();
            beginHits();
            mergeHits();
        }
        Q_EMIT stateChanged();
    });
}

void Search::onPage(const SearchPage &page)
{
    beginHits();
    m_here += page.hits;
    m_end = page.end;
    m_hasMoreHere = page.hasMore;
    mergeHits();
}

/// With a question's first page go the hits of the one before.
void Search::beginHits()
{
    if (m_end != MessagePlace{})
        return;
    m_here.clear();
    m_there.clear();
}

QString Search::serverTerm() const
{
    QStringList words = m_query.words + m_query.phrases;
    // Servers may take a dash for "without".
    words.replaceInStrings(QRegularExpression(QStringLiteral("^-+")), {});
    return words.join(u' ').trimmed();
}

void Search::askServer()
{
    setServer(Server::Asking);
    m_api
        .sendOnce(m_api.requests().search(serverTerm(), m_query.rooms.value_or(QList<RoomId>()),
                                          !m_query.media.isEmpty(), m_nextBatch))
        .andThen(
            [now = m_api.clock().now()](const Reply &reply) { return Requests::readFound(reply.body, now); })
        .then(m_asking, [this](const Result<FoundEvents> &found) {
            if (found)
                return onFound(*found);
            if (m_api.lacks(endpoint(), found.error()))
                return setServer(Server::CannotSearch);
            failServer(found.error());
        });
}

void Search::onFound(const FoundEvents &found)
{
    QList<std::pair<RoomId, EventId>> events;
    for (const FoundEvents::Found &each : found.events)
        events.append({each.room, each.event.id});
    m_archive.stored(events).then(m_asking, [this, found](const Result<QSet<EventId>> &stored) {
        if (!stored)
            return failServer(stored.error());
        m_nextBatch = found.nextBatch;
        takeFound(found, *stored);
        setServer(Server::Done);
    });
}

void Search::takeFound(const FoundEvents &found, const QSet<EventId> &stored)
{
    for (const FoundEvents::Found &each : found.events) {
        if (stored.contains(each.event.id) || !isWanted(each))
            continue;
        StoredEvent event;
        event.event = each.event;
        event.senderName = each.senderName.isEmpty() ? each.event.sender.toString() : each.senderName;
        event.senderAvatar = each.senderAvatar;
        m_there.append({each.room, event});
    }
    mergeHits();
}

/// The server looks for whole words in any order and knows nothing of the filters.
bool Search::isWanted(const FoundEvents::Found &found) const
{
    const MessageText text = readMessageText(found.event);
    const qint64 ts = found.event.ts;
    const auto isFrom = [&](const QString &typed) {
        return PersonFilter::of(typed, m_self).fits(found.event.sender, found.senderName);
    };
    return !text.isEmpty() && (!m_query.after || ts >= *m_query.after) &&
           (!m_query.before || ts < *m_query.before) && (!m_query.hasLink || text.hasLink) &&
           (m_query.media.isEmpty() || m_query.media.contains(text.media)) &&
           (m_query.from.isEmpty() || std::any_of(m_query.from.begin(), m_query.from.end(), isFrom));
}

/// What the server found beyond the pages that were read here waits until they have been read. What was
/// stored after the server had been asked about it is not doubled.
void Search::mergeHits()
{
    QSet<EventId> here;
    for (const SearchHit &hit : std::as_const(m_here))
        here.insert(hit.event.event.id);
    m_there.removeIf([&here](const SearchHit &hit) { return here.contains(hit.event.event.id); });
    m_hits = m_here;
    const qint64 readTo = m_hasMoreHere && !m_here.isEmpty() ? m_here.constLast().event.event.ts : 0;
    for (const SearchHit &hit : std::as_const(m_there)) {
        if (hit.event.event.ts < readTo)
            continue;
        m_hits.insert(std::upper_bound(m_hits.begin(), m_hits.end(), hit, isNewer), hit);
    }
    if (m_isHidden)
        m_hits.removeIf([this](const SearchHit &hit) { return m_isHidden(hit.event.event.sender); });
    Q_EMIT hitsChanged();
}

void Search::failServer(const Error &error)
{
    m_serverError = error;
    setServer(Server::Failed);
}

void Search::setServer(Server server)
{
    m_server = server;
    Q_EMIT stateChanged();
}

std::optional<QList<RoomId>> Search::roomsOf(const QStringList &typed) const
{
    if (typed.isEmpty())
        return std::nullopt;
    QList<RoomId> exact;
    QList<RoomId> rooms;
    const QList<RoomId> all = m_rooms.ids();
    for (const RoomId &id : all) {
        const Room &room = *m_rooms.find(id);
        for (const QString &text : typed) {
            if (id.toString() == text || room.canonicalAlias == text || room.name == text)
                exact.append(id);
            else if (foldedText(room.name).contains(foldedText(text)))
                rooms.append(id);
        }
    }
    return exact.isEmpty() ? rooms : exact;
}

}
