// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findmodel.h"

#include "bridge/coveredtext.h"
#include "matrix/content.h"
#include "models/roomlistmodel.h"
#include "models/searchtext.h"

#include <QSet>

namespace linnet {

namespace {

constexpr int MostRooms = 5;
constexpr int MostRecent = 12;
constexpr int MostPeople = 4;
constexpr int LeastForPeople = 2; ///< letters; with fewer, everybody is found
constexpr qsizetype MostWords = 400;

}

FindModel::FindModel(const RoomListModel &rooms, const RoomList &list, Archive &archive, Search &search,
                     QObject *parent)
    : QAbstractListModel(parent), m_roomModel(rooms), m_list(list), m_archive(archive), m_search(search)
{
    connect(&search, &Search::hitsChanged, this, [this] { replace(m_messages, messageRows()); });
}

void FindModel::setText(const QString &typed, const RoomId &room)
{
    m_text = typed;
    m_room = room;
    // By its id: names are not unique, and may hold anything.
    m_search.ask(room.isEmpty() ? typed : QString(u"in:\"" % room.toString() % u"\" " % typed));
    replace(m_rooms, roomRows());
    askPeople();
}

QList<FindModel::Row> FindModel::roomRows() const
{
    // A filter is a question for messages; without one, every word may be part of a name.
    const SearchQuery &query = m_search.query();
    QList<Row> rows;
    if (!m_room.isEmpty())
        return rows;
    if (!m_text.trimmed().isEmpty() && query.words.isEmpty())
        return rows;
    const SearchText search(query.words.join(u' '));
    const int most = search.isEmpty() ? MostRecent : MostRooms;
    // Without words it is those where something was said last, whatever section they are in.
    const bool isRecent = search.isEmpty();
    const QList<RoomId> candidates = isRecent ? m_roomModel.newest(most) : m_roomModel.ids();
    for (int i = 0; i < candidates.size() && rows.size() < most; ++i) {
        const QModelIndex index = m_roomModel.index(isRecent ? m_roomModel.rowOf(candidates.at(i)) : i);
        const QString name = index.data(RoomListModel::NameRole).toString();
        const QStringList aliases = index.data(RoomListModel::AliasesRole).toStringList();
        if (!search.matches(name + u' ' + aliases.join(u' ')))
            continue;
        Row row;
        row.room = candidates.at(i);
        row.name = name;
        row.avatar = index.data(RoomListModel::AvatarRole).toString();
        row.words = aliases.isEmpty() ? index.data(RoomListModel::PreviewRole).toString() : aliases.first();
        rows.append(row);
    }
    return rows;
}

void FindModel::askPeople()
{
    m_asking.reset();
    const SearchQuery &query = m_search.query();
    const QString typed = query.words.join(u' ');
    if (!m_room.isEmpty() || typed.size() < LeastForPeople)
        return replace(m_people, {});
    m_asking = std::make_unique<QObject>();
    m_archive.people(typed, MostPeople).then(m_asking.get(), [this](const Result<QList<FoundPerson>> &found) {
        QList<Row> rows;
        for (const FoundPerson &person : found ? *found : QList<FoundPerson>()) {
            Row row;
            row.kind = Kind::Person;
            row.room = person.directRoom;
            row.user = person.user;
            row.name = person.name;
            row.avatar = person.avatarUrl;
            row.words = person.user.toString();
            rows.append(row);
        }
        replace(m_people, rows);
    });
}

QList<FindModel::Row> FindModel::messageRows()
{
    QList<Row> rows;
    const QHash<EventId, Said> before = std::exchange(m_said, {});
    for (const SearchHit &hit : m_search.hits()) {
        const Room *room = m_list.find(hit.room);
        Row row;
        row.kind = Kind::Message;
        row.room = hit.room;
        row.event = hit.event.event.id;
        row.user = hit.event.event.sender;
        row.name = hit.event.senderName;
        row.avatar = hit.event.senderAvatar;
        Said said = before.value(row.event);
        if (said.content != hit.event.event.content)
            said = {hit.event.event.content,
                    coveredText(readMessageText(hit.event.event).words,
                                readString(hit.event.event.content, "formatted_body"))
                        .left(MostWords * 10)
                        .simplified()};
        row.words = said.words;
        m_said.insert(row.event, said);
        row.where = room ? room->name : hit.room.toString();
        row.ts = hit.event.event.ts;
        row.isStored = hit.isStored();
        rows.append(row);
    }
    return rows;
}

bool FindModel::Row::isSame(const Row &other) const
{
    return room == other.room && event == other.event && user == other.user;
}

int FindModel::firstOf(const QList<Row> &section) const
{
    if (&section == &m_rooms)
        return 0;
    return int(m_rooms.size() + (&section == &m_messages ? m_people.size() : 0));
}

void FindModel::replace(QList<Row> &section, const QList<Row> &rows)
{
    if (section == rows)
        return;
    const int first = firstOf(section);
    const auto remove = [&](qsizetype from, qsizetype to) {
        if (from == to)
            return;
        beginRemoveRows({}, first + int(from), first + int(to) - 1);
        section.remove(from, to - from);
        endRemoveRows();
    };
    QSet<QString> staying;
    const auto keyOf = [](const Row &row) {
        return QString(row.room.toString() % u' ' % row.event.toString() % u' ' % row.user.toString());
    };
    for (const Row &row : rows)
        staying.insert(keyOf(row));
    for (qsizetype end = section.size(); end > 0; --end) {
        qsizetype begin = end;
        while (begin > 0 && !staying.contains(keyOf(section[begin - 1])))
            --begin;
        remove(begin, end);
        end = begin;
    }
    for (qsizetype at = 0; at < rows.size(); ++at) {
        qsizetype end = at;
        while (end < rows.size() && (at == section.size() || !rows[end].isSame(section[at])))
            ++end;
        if (end > at) {
            beginInsertRows({}, first + int(at), first + int(end) - 1);
            section = section.first(at) + rows.mid(at, end - at) + section.sliced(at);
            endInsertRows();
        }
        at = end;
    }
    remove(rows.size(), section.size()); // what stood in another order was inserted anew
    section = rows;
    if (!section.isEmpty())
        Q_EMIT dataChanged(index(first), index(first + int(section.size()) - 1));
}

QString FindModel::spoken(const Row &row)
{
    if (row.kind != Kind::Message)
        return row.name + u' ' + row.words;
    const QString where = row.isStored ? row.where : tr("%1, on the server").arg(row.where);
    return tr("%1 in %2: %3").arg(row.name, where, row.words);
}

const FindModel::Row &FindModel::rowAt(int row) const
{
    if (row < m_rooms.size())
        return m_rooms[row];
    row -= int(m_rooms.size());
    return row < m_people.size() ? m_people[row] : m_messages[row - m_people.size()];
}

int FindModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rooms.size() + m_people.size() + m_messages.size());
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case KindRole:
        return int(row.kind);
    case RoomIdRole:
        return QVariant::fromValue(row.room);
    case EventIdRole:
        return QVariant::fromValue(row.event);
    case UserIdRole:
        return QVariant::fromValue(row.user);
    case AvatarRole:
        return row.avatar;
    case WordsRole:
        return row.words;
    case WhereRole:
        return row.where;
    case TimeRole:
        return row.ts;
    case StartsKindRole:
        return index.row() == 0 || rowAt(index.row() - 1).kind != row.kind;
    case IsStoredRole:
        return row.isStored;
    default:
        return {};
    }
}

QHash<int, QByteArray> FindModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{KindRole, "kind"},
                  {RoomIdRole, "roomId"},
                  {EventIdRole, "eventId"},
                  {UserIdRole, "userId"},
                  {NameRole, "name"},
                  {AvatarRole, "avatar"},
                  {WordsRole, "words"},
                  {WhereRole, "where"},
                  {TimeRole, "time"},
                  {StartsKindRole, "startsKind"},
                  {IsStoredRole, "isStored"}});
    return names;
}

}
