// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomtags.h"

#include "matrix/tagrequests.h"
#include "session/tagorder.h"

#include <algorithm>
#include <cmath>

namespace linnet {

namespace {

/// A number may have been written and read again on its way.
bool areSame(const RoomTags::Wish &a, const RoomTags::Wish &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return *a == *b || std::abs(*a - *b) < tagorder::LeastGap / 1000;
}

RoomTags::Wish wishOf(const QMap<QString, double> &tags, const QString &tag)
{
    const auto found = tags.constFind(tag);
    return found == tags.cend() ? RoomTags::Wish() : RoomTags::Wish(*found);
}

}

RoomTags::RoomTags(ApiClient &api, RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_rooms(rooms), m_self(std::move(self))
{
    connect(&rooms, &RoomList::changed, this, &RoomTags::settle);
    connect(&rooms, &RoomList::removed, this, &RoomTags::settle);
}

bool RoomTags::isAvailable() const
{
    return m_api.requests().version().dialect != Dialect::V1 && m_api.has(TagRequests::Endpoint);
}

QString RoomTags::sectionTag(const QString &tag)
{
    return tag.isEmpty() || tag.contains(u'.') ? tag : OwnPrefix + tag;
}

RoomTags::Wish RoomTags::placeIn(const QMap<QString, double> &tags, const QString &section)
{
    const Wish place = wishOf(tags, section);
    if (place || !section.startsWith(OwnPrefix))
        return place;
    const QString old = section.mid(OwnPrefix.size());
    return sectionTag(old) == section ? wishOf(tags, old) : Wish();
}

QMap<QString, RoomTags::Wish> RoomTags::leaving(const QMap<QString, double> &tags, const QString &section)
{
    QMap<QString, Wish> wishes;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        if (sectionTag(tag.key()) == section)
            wishes.insert(tag.key(), std::nullopt);
    }
    return wishes;
}

bool RoomTags::isForSorting(const QString &tag)
{
    return tag == Favourite || tag == LowPriority || sectionTag(tag).startsWith(OwnPrefix);
}

Task<Done> RoomTags::change(const RoomId &room, const QMap<QString, Wish> &wishes)
{
    return whenAll(begin(room, wishes));
}

QMap<QString, RoomTags::Wish> RoomTags::movingTo(const Room &room, const QString &tag)
{
    QMap<QString, Wish> wishes;
    for (auto has = room.tags.begin(); has != room.tags.end(); ++has) {
        if (isForSorting(has.key()) && has.key() != tag)
            wishes.insert(has.key(), std::nullopt);
    }
    if (!tag.isEmpty() && !room.tags.contains(tag))
        wishes.insert(tag, placeIn(room.tags, tag).value_or(NoTagOrder));
    return wishes;
}

Task<Done> RoomTags::moveTo(const RoomId &room, const QString &tag)
{
    const Room *known = m_rooms.find(room);
    return known ? change(room, movingTo(*known, tag)) : Task<Done>::ready(Error::of(Error::Kind::Invalid));
}

Task<Done> RoomTags::place(const RoomId &room, const QString &tag, const QList<RoomId> &others, qsizetype at)
{
    const Room *known = m_rooms.find(room);
    if (!known)
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    QList<RoomId> all = others;
    all.insert(qBound(qsizetype(0), at, others.size()), room);
    QList<double> orders;
    for (const RoomId &each : all) {
        const Room *other = m_rooms.find(each);
        orders.append(other ? placeIn(other->tags, tag).value_or(NoTagOrder) : NoTagOrder);
    }
    const QMap<qsizetype, double> changes = tagorder::placing(orders, all.indexOf(room));
    std::vector<Task<Done>> tasks;
    const auto add = [this, &tasks](const RoomId &of, const QMap<QString, Wish> &wishes) {
        for (Task<Done> &task : begin(of, wishes))
            tasks.push_back(std::move(task));
    };
    const QMap<QString, Wish> moving = movingTo(*known, tag);
    for (auto each = changes.begin(); each != changes.end(); ++each) {
        const RoomId &of = all.at(each.key());
        const Room *other = m_rooms.find(of);
        QMap<QString, Wish> wishes = of == room ? moving
                                     : other    ? leaving(other->tags, tag)
                                                : QMap<QString, Wish>();
        wishes.insert(tag, each.value());
        add(of, wishes);
    }
    return whenAll(std::move(tasks));
}

std::vector<Task<Done>> RoomTags::begin(const RoomId &room, const QMap<QString, Wish> &wishes)
{
    std::vector<Task<Done>> tasks;
    if (!isAvailable()) {
        tasks.push_back(Task<Done>::ready(Error::of(Error::Kind::Unsupported)));
        return tasks;
    }
    const QMap<QString, double> stored = m_rooms.storedTags(room);
    QStringList toSend;
    for (auto wish = wishes.begin(); wish != wishes.end(); ++wish) {
        QMap<QString, Pending> &ofRoom = m_pending[room];
        const bool isNew = !ofRoom.contains(wish.key());
        Pending &pending = ofRoom[wish.key()];
        if (isNew)
            pending.base = wishOf(stored, wish.key());
        else
            pending.ours.append(pending.wanted);
        pending.wanted = wish.value();
        pending.isDone = false;
        const Promise<Done> promise;
        pending.waiting.append(promise);
        tasks.push_back(promise.task());
        if (!pending.isUnderWay)
            toSend.append(wish.key());
    }
    show(room);
    for (const QString &tag : std::as_const(toSend))
        send(room, tag);
    return tasks;
}

Task<Done> RoomTags::whenAll(std::vector<Task<Done>> tasks)
{
    if (tasks.empty())
        return Task<Done>::ready(Done{});
    const Promise<Done> promise;
    const auto left = std::make_shared<size_t>(tasks.size());
    const auto first = std::make_shared<std::optional<Error>>();
    for (Task<Done> &task : tasks) {
        std::move(task).then(this, [promise, left, first](const Status &status) {
            if (!status && !*first)
                *first = status.error();
            if (--*left > 0)
                return;
            if (*first)
                promise.resolve(**first);
            else
                promise.resolve(Done{});
        });
    }
    return promise.task();
}

void RoomTags::send(const RoomId &room, const QString &tag)
{
    Pending &pending = m_pending[room][tag];
    pending.isUnderWay = true;
    const Wish asked = pending.wanted;
    const ServerVersion version = m_api.requests().version();
    m_api
        .send(asked ? TagRequests::set(version, m_self, room, tag, *asked)
                    : TagRequests::remove(version, m_self, room, tag))
        .then(this,
              [this, room, tag, asked](const Result<Reply> &reply) { onAnswer(room, tag, asked, reply); });
}

void RoomTags::onAnswer(const RoomId &room, const QString &tag, const Wish &asked, const Result<Reply> &reply)
{
    Pending &pending = m_pending[room][tag];
    pending.isUnderWay = false;
    if (!areSame(pending.wanted, asked))
        return send(room, tag); // something else is wanted by now
    const QList<Promise<Done>> waiting = std::exchange(pending.waiting, {});
    const bool isGoneAlready = !asked && !reply && reply.error().isMatrix("M_NOT_FOUND");
    if (reply || isGoneAlready) {
        pending.isDone = true;
        settle(room);
        for (const Promise<Done> &promise : waiting)
            promise.resolve(Done{});
        return;
    }
    const Error error = reply.error();
    m_api.lacks(TagRequests::Endpoint, error);
    m_pending[room].remove(tag);
    show(room);
    for (const Promise<Done> &promise : waiting)
        promise.resolve(error);
}

/// Lets go of what sync has brought, or of what was written over elsewhere.
void RoomTags::settle(const RoomId &room)
{
    const auto found = m_pending.find(room);
    if (found == m_pending.end())
        return;
    const bool isKnown = m_rooms.find(room);
    const QMap<QString, double> stored = m_rooms.storedTags(room);
    for (auto each = found->begin(); each != found->end();) {
        const Wish now = wishOf(stored, each.key());
        const bool isOurs = std::any_of(each->ours.begin(), each->ours.end(),
                                        [&now](const Wish &wish) { return areSame(wish, now); });
        const bool isOver = !isKnown || areSame(now, each->wanted) || (!areSame(now, each->base) && !isOurs);
        if (each->isDone && isOver)
            each = found->erase(each);
        else
            ++each;
    }
    show(room);
}

void RoomTags::show(const RoomId &room)
{
    const auto found = m_pending.constFind(room);
    if (found == m_pending.cend() || found->isEmpty()) {
        m_pending.remove(room);
        m_rooms.showStoredTags(room);
        return;
    }
    QMap<QString, double> tags = m_rooms.storedTags(room);
    for (auto each = found->begin(); each != found->end(); ++each) {
        if (each->wanted)
            tags.insert(each.key(), *each->wanted);
        else
            tags.remove(each.key());
    }
    m_rooms.showTags(room, tags);
}

}
