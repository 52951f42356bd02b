// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recoveryserver.h"

#include "support/faketransport.h"
#include "support/json.h"

namespace linnet::test {

namespace {

Result<Reply> ok(const QByteArray &body)
{
    return Reply{200, body, "application/json"};
}

Result<Reply> refusal(int status, const char *code)
{
    return answerOf(status, QByteArray("{\"errcode\":\"") + code + "\"}");
}

/// Behind `/_matrix/client/<version>/`.
QString restOf(const Request &request)
{
    return QUrl::fromPercentEncoding(request.path.section(u'/', 4).toLatin1());
}

QString queryOf(const Request &request, const char *name)
{
    for (const auto &[key, value] : request.query) {
        if (key == QLatin1String(name))
            return value;
    }
    return {};
}

QByteArray membersReply(const QList<UserId> &members)
{
    QJsonArray chunk;
    for (const UserId &user : members)
        chunk << QJsonObject{
            {QStringLiteral("type"), QStringLiteral("m.room.member")},
            {QStringLiteral("event_id"), QString(u'$' + user.toString())},
            {QStringLiteral("sender"), user.toString()},
            {QStringLiteral("state_key"), user.toString()},
            {QStringLiteral("origin_server_ts"), 1},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("membership"), QStringLiteral("join")}}}};
    return toText({{QStringLiteral("chunk"), chunk}});
}

QByteArray devicesReply(const QStringList &ids)
{
    QJsonArray devices;
    for (const QString &id : ids)
        devices << QJsonObject{{QStringLiteral("device_id"), id}};
    return toText({{QStringLiteral("devices"), devices}});
}

bool isEmpty(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object().isEmpty();
}

}

Result<Reply> RecoveryServer::answer(const KeyServer::Device &from, const Request &request)
{
    const QString rest = restOf(request);
    if (rest.contains(u"/account_data/"))
        return answerAccountData(request, rest.section(QStringLiteral("/account_data/"), 1));
    if (rest.startsWith(u"room_keys/"))
        return answerBackup(from, request);
    if (rest == u"keys/device_signing/upload")
        return answerSigning(from, request);
    if (rest == u"keys/upload" && isUploadForbidden)
        return refusal(403, "M_FORBIDDEN");
    if (rest.startsWith(u"rooms/") && rest.endsWith(u"/members"))
        return ok(membersReply(members.isEmpty() ? QList<UserId>{from.user} : members));
    if (rest.startsWith(u"rooms/") && rest.endsWith(u"/messages")) // nothing is older
        return ok(toText({{QStringLiteral("chunk"), QJsonArray()}}));
    if (rest == u"devices")
        return ok(devicesReply(keys.devicesOf(from.user)));
    if (keys.hasOthersOf(from, request))
        return refusal(400, "M_UNKNOWN");
    if (rest == u"upload" || rest.startsWith(u"media/download/"))
        return answerFile(request);
    if (rest.startsWith(u"join/"))
        return ok(toText({{QStringLiteral("room_id"), rest.section(u'/', 1)}}));
    if (rest.startsWith(u"rooms/") && rest.endsWith(u"/invite"))
        return ok("{}");
    return ok(keys.answer(from, request));
}

Result<Reply> RecoveryServer::answerFile(const Request &request)
{
    if (request.method == Request::Method::Post) {
        files.append(request.body);
        return ok(
            toText({{QStringLiteral("content_uri"), QStringLiteral("mxc://x/%1").arg(files.size() - 1)}}));
    }
    const int number = request.path.section(u'/', -1).toInt();
    if (number >= files.size())
        return refusal(404, "M_NOT_FOUND");
    return Reply{200, files[number], "application/octet-stream"};
}

Result<Reply> RecoveryServer::answerAccountData(const Request &request, const QString &type)
{
    if (request.method == Request::Method::Put) {
        accountData.insert(type, request.body);
        return ok("{}");
    }
    return accountData.contains(type) ? ok(accountData.value(type)) : refusal(404, "M_NOT_FOUND");
}

Result<Reply> RecoveryServer::answerBackup(const KeyServer::Device &from, const Request &request)
{
    const bool isVersion = restOf(request).startsWith(u"room_keys/version");
    if (isVersion && request.method == Request::Method::Post) {
        const QByteArray body = keys.answer(from, request);
        backup = QJsonDocument::fromJson(body)[u"version"].toString();
        return ok(body);
    }
    if (isVersion && backup.isEmpty())
        return refusal(404, "M_NOT_FOUND");
    const QByteArray body = keys.answer(from, request);
    if (isVersion) {
        QJsonObject current = QJsonDocument::fromJson(body).object();
        current.insert(QStringLiteral("version"), backup);
        return ok(toText(current));
    }
    if (queryOf(request, "version") != backup)
        return request.method == Request::Method::Put ? refusal(403, "M_WRONG_ROOM_KEYS_VERSION")
                                                      : refusal(404, "M_NOT_FOUND");
    return isEmpty(body) ? refusal(404, "M_NOT_FOUND") : ok(body);
}

Result<Reply> RecoveryServer::answerSigning(const KeyServer::Device &from, const Request &request)
{
    const QJsonObject auth = QJsonDocument::fromJson(request.body)[u"auth"].toObject();
    const bool wantsMore =
        !resetPage.isEmpty() ? !isResetAllowed : !password.isEmpty() && auth[u"password"] != password;
    if ((m_hasIdentity || !isFirstFree) && wantsMore) {
        const QString stage =
            resetPage.isEmpty() ? QStringLiteral("m.login.password") : QStringLiteral("m.oauth");
        QJsonObject challenge{
            {QStringLiteral("session"), QStringLiteral("s1")},
            {QStringLiteral("flows"), QJsonArray{QJsonObject{{QStringLiteral("stages"), QJsonArray{stage}}}}},
            {QStringLiteral("params"),
             QJsonObject{{stage, QJsonObject{{QStringLiteral("url"), resetPage}}}}}};
        if (!auth.isEmpty())
            challenge.insert(QStringLiteral("errcode"), QStringLiteral("M_FORBIDDEN"));
        return Reply{401, toText(challenge), "application/json"};
    }
    m_hasIdentity = true;
    return ok(keys.answer(from, request));
}

QString RecoveryTransport::nameOf(const Request &request)
{
    static const QStringList methods{QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT"),
                                     QStringLiteral("DELETE")};
    QString rest = restOf(request);
    if (rest.contains(u"/account_data/"))
        rest = rest.section(QStringLiteral("/account_data/"), 1);
    if (rest.startsWith(u"sendToDevice/"))
        rest = rest.section(u'/', 0, 1);
    return methods[int(request.method)] + u' ' + rest;
}

void RecoveryTransport::breakAt(int number, Fault fault)
{
    m_faultAt = int(sent.size()) + number;
    m_fault = fault;
}

void RecoveryTransport::failHeld(const Error &error)
{
    for (const Promise<Reply> &each : std::exchange(m_waiting, {}))
        each.resolve(error);
}

Result<Reply> RecoveryTransport::answer(const Request &request)
{
    const bool isBroken = int(sent.size()) - 1 == m_faultAt;
    switch (isBroken ? m_fault : Fault::None) {
    case Fault::None:
        break;
    case Fault::Refused:
        return refusal(500, "M_UNKNOWN");
    case Fault::Forbidden:
        return refusal(403, "M_FORBIDDEN");
    case Fault::TimesOut:
        return Error::of(Error::Kind::Timeout);
    case Fault::AnswerLost:
        m_server.answer(m_device, request).isOk();
        return Error::of(Error::Kind::Timeout);
    case Fault::Twice:
        m_server.answer(m_device, request).isOk();
        break;
    }
    return m_server.answer(m_device, request);
}

Task<Reply> RecoveryTransport::send(const QUrl &, const Request &request, const QByteArray &, bool)
{
    sent.append(nameOf(request));
    const Promise<Reply> promise;
    const bool isPoll = sent.constLast() == u"GET sync" && std::exchange(m_hasSynced, true);
    if (isPoll || (!m_held.isEmpty() && sent.constLast().startsWith(m_held))) {
        m_waiting.append(promise);
        return promise.task();
    }
    const Result<Reply> reply =
        sent.constLast() == u"GET sync" ? ok("{\"next_batch\":\"s1\"}") : answer(request);
    QMetaObject::invokeMethod(
        &m_context, [promise, reply] { promise.resolve(reply); }, Qt::QueuedConnection);
    return promise.task();
}

}
