// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "matrix/peoplerequests.h"
#include "session/apiclient.h"
#include "store/archive.h"

#include <QObject>

#include <optional>

namespace linnet {

/// Looks for people while somebody types: those whom one shares rooms with at once, after a pause those whom
/// the server knows (client-server API, "User Directory"), and whoever's whole id is typed. GUI thread; must
/// not outlive its Session.
class PeopleSearch : public QObject
{
    Q_OBJECT

public:
    enum class Server {
        NotAsked, ///< nothing to ask for, or not yet
        Asking,
        Done,
        Failed,       ///< error() says why
        CannotSearch, ///< it has no directory of people
    };

    PeopleSearch(ApiClient &api, Archive &archive, UserId self, QObject *parent = nullptr);

    /// Replaces the question; an empty one finds nobody. Who was found before stays until others are.
    void ask(const QString &typed);
    const QList<FoundPerson> &people() const { return m_people; } ///< each once; not oneself
    Server server() const { return m_server; }
    const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed(); ///< people() or server()

private:
    void askServer();
    void onFound(const QList<PeopleRequests::Person> &found);
    void merge();

    ApiClient &m_api;
    Archive &m_archive;
    UserId m_self;
    QString m_typed;
    QList<FoundPerson> m_here;
    QList<FoundPerson> m_there;
    QList<FoundPerson> m_people;
    Server m_server = Server::NotAsked;
    std::optional<Error> m_error;
    std::unique_ptr<QObject> m_asking; ///< context of everything of this question
};

}
