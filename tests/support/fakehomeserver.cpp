// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakehomeserver.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace linnet::test {

namespace {

const QString Prefix = QStringLiteral("/_matrix/client/api/v1/");
const QByteArray Page = "\n<html>\n  <head><title>404 - No Such Resource</title></head>\n  <body>\n"
                        "    <h1>No Such Resource</h1>\n  </body>\n</html>\n";

}

FakeHomeserver::FakeHomeserver(Era era, QObject *parent)
    : QObject(parent), m_era(era), m_rooms(era, serverName()),
      m_http([this](const Exchange &e) { handle(e); })
{
}

QString FakeHomeserver::idOf(const QString &localPart)
{
    return u'@' + localPart + u':' + serverName();
}

QByteArray FakeHomeserver::newToken(const QString &user)
{
    const QByteArray token = user.toUtf8().toBase64(QByteArray::OmitTrailingEquals) + ".Token" +
                             QByteArray::number(++m_tokenCount);
    m_tokens.insert(token, user);
    return token;
}

QByteArray FakeHomeserver::addUser(const QString &localPart, const QString &password)
{
    m_people[idOf(localPart)] = {password,         QJsonValue::Null, QJsonValue::Null,
                                 QJsonValue::Null, QJsonValue::Null, 0};
    return newToken(idOf(localPart));
}

QString FakeHomeserver::say(const QString &localPart, const QString &room, const QString &text)
{
    const Answer answer =
        m_rooms.send(idOf(localPart), room, QStringLiteral("m.room.message"),
                     {{QStringLiteral("msgtype"), QStringLiteral("m.text")}, {QStringLiteral("body"), text}});
    wake();
    return answer.body.toObject().value(u"event_id").toString();
}

void FakeHomeserver::setPresence(const QString &localPart, const QString &presence)
{
    Person &person = m_people[idOf(localPart)];
    person.presence = presence;
    person.presenceChange = ++m_presenceChanges;
    wake();
}

void FakeHomeserver::setMessagesLeft(int count, int retryAfterMs)
{
    m_messagesLeft = count;
    m_retryAfterMs = retryAfterMs;
}

void FakeHomeserver::reply(const Exchange &exchange, const Answer &answer)
{
    QByteArray text;
    if (answer.body.isObject())
        text = QJsonDocument(answer.body.toObject()).toJson(QJsonDocument::Compact);
    else if (answer.body.isArray())
        text = QJsonDocument(answer.body.toArray()).toJson(QJsonDocument::Compact);
    else
        text = '"' + answer.body.toString().toUtf8() + '"';
    exchange->reply(answer.status, text);
}

void FakeHomeserver::handle(const Exchange &exchange)
{
    m_asked.append(QString::fromLatin1(exchange->method) + u' ' + exchange->path);
    m_hasSeenHeaderToken |= exchange->headers.contains("authorization");
    if (m_downStatus) {
        exchange->reply(m_downStatus, "<html>down</html>", "text/html");
        return;
    }
    if (exchange->path.startsWith(u"/_matrix/content")) {
        const QString name = exchange->path.mid(int(qstrlen("/_matrix/content/")));
        if (exchange->method == "GET" && m_content.contains(name)) {
            exchange->reply(200, m_content[name].second, m_content[name].first);
            return;
        }
        if (exchange->method == "POST" &&
            m_tokens.contains(
                exchange->query.queryItemValue(QStringLiteral("access_token"), QUrl::FullyDecoded)
                    .toUtf8())) {
            const QString id = QStringLiteral("content%1").arg(m_content.size());
            m_content.insert(id, {exchange->headers.value("content-type"), exchange->body});
            reply(exchange,
                  {200, QJsonObject{{QStringLiteral("content_token"),
                                     QString(url().toString() + QStringLiteral("/_matrix/content/") + id)}}});
            return;
        }
    }
    if (!exchange->path.startsWith(Prefix)) {
        exchange->reply(404, Page, "text/html; charset=utf-8");
        return;
    }
    Call call;
    call.exchange = exchange;
    call.method = exchange->method;
    call.rawPath = exchange->path.mid(Prefix.size()).split(u'/');
    for (const QString &part : std::as_const(call.rawPath))
        call.path.append(QUrl::fromPercentEncoding(part.toUtf8()));
    handleV1(std::move(call));
}

void FakeHomeserver::handleV1(Call call)
{
    const Exchange exchange = call.exchange;
    if (call.method == "POST" || call.method == "PUT") {
        const auto document = QJsonDocument::fromJson(exchange->body);
        if (!document.isObject()) {
            reply(exchange,
                  Answer::refusal(400, QStringLiteral("M_NOT_JSON"), QStringLiteral("Content not JSON.")));
            return;
        }
        call.body = document.object();
    }
    if (auto open = answerOpen(call)) {
        reply(exchange, *open);
        return;
    }
    const QByteArray token =
        exchange->query.queryItemValue(QStringLiteral("access_token"), QUrl::FullyDecoded).toUtf8();
    call.user = m_tokens.value(token);
    const bool isPoll = call.method == "GET" && call.path == QStringList{QStringLiteral("events")};
    std::optional<Answer> result;
    if (!call.user.isEmpty() && !isPoll)
        result = answer(call);
    if (call.user.isEmpty() && token.isEmpty())
        result = Answer::refusal(403, QStringLiteral("M_FORBIDDEN"), QStringLiteral("Missing access token."));
    else if (call.user.isEmpty())
        result = Answer::refusal(403, QStringLiteral("M_UNKNOWN_TOKEN"),
                                 QStringLiteral("Unrecognised access token."));
    if (isPoll && !call.user.isEmpty()) {
        poll(call);
        return;
    }
    reply(exchange, result.value_or(Answer::unrecognized()));
    if (call.method != "GET")
        wake();
}

std::optional<Answer> FakeHomeserver::answerOpen(const Call &call)
{
    const QString name = call.path.value(0);
    const QJsonObject passwordFlow{{QStringLiteral("type"), QStringLiteral("m.login.password")}};
    if (call.path.size() == 1 && name == u"login") {
        if (call.method == "GET")
            return Answer{200, QJsonObject{{QStringLiteral("flows"), QJsonArray{passwordFlow}}}};
        if (call.method == "POST")
            return logIn(call.body);
    } else if (call.path.size() == 1 && name == u"register") {
        if (call.method == "GET" && m_era == Era::V03)
            return Answer{200, QJsonObject{{QStringLiteral("flows"), QJsonArray{passwordFlow}}}};
        if (call.method == "POST")
            return registerUser(call.body);
    } else if (call.path.size() == 1 && name == u"publicRooms" && call.method == "GET") {
        return Answer{200, QJsonObject{{QStringLiteral("chunk"), m_rooms.publicRooms()},
                                       {QStringLiteral("start"), QStringLiteral("START")},
                                       {QStringLiteral("end"), QStringLiteral("END")}}};
    } else if (call.path.size() == 3 && name == u"directory" && call.method == "GET") {
        return m_rooms.directory(call.path[2]);
    } else if (name == u"login" || name == u"register" || name == u"logout") {
        return Answer::unrecognized();
    }
    if (call.path.size() == 1 && (name == u"login" || name == u"register"))
        return Answer::unrecognized();
    return std::nullopt;
}

Answer FakeHomeserver::registerUser(const QJsonObject &body)
{
    if (m_era == Era::V03 && !body.contains(u"type"))
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QStringLiteral("Missing 'type' key."));
    const QString field = m_era == Era::V03 ? QStringLiteral("user") : QStringLiteral("user_id");
    QString local = body.value(field).toString();
    if (local.isEmpty())
        local = QStringLiteral("random%1").arg(m_people.size());
    if (local != QString::fromLatin1(QUrl::toPercentEncoding(local)))
        return Answer::refusal(
            400, QStringLiteral("M_UNKNOWN"),
            QStringLiteral("User ID must only contain characters which do not require URL encoding."));
    if (m_people.contains(idOf(local)))
        return Answer::refusal(400, QStringLiteral("M_USER_IN_USE"),
                               QStringLiteral("User ID already taken."));
    const QByteArray token = addUser(local, body.value(u"password").toString());
    return {200, QJsonObject{{QStringLiteral("access_token"), QString::fromLatin1(token)},
                             {QStringLiteral("home_server"), serverName()},
                             {QStringLiteral("user_id"), idOf(local)}}};
}

Answer FakeHomeserver::logIn(const QJsonObject &body)
{
    if (!body.contains(u"type") || !body.contains(u"user") || !body.contains(u"password"))
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QStringLiteral("Missing JSON keys."));
    if (body.value(u"type").toString() != u"m.login.password")
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QStringLiteral("Bad login type."));
    QString user = body.value(u"user").toString();
    if (!user.startsWith(u'@'))
        user = idOf(user);
    const QString password = body.value(u"password").toString();
    if (!m_people.contains(user) || password.isEmpty() || m_people[user].password != password)
        return Answer::refusal(403, QStringLiteral("M_FORBIDDEN"), QString());
    return {200, QJsonObject{{QStringLiteral("access_token"), QString::fromLatin1(newToken(user))},
                             {QStringLiteral("home_server"), serverName()},
                             {QStringLiteral("user_id"), user}}};
}

std::optional<Answer> FakeHomeserver::answer(const Call &call)
{
    const QString name = call.path.value(0);
    if (name == u"initialSync" && call.method == "GET")
        return initialSync(call);
    if (name == u"createRoom" && (call.method == "POST" || call.method == "PUT"))
        return once(call, [&] { return m_rooms.create(call.user, call.body); });
    if (name == u"join" && call.path.size() >= 2 && call.method != "GET")
        return m_rooms.joinAliasOrId(call.user, call.path[1]);
    if (name == u"events" && call.path.size() == 2 && call.method == "GET")
        return m_rooms.event(call.user, call.path[1]);
    if (name == u"directory" && call.path.size() == 3 && call.method == "PUT") {
        if (m_era == Era::V02)
            return Answer::refusal(400, QStringLiteral("M_UNKNOWN"),
                                   QStringLiteral("Failed to get server list"));
        return m_rooms.setAlias(call.path[2], call.body.value(u"room_id").toString());
    }
    if (name == u"rooms" && call.path.size() >= 3)
        return answerRooms(call);
    return answerPeople(call);
}

Answer FakeHomeserver::once(const Call &call, const std::function<Answer()> &make)
{
    if (call.method != "PUT")
        return make();
    const QString key = call.user + u' ' + call.path.join(u'/');
    if (!m_transactions.contains(key)) {
        const Answer answer = make();
        if (answer.status != 200)
            return answer;
        m_transactions.insert(key, answer);
    }
    return m_transactions.value(key);
}

QString FakeHomeserver::position() const
{
    return QStringLiteral("s%1_%2_0").arg(m_rooms.position()).arg(m_presenceChanges);
}

Answer FakeHomeserver::initialSync(const Call &call) const
{
    bool isNumber = false;
    const int limit = call.exchange->query.queryItemValue(QStringLiteral("limit")).toInt(&isNumber);
    return {200, QJsonObject{{QStringLiteral("end"), position()},
                             {QStringLiteral("presence"), presenceSince(call.user, -1)},
                             {QStringLiteral("rooms"), m_rooms.roomsOf(call.user, isNumber ? limit : 10)}}};
}

}
