// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/roomlist.h"
#include "store/archive.h"

#include <QObject>

#include <functional>

namespace linnet {

/// A search over messages while somebody types: what is stored here at once, and after a pause what only the
/// server has (client-server API, "Server Side Search"). GUI thread; must not outlive its Session.
class Search : public QObject
{
    Q_OBJECT

public:
    enum class Server {
        NotAsked, ///< nothing to ask for, or not yet
        Asking,
        Done,
        Failed,       ///< serverError() says why
        CannotSearch, ///< it has no search
    };

    Search(ApiClient &api, Archive &archive, const RoomList &rooms, UserId self, QObject *parent = nullptr);

    /// Replaces the question; see SearchQuery::parse(). The hits of before stay until there are others.
    void ask(const QString &typed);
    /// Whose messages are not among the hits; refresh() after it has become another one.
    void setHidden(std::function<bool(const UserId &)> isHidden) { m_isHidden = std::move(isHidden); }
    void refresh() { mergeHits(); }
    void more(); ///< the next page; does nothing while one is being looked for

    const SearchQuery &query() const { return m_query; }
    /// Newest first, each message once.
    const QList<SearchHit> &hits() const { return m_hits; }
    bool isSearching() const { return m_reading != nullptr; } ///< in what is stored
    /// Why the last page of what is stored could not be read.
    const std::optional<Error> &error() const { return m_error; }
    bool hasMore() const { return m_hasMoreHere || !m_nextBatch.isEmpty(); }
    bool hasMoreStored() const { return m_hasMoreHere; }
    Server server() const { return m_server; }
    const Error &serverError() const { return m_serverError; }

Q_SIGNALS:
    void hitsChanged();
    void stateChanged(); ///< isSearching(), error(), hasMore() or server()

private:
    void readStored();
    void onPage(const SearchPage &page);
    void beginHits();
    QString serverTerm() const;
    void askServer();
    void onFound(const FoundEvents &found);
    void takeFound(const FoundEvents &found, const QSet<EventId> &stored);
    void mergeHits();
    void failServer(const Error &error);
    void setServer(Server server);
    std::optional<QList<RoomId>> roomsOf(const QStringList &typed) const;
    bool isWanted(const FoundEvents::Found &found) const;

    ApiClient &m_api;
    Archive &m_archive;
    const RoomList &m_rooms;
    UserId m_self;
    std::function<bool(const UserId &)> m_isHidden;
    SearchQuery m_query;
    QList<SearchHit> m_here;
    QList<SearchHit> m_there; ///< only the server has them
    QList<SearchHit> m_hits;
    MessagePlace m_end;
    bool m_hasMoreHere = false;
    QString m_nextBatch;
    std::optional<Error> m_error;
    Server m_server = Server::NotAsked;
    Error m_serverError;
    QObject *m_asking = nullptr;  ///< context of everything of this question; a child
    QObject *m_reading = nullptr; ///< context of the page that is being read; a child of m_asking
};

}
