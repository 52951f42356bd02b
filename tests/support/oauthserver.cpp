// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oauthserver.h"

#include "support/json.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace linnet::test {

namespace {

const QString DeviceGrant = QStringLiteral("urn:ietf:params:oauth:grant-type:device_code");
const QString ApiScope = QStringLiteral("urn:matrix:client:api:*");
const QString DeviceScope = QStringLiteral("urn:matrix:client:device:");

QByteArray challengeOf(const QString &verifier)
{
    return QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// Nothing where a parameter is there twice, which RFC 6749 section 3.1 forbids.
std::optional<QMap<QString, QString>> parametersOf(const QByteArray &text)
{
    QMap<QString, QString> parameters;
    const QUrlQuery query(QString::fromLatin1(QByteArray(text).replace('+', "%20")));
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (parameters.contains(name))
            return std::nullopt;
        parameters.insert(name, value);
    }
    return parameters;
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        strings << each.toString();
    return strings;
}

/// RFC 8252 section 7.3, and "Redirect URI validation".
bool isNativeRedirect(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QStringList hosts{QStringLiteral("127.0.0.1"), QStringLiteral("::1"), QStringLiteral("localhost")};
    return url.scheme() == u"http" && hosts.contains(url.host()) && url.port() < 0 && !url.hasFragment();
}

}

OAuthServer::OAuthServer(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_elsewhere([this](const Exchange &exchange) {
          ++m_askedElsewhere;
          exchange->reply(200, "{}");
      }),
      m_http([this](const Exchange &exchange) { handle(exchange); })
{
}

bool OAuthServer::listen()
{
    return m_http.listen() && m_elsewhere.listen();
}

void OAuthServer::setMetadata(const QString &field, const QJsonValue &value)
{
    m_metadata.insert(field, value);
}

QByteArray OAuthServer::newWord(const char *prefix)
{
    return prefix + QByteArray::number(++m_words) + "+/=~";
}

void OAuthServer::handle(const Exchange &exchange)
{
    m_asked << QString::fromLatin1(exchange->method) + u' ' + exchange->path;
    const QString path = exchange->path;
    if (path.startsWith(u"/_matrix/"))
        return handleHome(exchange);
    if (exchange->headers.contains("authorization"))
        violated(QStringLiteral("an access token came to %1").arg(path));
    if (exchange->method != "POST")
        return refuse(exchange, "invalid_request", 405);
    if (path == u"/oauth2/clients/register")
        return handleRegistration(exchange);
    if (path == u"/oauth2/token")
        return handleToken(exchange);
    if (path == u"/oauth2/device")
        return handleDevice(exchange);
    if (path == u"/oauth2/revoke")
        return handleRevocation(exchange);
    refuse(exchange, "invalid_request", 404);
}

bool OAuthServer::isFaulty(Step step, const Exchange &exchange)
{
    m_isLosing = false;
    if (!m_faults.contains(step))
        return false;
    switch (m_faults.take(step)) {
    case Fault::Broken:
        exchange->reply(503, "<html>Down", "text/html");
        return true;
    case Fault::Refused:
        refuse(exchange, "invalid_request");
        return true;
    case Fault::Nonsense:
        exchange->reply(200, "{\"access_token\":");
        return true;
    case Fault::Incomplete:
        exchange->reply(200, "{}");
        return true;
    case Fault::Page:
        exchange->reply(200, "<!DOCTYPE html><html>Welcome", "text/html");
        return true;
    case Fault::Cut:
        exchange->reset();
        return true;
    case Fault::Redirected:
        exchange->reply(307, {}, {},
                        "Location: " + m_elsewhere.url().toEncoded() + exchange->target + "\r\n");
        return true;
    case Fault::Silent:
        m_silent << exchange;
        return true;
    case Fault::Lost:
        m_isLosing = true;
        return false;
    }
    return false;
}

void OAuthServer::answer(const Exchange &exchange, int status, const QJsonObject &body)
{
    if (std::exchange(m_isLosing, false))
        exchange->reset();
    else
        exchange->reply(status, toText(body), "application/json", "Cache-Control: no-store\r\n");
}

void OAuthServer::refuse(const Exchange &exchange, const char *code, int status)
{
    answer(exchange, status,
           {{QStringLiteral("error"), QLatin1String(code)},
            {QStringLiteral("error_description"), QStringLiteral("The server's own words")}});
}

// ---- the home server

void OAuthServer::handleHome(const Exchange &exchange)
{
    if (exchange->path.endsWith(u"/auth_metadata"))
        return handleMetadata(exchange);
    if (exchange->path.endsWith(u"/account/whoami") && isFaulty(Step::WhoAmI, exchange))
        return;
    const QByteArray access = exchange->headers.value("authorization").mid(qstrlen("Bearer "));
    for (Session &session : m_sessions) {
        for (qsizetype i = 0; i < session.pairs.size(); ++i) {
            if (session.pairs[i].access != access)
                continue;
            const bool isPast = i + 1 < session.pairs.size() && session.pairs[i].isUsed;
            if (session.isRevoked || isPast || m_clock.now() >= session.pairs[i].endsAt)
                return answer(exchange, 401,
                              {{QStringLiteral("errcode"), QStringLiteral("M_UNKNOWN_TOKEN")},
                               {QStringLiteral("error"), QStringLiteral("Token is not active")},
                               {QStringLiteral("soft_logout"), !session.isRevoked}});
            session.pairs[i].isUsed = true;
            return answer(
                exchange, 200,
                {{QStringLiteral("user_id"), session.user}, {QStringLiteral("device_id"), session.device}});
        }
    }
    answer(exchange, 401,
           {{QStringLiteral("errcode"), QStringLiteral("M_UNKNOWN_TOKEN")},
            {QStringLiteral("error"), QStringLiteral("Unknown token")}});
}

void OAuthServer::handleMetadata(const Exchange &exchange)
{
    if (exchange->headers.contains("authorization"))
        violated(QStringLiteral("an access token came with the question for metadata"));
    const bool isUnstable = exchange->path.contains(u"/unstable/org.matrix.msc2965/");
    if (m_isUnstableOnly != isUnstable)
        return answer(exchange, 404, {{QStringLiteral("errcode"), QStringLiteral("M_UNRECOGNIZED")}});
    if (isFaulty(Step::Metadata, exchange))
        return;
    const auto at = [this](const char *path) -> QString {
        return m_http.url().toString(QUrl::FullyEncoded) + QLatin1String(path);
    };
    QJsonObject metadata{
        {QStringLiteral("issuer"), at("/")},
        {QStringLiteral("authorization_endpoint"), at("/authorize?tenant=1")},
        {QStringLiteral("token_endpoint"), at("/oauth2/token")},
        {QStringLiteral("registration_endpoint"), at("/oauth2/clients/register")},
        {QStringLiteral("revocation_endpoint"), at("/oauth2/revoke")},
        {QStringLiteral("device_authorization_endpoint"), at("/oauth2/device")},
        {QStringLiteral("account_management_uri"), at("/account/")},
        {QStringLiteral("account_management_actions_supported"),
         QJsonArray{QStringLiteral("org.matrix.profile"), QStringLiteral("org.matrix.device_delete")}},
        {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("response_modes_supported"),
         QJsonArray{QStringLiteral("query"), QStringLiteral("fragment")}},
        {QStringLiteral("grant_types_supported"),
         QJsonArray{QStringLiteral("authorization_code"), QStringLiteral("refresh_token"), DeviceGrant}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("prompt_values_supported"), QJsonArray{QStringLiteral("create")}}};
    for (auto it = m_metadata.cbegin(); it != m_metadata.cend(); ++it) {
        if (it.value().isUndefined())
            metadata.remove(it.key());
        else
            metadata.insert(it.key(), it.value());
    }
    answer(exchange, 200, metadata);
}

bool OAuthServer::isAlive(const QByteArray &access) const
{
    return std::any_of(m_sessions.cbegin(), m_sessions.cend(), [&](const Session &session) {
        return !session.isRevoked && !session.pairs.isEmpty() && session.pairs.last().access == access &&
               m_clock.now() < session.pairs.last().endsAt;
    });
}

int OAuthServer::sessions() const
{
    return int(std::count_if(m_sessions.cbegin(), m_sessions.cend(),
                             [](const Session &session) { return !session.isRevoked; }));
}

QString OAuthServer::deviceOf(const QByteArray &access) const
{
    for (const Session &session : m_sessions) {
        for (const Pair &pair : session.pairs) {
            if (pair.access == access)
                return session.device;
        }
    }
    return {};
}

void OAuthServer::endSession(const QByteArray &access)
{
    for (Session &session : m_sessions) {
        for (const Pair &pair : std::as_const(session.pairs))
            session.isRevoked = session.isRevoked || pair.access == access;
    }
}

// ---- registration

void OAuthServer::handleRegistration(const Exchange &exchange)
{
    if (isFaulty(Step::Registration, exchange))
        return;
    if (!exchange->headers.value("content-type").startsWith("application/json"))
        violated(QStringLiteral("a registration that is no JSON"));
    const QJsonObject body = QJsonDocument::fromJson(exchange->body).object();
    const QUrl uri(body.value(u"client_uri").toString());
    const Client client{stringsOf(body.value(u"redirect_uris")), stringsOf(body.value(u"grant_types"))};
    const bool areRedirectsGood =
        !client.redirects.isEmpty() &&
        std::all_of(client.redirects.cbegin(), client.redirects.cend(), isNativeRedirect);
    if (!areRedirectsGood)
        return refuse(exchange, "invalid_redirect_uri");
    const bool isGood = uri.scheme() == u"https" && uri.userInfo().isEmpty() &&
                        !body.value(u"client_name").toString().isEmpty() &&
                        body.value(u"application_type") == QLatin1String("native") &&
                        body.value(u"token_endpoint_auth_method") == QLatin1String("none") &&
                        stringsOf(body.value(u"response_types")).contains(QStringLiteral("code")) &&
                        client.grants.contains(QStringLiteral("authorization_code")) &&
                        client.grants.contains(QStringLiteral("refresh_token"));
    if (!isGood)
        return refuse(exchange, "invalid_client_metadata");
    const QString id = QString::fromUtf8(newWord("client"));
    m_clients.insert(id, client);
    QJsonObject reply = body;
    reply.insert(QStringLiteral("client_id"), id);
    answer(exchange, 201, reply);
}

bool OAuthServer::isRegistered(const QString &client, const QUrl &redirect) const
{
    // Only the port may differ (RFC 8252 section 7.3).
    QUrl plain = redirect;
    plain.setPort(-1);
    const bool isTo = redirect.port() > 0 && redirect.userInfo().isEmpty() && !redirect.hasFragment();
    return isTo && m_clients.value(client).redirects.contains(plain.toString(QUrl::FullyEncoded));
}

// ---- a person at a browser

std::optional<QString> OAuthServer::deviceOfScope(const QString &scope)
{
    static const QRegularExpression form(QStringLiteral(R"(\A[A-Za-z0-9._~-]{10,}\z)"));
    QStringList tokens = scope.split(u' ');
    if (tokens.removeAll(ApiScope) != 1 || tokens.size() != 1 || !tokens.first().startsWith(DeviceScope))
        return std::nullopt;
    const QString device = tokens.first().mid(DeviceScope.size());
    return form.match(device).hasMatch() ? std::optional(device) : std::nullopt;
}

QUrl OAuthServer::browse(const QUrl &page, const QString &user, bool agrees)
{
    const auto wrong = [this](const char *what) {
        violated(QLatin1String(what));
        return QUrl();
    };
    const auto form = parametersOf(page.query(QUrl::FullyEncoded).toLatin1());
    if (!form)
        return wrong("a parameter that is there twice");
    if (page.path() != u"/authorize" || form->value(QStringLiteral("tenant")) != u"1")
        return wrong("not the authorization endpoint");
    const QString client = form->value(QStringLiteral("client_id"));
    const QUrl redirect(form->value(QStringLiteral("redirect_uri")), QUrl::StrictMode);
    if (!isRegistered(client, redirect))
        return wrong("an address that is not registered");
    const auto device = deviceOfScope(form->value(QStringLiteral("scope")));
    if (!device)
        return wrong("no such scope");
    static const QRegularExpression challenge(QStringLiteral(R"(\A[A-Za-z0-9_-]{43}\z)"));
    if (form->value(QStringLiteral("code_challenge_method")) != u"S256" ||
        !challenge.match(form->value(QStringLiteral("code_challenge"))).hasMatch())
        return wrong("no PKCE");
    if (form->value(QStringLiteral("state")).size() < 20)
        return wrong("no state");
    if (form->value(QStringLiteral("response_type")) != u"code" ||
        form->value(QStringLiteral("response_mode")) != u"query")
        return wrong("another kind of answer");
    if (form->contains(QStringLiteral("prompt")) && form->value(QStringLiteral("prompt")) != u"create")
        return wrong("an unknown prompt");
    m_hasSeenRegistration = form->contains(QStringLiteral("prompt"));

    QUrlQuery back;
    back.addQueryItem(QStringLiteral("state"),
                      QString::fromLatin1(QUrl::toPercentEncoding(form->value(QStringLiteral("state")))));
    back.addQueryItem(QStringLiteral("iss"), QString::fromLatin1(QUrl::toPercentEncoding(
                                                 m_http.url().toString(QUrl::FullyEncoded) + u'/')));
    if (agrees) {
        const QString code = QString::fromUtf8(newWord("code"));
        m_codes.insert(code,
                       {client, user, *device, redirect.toString(QUrl::FullyEncoded),
                        form->value(QStringLiteral("code_challenge")), m_clock.now() + CodeLife, false, -1});
        back.addQueryItem(QStringLiteral("code"), QString::fromLatin1(QUrl::toPercentEncoding(code)));
    } else {
        back.addQueryItem(QStringLiteral("error"), QStringLiteral("access_denied"));
        back.addQueryItem(QStringLiteral("error_description"), QStringLiteral("Not+today"));
    }
    QUrl to = redirect;
    to.setQuery(back);
    return to;
}

void OAuthServer::decide(const QString &userCode, const QString &user, bool agrees)
{
    for (DeviceCode &code : m_deviceCodes) {
        if (code.userCode != userCode)
            continue;
        code.grant.user = user;
        code.isAgreed = agrees;
    }
}

// ---- tokens

std::optional<OAuthServer::Form> OAuthServer::formOf(const Exchange &exchange)
{
    if (!exchange->headers.value("content-type").startsWith("application/x-www-form-urlencoded")) {
        violated(QStringLiteral("a body that is no form"));
        return std::nullopt;
    }
    if (exchange->target.contains('?')) {
        violated(QStringLiteral("secrets in the address"));
        return std::nullopt;
    }
    return parametersOf(exchange->body);
}

int OAuthServer::newSession(const Grant &grant)
{
    // Whoever gets a device anew ends what was there under its name.
    for (Session &session : m_sessions) {
        if (session.user == grant.user && session.device == grant.device)
            session.isRevoked = true;
    }
    m_sessions.append({grant.client, grant.user, grant.device, {}, false});
    return int(m_sessions.size()) - 1;
}

void OAuthServer::giveTokens(const Exchange &exchange, int session)
{
    const Pair pair{newWord("mat_"), newWord("mar_"), m_clock.now() + AccessLife, false};
    m_sessions[session].pairs << pair;
    answer(exchange, 200,
           {{QStringLiteral("access_token"), QString::fromUtf8(pair.access)},
            {QStringLiteral("token_type"), QStringLiteral("Bearer")},
            {QStringLiteral("expires_in"), AccessLife / 1000},
            {QStringLiteral("refresh_token"), QString::fromUtf8(pair.refresh)},
            {QStringLiteral("scope"), QString(ApiScope + u' ' + DeviceScope + m_sessions[session].device)}});
}

void OAuthServer::handleToken(const Exchange &exchange)
{
    const auto form = formOf(exchange);
    if (!form)
        return refuse(exchange, "invalid_request");
    const QString type = form->value(QStringLiteral("grant_type"));
    if (!m_clients.contains(form->value(QStringLiteral("client_id"))))
        return refuse(exchange, "invalid_client", 401);
    if (type == u"authorization_code")
        return handleCode(exchange, *form);
    if (type == u"refresh_token")
        return handleRefresh(exchange, *form);
    if (type == DeviceGrant)
        return handlePoll(exchange, *form);
    refuse(exchange, "unsupported_grant_type");
}

void OAuthServer::handleCode(const Exchange &exchange, const Form &form)
{
    if (isFaulty(Step::Token, exchange))
        return;
    const auto found = m_codes.find(form.value(QStringLiteral("code")));
    if (found == m_codes.end())
        return refuse(exchange, "invalid_grant");
    Grant &grant = *found;
    if (grant.isUsed) {
        // Somebody else has seen it (RFC 6749 section 4.1.2).
        m_sessions[grant.session].isRevoked = true;
        return refuse(exchange, "invalid_grant");
    }
    const QString verifier = form.value(QStringLiteral("code_verifier"));
    static const QRegularExpression shape(QStringLiteral(R"(\A[A-Za-z0-9._~-]{43,128}\z)"));
    if (grant.client != form.value(QStringLiteral("client_id")) || m_clock.now() >= grant.endsAt ||
        grant.redirect != form.value(QStringLiteral("redirect_uri")) || !shape.match(verifier).hasMatch() ||
        QString::fromLatin1(challengeOf(verifier)) != grant.challenge)
        return refuse(exchange, "invalid_grant");
    grant.isUsed = true;
    grant.session = newSession(grant);
    giveTokens(exchange, grant.session);
}

void OAuthServer::handleRefresh(const Exchange &exchange, const Form &form)
{
    if (isFaulty(Step::Refresh, exchange))
        return;
    const QByteArray refresh = form.value(QStringLiteral("refresh_token")).toUtf8();
    for (int i = 0; i < int(m_sessions.size()); ++i) {
        Session &session = m_sessions[i];
        const auto pair = std::find_if(session.pairs.begin(), session.pairs.end(),
                                       [&](const Pair &each) { return each.refresh == refresh; });
        if (pair == session.pairs.end())
            continue;
        const bool isPast =
            std::any_of(pair + 1, session.pairs.end(), [](const Pair &each) { return each.isUsed; });
        if (isPast) {
            violated(QStringLiteral("a refresh token that was replaced"));
            session.isRevoked = true;
        }
        if (session.isRevoked || session.client != form.value(QStringLiteral("client_id")))
            return refuse(exchange, "invalid_grant");
        // Those that were given out for it before did not arrive.
        pair->isUsed = true;
        session.pairs.erase(pair + 1, session.pairs.end());
        return giveTokens(exchange, i);
    }
    refuse(exchange, "invalid_grant");
}

void OAuthServer::handleDevice(const Exchange &exchange)
{
    if (isFaulty(Step::DeviceCode, exchange))
        return;
    const auto form = formOf(exchange);
    const QString client = form ? form->value(QStringLiteral("client_id")) : QString();
    if (!m_clients.contains(client))
        return refuse(exchange, "invalid_client", 401);
    if (!m_clients.value(client).grants.contains(DeviceGrant))
        return refuse(exchange, "unauthorized_client");
    const auto device = deviceOfScope(form->value(QStringLiteral("scope")));
    if (!device)
        return refuse(exchange, "invalid_scope");
    const QString code = QString::fromUtf8(newWord("device"));
    const QString userCode = QStringLiteral("WDJB-%1").arg(m_words);
    m_deviceCodes.insert(code, {{client, {}, *device, {}, {}, m_clock.now() + DeviceCodeLife, false, -1},
                                userCode,
                                Interval,
                                m_clock.now() + Interval * 1000,
                                std::nullopt});
    const QString page = m_http.url().toString(QUrl::FullyEncoded) + QStringLiteral("/link");
    answer(
        exchange, 200,
        {{QStringLiteral("device_code"), code},
         {QStringLiteral("user_code"), userCode},
         {QStringLiteral("verification_uri"), page},
         {QStringLiteral("verification_uri_complete"), QString(page + QStringLiteral("?code=") + userCode)},
         {QStringLiteral("expires_in"), DeviceCodeLife / 1000},
         {QStringLiteral("interval"), m_claimedInterval}});
}

void OAuthServer::handlePoll(const Exchange &exchange, const Form &form)
{
    if (isFaulty(Step::DevicePoll, exchange))
        return;
    const auto found = m_deviceCodes.find(form.value(QStringLiteral("device_code")));
    if (found == m_deviceCodes.end() || found->grant.client != form.value(QStringLiteral("client_id")) ||
        found->grant.isUsed)
        return refuse(exchange, "invalid_grant");
    const bool isTooSoon = m_clock.now() < found->notBefore;
    found->notBefore = m_clock.now() + found->interval * 1000;
    if (m_clock.now() >= found->grant.endsAt)
        return refuse(exchange, "expired_token");
    if (isTooSoon) {
        found->interval += 5;
        return refuse(exchange, "slow_down");
    }
    if (!found->isAgreed)
        return refuse(exchange, "authorization_pending");
    if (!*found->isAgreed)
        return refuse(exchange, "access_denied");
    found->grant.isUsed = true;
    giveTokens(exchange, newSession(found->grant));
}

void OAuthServer::handleRevocation(const Exchange &exchange)
{
    if (isFaulty(Step::Revocation, exchange))
        return;
    const auto form = formOf(exchange);
    if (!form || form->value(QStringLiteral("token")).isEmpty())
        return refuse(exchange, "invalid_request");
    const QByteArray token = form->value(QStringLiteral("token")).toUtf8();
    for (Session &session : m_sessions) {
        for (const Pair &pair : std::as_const(session.pairs))
            session.isRevoked = session.isRevoked || pair.access == token || pair.refresh == token;
    }
    answer(exchange, 200, {});
}

}
