// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchreader.h"

#include "base/foldedtext.h"
#include "store/eventtable.h"
#include "store/messageindex.h"

#include <algorithm>
#include <map>

namespace linnet {

namespace {

/// So many hits at the most are looked at all together; where there are more, it goes day by day.
constexpr int fewHits = 200;
constexpr int mostUsers = 200;

/// `words` as FTS5 reads a text: the index knows letters, digits and emoji only, so quotes can go.
QString quoted(const QString &words)
{
    QString text = indexableText(words);
    text.remove(u'"');
    return u'"' + text + u'"';
}

QString anyOf(const QStringList &tags)
{
    QStringList texts;
    for (const QString &tag : tags)
        texts.append(quoted(tag));
    return QStringLiteral("tags : (") + texts.join(QStringLiteral(" OR ")) + u')';
}

/// True if a word of `name` begins with `beginning`; both are folded.
bool hasWord(const QString &name, const QString &beginning)
{
    qsizetype at = -1;
    while ((at = name.indexOf(beginning, at + 1)) >= 0) {
        if (at == 0 || !name[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

}

SearchReader::Match SearchReader::matchOf(const SearchQuery &query)
{
    Match match;
    QStringList words;
    for (const QString &word : query.words)
        words.append(quoted(word) + u'*');
    for (const QString &phrase : query.phrases)
        words.append(quoted(phrase));
    QStringList parts;
    if (!words.isEmpty())
        parts.append(QStringLiteral("words : (") + words.join(QStringLiteral(" AND ")) + u')');
    if (query.hasLink)
        parts.append(anyOf({MessageIndex::linkTag()}));
    if (!query.media.isEmpty()) {
        QStringList tags;
        for (const MessageText::Media media : query.media)
            tags.append(MessageIndex::mediaTag(media));
        parts.append(anyOf(tags));
    }
    match.isNothing = (query.rooms && !addRooms(*query.rooms, parts)) ||
                      (!query.from.isEmpty() && !addSenders(query.from, parts)) || query.isEmpty();
    match.text = parts.join(QStringLiteral(" AND "));
    return match;
}

bool SearchReader::addRooms(const QList<RoomId> &rooms, QStringList &parts)
{
    QStringList tags;
    const RoomTable table(m_database);
    for (const RoomId &room : rooms) {
        if (const auto row = table.find(room))
            tags.append(MessageIndex::roomTag(row->key));
    }
    if (!tags.isEmpty())
        parts.append(anyOf(tags));
    return !tags.isEmpty();
}

bool SearchReader::addSenders(const QStringList &typed, QStringList &parts)
{
    QStringList tags;
    for (const QString &each : typed) {
        for (const UserId &user : usersOf(each))
            tags.append(MessageIndex::senderTag(user));
    }
    if (!tags.isEmpty())
        parts.append(anyOf(tags));
    return !tags.isEmpty();
}

QList<UserId> SearchReader::usersOf(const QString &typed)
{
    if (typed.startsWith(u'@') && typed.contains(u':'))
        return {UserId(typed)};
    if (typed.compare(QLatin1String("me"), Qt::CaseInsensitive) == 0)
        return {m_self};
    if (const auto known = m_users.constFind(typed); known != m_users.cend())
        return *known;
    QList<UserId> users;
    for (const FoundPerson &person : peopleCalled(typed, mostUsers))
        users.append(person.user);
    m_users.clear();
    m_users.insert(typed, users);
    return users;
}

QList<FoundPerson> SearchReader::peopleCalled(const QString &typed, int limit)
{
    const QString beginning = foldedText(typed.startsWith(u'@') ? typed.mid(1) : typed);
    QList<FoundPerson> people;
    QSet<UserId> known;
    Statement statement = m_database.query("SELECT user, name, avatar FROM members");
    while (people.size() < limit && statement.next()) {
        const QString user = statement.text(0);
        const QString name = statement.text(1);
        const QString localPart = user.mid(1, qMax<qsizetype>(0, user.indexOf(u':') - 1));
        if (!hasWord(foldedText(localPart), beginning) && !hasWord(foldedText(name), beginning))
            continue;
        const UserId id(user);
        if (known.contains(id))
            continue;
        known.insert(id);
        people.append({id, name.isEmpty() ? user : name, statement.text(2), {}});
    }
    return people;
}

RoomId SearchReader::directRoomWith(const UserId &user)
{
    Statement statement =
        m_database.query("SELECT r.room_id FROM direct_rooms d JOIN rooms r ON r.room_id = d.room_id "
                         "JOIN members m ON m.room = r.room AND m.user = ? WHERE r.membership = ? LIMIT 1",
                         user, int(Membership::Join));
    return statement.next() ? RoomId(statement.text(0)) : RoomId();
}

Result<QList<FoundPerson>> SearchReader::people(const QString &typed, int limit)
{
    QList<FoundPerson> people = peopleCalled(typed, limit + 1);
    people.removeIf([this](const FoundPerson &person) { return person.user == m_self; });
    people = people.mid(0, limit);
    for (FoundPerson &person : people)
        person.directRoom = directRoomWith(person.user);
    if (auto error = m_database.takeError())
        return *error;
    return people;
}

/// All hits, if they are few.
std::optional<QList<SearchPlace>> SearchReader::allOf(const Match &match)
{
    QList<SearchPlace> places;
    Statement statement = m_database.query(
        "SELECT t.ts, t.event FROM message_index JOIN message_times t ON t.event = message_index.rowid "
        "WHERE message_index MATCH ? LIMIT ?",
        match.text, fewHits + 1);
    while (statement.next())
        places.append({statement.integer(0), statement.integer(1)});
    if (places.size() > fewHits)
        return std::nullopt;
    return places;
}

QList<SearchPlace> SearchReader::ofDay(const Match &match, qint64 day)
{
    const QString onDay = anyOf({MessageIndex::dayTag(day)});
    const QString text = match.text.isEmpty() ? onDay : match.text + QStringLiteral(" AND ") + onDay;
    QList<SearchPlace> places;
    Statement statement = m_database.query(
        "SELECT t.ts, t.event FROM message_index JOIN message_times t ON t.event = message_index.rowid "
        "WHERE message_index MATCH ?",
        text);
    while (statement.next())
        places.append({statement.integer(0), statement.integer(1)});
    return places;
}

SearchPage SearchReader::pageOf(const QList<SearchPlace> &places)
{
    SearchPage page;
    std::map<RoomKey, MemberNames> names;
    const EventTable events(m_database);
    for (const SearchPlace &place : places) {
        page.end = place;
        const auto row = RoomTable(m_database).ofEvent(place.row);
        if (!row)
            continue;
        MemberNames &known = names.try_emplace(row->key, m_database, row->key).first->second;
        if (auto event = events.ofRow(place.row, known))
            page.hits.append({row->id, std::move(*event)});
    }
    return page;
}

Result<SearchPage> SearchReader::search(const SearchQuery &query, const SearchPlace &place, int limit,
                                        const std::function<bool()> &isWanted)
{
    const Match match = matchOf(query);
    if (match.isNothing)
        return SearchPage{};
    const qint64 before = qMin(query.before.value_or(place.ts), place.ts);
    const auto isInside = [&](const SearchPlace &hit) {
        return hit < place && (!query.before || hit.ts < *query.before) &&
               (!query.after || hit.ts >= *query.after);
    };

    QList<SearchPlace> found;
    const auto take = [&](const QList<SearchPlace> &places) {
        std::copy_if(places.begin(), places.end(), std::back_inserter(found), isInside);
    };
    const auto all = match.text.isEmpty() ? std::nullopt : allOf(match);
    if (all) {
        take(*all);
    } else {
        Statement days =
            m_database.query("SELECT day FROM message_days WHERE day <= ? AND day >= ? ORDER BY day DESC",
                             MessageIndex::dayOf(before), MessageIndex::dayOf(query.after.value_or(0)));
        while (found.size() <= limit && isWanted() && days.next())
            take(ofDay(match, days.integer(0)));
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    const bool hasMore = found.size() > limit;
    SearchPage page = isWanted() ? pageOf(found.mid(0, limit)) : SearchPage{};
    page.hasMore = hasMore;
    if (auto error = m_database.takeError())
        return *error;
    if (!isWanted())
        return Error::of(Error::Kind::Cancelled);
    return page;
}

}
