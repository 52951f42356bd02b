// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomnotifications.h"

#include "matrix/pushrulerequests.h"

#include <QJsonArray>

namespace linnet {

namespace {

const QString Type = QStringLiteral("m.push_rules");
const QString Override = QStringLiteral("override");
const QString OfRoom = QStringLiteral("room");

QJsonObject roomCondition(const RoomId &room)
{
    return {{QStringLiteral("kind"), QStringLiteral("event_match")},
            {QStringLiteral("key"), QStringLiteral("room_id")},
            {QStringLiteral("pattern"), room.toString()}};
}

}

RoomNotifications::RoomNotifications(ApiClient &api, AccountData &data, QObject *parent)
    : QObject(parent), m_api(api), m_data(data), m_rules(NotificationRules::read(data.content(Type)))
{
    connect(&data, &AccountData::changed, this, [this](const QString &type) {
        if (type == Type)
            onRulesChanged();
    });
}

bool RoomNotifications::isAvailable() const
{
    return m_data.isAvailable() && m_api.has(PushRuleRequests::Endpoint);
}

NotificationLevel RoomNotifications::of(const RoomId &room) const
{
    const auto wish = m_wishes.constFind(room);
    return wish == m_wishes.cend() ? m_rules.of(room) : wish->level;
}

QString RoomNotifications::wordOf(NotificationLevel level)
{
    switch (level) {
    case NotificationLevel::Everything:
        return QStringLiteral("all");
    case NotificationLevel::Mentions:
        return QStringLiteral("mentions");
    case NotificationLevel::Nothing:
        break;
    }
    return QStringLiteral("nothing");
}

std::optional<NotificationLevel> RoomNotifications::levelOf(QStringView word)
{
    for (const auto level :
         {NotificationLevel::Everything, NotificationLevel::Mentions, NotificationLevel::Nothing}) {
        if (word == wordOf(level))
            return level;
    }
    return std::nullopt;
}

void RoomNotifications::onRulesChanged()
{
    QHash<RoomId, NotificationLevel> before;
    const NotificationRules old = std::exchange(m_rules, NotificationRules::read(m_data.content(Type)));
    for (const auto &rooms : {old.rooms, m_rules.rooms}) {
        for (auto each = rooms.begin(); each != rooms.end(); ++each)
            before.insert(each.key(), old.of(each.key()));
    }
    // A change is several rules, and sync may say how they were between two of them.
    for (auto wish = m_wishes.begin(); wish != m_wishes.end();) {
        before.insert(wish.key(), wish->level);
        if (!wish->isUnderWay && (m_rules.of(wish.key()) == wish->level || --wish->syncsLeft < 0))
            wish = m_wishes.erase(wish);
        else
            ++wish;
    }
    if (old.usual != m_rules.usual)
        Q_EMIT usualChanged();
    for (auto each = before.begin(); each != before.end(); ++each) {
        if (of(each.key()) != each.value())
            Q_EMIT changed(each.key());
    }
}

Task<Done> RoomNotifications::set(const RoomId &room, NotificationLevel level)
{
    if (!isAvailable())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    const NotificationLevel before = of(room);
    Wish &wish = m_wishes[room];
    wish.level = level;
    const Promise<Done> promise;
    wish.waiting.append(promise);
    const bool isFirst = !wish.isUnderWay;
    if (before != level)
        Q_EMIT changed(room);
    if (isFirst)
        send(room);
    return promise.task();
}

/// All of them, whatever is known of the rules: that may be old. What makes it quieter goes first.
std::deque<Request> RoomNotifications::requestsFor(const RoomId &room, NotificationLevel level) const
{
    const ServerVersion version = m_api.requests().version();
    const QString id = room.toString();
    const NotificationRules::Of own = m_rules.rooms.value(room);
    const bool isNothing = level == NotificationLevel::Nothing;
    const QString kind = isNothing ? Override : OfRoom;
    QJsonArray actions;
    if (level == NotificationLevel::Everything)
        actions.append(QStringLiteral("notify"));
    else if (version.isR0)
        actions.append(QStringLiteral("dont_notify")); // an empty list was a mistake then
    QJsonObject rule{{QStringLiteral("actions"), actions}};
    if (isNothing)
        rule.insert(QStringLiteral("conditions"), QJsonArray{roomCondition(room)});

    std::deque<Request> requests;
    const bool isUsual = level == NotificationLevel::Everything && m_rules.usual == level;
    if (isUsual) {
        requests.push_back(PushRuleRequests::remove(version, OfRoom, id));
    } else {
        requests.push_back(PushRuleRequests::set(version, kind, id, rule));
        const auto state = isNothing ? own.override : own.room;
        if (state == NotificationRules::State::Off)
            requests.push_back(PushRuleRequests::setEnabled(version, kind, id, true));
    }
    requests.push_back(PushRuleRequests::remove(version, isNothing ? OfRoom : Override, id));
    return requests;
}

void RoomNotifications::send(const RoomId &room)
{
    Wish &wish = m_wishes[room];
    wish.isUnderWay = true;
    std::deque<Request> requests = requestsFor(room, wish.level);
    wish.syncsLeft = int(requests.size());
    sendNext(room, wish.level, std::move(requests));
}

void RoomNotifications::sendNext(const RoomId &room, NotificationLevel level, std::deque<Request> requests)
{
    if (requests.empty())
        return onDone(room, level, Done{});
    const Request request = requests.front();
    requests.pop_front();
    m_api.send(request).then(this, [this, room, level, requests = std::move(requests),
                                    method = request.method](const Result<Reply> &reply) {
        const bool isGoneAlready =
            !reply && method == Request::Method::Delete && reply.error().isMatrix("M_NOT_FOUND");
        if (reply || isGoneAlready)
            sendNext(room, level, requests);
        else
            onDone(room, level, reply.error());
    });
}

void RoomNotifications::onDone(const RoomId &room, NotificationLevel asked, const Status &status)
{
    Wish &wish = m_wishes[room];
    wish.isUnderWay = false;
    if (wish.level != asked)
        return send(room); // something else is wanted by now
    const QList<Promise<Done>> waiting = std::exchange(wish.waiting, {});
    if (!status)
        m_api.lacks(PushRuleRequests::Endpoint, status.error());
    if (!status || m_rules.of(room) == asked)
        forget(room);
    for (const Promise<Done> &promise : waiting)
        promise.resolve(status);
}

void RoomNotifications::forget(const RoomId &room)
{
    const NotificationLevel before = of(room);
    m_wishes.remove(room);
    if (of(room) != before)
        Q_EMIT changed(room);
}

}
