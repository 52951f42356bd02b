// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completions.h"

#include "base/foldedtext.h"
#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "session/session.h"
#include "widgets/commands.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace linnet {

namespace {

constexpr int Most = 50;
constexpr int MostRows = 200; ///< of the timeline, in which one looks for who spoke last
constexpr int NoMatch = 9;

/// How well `folded` begins with `word`; lower is better.
int rankOf(const QString &folded, const QString &word)
{
    const auto isPart = [](QChar character) { return character.isLetterOrNumber(); };
    if (word.isEmpty())
        return std::any_of(folded.cbegin(), folded.cend(), isPart) ? 0 : NoMatch;
    int rank = NoMatch;
    for (qsizetype at = placeIn(folded, word); at >= 0; at = placeIn(folded, word, at + 1)) {
        if (isPart(folded.at(at)) && (at == 0 || !isPart(folded.at(at - 1))))
            return std::any_of(folded.cbegin(), folded.cbegin() + at, isPart) ? 1 : 0;
        rank = 2;
    }
    return rank;
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

/// Of very many members no more is made than who is shown.
QList<Completion> Completions::bestOf(const RoomMembers &members, const QString &word) const
{
    struct Candidate
    {
        int rank;
        int age;
        qsizetype place; ///< in the order of the list of members

        bool isBehind(const Candidate &other) const
        {
            return std::tie(rank, age, place) > std::tie(other.rank, other.age, other.place);
        }
    };
    QHash<qsizetype, int> ages; // by place
    const QHash<UserId, int> speakers = lastSpeakers();
    for (auto speaker = speakers.cbegin(); speaker != speakers.cend(); ++speaker)
        ages.insert(members.placeOf(speaker.key()), *speaker);
    const qsizetype self = members.placeOf(m_session.self());
    QList<Candidate> found;
    for (qsizetype place = 0; place < members.all().size(); ++place) {
        const Member &member = members.all().at(place);
        if (place == self ||
            (member.membership != Membership::Join && member.membership != Membership::Invite))
            continue;
        if (const int rank = word.isEmpty() ? 0 : rankOf(member.folded, word); rank != NoMatch)
            found.append({rank, ages.value(place, MostRows), place});
    }
    std::make_heap(found.begin(), found.end(), std::mem_fn(&Candidate::isBehind));
    const HiddenPeople &hidden = m_session.safety().hidden();
    QList<Completion> result;
    while (!found.isEmpty() && result.size() < Most) {
        std::pop_heap(found.begin(), found.end(), std::mem_fn(&Candidate::isBehind));
        const Member &member = members.all().at(found.takeLast().place);
        // Policy lists take their time, so that not everybody is looked for in them.
        if (hidden.isHidden(member.user))
            continue;
        result.append({Completion::Kind::Person, member.name, member.user.toString(), member.name,
                       member.user, member.user.toString(), member.avatarUrl});
    }
    return result;
}

QList<Completion> Completions::people(const QString &word)
{
    const Room *room = m_session.rooms().find(m_room);
    if (!m_members && room) {
        m_members = m_session.openMembers(m_room);
        connect(m_members.get(), &MemberList::changed, this, &Completions::changed);
        m_members->load(room->areMembersLoaded);
    }
    QList<Completion> result = m_members ? bestOf(m_members->all(), word) : QList<Completion>();
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
