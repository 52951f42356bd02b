// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completions.h"

#include "base/foldedtext.h"
#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "session/session.h"
#include "widgets/commands.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr int Most = 50;
constexpr int MostRows = 200; ///< of the timeline, in which one looks for who spoke last
constexpr int NoMatch = 9;

/// How well `folded` begins with `word`; lower is better.
int rankOf(const QString &folded, const QString &word)
{
    int rank = NoMatch;
    bool isFirstWord = true;
    for (qsizetype at = 0; at < folded.size(); ++at) {
        const bool startsWord =
            folded.at(at).isLetterOrNumber() && (at == 0 || !folded.at(at - 1).isLetterOrNumber());
        if (!startsWord)
            continue;
        if (QStringView(folded).mid(at).startsWith(word))
            return isFirstWord ? 0 : 1;
        isFirstWord = false;
    }
    return !word.isEmpty() && folded.contains(word) ? 2 : rank;
}

struct Ranked
{
    int rank = 0;
    int age = 0;
    Completion completion;
};

QList<Completion> best(QList<Ranked> found)
{
    const auto middle = found.begin() + qMin(qsizetype(Most), found.size());
    std::partial_sort(found.begin(), middle, found.end(), [](const Ranked &a, const Ranked &b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        if (a.age != b.age)
            return a.age < b.age;
        return a.completion.title.localeAwareCompare(b.completion.title) < 0;
    });
    QList<Completion> result;
    for (auto it = found.begin(); it != middle; ++it)
        result << it->completion;
    return result;
}

}

Completions::Completions(Session &session, const TimelineModel &model, const EmojiTable &table,
                         QObject *parent)
    : QObject(parent), m_session(session), m_model(model), m_table(table)
{
    connect(&session.imagePacks(), &ImagePacks::changed, this, [this] {
        if (m_packs)
            readPacks();
    });
}

Completions::~Completions() = default;

void Completions::setRoom(const RoomId &room)
{
    m_room = room;
    m_members.reset();
    m_people.clear();
    m_packs.reset();
}

QList<Completion> Completions::find(const CompletionQuery &query)
{
    if (query.sign == u'@')
        return people(foldedText(query.word));
    if (query.sign == u'#')
        return rooms(foldedText(query.word));
    if (query.sign == u':')
        return emoticons(query.word) + emojis(query.word);
    return commands(query.word);
}

void Completions::readMembers()
{
    m_people.clear();
    for (const Member &member : m_members->members()) {
        if (member.membership == Membership::Join || member.membership == Membership::Invite)
            m_people << Person{member.user, member.name, member.avatarUrl, member.folded};
    }
    Q_EMIT changed();
}

QHash<UserId, int> Completions::lastSpeakers() const
{
    QHash<UserId, int> ages;
    const int last = m_model.rowCount() - 1;
    for (int row = last; row >= 0 && last - row < MostRows; --row) {
        const UserId &sender = m_model.item(row).sender;
        if (!ages.contains(sender))
            ages.insert(sender, last - row);
    }
    return ages;
}

QList<Completion> Completions::people(const QString &word)
{
    const Room *room = m_session.rooms().find(m_room);
    if (!m_members && room) {
        m_members = m_session.openMembers(m_room);
        connect(m_members.get(), &MemberList::changed, this, &Completions::readMembers);
        m_members->load(room->areMembersLoaded);
    }
    const QHash<UserId, int> ages = lastSpeakers();
    const HiddenPeople &hidden = m_session.safety().hidden();
    QList<Ranked> found;
    for (const Person &person : std::as_const(m_people)) {
        const int rank = word.isEmpty() ? 0 : rankOf(person.folded, word);
        if (rank == NoMatch || person.user == m_session.self() || hidden.isHidden(person.user))
            continue;
        found << Ranked{rank,
                        ages.value(person.user, MostRows),
                        {Completion::Kind::Person, person.name, person.user.toString(), person.name,
                         person.user, person.user.toString(), person.avatar}};
    }
    QList<Completion> result = best(found);
    const bool mayAll = room && room->powerLevels.powerOf(m_session.self()) >= room->powerLevels.notifyRoom;
    if (mayAll && QStringView(u"room").startsWith(word)) {
        const Completion all{Completion::Kind::Everybody,
                             QStringLiteral("@room"),
                             tr("Everybody in this room"),
                             QStringLiteral("@room "),
                             {},
                             m_room.toString(),
                             room->avatarUrl};
        result.insert(word.isEmpty() ? result.size() : 0, all);
    }
    return result;
}

QList<Completion> Completions::rooms(const QString &word) const
{
    QList<Ranked> found;
    const QList<RoomId> ids = m_session.rooms().ids();
    for (const RoomId &id : ids) {
        const Room *room = m_session.rooms().find(id);
        if (!room || room->canonicalAlias.isEmpty() || room->membership != Membership::Join)
            continue;
        const int rank = rankOf(foldedText(room->canonicalAlias + u' ' + room->name.left(200)), word);
        if (rank != NoMatch)
            found << Ranked{rank,
                            0,
                            {Completion::Kind::Room,
                             room->name,
                             room->canonicalAlias,
                             room->canonicalAlias + u' ',
                             {},
                             id.toString(),
                             room->avatarUrl}};
    }
    return best(found);
}

QList<Completion> Completions::emojis(const QString &word)
{
    QList<Completion> result;
    for (const Emoji *emoji : m_table.search(word, Most)) {
        Completion completion;
        completion.kind = Completion::Kind::Emoji;
        completion.title = emoji->text;
        completion.detail = u':' + emoji->shortNames.value(0) + u':';
        completion.insert = emoji->text + u' ';
        result << completion;
    }
    return result;
}

void Completions::readPacks()
{
    if (!m_packs)
        m_packs.emplace();
    m_session.imagePacks().of(m_room).then(this, [this, room = m_room](Result<QList<ImagePack>> packs) {
        if (!packs || room != m_room)
            return;
        m_packs = packs.take();
        Q_EMIT changed();
    });
}

/// Custom emoji; of two with one name the packs' names tell which is which.
QList<Completion> Completions::emoticons(const QString &word)
{
    if (!m_packs)
        readPacks();
    const QString folded = foldedText(word);
    QList<Ranked> found;
    int place = 0;
    for (const ImagePack &pack : std::as_const(*m_packs)) {
        ++place;
        for (const PackImage &image : pack.images) {
            if (!image.isEmoticon)
                continue;
            const int rank =
                qMin(rankOf(foldedText(image.shortcode), folded), rankOf(foldedText(image.body), folded) + 1);
            if (rank >= NoMatch)
                continue;
            Completion completion;
            completion.kind = Completion::Kind::Emoticon;
            completion.title = image.colonName();
            completion.detail = pack.name;
            completion.insert = image.shortcode;
            completion.avatar = image.url;
            completion.body = image.body;
            found << Ranked{rank, place, completion};
        }
    }
    return best(found);
}

QList<Completion> Completions::commands(const QString &word) const
{
    QList<Completion> result;
    for (const Command &command : Command::all()) {
        if (!command.name.startsWith(word, Qt::CaseInsensitive) ||
            (command.needsRelations && !m_session.sender().hasRelations()) ||
            (command.id == Command::Id::Redact && !m_session.sender().canRedact()))
            continue;
        if (command.name.compare(word, Qt::CaseInsensitive) == 0)
            return {}; // it is complete; Enter sends
        Completion completion;
        completion.title = command.slashed();
        if (!command.arguments.isEmpty())
            completion.title += u' ' + command.arguments;
        completion.detail = command.what;
        completion.insert = command.slashed() + u' ';
        result << completion;
    }
    return result;
}

}
