// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchreader.h"

#include "base/foldedtext.h"
#include "store/eventtable.h"
#include "store/messageindex.h"
#include "store/personfilter.h"

#include <algorithm>
#include <map>
#include <utility>

namespace linnet {

namespace {

/// So many hits at the most are looked at all together; where there are more, it goes hour by hour.
constexpr int fewHits = 200;
constexpr int someHits = 500;          ///< of several hours together
constexpr qsizetype hoursAtFirst = 24; ///< in which anything was said; then twice as many each time
constexpr qsizetype mostHours = 400;
constexpr int mostUsers = 200;
constexpr qsizetype mostRemembered = 32; ///< beginnings of names

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
    const PersonFilter filter = PersonFilter::of(typed, m_self);
    if (!filter.user.isEmpty())
        return {filter.user};
    QList<UserId> users;
    for (const FoundPerson &person : peopleCalled(filter.beginning, mostUsers))
        users.append(person.user);
    return users;
}

/// `beginning` as PersonFilter has it.
QList<FoundPerson> SearchReader::peopleCalled(const QString &beginning, int limit)
{
    forgetIfChanged();
    const auto known = m_called.constFind(beginning);
    if (known != m_called.cend() && (known->isComplete || known->limit >= limit))
        return known->people(limit);
    const Called called = readPeople(beginning, limit);
    // After a failure, as after an interruption, some are missing.
    if (!m_database.hasError()) {
        if (m_called.size() >= mostRemembered)
            m_called.clear();
        m_called.insert(beginning, called);
    }
    return called.people(limit);
}

void SearchReader::forgetIfChanged()
{
    Statement statement = m_database.query("PRAGMA data_version");
    if (!statement.next())
        return;
    const qint64 version = statement.integer(0);
    if (std::exchange(m_dataVersion, version) != version)
        m_called.clear();
}

/// Everybody once.
QList<FoundPerson> SearchReader::Called::people(int most) const
{
    QList<FoundPerson> found;
    QSet<UserId> known;
    for (const Name &name : names) {
        if (found.size() == most)
            break;
        if (known.contains(name.person.user))
            continue;
        known.insert(name.person.user);
        found.append(name.person);
    }
    return found;
}

SearchReader::Called SearchReader::readPeople(const QString &beginning, int limit)
{
    Called called{{}, limit, true};
    // Who is called so is among those who are all that fewer letters have found.
    for (qsizetype length = beginning.size() - 1; length > 0; --length) {
        const auto known = m_called.constFind(beginning.left(length));
        if (known == m_called.cend() || !known->isComplete)
            continue;
        std::copy_if(known->names.begin(), known->names.end(), std::back_inserter(called.names),
                     [&](const Called::Name &name) { return PersonFilter::hasWord(name.folded, beginning); });
        return called;
    }
    QSet<QString> seen;
    QSet<QString> users;
    Statement statement = m_database.query("SELECT user, name, avatar FROM members");
    while (statement.next()) {
        const QString user = statement.text(0);
        const QString name = statement.text(1);
        // Most people are in many rooms under one name.
        const qsizetype before = seen.size();
        seen.insert(user + u'\n' + name);
        if (seen.size() == before)
            continue;
        const QString folded = PersonFilter::folded(user, name);
        if (!PersonFilter::hasWord(folded, beginning))
            continue;
        called.names.append({{UserId(user), name.isEmpty() ? user : name, statement.text(2), {}}, folded});
        users.insert(user);
        if (users.size() == limit) {
            called.isComplete = false;
            break;
        }
    }
    return called;
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
    QList<FoundPerson> people = peopleCalled(PersonFilter::called(typed).beginning, limit + 1);
    people.removeIf([this](const FoundPerson &person) { return person.user == m_self; });
    people = people.mid(0, limit);
    for (FoundPerson &person : people)
        person.directRoom = directRoomWith(person.user);
    if (auto error = m_database.takeError())
        return *error;
    return people;
}

QList<SearchPlace> SearchReader::placesOf(const QString &match, int most)
{
    QList<SearchPlace> places;
    Statement statement = m_database.query(
        "SELECT t.ts, t.event FROM message_index JOIN message_times t ON t.event = message_index.rowid "
        "WHERE message_index MATCH ? LIMIT ?",
        match, most);
    while (statement.next())
        places.append({statement.integer(0), statement.integer(1)});
    return places;
}

/// All hits, if they are few.
std::optional<QList<SearchPlace>> SearchReader::allOf(const Match &match)
{
    if (match.text.isEmpty())
        return std::nullopt;
    QList<SearchPlace> places = placesOf(match.text, fewHits + 1);
    if (places.size() > fewHits)
        return std::nullopt;
    return places;
}

/// The hits of these hours, the newest of which is the first; of the newer half first if they are many.
void SearchReader::addOf(std::span<const qint64> hours, Hunt &hunt)
{
    QStringList tags;
    for (const qint64 hour : hours)
        tags.append(MessageIndex::hourTag(hour));
    QString match = anyOf(tags);
    if (!hunt.match.text.isEmpty())
        match = hunt.match.text + QStringLiteral(" AND ") + match;
    const bool isOne = hours.size() == 1;
    const QList<SearchPlace> places = placesOf(match, isOne ? std::numeric_limits<int>::max() : someHits + 1);
    if (isOne || places.size() <= someHits)
        return hunt.take(places);
    const size_t half = hours.size() / 2;
    addOf(hours.first(half), hunt);
    if (!hunt.isOver())
        addOf(hours.subspan(half), hunt);
}

/// The hours in which anything was said and there may be hits, newest first.
QList<qint64> SearchReader::hoursOf(const Hunt &hunt)
{
    const qint64 before = qMin(hunt.query.before.value_or(hunt.place.ts), hunt.place.ts);
    QList<qint64> hours;
    Statement statement =
        m_database.query("SELECT hour FROM message_hours WHERE hour <= ? AND hour >= ? ORDER BY hour DESC",
                         MessageIndex::hourOf(before), MessageIndex::hourOf(hunt.query.after.value_or(0)));
    while (statement.next())
        hours.append(statement.integer(0));
    return hours;
}

void SearchReader::Hunt::take(const QList<SearchPlace> &places)
{
    std::copy_if(places.begin(), places.end(), std::back_inserter(found), [this](const SearchPlace &hit) {
        return hit < place && (!query.before || hit.ts < *query.before) &&
               (!query.after || hit.ts >= *query.after);
    });
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
        auto event = events.ofRow(place.row, known);
        if (!event)
            continue;
        if (const QByteArray now = events.editedContent(row->key, event->event); !now.isEmpty())
            event->event.content = now;
        page.hits.append({row->id, std::move(*event)});
    }
    return page;
}

Result<SearchPage> SearchReader::search(const SearchQuery &query, const SearchPlace &place, int limit,
                                        const std::function<bool()> &isWanted)
{
    Hunt hunt{query, place, limit, isWanted, matchOf(query), {}};
    if (auto error = m_database.takeError())
        return *error;
    if (hunt.match.isNothing)
        return SearchPage{};
    // What is said often is found in the last hours; what is said rarely, all at once.
    const QList<qint64> hours = hoursOf(hunt);
    std::span<const qint64> left(hours.constData(), size_t(hours.size()));
    for (qsizetype step = hoursAtFirst; !left.empty() && !hunt.isOver(); step = qMin(2 * step, mostHours)) {
        const size_t count = qMin(size_t(step), left.size());
        addOf(left.first(count), hunt);
        left = left.subspan(count);
        if (step != hoursAtFirst || hunt.isOver())
            continue;
        if (const auto all = allOf(hunt.match)) {
            hunt.found.clear();
            hunt.take(*all);
            break;
        }
    }
    std::sort(hunt.found.begin(), hunt.found.end(), std::greater<>());
    SearchPage page = isWanted() ? pageOf(hunt.found.mid(0, limit)) : SearchPage{};
    page.hasMore = hunt.found.size() > limit;
    if (auto error = m_database.takeError())
        return *error;
    if (!isWanted())
        return Error::of(Error::Kind::Cancelled);
    return page;
}

}
