// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"

#include "matrix/clientpath.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace linnet {

namespace {

using Method = Request::Method;

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Request make(Method method, const QString &path, const QByteArray &body = {})
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.isIdempotent = method != Method::Post;
    return request;
}

Request withoutToken(Request request)
{
    request.needsToken = false;
    return request;
}

QString accountDataPath(const UserId &user, const QString &type)
{
    return QStringLiteral("/user/") + encodePathSegment(user.toString()) + QStringLiteral("/account_data/") +
           encodePathSegment(type);
}

QString roomPath(const RoomId &room, const QString &rest)
{
    return QStringLiteral("/rooms/") + encodePathSegment(room.toString()) + rest;
}

void putIfSet(QJsonObject &object, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

const QString EncryptionType = QStringLiteral("m.room.encryption");

QJsonObject encryptionContent()
{
    return {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}};
}

QJsonObject addressIdentifier(const QString &medium, const QString &address)
{
    return {{QStringLiteral("type"), QStringLiteral("m.id.thirdparty")},
            {QStringLiteral("medium"), medium},
            {QStringLiteral("address"), address}};
}

/// The digits of a telephone number with its country's prefix, "+49 170 123-45"; empty: it is none.
QString digitsOfNumber(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral(R"(^\+[0-9][0-9 ()/.\-]*$)"));
    static const QRegularExpression other(QStringLiteral("[^0-9]"));
    constexpr qsizetype shortest = 7;
    constexpr qsizetype longest = 15; // E.164
    if (!form.match(typed).hasMatch())
        return {};
    const QString digits = QString(typed).remove(other);
    return digits.size() >= shortest && digits.size() <= longest ? digits : QString();
}

/// Who signs in, by what was typed.
QJsonObject identifierOf(const QString &typed)
{
    static const QRegularExpression mail(QStringLiteral(R"(^[^@\s][^\s]*@[^@\s]+$)"));
    if (mail.match(typed).hasMatch())
        return addressIdentifier(QStringLiteral("email"), typed);
    if (const QString digits = digitsOfNumber(typed); !digits.isEmpty())
        return addressIdentifier(QStringLiteral("msisdn"), digits);
    return {{QStringLiteral("type"), QStringLiteral("m.id.user")}, {QStringLiteral("user"), typed}};
}

QJsonObject stateEvent(const QString &type, const QString &key, const QJsonObject &content)
{
    return {{QStringLiteral("type"), type},
            {QStringLiteral("state_key"), key},
            {QStringLiteral("content"), content}};
}

/// What a room has from its beginning beside what its preset gives it.
QJsonArray firstState(const NewRoom &room)
{
    QJsonArray state;
    if (room.isEncrypted)
        state.append(stateEvent(EncryptionType, {}, encryptionContent()));
    if (!room.avatarUrl.isEmpty())
        state.append(
            stateEvent(QStringLiteral("m.room.avatar"), {}, {{QStringLiteral("url"), room.avatarUrl}}));
    if (room.isSpace() && room.isPublic) // who looks at it from outside sees what stands in it
        state.append(stateEvent(QStringLiteral("m.room.history_visibility"), {},
                                {{QStringLiteral("history_visibility"), QStringLiteral("world_readable")}}));
    if (room.space.isEmpty())
        return state;
    state.append(stateEvent(QStringLiteral("m.space.parent"), room.space.toString(),
                            {{QStringLiteral("via"), QJsonArray::fromStringList(room.spaceVia)},
                             {QStringLiteral("canonical"), true}}));
    if (room.isForSpace) {
        const QJsonObject members{{QStringLiteral("type"), QStringLiteral("m.room_membership")},
                                  {QStringLiteral("room_id"), room.space.toString()}};
        state.append(stateEvent(QStringLiteral("m.room.join_rules"), {},
                                {{QStringLiteral("join_rule"), QStringLiteral("restricted")},
                                 {QStringLiteral("allow"), QJsonArray{members}}}));
    }
    return state;
}

QString preset(const NewRoom &room)
{
    if (room.isPublic)
        return QStringLiteral("public_chat");
    return room.isDirect ? QStringLiteral("trusted_private_chat") : QStringLiteral("private_chat");
}

}

QString Requests::path(const QString &rest) const
{
    if (m_version.dialect == Dialect::V1)
        return QStringLiteral("/_matrix/client/api/v1") + rest;
    return clientPath(m_version, rest);
}

QString Requests::modernPath(const QString &rest) const
{
    return clientPath(m_version, rest);
}

Request Requests::wellKnown()
{
    return withoutToken(make(Method::Get, QStringLiteral("/.well-known/matrix/client")));
}

Request Requests::versions()
{
    return withoutToken(make(Method::Get, QStringLiteral("/_matrix/client/versions")));
}

Request Requests::loginFlows() const
{
    return withoutToken(make(Method::Get, path(QStringLiteral("/login"))));
}

Request Requests::login(const QString &user, const QString &password, const QString &deviceName,
                        const QString &deviceId) const
{
    QJsonObject body{{QStringLiteral("type"), QStringLiteral("m.login.password")},
                     {QStringLiteral("password"), password}};
    putIfSet(body, QStringLiteral("device_id"), deviceId);
    if (hasRefreshTokens())
        body.insert(QStringLiteral("refresh_token"), true);
    if (m_version.dialect == Dialect::V1) {
        body.insert(QStringLiteral("user"), user);
    } else {
        if (m_version.isR0) {
            // The first of these servers knew nothing but user names.
            body.insert(QStringLiteral("identifier"),
                        QJsonObject{{QStringLiteral("type"), QStringLiteral("m.id.user")},
                                    {QStringLiteral("user"), user}});
            body.insert(QStringLiteral("user"), user);
        } else {
            body.insert(QStringLiteral("identifier"), identifierOf(user));
        }
        putIfSet(body, QStringLiteral("initial_device_display_name"), deviceName);
    }
    return withoutToken(make(Method::Post, path(QStringLiteral("/login")), text(body)));
}

Request Requests::loginWithToken(const QString &loginToken, const QString &deviceName,
                                 const QString &deviceId) const
{
    QJsonObject body{{QStringLiteral("type"), QStringLiteral("m.login.token")},
                     {QStringLiteral("token"), loginToken}};
    putIfSet(body, QStringLiteral("device_id"), deviceId);
    putIfSet(body, QStringLiteral("initial_device_display_name"), deviceName);
    if (hasRefreshTokens())
        body.insert(QStringLiteral("refresh_token"), true);
    return withoutToken(make(Method::Post, modernPath(QStringLiteral("/login")), text(body)));
}

QUrl Requests::ssoPage(const QUrl &base, const QString &provider, const QUrl &redirect,
                       bool isRegistration) const
{
    QString rest = QStringLiteral("/login/sso/redirect");
    if (!provider.isEmpty())
        rest += u'/' + encodePathSegment(provider);
    Request request = make(Method::Get, modernPath(rest));
    request.query = {
        {QStringLiteral("redirectUrl"), redirect.toString(QUrl::FullyEncoded)},
        {QStringLiteral("action"), isRegistration ? QStringLiteral("register") : QStringLiteral("login")}};
    return urlOf(base, request);
}

Request Requests::refresh(const QByteArray &refreshToken) const
{
    Request request = make(Method::Post, modernPath(QStringLiteral("/refresh")),
                           text({{QStringLiteral("refresh_token"), QString::fromUtf8(refreshToken)}}));
    request.followsRedirects = false;
    return withoutToken(request);
}

Request Requests::whoAmI() const
{
    return make(Method::Get, modernPath(QStringLiteral("/account/whoami")));
}

Request Requests::logout() const
{
    return make(Method::Post, path(QStringLiteral("/logout")), QByteArrayLiteral("{}"));
}

Request Requests::loginFallbackPage() const
{
    Request request = withoutToken(make(Method::Get, path(QStringLiteral("/login/fallback"))));
    request.expectsJson = false;
    return request;
}

Request Requests::staticLoginPage()
{
    // Without the slash at its end the server redirects.
    Request request = withoutToken(make(Method::Get, QStringLiteral("/_matrix/static/client/login/")));
    request.expectsJson = false;
    return request;
}

Request Requests::registerAccount(const QString &user, const QString &password, const QJsonObject &auth,
                                  const QString &deviceName) const
{
    QJsonObject body;
    putIfSet(body, QStringLiteral("username"), user);
    putIfSet(body, QStringLiteral("password"), password);
    putIfSet(body, QStringLiteral("initial_device_display_name"), deviceName);
    if (hasRefreshTokens())
        body.insert(QStringLiteral("refresh_token"), true);
    if (!auth.isEmpty())
        body.insert(QStringLiteral("auth"), auth);
    Request request = withoutToken(make(Method::Post, modernPath(QStringLiteral("/register")), text(body)));
    request.expectsChallenge = true;
    return request;
}

Request Requests::registerV1(const QString &user, const QString &password, bool isTyped) const
{
    QJsonObject body;
    putIfSet(body, isTyped ? QStringLiteral("user") : QStringLiteral("user_id"), user);
    putIfSet(body, QStringLiteral("password"), password);
    if (isTyped)
        body.insert(QStringLiteral("type"), QStringLiteral("m.login.password"));
    return withoutToken(make(Method::Post, path(QStringLiteral("/register")), text(body)));
}

Request Requests::registerFlowsV1() const
{
    return withoutToken(make(Method::Get, path(QStringLiteral("/register"))));
}

Request Requests::registerAvailable(const QString &user) const
{
    Request request = make(Method::Get, modernPath(QStringLiteral("/register/available")));
    request.query = {{QStringLiteral("username"), user}};
    return withoutToken(request);
}

Request Requests::registrationTokenValidity(const QString &token) const
{
    Request request =
        make(Method::Get, QStringLiteral("/_matrix/client/v1/register/m.login.registration_token/validity"));
    request.query = {{QStringLiteral("token"), token}};
    return withoutToken(request);
}

Request Requests::authFallbackPage(const QString &stage, const QString &session) const
{
    Request request = make(Method::Get, modernPath(QStringLiteral("/auth/") + encodePathSegment(stage) +
                                                   QStringLiteral("/fallback/web")));
    request.query = {{QStringLiteral("session"), session}};
    request.expectsJson = false;
    return withoutToken(request);
}

Request Requests::createRoom(const NewRoom &room) const
{
    QJsonObject body{{QStringLiteral("preset"), preset(room)}};
    putIfSet(body, QStringLiteral("name"), room.name);
    putIfSet(body, QStringLiteral("room_alias_name"), room.alias);
    putIfSet(body, QStringLiteral("topic"), room.topic);
    // In 2014 the visibility decided who may join. Today it lists the room for everybody, which many servers
    // forbid; the preset decides there.
    if (m_version.dialect == Dialect::V1)
        body.insert(QStringLiteral("visibility"),
                    room.isPublic ? QStringLiteral("public") : QStringLiteral("private"));
    if (room.isDirect)
        body.insert(QStringLiteral("is_direct"), true);
    putIfSet(body, QStringLiteral("room_version"), room.version);
    if (!room.type.isEmpty())
        body.insert(QStringLiteral("creation_content"), QJsonObject{{QStringLiteral("type"), room.type}});
    if (room.isSpace()) // nobody talks in it
        body.insert(QStringLiteral("power_level_content_override"),
                    QJsonObject{{QStringLiteral("events_default"), 100},
                                {QStringLiteral("invite"), room.isPublic ? 0 : 50}});
    if (const QJsonArray state = firstState(room); !state.isEmpty())
        body.insert(QStringLiteral("initial_state"), state);
    if (!room.invite.isEmpty()) {
        QJsonArray users;
        for (const UserId &user : room.invite)
            users.append(user.toString());
        body.insert(QStringLiteral("invite"), users);
    }
    Request request = make(Method::Post, path(QStringLiteral("/createRoom")), text(body));
    request.timeout = std::chrono::minutes(2);
    return request;
}

Request Requests::join(const QString &roomIdOrAlias, const QStringList &via) const
{
    Request request = make(Method::Post, path(QStringLiteral("/join/") + encodePathSegment(roomIdOrAlias)),
                           QByteArrayLiteral("{}"));
    if (m_version.dialect != Dialect::V1) {
        // `via` since 1.12, `server_name` before.
        for (const QString &server : via) {
            request.query.append({QStringLiteral("server_name"), server});
            request.query.append({QStringLiteral("via"), server});
        }
    }
    request.isIdempotent = true;
    request.timeout = std::chrono::minutes(5);
    return request;
}

Request Requests::leave(const RoomId &room) const
{
    Request request =
        make(Method::Post, path(roomPath(room, QStringLiteral("/leave"))), QByteArrayLiteral("{}"));
    // 2014 refused to leave twice.
    request.isIdempotent = m_version.dialect != Dialect::V1;
    return request;
}

Request Requests::forget(const RoomId &room) const
{
    Request request =
        make(Method::Post, path(roomPath(room, QStringLiteral("/forget"))), QByteArrayLiteral("{}"));
    request.isIdempotent = true;
    return request;
}

Request Requests::memberAction(const RoomId &room, const QString &action, const UserId &user,
                               const QString &reason) const
{
    QJsonObject body{{QStringLiteral("user_id"), user.toString()}};
    putIfSet(body, QStringLiteral("reason"), reason);
    return make(Method::Post, path(roomPath(room, QStringLiteral("/") + action)), text(body));
}

Request Requests::invite(const RoomId &room, const UserId &user, const QString &reason) const
{
    return memberAction(room, QStringLiteral("invite"), user, reason);
}

Request Requests::kick(const RoomId &room, const UserId &user, const QString &reason) const
{
    return memberAction(room, QStringLiteral("kick"), user, reason);
}

Request Requests::ban(const RoomId &room, const UserId &user, const QString &reason) const
{
    return memberAction(room, QStringLiteral("ban"), user, reason);
}

Request Requests::state(const RoomId &room, const QString &type) const
{
    return make(Method::Get, path(roomPath(room, QStringLiteral("/state/") + encodePathSegment(type))));
}

Request Requests::setState(const RoomId &room, const QString &type, const QString &key,
                           const QByteArray &content) const
{
    QString rest = QStringLiteral("/state/") + encodePathSegment(type);
    if (!key.isEmpty())
        rest += QStringLiteral("/") + encodePathSegment(key);
    return make(Method::Put, path(roomPath(room, rest)), content);
}

Request Requests::encryptRoom(const RoomId &room) const
{
    return setState(room, EncryptionType, {}, text(encryptionContent()));
}

Request Requests::resolveAlias(const QString &alias) const
{
    return make(Method::Get, path(QStringLiteral("/directory/room/") + encodePathSegment(alias)));
}

Request Requests::publicRooms(int limit) const
{
    Request request = make(Method::Get, path(QStringLiteral("/publicRooms")));
    request.query = {{QStringLiteral("limit"), QString::number(limit)}};
    return request;
}

Request Requests::send(const RoomId &room, const QString &type, const TxnId &txn,
                       const QByteArray &content) const
{
    return make(Method::Put,
                path(roomPath(room, QStringLiteral("/send/") + encodePathSegment(type) + QStringLiteral("/") +
                                        encodePathSegment(txn.toString()))),
                content);
}

Request Requests::redact(const RoomId &room, const EventId &event, const TxnId &txn,
                         const QString &reason) const
{
    QJsonObject body;
    putIfSet(body, QStringLiteral("reason"), reason);
    return make(Method::Put,
                path(roomPath(room, QStringLiteral("/redact/") + encodePathSegment(event.toString()) +
                                        QStringLiteral("/") + encodePathSegment(txn.toString()))),
                text(body));
}

Request Requests::report(const RoomId &room, const EventId &event, const QString &reason) const
{
    return make(Method::Post,
                modernPath(roomPath(room, QStringLiteral("/report/") + encodePathSegment(event.toString()))),
                text({{QStringLiteral("reason"), reason}}));
}

Request Requests::messages(const RoomId &room, const QString &from, int limit) const
{
    Request request = make(Method::Get, path(roomPath(room, QStringLiteral("/messages"))));
    const bool isV3 = m_version.dialect != Dialect::V1 && !m_version.isR0;
    if (!from.isEmpty())
        request.query.append({QStringLiteral("from"), from});
    else if (!isV3) // `from` may be missing since 1.3
        request.query.append({QStringLiteral("from"), QStringLiteral("END")});
    request.query.append({QStringLiteral("dir"), QStringLiteral("b")});
    request.query.append({QStringLiteral("limit"), QString::number(limit)});
    if (m_version.dialect != Dialect::V1)
        request.query.append({QStringLiteral("filter"), QStringLiteral(R"({"lazy_load_members":true})")});
    request.timeout = std::chrono::minutes(2);
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

Request Requests::members(const RoomId &room) const
{
    Request request = make(Method::Get, path(roomPath(room, QStringLiteral("/members"))));
    request.timeout = std::chrono::minutes(5);
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

Request Requests::typing(const RoomId &room, const UserId &self, bool isTyping,
                         std::chrono::milliseconds timeout) const
{
    QJsonObject body{{QStringLiteral("typing"), isTyping}};
    if (isTyping)
        body.insert(QStringLiteral("timeout"), qint64(timeout.count()));
    return make(Method::Put,
                path(roomPath(room, QStringLiteral("/typing/") + encodePathSegment(self.toString()))),
                text(body));
}

// api/v1 never had receipts, not even on servers that still speak it; nor what follows.
Request Requests::receipt(const RoomId &room, const EventId &event, const QString &thread,
                          bool isPrivate) const
{
    QJsonObject body;
    if (hasThreads())
        putIfSet(body, QStringLiteral("thread_id"), thread);
    const QString kind = isPrivate ? QStringLiteral("m.read.private") : QStringLiteral("m.read");
    Request request = make(Method::Post,
                           modernPath(roomPath(room, QStringLiteral("/receipt/%1/").arg(kind) +
                                                         encodePathSegment(event.toString()))),
                           text(body));
    request.isIdempotent = true;
    return request;
}

Request Requests::fullyRead(const RoomId &room, const EventId &event) const
{
    Request request = make(Method::Post, modernPath(roomPath(room, QStringLiteral("/read_markers"))),
                           text({{QStringLiteral("m.fully_read"), event.toString()}}));
    request.isIdempotent = true;
    return request;
}

Request Requests::setMarkedUnread(const UserId &self, const RoomId &room, bool isMarked) const
{
    return make(Method::Put,
                modernPath(QStringLiteral("/user/%1/rooms/%2/account_data/m.marked_unread")
                               .arg(encodePathSegment(self.toString()), encodePathSegment(room.toString()))),
                text({{QStringLiteral("unread"), isMarked}}));
}

Request Requests::accountData(const UserId &self, const QString &type) const
{
    return make(Method::Get, modernPath(accountDataPath(self, type)));
}

Request Requests::setAccountData(const UserId &self, const QString &type, const QByteArray &content) const
{
    return make(Method::Put, modernPath(accountDataPath(self, type)), content);
}

QByteArray Requests::withDirectRoom(const QByteArray &content, const UserId &user, const RoomId &room)
{
    QJsonObject direct = QJsonDocument::fromJson(content).object();
    QJsonArray rooms = direct.value(user.toString()).toArray();
    if (!rooms.contains(QJsonValue(room.toString())))
        rooms.append(room.toString());
    direct.insert(user.toString(), rooms);
    return text(direct);
}

Request Requests::setDisplayName(const UserId &self, const QString &name) const
{
    return make(Method::Put,
                path(QStringLiteral("/profile/") + encodePathSegment(self.toString()) +
                     QStringLiteral("/displayname")),
                text({{QStringLiteral("displayname"), name}}));
}

QString Requests::presencePath(const UserId &user) const
{
    return path(QStringLiteral("/presence/") + encodePathSegment(user.toString()) +
                QStringLiteral("/status"));
}

Request Requests::presence(const UserId &user) const
{
    return make(Method::Get, presencePath(user));
}

Request Requests::setPresence(const UserId &self, Presence presence, const QString &status) const
{
    QString word = QStringLiteral("offline");
    if (presence == Presence::Online)
        word = QStringLiteral("online");
    else if (presence == Presence::Unavailable)
        word = QStringLiteral("unavailable");
    QJsonObject body{{QStringLiteral("presence"), word}};
    putIfSet(body, QStringLiteral("status_msg"), status);
    return make(Method::Put, presencePath(self), text(body));
}

}
