// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/person.h"

#include <QJsonDocument>
#include <QUuid>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace linnet::test {

namespace {

constexpr int Patience = 60; // seconds; the machine may be building at the same time
constexpr int MostEvents = 1000;

QString escaped(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QString inRoom(const QString &room, const QString &rest)
{
    return QStringLiteral("rooms/%1/%2").arg(escaped(room), rest);
}

QJsonObject member(const QString &user, const QString &reason = {})
{
    QJsonObject body{{QStringLiteral("user_id"), user}};
    if (!reason.isEmpty())
        body.insert(QStringLiteral("reason"), reason);
    return body;
}

}

QByteArray exchange(const QUrl &server, const QByteArray &request)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval limit{Patience, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(server.port(80)));
    inet_pton(AF_INET, server.host().toLatin1().constData(), &address.sin_addr);
    QByteArray answer;
    if (connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
        ::send(socket, request.constData(), size_t(request.size()), MSG_NOSIGNAL) == request.size()) {
        char piece[65536];
        for (ssize_t size = 0; (size = recv(socket, piece, sizeof piece, 0)) > 0;)
            answer.append(piece, size);
    }
    ::close(socket);
    return answer;
}

QString Person::uniqueName(const QString &name)
{
    return name + QUuid::createUuid().toString(QUuid::Id128).left(8);
}

Person Person::make(const QUrl &server, const QString &name)
{
    Person person(server);
    person.signUp(uniqueName(name));
    return person;
}

bool Person::signUp(const QString &name)
{
    const QJsonObject dummy{{QStringLiteral("type"), QStringLiteral("m.login.dummy")}};
    const QJsonObject body = ask("POST", QStringLiteral("register"),
                                 {{QStringLiteral("username"), name},
                                  {QStringLiteral("password"), QLatin1String(Password)},
                                  {QStringLiteral("auth"), dummy}});
    m_id = body.value(QLatin1String("user_id")).toString();
    m_token = body.value(QLatin1String("access_token")).toString();
    return isSignedIn();
}

bool Person::signIn(const QString &name)
{
    const QJsonObject who{{QStringLiteral("type"), QStringLiteral("m.id.user")},
                          {QStringLiteral("user"), name}};
    const QJsonObject body = ask("POST", QStringLiteral("login"),
                                 {{QStringLiteral("type"), QStringLiteral("m.login.password")},
                                  {QStringLiteral("identifier"), who},
                                  {QStringLiteral("password"), QLatin1String(Password)}});
    m_id = body.value(QLatin1String("user_id")).toString();
    m_token = body.value(QLatin1String("access_token")).toString();
    return isSignedIn();
}

Person::Answer Person::call(const char *method, const QString &path, const QJsonObject &body) const
{
    return callAs(m_token, method, path, body);
}

// HTTP 1.0: the answer comes in one piece and ends with the connection.
Person::Answer Person::callAs(const QString &token, const char *method, const QString &path,
                              const QJsonObject &body) const
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QByteArray request =
        QByteArray(method) + " /_matrix/client/v3/" + path.toLatin1() + " HTTP/1.0\r\nHost: localhost\r\n";
    if (!token.isEmpty())
        request += "Authorization: Bearer " + token.toLatin1() + "\r\n";
    request += "Content-Type: application/json\r\nContent-Length: " +
               QByteArray::number(qstrcmp(method, "GET") == 0 ? 0 : text.size()) + "\r\n\r\n";
    if (qstrcmp(method, "GET") != 0)
        request += text;
    const QByteArray reply = exchange(m_server, request);
    Answer answer;
    answer.status = reply.mid(int(qstrlen("HTTP/1.x ")), 3).toInt();
    if (const qsizetype end = reply.indexOf("\r\n\r\n"); end >= 0)
        answer.body = QJsonDocument::fromJson(reply.mid(end + 4)).object();
    return answer;
}

QJsonObject Person::ask(const char *method, const QString &path, const QJsonObject &body) const
{
    const Answer answer = call(method, path, body);
    if (answer.status / 100 == 2)
        return answer.body;
    qWarning("%s %s: %d %s", method, qPrintable(path), answer.status,
             QJsonDocument(answer.body).toJson(QJsonDocument::Compact).constData());
    return {};
}

bool Person::act(const char *method, const QString &path, const QJsonObject &body) const
{
    const Answer answer = call(method, path, body);
    if (answer.status / 100 != 2)
        qWarning("%s %s: %d %s", method, qPrintable(path), answer.status, qPrintable(answer.code()));
    return answer.status / 100 == 2;
}

QString Person::createRoom(const QJsonObject &what)
{
    return ask("POST", QStringLiteral("createRoom"), what).value(QLatin1String("room_id")).toString();
}

QString Person::join(const QString &roomOrAlias)
{
    return ask("POST", QStringLiteral("join/") + escaped(roomOrAlias))
        .value(QLatin1String("room_id"))
        .toString();
}

bool Person::leave(const QString &room)
{
    return act("POST", inRoom(room, QStringLiteral("leave")), {});
}

bool Person::invite(const QString &room, const QString &user)
{
    return act("POST", inRoom(room, QStringLiteral("invite")), member(user));
}

bool Person::kick(const QString &room, const QString &user, const QString &reason)
{
    return act("POST", inRoom(room, QStringLiteral("kick")), member(user, reason));
}

bool Person::ban(const QString &room, const QString &user, const QString &reason)
{
    return act("POST", inRoom(room, QStringLiteral("ban")), member(user, reason));
}

QString Person::say(const QString &room, const QString &text)
{
    return send(room,
                {{QStringLiteral("msgtype"), QStringLiteral("m.text")}, {QStringLiteral("body"), text}});
}

QString Person::send(const QString &room, const QJsonObject &content)
{
    const QString txn = QUuid::createUuid().toString(QUuid::Id128);
    return ask("PUT", inRoom(room, QStringLiteral("send/m.room.message/") + txn), content)
        .value(QLatin1String("event_id"))
        .toString();
}

bool Person::setState(const QString &room, const QString &type, const QJsonObject &content)
{
    return act("PUT", inRoom(room, QStringLiteral("state/") + escaped(type)), content);
}

bool Person::setTyping(const QString &room, bool isTyping)
{
    return act("PUT", inRoom(room, QStringLiteral("typing/") + escaped(m_id)),
               {{QStringLiteral("typing"), isTyping}, {QStringLiteral("timeout"), 30'000}});
}

bool Person::read(const QString &room, const QString &event)
{
    return act("POST", inRoom(room, QStringLiteral("receipt/m.read/") + escaped(event)), {});
}

bool Person::setPresence(const QString &presence, const QString &status)
{
    return act("PUT", QStringLiteral("presence/%1/status").arg(escaped(m_id)),
               {{QStringLiteral("presence"), presence}, {QStringLiteral("status_msg"), status}});
}

QJsonArray Person::events(const QString &room) const
{
    const QJsonArray page =
        ask("GET", inRoom(room, QStringLiteral("messages?dir=b&limit=%1").arg(MostEvents)))
            .value(QLatin1String("chunk"))
            .toArray();
    QJsonArray oldestFirst;
    for (const QJsonValue &event : page)
        oldestFirst.prepend(event);
    return oldestFirst;
}

QStringList Person::bodies(const QString &room) const
{
    QStringList result;
    const QJsonArray all = events(room);
    for (const QJsonValue &event : all) {
        if (event[QLatin1String("type")] == QLatin1String("m.room.message"))
            result << event[QLatin1String("content")][QLatin1String("body")].toString();
    }
    return result;
}

QStringList Person::messageIds(const QString &room) const
{
    QStringList result;
    const QJsonArray all = events(room);
    for (const QJsonValue &event : all) {
        if (event[QLatin1String("type")] == QLatin1String("m.room.message"))
            result << event[QLatin1String("event_id")].toString();
    }
    return result;
}

QString Person::membershipOf(const QString &room, const QString &user) const
{
    return call("GET", inRoom(room, QStringLiteral("state/m.room.member/") + escaped(user)))
        .body.value(QLatin1String("membership"))
        .toString();
}

bool Person::isInvitedTo(const QString &room) const
{
    const QJsonObject everything = ask("GET", QStringLiteral("sync?timeout=0"));
    return everything[QLatin1String("rooms")][QLatin1String("invite")].toObject().contains(room);
}

QJsonObject Person::state(const QString &room, const QString &type) const
{
    return call("GET", inRoom(room, QStringLiteral("state/") + escaped(type))).body;
}

QJsonObject Person::sync()
{
    QString path = QStringLiteral("sync?timeout=0");
    if (!m_since.isEmpty())
        path += QStringLiteral("&since=") + escaped(m_since);
    const QJsonObject reply = ask("GET", path);
    m_since = reply.value(QLatin1String("next_batch")).toString();
    return reply;
}

}
