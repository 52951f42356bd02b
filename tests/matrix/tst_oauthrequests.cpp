// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/oauthrequests.h"

#include "support/faketransport.h"
#include "support/json.h"

#include <QSet>
#include <QTest>
#include <QUrlQuery>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

/// The specification's own example, with what MAS adds.
QJsonObject example()
{
    return json("{'issuer':'https://account.example.com/',"
                "'authorization_endpoint':'https://account.example.com/oauth2/auth?tenant=1',"
                "'token_endpoint':'https://account.example.com/oauth2/token',"
                "'registration_endpoint':'https://account.example.com/oauth2/clients/register',"
                "'device_authorization_endpoint':'https://account.example.com/oauth2/device',"
                "'revocation_endpoint':'https://account.example.com/oauth2/revoke',"
                "'response_types_supported':['code'],"
                "'grant_types_supported':['authorization_code','refresh_token',"
                "'urn:ietf:params:oauth:grant-type:device_code'],"
                "'response_modes_supported':['query','fragment'],"
                "'code_challenge_methods_supported':['plain','S256'],"
                "'prompt_values_supported':['create'],"
                "'account_management_uri':'https://account.example.com/manage?x=1',"
                "'account_management_actions_supported':['org.matrix.profile','org.matrix.device_delete']}");
}

OAuthMetadata metadata()
{
    return OAuthRequests::readMetadata(toText(example())).take();
}

QHash<QString, QString> form(const Request &request)
{
    QHash<QString, QString> fields;
    const auto items = QUrlQuery(QString::fromLatin1(request.body)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        fields.insert(name, value);
    return fields;
}

OAuthWish wish()
{
    return {QStringLiteral("client+1"),
            QUrl(QStringLiteral("http://127.0.0.1:4242/")),
            QStringLiteral("ABCDEFGHIJ"),
            QStringLiteral("st&te="),
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            false};
}

}

/// What goes to an authorization server, and what is believed of its answers.
class TestOAuthRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMetadata()
    {
        const OAuthMetadata read = metadata();
        QCOMPARE(read.issuer, QStringLiteral("https://account.example.com/"));
        QCOMPARE(read.tokenEndpoint, QUrl(QStringLiteral("https://account.example.com/oauth2/token")));
        QVERIFY(read.hasRegistration());
        QVERIFY(read.hasDeviceCode());
        QCOMPARE(read.account(QStringLiteral("c")).clientId, QStringLiteral("c"));
        QCOMPARE(read.account({}).revocationEndpoint,
                 QUrl(QStringLiteral("https://account.example.com/oauth2/revoke")));
    }
    void readsWithoutWhatIsOptional()
    {
        QJsonObject object = example();
        for (const char *field :
             {"device_authorization_endpoint", "prompt_values_supported", "account_management_uri",
              "account_management_actions_supported", "response_modes_supported"})
            object.remove(QLatin1String(field));
        const auto read = OAuthRequests::readMetadata(toText(object));
        QVERIFY(read);
        QVERIFY(!read->hasRegistration());
        QVERIFY(!read->hasDeviceCode());
        QVERIFY(read->account({}).managementUri.isEmpty());
    }
    void doesNotBelieveEverything_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *field, const QJsonValue &value, const char *what) {
            QTest::addRow("%s, %s", field, what) << QString::fromLatin1(field) << value;
        };
        for (const char *field : {"issuer", "authorization_endpoint", "token_endpoint",
                                  "registration_endpoint", "revocation_endpoint"}) {
            row(field, QJsonValue::Undefined, "missing");
            row(field, QStringLiteral("http://account.example.com/x"), "in clear");
            row(field, QStringLiteral("javascript:alert(1)"), "no address");
            row(field, QStringLiteral("https:///x"), "without a host");
            row(field, QStringLiteral("file:///etc/passwd"), "a file");
            row(field, QStringLiteral("http://127.0.0.1.example.com/"), "a name like this machine's");
            row(field, 5, "a number");
            row(field, QStringLiteral("https://account.example.com/#x"), "with a fragment");
        }
        row("token_endpoint", QStringLiteral("https://a:b@account.example.com/x"), "with a password");
        row("issuer", QStringLiteral("https://account.example.com/?x"), "with a query");
        row("response_types_supported", QJsonArray{QStringLiteral("token")}, "no code");
        row("response_types_supported", QJsonValue::Undefined, "missing");
        row("response_modes_supported", QJsonArray{QStringLiteral("fragment")}, "no query");
        row("grant_types_supported", QJsonArray{QStringLiteral("authorization_code")}, "no refresh");
        row("grant_types_supported", QJsonArray{QStringLiteral("refresh_token")}, "no code");
        row("grant_types_supported", QStringLiteral("authorization_code refresh_token"), "no list");
        row("code_challenge_methods_supported", QJsonArray{QStringLiteral("plain")}, "plain");
        row("code_challenge_methods_supported", QJsonValue::Undefined, "missing");
    }
    void doesNotBelieveEverything()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject object = example();
        object.insert(field, value);
        if (value.isUndefined())
            object.remove(field);
        const auto read = OAuthRequests::readMetadata(toText(object));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::BadReply);
        QVERIFY(read.error().text.contains(field));
    }
    void leavesOutWhatItCannotUse()
    {
        QJsonObject object = example();
        object.insert(QStringLiteral("account_management_uri"), QStringLiteral("http://evil.example/"));
        object.insert(QStringLiteral("device_authorization_endpoint"),
                      QStringLiteral("http://evil.example/"));
        const auto read = OAuthRequests::readMetadata(toText(object));
        QVERIFY(read);
        QVERIFY(read->managementUri.isEmpty());
        QVERIFY(!read->hasDeviceCode());
        for (const QByteArray &nonsense : {QByteArray(), QByteArray("[]"), QByteArray("{"), QByteArray("{}")})
            QCOMPARE(OAuthRequests::readMetadata(nonsense).error().kind, Error::Kind::BadReply);
    }
    void thisMachineIsSafe()
    {
        for (const char *url :
             {"http://127.0.0.1:8080/x", "http://[::1]/", "http://localhost/", "https://x.y/"})
            QVERIFY2(OAuthRequests::isSafe(QUrl(QLatin1String(url))), url);
    }

    void registersAsANativeProgram()
    {
        const Request request = OAuthRequests::registration(metadata());
        QVERIFY(request.path.isEmpty());
        QVERIFY(!request.needsToken);
        QVERIFY(!request.followsRedirects);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(u"application_type").toString(), QStringLiteral("native"));
        QCOMPARE(body.value(u"token_endpoint_auth_method").toString(), QStringLiteral("none"));
        QCOMPARE(body.value(u"redirect_uris").toArray(), jsonArray("['http://127.0.0.1/','http://[::1]/']"));
        QCOMPARE(body.value(u"grant_types").toArray().size(), 3);
        QVERIFY(body.value(u"client_uri").toString().startsWith(u"https://"));
        OAuthMetadata plain = metadata();
        plain.deviceEndpoint.clear();
        QCOMPARE(QJsonDocument::fromJson(OAuthRequests::registration(plain).body)
                     .object()
                     .value(u"grant_types")
                     .toArray(),
                 jsonArray("['authorization_code','refresh_token']"));
        QCOMPARE(*OAuthRequests::readClientId(R"({"client_id":"s6"})"), QStringLiteral("s6"));
        QVERIFY(!OAuthRequests::readClientId(R"({"client_id":6})"));
    }
    void sendsTheBrowserWithAHashOnly()
    {
        OAuthWish asked = wish();
        const QUrl url = OAuthRequests::authorization(metadata(), asked);
        const QUrlQuery query(url);
        const auto value = [&](const char *name) {
            return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
        };
        QCOMPARE(url.path(), QStringLiteral("/oauth2/auth"));
        QCOMPARE(value("tenant"), QStringLiteral("1"));
        QCOMPARE(value("response_type"), QStringLiteral("code"));
        QCOMPARE(value("response_mode"), QStringLiteral("query"));
        QCOMPARE(value("client_id"), QStringLiteral("client+1"));
        QCOMPARE(value("redirect_uri"), QStringLiteral("http://127.0.0.1:4242/"));
        QCOMPARE(value("state"), QStringLiteral("st&te="));
        QCOMPARE(value("scope"),
                 QStringLiteral("urn:matrix:client:api:* urn:matrix:client:device:ABCDEFGHIJ"));
        // RFC 7636, appendix B.
        QCOMPARE(value("code_challenge"), QStringLiteral("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        QCOMPARE(value("code_challenge_method"), QStringLiteral("S256"));
        QVERIFY(!query.hasQueryItem(QStringLiteral("prompt")));
        QVERIFY(!url.toEncoded().contains(asked.verifier));
        asked.isRegistration = true;
        QCOMPARE(QUrlQuery(OAuthRequests::authorization(metadata(), asked))
                     .queryItemValue(QStringLiteral("prompt")),
                 QStringLiteral("create"));
    }
    void asksForTokensInForms()
    {
        const Request code = OAuthRequests::tokensForCode(wish(), QStringLiteral("c+/= &"));
        QCOMPARE(code.contentType, QByteArray("application/x-www-form-urlencoded"));
        QVERIFY(code.method == Request::Method::Post && code.path.isEmpty() && code.query.isEmpty());
        QVERIFY(!code.needsToken && !code.isIdempotent && !code.followsRedirects);
        QVERIFY(!code.body.contains('+'));
        QCOMPARE(form(code).value(QStringLiteral("grant_type")), QStringLiteral("authorization_code"));
        QCOMPARE(form(code).value(QStringLiteral("code")), QStringLiteral("c+/= &"));
        QCOMPARE(form(code).value(QStringLiteral("redirect_uri")), QStringLiteral("http://127.0.0.1:4242/"));
        QCOMPARE(form(code).value(QStringLiteral("code_verifier")), QString::fromLatin1(wish().verifier));
        const Request refresh = OAuthRequests::refresh(QStringLiteral("c"), "r+");
        QCOMPARE(form(refresh).value(QStringLiteral("refresh_token")), QStringLiteral("r+"));
        const Request device = OAuthRequests::deviceCode(QStringLiteral("c"), QStringLiteral("ABCDEFGHIJ"));
        QCOMPARE(form(device).value(QStringLiteral("scope")),
                 QStringLiteral("urn:matrix:client:api:* urn:matrix:client:device:ABCDEFGHIJ"));
        const Request revocation = OAuthRequests::revocation(QStringLiteral("c"), "r", true);
        QCOMPARE(form(revocation).value(QStringLiteral("token_type_hint")), QStringLiteral("refresh_token"));
    }
    void readsTokens()
    {
        const auto tokens = OAuthRequests::readTokens(
            R"({"access_token":"a","token_type":"bearer","expires_in":299,"refresh_token":"r"})");
        QVERIFY(tokens);
        QCOMPARE(tokens->access, QByteArray("a"));
        QCOMPARE(tokens->refresh, QByteArray("r"));
        QCOMPARE(tokens->expiresIn, 299s);
        for (const char *bad :
             {"{}", "[]", "", R"({"access_token":"a"})", R"({"access_token":"a","token_type":"DPoP"})",
              R"({"access_token":{},"token_type":"Bearer"})"})
            QCOMPARE(OAuthRequests::readTokens(bad).error().kind, Error::Kind::BadReply);
        for (const char *odd : {"-5", "\"299\"", "null", "1e300"})
            QVERIFY(OAuthRequests::readTokens(
                        QByteArray(R"({"access_token":"a","token_type":"Bearer","expires_in":)") + odd + '}')
                        ->expiresIn >= 0s);
    }
    void readsDeviceCodes()
    {
        const auto code = OAuthRequests::readDeviceCode(
            R"({"device_code":"d","user_code":"WDJB-MJHT","verification_uri":"https:\/\/x.y/link","expires_in":1800})");
        QVERIFY(code);
        QCOMPARE(code->interval, 5s);
        QCOMPARE(code->expiresIn, 1800s);
        QVERIFY(code->completeUri.isEmpty());
        for (const char *bad :
             {"{}", R"({"device_code":"d","user_code":"W","verification_uri":"http://x.y/","expires_in":18})",
              R"({"device_code":"d","user_code":"W","verification_uri":"https:\/\/x.y/"})"})
            QCOMPARE(OAuthRequests::readDeviceCode(bad).error().kind, Error::Kind::BadReply);
    }
    void readsRefusals()
    {
        const Error pending = answerOf(400, R"({"error":"authorization_pending"})").error();
        QVERIFY(pending.isMatrix("authorization_pending"));
        QVERIFY(pending.text.isEmpty());
        const Error grant = answerOf(400, R"({"error":"invalid_grant","error_description":"Gone"})").error();
        QVERIFY(grant.isMatrix("invalid_grant"));
        QCOMPARE(grant.text, QStringLiteral("Gone"));
        // Others have a code of their own, or none.
        const Error matrix =
            answerOf(401, R"({"errcode":"M_UNKNOWN_TOKEN","error":"invalid_grant","soft_logout":true})")
                .error();
        QVERIFY(matrix.isMatrix("M_UNKNOWN_TOKEN") && matrix.isSoftLogout);
        QVERIFY(answerOf(400, R"({"error":"Unrecognized request"})").error().matrixCode.isEmpty());
        QVERIFY(!answerOf(401, R"({"errcode":"M_UNKNOWN_TOKEN"})").error().isSoftLogout);
    }
    void makesUpWhatNobodyGuesses()
    {
        QSet<QString> seen;
        for (int i = 0; i < 200; ++i) {
            const QByteArray verifier = OAuthRequests::newVerifier();
            QCOMPARE(verifier.size(), 43);
            const QString device = OAuthRequests::newDeviceId();
            QCOMPARE(device.size(), 10);
            seen << QString::fromLatin1(verifier) << device << OAuthRequests::newState();
        }
        QCOMPARE(seen.size(), 600);
    }
    void anAddressWithoutAPathIsTheBase()
    {
        Request request;
        const QUrl endpoint(QStringLiteral("https://a:b@x.y/token/?k=v#f"));
        QCOMPARE(urlOf(endpoint, request), QUrl(QStringLiteral("https://x.y/token/?k=v")));
        request.query = {{QStringLiteral("q"), QStringLiteral("&")}};
        QCOMPARE(urlOf(endpoint, request).toEncoded(), QByteArray("https://x.y/token/?k=v&q=%26"));
    }
};

QTEST_GUILESS_MAIN(TestOAuthRequests)
#include "tst_oauthrequests.moc"
