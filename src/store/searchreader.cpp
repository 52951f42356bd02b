// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchreader.h"

#include "base/foldedtext.h"
#include "store/eventtable.h"
#include "store/messageindex.h"
#include "store/personfilter.h"
#include "store/relationtable.h"

#include <algorithm>
#include <map>
#include <utility>

namespace linnet {

namespace {

constexpr int mostUsers = 200;
constexpr qsizetype mostRemembered = 32; ///< beginnings of names

QString quoted(const QString &word)
{
    return u'"' + word + u'"';
}

QString anyOf(const QStringList &tags)
{
    QStringList texts;
    for (const QString &tag : tags)
        texts.append(quoted(tag));
    return u'(' + texts.join(QStringLiteral(" OR ")) + u')';
}

}

/// True if one after the other is in `said`; of the last at least the beginning, if that is enough.
bool SearchReader::Sequence::isIn(const QStringList &said) const
{
    const auto fits = [this](const QString &word, const QString &wanted) {
        return isBeginning && &wanted == &words.constLast() ? word.startsWith(wanted) : word == wanted;
    };
    return std::search(said.begin(), said.end(), words.begin(), words.end(), fits) != said.end();
}

SearchReader::Match SearchReader::matchOf(const SearchQuery &query)
{
    Match match;
    QStringList parts;
    const auto add = [&](const QString &text, bool isBeginning) {
        const Sequence sequence{indexableText(text).split(u' ', Qt::SkipEmptyParts), isBeginning};
        for (const QString &word : sequence.words)
            parts.append(quoted(word));
        if (isBeginning && !sequence.words.isEmpty())
            parts.last() += u'*';
        if (sequence.words.size() > 1)
            match.sequences.append(sequence);
    };
    for (const QString &word : query.words)
        add(word, true);
    for (const QString &phrase : query.phrases)
        add(phrase, false);
    const bool hasNoWords = parts.isEmpty() && !(query.words.isEmpty() && query.phrases.isEmpty());
    if (query.hasLink)
        parts.append(anyOf({MessageIndex::linkTag()}));
    if (!query.media.isEmpty()) {
        QStringList tags;
        for (const MessageText::Media media : query.media)
            tags.append(MessageIndex::mediaTag(media));
        parts.append(anyOf(tags));
    }
    match.isNothing = hasNoWords || (query.rooms && !addRooms(*query.rooms, parts)) ||
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

/// Places and keys of the events, the newest first.
Statement SearchReader::find(const Match &match, MessagePlace from, MessagePlace before)
{
    if (match.text.isEmpty())
        return m_database.query("SELECT place, event FROM message_places WHERE place >= ? AND place < ? "
                                "ORDER BY place DESC",
                                from.key, before.key);
    return m_database.query(
        "SELECT place, event FROM message_index JOIN message_places ON place = message_index.rowid "
        "WHERE message_index MATCH ? AND message_index.rowid >= ? AND message_index.rowid < ? "
        "ORDER BY message_index.rowid DESC",
        match.text, from.key, before.key);
}

/// The message with this key in `events`, as it was edited last; nothing if it has the words, but not as they
/// were asked for.
std::optional<SearchHit> SearchReader::hitOf(qint64 key, const Match &match, Names &names)
{
    const auto row = RoomTable(m_database).ofEvent(key);
    if (!row)
        return std::nullopt;
    auto event =
        EventTable(m_database).ofRow(key, names.try_emplace(row->key, m_database, row->key).first->second);
    if (!event)
        return std::nullopt;
    if (const QByteArray now = RelationTable(m_database).editedContent(row->key, event->event);
        !now.isEmpty())
        event->event.content = now;
    if (!match.sequences.isEmpty()) {
        const QStringList said = indexableText(readMessageText(event->event).words).split(u' ');
        const auto isSaid = [&said](const Sequence &sequence) { return sequence.isIn(said); };
        if (!std::all_of(match.sequences.begin(), match.sequences.end(), isSaid))
            return std::nullopt;
    }
    return SearchHit{row->id, std::move(*event)};
}

Result<SearchPage> SearchReader::search(const SearchQuery &query, MessagePlace place, int limit)
{
    const Match match = matchOf(query);
    SearchPage page;
    if (!match.isNothing) {
        const MessagePlace from = query.after ? MessagePlace::of(*query.after) : MessagePlace{0};
        const MessagePlace before = query.before ? MessagePlace::of(*query.before) : MessagePlace();
        Names names;
        Statement found = find(match, from, std::min(place, before));
        while (found.next()) {
            auto hit = hitOf(found.integer(1), match, names);
            if (!hit)
                continue;
            const MessagePlace at{found.integer(0)};
            page.hasMore = page.hits.size() >= limit && at.minute() != page.end.minute();
            if (page.hasMore)
                break;
            page.end = at;
            page.hits.append(std::move(*hit));
        }
    }
    // Within a minute they stood as they came.
    std::stable_sort(page.hits.begin(), page.hits.end(), [](const SearchHit &a, const SearchHit &b) {
        return a.event.event.ts > b.event.event.ts;
    });
    if (auto error = m_database.takeError())
        return *error;
    return page;
}

}
