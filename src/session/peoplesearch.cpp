// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/peoplesearch.h"

#include "matrix/displayname.h"
#include "session/matrixlink.h"

#include <algorithm>

namespace linnet {

namespace {

using namespace std::chrono_literals;

constexpr auto Rest = 300ms; ///< at the keys before the server is asked
constexpr int MostPeople = 20;
constexpr qsizetype LongestTerm = 200;

}

PeopleSearch::PeopleSearch(ApiClient &api, Archive &archive, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_archive(archive), m_self(std::move(self))
{
}

void PeopleSearch::ask(const QString &typed)
{
    const QString term = typed.trimmed().left(LongestTerm);
    if (term == m_typed)
        return;
    m_typed = term;
    m_asking = std::make_unique<QObject>();
    m_error.reset();
    m_there.clear();
    m_server = Server::NotAsked;
    if (term.isEmpty()) {
        m_here.clear();
        return merge();
    }
    // What is stored knows people by how their words begin, an id by its name.
    const QString known = term.startsWith(u'@') ? term.mid(1).section(u':', 0, 0) : term;
    m_archive.people(known, MostPeople).then(m_asking.get(), [this](const Result<QList<FoundPerson>> &found) {
        m_here = found ? *found : QList<FoundPerson>();
        merge();
    });
    const bool canAsk =
        m_api.requests().version().dialect != Dialect::V1 && m_api.has(PeopleRequests::Directory);
    m_server = canAsk ? Server::Asking : Server::CannotSearch;
    if (canAsk)
        m_api.clock().after(Rest, m_asking.get(), [this] { askServer(); });
}

void PeopleSearch::askServer()
{
    m_api.send(PeopleRequests::search(m_api.requests().version(), m_typed, MostPeople))
        .andThen([](const Reply &reply) { return PeopleRequests::readFound(reply.body); })
        .then(m_asking.get(), [this](const Result<QList<PeopleRequests::Person>> &found) {
            if (found) {
                m_server = Server::Done;
                return onFound(*found);
            }
            const bool isMissing = m_api.lacks(PeopleRequests::Directory, found.error());
            m_server = isMissing ? Server::CannotSearch : Server::Failed;
            if (!isMissing)
                m_error = found.error();
            merge();
        });
}

void PeopleSearch::onFound(const QList<PeopleRequests::Person> &found)
{
    for (const PeopleRequests::Person &person : found.first(qMin(found.size(), qsizetype(MostPeople)))) {
        const QString name = cleanName(person.name);
        m_there.append({person.user, name.isEmpty() ? person.user.toString() : name, person.avatarUrl, {}});
    }
    merge();
}

void PeopleSearch::merge()
{
    m_people.clear();
    const auto add = [this](const FoundPerson &person) {
        const bool isThere =
            std::any_of(m_people.cbegin(), m_people.cend(),
                        [&person](const FoundPerson &other) { return other.user == person.user; });
        if (!isThere && person.user != m_self && !m_typed.isEmpty())
            m_people.append(person);
    };
    std::for_each(m_here.cbegin(), m_here.cend(), add);
    std::for_each(m_there.cbegin(), m_there.cend(), add);
    const auto link = MatrixLink::parse(m_typed);
    if (link && !link->isRoom())
        add({UserId(link->target), link->target, {}, {}});
    Q_EMIT changed();
}

}
