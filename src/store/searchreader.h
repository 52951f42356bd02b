// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"
#include "store/searchquery.h"

#include <functional>
#include <limits>
#include <span>

namespace linnet {

/// A message that was found.
struct SearchHit
{
    RoomId room;
    StoredEvent event; ///< its content as it was edited last; `seq` is 0 if only the server has it

    bool isStored() const { return event.seq != 0; }
};

/// Where a page of hits ends, so that the next goes on there. As it is made: before the newest.
struct SearchPlace
{
    qint64 ts = std::numeric_limits<qint64>::max();
    qint64 row = std::numeric_limits<qint64>::max();

    friend auto operator<=>(const SearchPlace &, const SearchPlace &) = default;
};

struct SearchPage
{
    QList<SearchHit> hits; ///< newest first
    SearchPlace end;       ///< of the last hit
    bool hasMore = false;
};

/// Somebody one shares, or has shared, a room with.
struct FoundPerson
{
    UserId user;
    QString name; ///< never empty
    QString avatarUrl;
    RoomId directRoom; ///< the direct chat with them, or empty

    friend bool operator==(const FoundPerson &, const FoundPerson &) = default;
};

/// Finds people, and messages in MessageIndex, newest first. On a connection and a thread of its own
/// (Archive).
class SearchReader
{
public:
    SearchReader(Database &database, const UserId &self) : m_database(database), m_self(self) {}

    /// Up to `limit` hits older than `place`. `isWanted` is asked between the steps; once it says no, the
    /// answer is Cancelled.
    Result<SearchPage> search(const SearchQuery &query, const SearchPlace &place, int limit,
                              const std::function<bool()> &isWanted);

    /// Up to `limit` others with a word in their name or id that begins with `typed`.
    Result<QList<FoundPerson>> people(const QString &typed, int limit);

private:
    struct Match
    {
        QString text; ///< in the language of FTS5; empty: everything
        bool isNothing = false;
    };

    /// One search under way: from the newest hour to the oldest, until there is enough.
    struct Hunt
    {
        const SearchQuery &query;
        SearchPlace place;
        int limit;
        const std::function<bool()> &isWanted;
        Match match;
        QList<SearchPlace> found;

        bool isOver() const { return found.size() > limit || !isWanted(); }
        void take(const QList<SearchPlace> &places);
    };

    /// The people whom a beginning of a name has found. Kept, so that a letter more, or more words behind a
    /// `from:`, need not go over the members of all rooms again.
    struct Called
    {
        struct Name
        {
            FoundPerson person;
            QString folded; ///< id and name
        };
        QList<Name> names; ///< of those who have several, all that fit
        int limit = 0;
        bool isComplete = false; ///< there are no others

        QList<FoundPerson> people(int most) const;
    };

    Match matchOf(const SearchQuery &query);
    bool addRooms(const QList<RoomId> &rooms, QStringList &parts);
    bool addSenders(const QStringList &typed, QStringList &parts);
    QList<UserId> usersOf(const QString &typed);
    QList<FoundPerson> peopleCalled(const QString &beginning, int limit);
    Called readPeople(const QString &beginning, int limit);
    void forgetIfChanged();
    RoomId directRoomWith(const UserId &user);
    QList<SearchPlace> placesOf(const QString &match, int most);
    std::optional<QList<SearchPlace>> allOf(const Match &match);
    void addOf(std::span<const qint64> hours, Hunt &hunt);
    QList<qint64> hoursOf(const Hunt &hunt);
    SearchPage pageOf(const QList<SearchPlace> &places);

    Database &m_database;
    UserId m_self;
    QHash<QString, Called> m_called; ///< by the folded beginning; as long as nobody writes
    qint64 m_dataVersion = 0;
};

}
