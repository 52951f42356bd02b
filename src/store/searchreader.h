// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/membertable.h"
#include "store/messageplace.h"
#include "store/records.h"
#include "store/searchquery.h"

#include <map>

namespace linnet {

/// A message that was found.
struct SearchHit
{
    RoomId room;
    StoredEvent event; ///< its content as it was edited last; `seq` is 0 if only the server has it

    bool isStored() const { return event.seq != 0; }
};

struct SearchPage
{
    QList<SearchHit> hits; ///< newest first
    MessagePlace end;      ///< of the last hit; the next page goes on there
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
/// (Archive), which may interrupt it: the answer is Cancelled then.
class SearchReader
{
public:
    SearchReader(Database &database, const UserId &self) : m_database(database), m_self(self) {}

    /// `limit` hits before `place`, and the others of the minute in which that ends.
    Result<SearchPage> search(const SearchQuery &query, MessagePlace place, int limit);

    /// Up to `limit` others with a word in their name or id that begins with `typed`.
    Result<QList<FoundPerson>> people(const QString &typed, int limit);

private:
    /// Words that stand together, as in a phrase or in a language without spaces. The index knows only that
    /// they are all there.
    struct Sequence
    {
        QStringList words;
        bool isBeginning = false; ///< the last may go on

        bool isIn(const QStringList &said) const;
    };
    struct Match
    {
        QString text; ///< in the language of FTS5; empty: everything
        QList<Sequence> sequences;
        bool isNothing = false;
    };
    using Names = std::map<RoomNumber, MemberNames>;

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
    Statement find(const Match &match, MessagePlace from, MessagePlace before);
    std::optional<SearchHit> hitOf(qint64 key, const Match &match, Names &names);

    Database &m_database;
    UserId m_self;
    QHash<QString, Called> m_called; ///< by the folded beginning; as long as nobody writes
    qint64 m_dataVersion = 0;
};

}
