// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakehomeserver.h"

#include <QRegularExpression>

#include <algorithm>

namespace linnet::test {

std::optional<Answer> FakeHomeserver::answerRooms(const Call &call)
{
    const QString room = call.path[1];
    const QString action = call.path[2];
    const auto query = [&](const char *name) {
        return call.exchange->query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    };
    if (call.method != "GET") {
        if (action == u"send" && call.path.size() >= 4)
            return sendMessage(call, room);
        if (action == u"redact" && call.path.size() >= 4)
            return once(call, [&] {
                return m_rooms.redact(call.user, room, call.rawPath[3],
                                      call.body.value(u"reason").toString());
            });
        if (action == u"state" && call.path.size() >= 4 && call.method == "PUT")
            return m_rooms.setState(call.user, room, call.path[3],
                                    call.path.value(4, QString(QLatin1String(""))), call.body);
        return answerMembership(call, room, action);
    }
    if (action == u"send")
        return Answer{200, QStringLiteral("Not implemented")};
    if (action == u"state" && call.path.size() == 3)
        return m_rooms.allState(call.user, room);
    if (action == u"state")
        return m_rooms.state(call.user, room, call.path[3], call.path.value(4, QString(QLatin1String(""))));
    if (action == u"members" && call.path.size() == 3)
        return m_rooms.members(call.user, room);
    if (action == u"initialSync")
        return Answer{200, QJsonObject()};
    if (action == u"messages" && call.path.size() == 3) {
        bool isNumber = false;
        const int limit = query("limit").toInt(&isNumber);
        return m_rooms.messages(call.user, room, query("from"), query("dir"), isNumber ? limit : 10);
    }
    return std::nullopt;
}

std::optional<Answer> FakeHomeserver::answerMembership(const Call &call, const QString &room,
                                                       const QString &action)
{
    const QString target = call.body.value(u"user_id").toString();
    const QString reason = call.body.value(u"reason").toString();
    if (action == u"join")
        return m_rooms.join(call.user, room);
    if (action == u"invite")
        return m_rooms.invite(call.user, room, target);
    if (action == u"leave")
        return m_rooms.leave(call.user, room);
    if (action == u"kick")
        return m_rooms.expel(call.user, room, target, QStringLiteral("leave"), reason);
    if (action == u"ban")
        return m_rooms.expel(call.user, room, target, QStringLiteral("ban"), reason);
    return std::nullopt;
}

Answer FakeHomeserver::sendMessage(const Call &call, const QString &room)
{
    const QString key = call.user + u' ' + call.path.join(u'/');
    const bool isRepeat = call.method == "PUT" && m_transactions.contains(key);
    if (!isRepeat && m_messagesLeft == 0)
        return {429, QJsonObject{{QStringLiteral("errcode"), QStringLiteral("M_LIMIT_EXCEEDED")},
                                 {QStringLiteral("error"), QStringLiteral("Too many requests")},
                                 {QStringLiteral("retry_after_ms"), m_retryAfterMs}}};
    if (!isRepeat && m_messagesLeft > 0)
        --m_messagesLeft;
    return once(call, [&] { return m_rooms.send(call.user, room, call.path[3], call.body); });
}

std::optional<Answer> FakeHomeserver::answerPeople(const Call &call)
{
    const QString name = call.path.value(0);
    const QString user = call.path.value(name == u"presence" && call.path.value(1) == u"list" ? 2 : 1);
    if ((name != u"profile" && name != u"presence") || call.path.size() < 2)
        return std::nullopt;
    if (!m_people.contains(user))
        return Answer::refusal(404, QStringLiteral("M_UNKNOWN"), QStringLiteral("No row found"));
    Person &person = m_people[user];
    const bool isPut = call.method == "PUT";
    if (isPut && user != call.user)
        return Answer::refusal(400, QStringLiteral("M_FORBIDDEN"), QStringLiteral("Not yours"));

    if (name == u"presence") {
        if (call.path[1] == u"list")
            return Answer{200, QJsonArray()};
        if (isPut) {
            person.presence = call.body.value(u"presence");
            person.status = call.body.value(u"status_msg");
            person.presenceChange = ++m_presenceChanges;
            return Answer{200, m_rooms.nothing()};
        }
        return Answer{200, QJsonObject{{QStringLiteral("presence"), person.presence},
                                       {QStringLiteral("status_msg"), person.status},
                                       {QStringLiteral("last_active_ago"), 1000}}};
    }
    const QString field = call.path.value(2);
    QJsonObject profile{{QStringLiteral("displayname"), person.displayName},
                        {QStringLiteral("avatar_url"), person.avatarUrl}};
    if (!field.isEmpty() && !profile.contains(field))
        return std::nullopt;
    if (isPut) {
        (field == u"displayname" ? person.displayName : person.avatarUrl) = call.body.value(field);
        return Answer{200, m_rooms.nothing()};
    }
    return Answer{200, field.isEmpty() ? profile : QJsonObject{{field, profile.value(field)}}};
}

QJsonArray FakeHomeserver::presenceSince(const QString &user, int change) const
{
    QJsonArray list;
    for (auto it = m_people.begin(); it != m_people.end(); ++it) {
        if (it->presenceChange <= change || !m_rooms.shareRoom(user, it.key()))
            continue;
        QJsonObject content{{QStringLiteral("user_id"), it.key()}, {QStringLiteral("last_active_ago"), 1000}};
        if (it->presence.isString())
            content[QStringLiteral("presence")] = it->presence;
        list.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("m.presence")},
                                {QStringLiteral("content"), content}});
    }
    return list;
}

void FakeHomeserver::poll(const Call &call)
{
    const QString from = call.exchange->query.queryItemValue(QStringLiteral("from"), QUrl::FullyDecoded);
    const QString timeoutText = call.exchange->query.queryItemValue(QStringLiteral("timeout"));
    static const QRegularExpression form(QStringLiteral("\\As(\\d+)_(\\d+)_.*\\z"));
    Poll poll{call.exchange, call.user, m_rooms.position(), m_presenceChanges, {}};
    if (!from.isEmpty() && from != u"END") {
        const auto match = form.match(from);
        if (!match.hasMatch()) {
            reply(call.exchange, Answer::refusal(400, QStringLiteral("M_UNKNOWN"),
                                                 QStringLiteral("'from' paramater is invalid")));
            return;
        }
        poll.from = match.captured(1).toInt();
        poll.presenceFrom = match.captured(2).toInt();
    }
    bool isNumber = true;
    const int timeout = timeoutText.isEmpty() ? 30'000 : timeoutText.toInt(&isNumber);
    if (!isNumber) {
        reply(call.exchange, Answer::refusal(400, QStringLiteral("M_UNKNOWN"),
                                             QStringLiteral("timeout must be in milliseconds.")));
        return;
    }
    Person &person = m_people[call.user];
    if (person.presence.isNull()) {
        person.presence = QStringLiteral("online");
        person.presenceChange = ++m_presenceChanges;
    }
    // 2014 knew whole seconds only.
    if (answerPoll(poll, timeout < 1000))
        return;
    poll.timer = std::make_shared<QTimer>();
    poll.timer->setSingleShot(true);
    connect(poll.timer.get(), &QTimer::timeout, this, [this, exchange = poll.exchange] {
        const auto mine = [&](const Poll &open) { return open.exchange == exchange; };
        const auto found = std::find_if(m_polls.cbegin(), m_polls.cend(), mine);
        if (found == m_polls.cend())
            return;
        answerPoll(*found, true);
        // The timer that is firing must not be destroyed under its own feet.
        QTimer::singleShot(0, this, [timer = found->timer] {});
        m_polls.erase(found);
    });
    poll.timer->start(timeout / 1000 * 1000);
    m_polls.append(poll);
    wake();
}

bool FakeHomeserver::answerPoll(const Poll &poll, bool isLast)
{
    QJsonArray chunk = m_rooms.eventsSince(poll.user, poll.from);
    const QJsonArray presence = presenceSince(poll.user, poll.presenceFrom);
    for (const QJsonValue &event : presence)
        chunk.append(event);
    if (chunk.isEmpty() && !isLast)
        return false;
    reply(poll.exchange, {200, QJsonObject{{QStringLiteral("chunk"), chunk},
                                           {QStringLiteral("start"),
                                            QStringLiteral("s%1_%2_0").arg(poll.from).arg(poll.presenceFrom)},
                                           {QStringLiteral("end"), position()}}});
    return true;
}

void FakeHomeserver::wake()
{
    m_polls.removeIf([this](const Poll &poll) { return poll.exchange->isGone() || answerPoll(poll, false); });
}

void FakeHomeserver::endPolls()
{
    const auto polls = std::exchange(m_polls, {});
    for (const Poll &poll : polls)
        answerPoll(poll, true);
}

}
