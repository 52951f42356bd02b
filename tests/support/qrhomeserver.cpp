// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qrhomeserver.h"

#include "support/faketransport.h"
#include "support/json.h"

#include <QTest>

namespace linnet::test {

namespace {

const QString Place = QStringLiteral("/_synapse/client/rendezvous/abc");

Result<Reply> refusal(int status, const char *code)
{
    return answerOf(status, QByteArray("{\"errcode\":\"") + code + "\"}");
}

Result<Reply> ok(const QJsonObject &object)
{
    return Reply{200, toText(object), "application/json"};
}

}

QrHomeserver::QrHomeserver()
    : features{{QStringLiteral("org.matrix.msc4108"), true}},
      metadata(json("{'issuer':'https://account.x/','authorization_endpoint':'https://account.x/authorize',"
                    "'token_endpoint':'https://account.x/token',"
                    "'revocation_endpoint':'https://account.x/revoke',"
                    "'registration_endpoint':'https://account.x/register',"
                    "'device_authorization_endpoint':'https://account.x/device',"
                    "'response_types_supported':['code'],'response_modes_supported':['query'],"
                    "'code_challenge_methods_supported':['S256'],"
                    "'grant_types_supported':['authorization_code','refresh_token',"
                    "'urn:ietf:params:oauth:grant-type:device_code']}")),
      address(base().toString() + Place)
{
}

void QrHomeserver::goWrong(Step step, Fault fault, int times)
{
    if (fault != Fault::None)
        m_faults.insert(step, {fault, times});
}

void QrHomeserver::leave(const QByteArray &message)
{
    m_message = message;
    ++m_version;
}

QByteArray QrHomeserver::tag() const
{
    return '"' + QByteArray::number(m_version) + '"';
}

Result<Reply> QrHomeserver::tagged(int status, const QByteArray &body) const
{
    return Reply{status, body, "text/plain", 0, tag()};
}

Result<Reply> QrHomeserver::faulty(Step step, const std::function<Result<Reply>()> &work)
{
    ++m_counts[step];
    const auto fault = m_faults.find(step);
    if (fault == m_faults.end())
        return work();
    const Fault how = fault->first;
    if (--fault->second == 0)
        m_faults.erase(fault);
    switch (how) {
    case Fault::None:
        break;
    case Fault::Broken:
        return refusal(503, "M_UNKNOWN");
    case Fault::Refused:
        return refusal(403, "M_FORBIDDEN");
    case Fault::Unknown:
        return refusal(404, "M_UNRECOGNIZED");
    case Fault::Nonsense:
        return Reply{200, "[1,", "application/json", 0, tag()};
    case Fault::Lost:
        work().isOk();
        return Error::of(Error::Kind::Timeout);
    case Fault::TagLess: {
        Result<Reply> reply = work();
        if (reply)
            reply->etag.clear();
        return reply;
    }
    case Fault::Huge:
        return Error::of(Error::Kind::TooLarge); // as NetworkTransport has it
    }
    return work();
}

Result<Reply> QrHomeserver::answer(const QUrl &to, const Request &request, const QByteArray &token)
{
    using Method = Request::Method;
    const bool isGet = request.method == Method::Get;
    if (to.host() == u"other.example")
        return Error::of(Error::Kind::Network);
    if (to.host() == u"account.x")
        return answerOAuth(to.path(), request, token);
    if (request.path.isEmpty()) {
        if (to.toString() != address)
            m_violations << QStringLiteral("asked for ") + to.toString();
        if (!token.isEmpty() || request.needsToken)
            m_violations << QStringLiteral("a token at the rendezvous");
        return answerRendezvous(request);
    }
    if (request.path.startsWith(u"/.well-known/") || request.path.endsWith(u"/login") ||
        request.path.endsWith(u"/available"))
        return refusal(404, "M_UNRECOGNIZED");
    if (to != base())
        m_violations << QStringLiteral("another server: ") + to.toString();
    if (isGet && request.path.endsWith(u"/versions"))
        return faulty(Step::Versions, [this] {
            return ok({{QStringLiteral("versions"), QJsonArray{QStringLiteral("v1.15")}},
                       {QStringLiteral("unstable_features"), features}});
        });
    if (isGet && request.path.endsWith(u"/auth_metadata"))
        return faulty(Step::Metadata,
                      [this] { return metadata.isEmpty() ? refusal(404, "M_UNRECOGNIZED") : ok(metadata); });
    if (isGet && request.path.endsWith(u"/account/whoami"))
        return faulty(Step::WhoAmI, [this] {
            return ok({{QStringLiteral("user_id"), user}, {QStringLiteral("device_id"), device}});
        });
    if (isGet && request.path.contains(u"/devices/"))
        return faulty(Step::Session, [this, id = request.path.section(u'/', -1)] {
            return sessions.contains(id) ? ok({{QStringLiteral("device_id"), id}})
                                         : refusal(404, "M_NOT_FOUND");
        });
    if (request.method == Method::Post && request.path.endsWith(u"/org.matrix.msc4108/rendezvous")) {
        if (!token.isEmpty() || request.needsToken || request.contentType != "text/plain")
            m_violations << QStringLiteral("a rendezvous with a token, or that is no text");
        return faulty(Step::Create, [this] {
            m_isOpen = true;
            leave({});
            return Result<Reply>(
                Reply{201, toText({{QStringLiteral("url"), address}}), "application/json", 0, tag()});
        });
    }
    if (isGet && request.path.endsWith(u"/publicRooms")) // whether one can look around
        return refusal(401, "M_MISSING_TOKEN");
    const QString what = QStringLiteral("unexpected request: ") + request.path;
    QTest::qFail(qPrintable(what), __FILE__, __LINE__);
    return Error::of(Error::Kind::Network);
}

Result<Reply> QrHomeserver::answerOAuth(const QString &path, const Request &request, const QByteArray &token)
{
    if (request.method != Request::Method::Post || !token.isEmpty() || request.needsToken)
        m_violations << QStringLiteral("no POST without a token: ") + path;
    if (path == u"/register")
        return faulty(Step::Registration, [] {
            return ok({{QStringLiteral("client_id"), QStringLiteral("c")}});
        });
    if (path == u"/device")
        return faulty(Step::DeviceCode, [this, &request] {
            const QString body = QUrl::fromPercentEncoding(request.body);
            device = body.section(QStringLiteral("urn:matrix:client:device:"), 1);
            return ok(json("{'device_code':'D','user_code':'ABC-DEF',"
                           "'verification_uri':'https://account.x/link',"
                           "'verification_uri_complete':'https://account.x/link?code=ABC-DEF',"
                           "'expires_in':300,'interval':5}"));
        });
    if (path == u"/token")
        return faulty(Step::Token, [this] { return answerToken(); });
    if (path == u"/revoke") {
        ++revoked;
        return Reply{200, "{}", "application/json"};
    }
    m_violations << QStringLiteral("asked for ") + path;
    return Error::of(Error::Kind::Network);
}

Result<Reply> QrHomeserver::answerToken()
{
    if (!isAgreed)
        return answerOf(400, jsonText("{'error':'authorization_pending'}"));
    if (!*isAgreed)
        return answerOf(400, jsonText("{'error':'access_denied'}"));
    sessions.insert(device);
    return ok(json("{'access_token':'A','refresh_token':'R','token_type':'Bearer','expires_in':300}"));
}

Result<Reply> QrHomeserver::answerRendezvous(const Request &request)
{
    using Method = Request::Method;
    if (!m_isOpen)
        return refusal(404, "M_NOT_FOUND");
    switch (request.method) {
    case Method::Get:
        return faulty(Step::Read, [this, &request] {
            return request.ifNoneMatch == tag() ? refusal(304, "") : tagged(200, m_message);
        });
    case Method::Put:
        return faulty(Step::Write, [this, &request] {
            if (request.ifMatch != tag())
                return refusal(412, "M_UNKNOWN");
            if (request.body.size() > 4096)
                return refusal(413, "M_TOO_LARGE");
            leave(request.body);
            ++m_writes;
            return tagged(202, {});
        });
    case Method::Delete:
        m_isRemoved = true;
        m_isOpen = false;
        return Reply{204, {}, {}};
    case Method::Post:
        break;
    }
    m_violations << QStringLiteral("a POST to the rendezvous");
    return refusal(405, "M_UNRECOGNIZED");
}

Task<Reply> QrHomeserver::send(const QUrl &to, const Request &request, const QByteArray &token, bool)
{
    const Promise<Reply> promise;
    const Result<Reply> reply = answer(to, request, token);
    QMetaObject::invokeMethod(
        &m_context, [promise, reply] { promise.resolve(reply); }, Qt::QueuedConnection);
    return promise.task();
}

}
