// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsections.h"

#include "matrix/displayname.h"

#include <QJsonArray>

namespace linnet {

namespace {

const QString Type = QStringLiteral("chat.linnet.rooms");
const QString Key = QStringLiteral("sections");
constexpr qsizetype LongestTag = 255; ///< bytes, by the specification

QStringList ownTagsOf(const Room &room)
{
    QStringList tags;
    for (auto tag = room.tags.begin(); tag != room.tags.end(); ++tag) {
        const QString section = RoomTags::sectionTag(tag.key());
        if (section.startsWith(RoomTags::OwnPrefix) && !tags.contains(section))
            tags.append(section);
    }
    return tags;
}

/// Of a content, and behind them those that only rooms have.
QStringList listed(const QJsonObject &content, const QStringList &ofRooms)
{
    QStringList tags;
    const QJsonArray list = content.value(Key).toArray();
    for (const QJsonValue &each : list) {
        const QString tag = each.toString();
        if (tag.startsWith(RoomTags::OwnPrefix) && !tags.contains(tag) && tags.size() < RoomSections::Most)
            tags.append(tag);
    }
    for (const QString &tag : ofRooms) {
        if (!tags.contains(tag) && tags.size() < RoomSections::Most)
            tags.append(tag);
    }
    return tags;
}

}

RoomSections::RoomSections(AccountData &data, RoomTags &tags, RoomList &rooms, QObject *parent)
    : QObject(parent), m_data(data), m_tags(tags), m_rooms(rooms)
{
    connect(&data, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type)
            update();
    });
    connect(&rooms, &RoomList::reset, this, &RoomSections::countAll);
    connect(&rooms, &RoomList::changed, this, &RoomSections::onRoom);
    connect(&rooms, &RoomList::removed, this, &RoomSections::onRoom);
    countAll();
}

QString RoomSections::nameOf(const QString &tag)
{
    const QString name = cleanName(tag.mid(RoomTags::OwnPrefix.size()));
    return name.isEmpty() ? tr("Unnamed") : name;
}

QString RoomSections::tagOf(const QString &name)
{
    return RoomTags::OwnPrefix + cleanName(name).trimmed();
}

void RoomSections::countAll()
{
    m_ofRooms.clear();
    m_counts.clear();
    const QList<RoomId> ids = m_rooms.ids();
    for (const RoomId &id : ids)
        count(id, ownTagsOf(*m_rooms.find(id)));
    update();
}

void RoomSections::onRoom(const RoomId &room)
{
    const Room *known = m_rooms.find(room);
    const QStringList tags = known ? ownTagsOf(*known) : QStringList();
    if (m_ofRooms.value(room) == tags)
        return;
    count(room, tags);
    update();
}

void RoomSections::count(const RoomId &room, const QStringList &tags)
{
    const QStringList before = m_ofRooms.take(room);
    for (const QString &tag : before) {
        if (--m_counts[tag] == 0)
            m_counts.remove(tag);
    }
    for (const QString &tag : tags)
        ++m_counts[tag];
    if (!tags.isEmpty())
        m_ofRooms.insert(room, tags);
}

void RoomSections::update()
{
    const QStringList all = listed(m_data.content(Type), m_counts.keys());
    if (m_all == all)
        return;
    m_all = all;
    Q_EMIT changed();
}

QList<RoomId> RoomSections::roomsWith(const QString &tag) const
{
    QList<RoomId> rooms;
    for (auto room = m_ofRooms.begin(); room != m_ofRooms.end(); ++room) {
        if (room->contains(tag))
            rooms.append(room.key());
    }
    return rooms;
}

Result<QString> RoomSections::tagFor(const QString &name) const
{
    const QString tag = tagOf(name);
    if (tag == RoomTags::OwnPrefix)
        return Error::of(Error::Kind::Invalid, tr("A section needs a name."));
    if (tag.toUtf8().size() > LongestTag)
        return Error::of(Error::Kind::Invalid, tr("This name is too long."));
    for (const QString &other : m_all) {
        if (nameKey(nameOf(other)) == nameKey(nameOf(tag)))
            return Error::of(Error::Kind::Invalid, tr("There is a section of that name."));
    }
    if (m_all.size() >= Most)
        return Error::of(Error::Kind::Invalid, tr("There are too many sections."));
    return tag;
}

/// What the server has may be newer than what is shown.
Task<Done> RoomSections::keep(const Edit &edit)
{
    return m_data.change(Type, [edit, ofRooms = m_counts.keys()](QJsonObject content) {
        QStringList tags = listed(content, ofRooms);
        edit(tags);
        content.insert(Key, QJsonArray::fromStringList(tags));
        return content;
    });
}

Task<Done> RoomSections::create(const QString &name)
{
    const Result<QString> tag = tagFor(name);
    if (!tag)
        return Task<Done>::ready(tag.error());
    return keep([tag = *tag](QStringList &tags) {
        if (!tags.contains(tag))
            tags.append(tag);
    });
}

Task<Done> RoomSections::rename(const QString &tag, const QString &name)
{
    const Result<QString> other = tagFor(name);
    if (!other)
        return Task<Done>::ready(other.error());
    if (!m_all.contains(tag))
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    const auto edit = [tag, to = *other](QStringList &tags) {
        const qsizetype at = tags.indexOf(tag);
        if (tags.contains(to))
            tags.removeAll(tag);
        else if (at >= 0)
            tags.replace(at, to);
        else
            tags.append(to);
    };
    return keepAnd(edit, [this, tag, to = *other] {
        std::vector<Task<Done>> tasks;
        for (const RoomId &room : roomsWith(tag)) {
            const QMap<QString, double> has = m_rooms.find(room)->tags;
            QMap<QString, RoomTags::Wish> wishes = RoomTags::leaving(has, tag);
            wishes.insert(to, RoomTags::placeIn(has, tag).value_or(NoTagOrder));
            tasks.push_back(m_tags.change(room, wishes));
        }
        return m_tags.whenAll(std::move(tasks));
    });
}

Task<Done> RoomSections::remove(const QString &tag)
{
    return keepAnd([tag](QStringList &tags) { tags.removeAll(tag); },
                   [this, tag] {
                       std::vector<Task<Done>> tasks;
                       for (const RoomId &room : roomsWith(tag))
                           tasks.push_back(
                               m_tags.change(room, RoomTags::leaving(m_rooms.find(room)->tags, tag)));
                       return m_tags.whenAll(std::move(tasks));
                   });
}

/// Also if nobody waits for it.
Task<Done> RoomSections::keepAnd(const Edit &edit, std::function<Task<Done>()> next)
{
    const Promise<Done> promise;
    keep(edit).then(this, [this, promise, next = std::move(next)](const Status &status) {
        if (!status)
            return promise.resolve(status);
        next().then(this, [promise](const Status &all) { promise.resolve(all); });
    });
    return promise.task();
}

Task<Done> RoomSections::move(const QString &tag, int steps)
{
    if (!m_all.contains(tag))
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    return keep([tag, steps](QStringList &tags) {
        if (const qsizetype from = tags.indexOf(tag); from >= 0)
            tags.move(from, qBound(qsizetype(0), from + steps, tags.size() - 1));
    });
}

}
