// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signin.h"

#include "matrix/networktransport.h"
#include "support/await.h"
#include "support/fakehomeserver.h"
#include "support/faketransport.h"
#include "support/json.h"

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr auto Get = Request::Method::Get;
constexpr auto Post = Request::Method::Post;

const QByteArray page = "<!DOCTYPE html><html>No Such Resource</html>";
const QByteArray token = "syt_secret+/=";
const QByteArray passwordFlow = R"({"flows":[{"type":"m.login.password"}]})";

Server at(Dialect dialect, bool isR0 = false)
{
    return {u"example.org"_qs, QUrl(u"https://matrix.example.org/base"_qs), {dialect, isR0}};
}

}

/// Getting a token: against scripts for each server's shape, and over the real transport against 2014.
class TestSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_transport = std::make_unique<FakeTransport>(); }
    void cleanup() { QCOMPARE(m_transport->unmet(), QStringList()); }

    void readsTheFlows_data();
    void readsTheFlows();
    void findsThePasswordAmongTheFlows_data();
    void findsThePasswordAmongTheFlows();
    void saysWhichTypesTheServerWants();
    void asksTheFlowsFirst();
    void sendsWhatTheServerUnderstands_data();
    void sendsWhatTheServerUnderstands();
    void takesAnAddressForAName();
    void passesRefusalsOn_data();
    void passesRefusalsOn();
    void waitsAsLongAsABusyServerAsks();

    void asksWhoseTokenItIs_data();
    void asksWhoseTokenItIs();
    void refusesTheTokenOfAnother();
    void refusesADeadToken();
    void refusesAnAnswerWithoutAUser_data();
    void refusesAnAnswerWithoutAUser();

    void findsTheFallbackPage();
    void takesTheStaticPageInstead_data();
    void takesTheStaticPageInstead();
    void hasNoPageWhereThereIsNone();
    void doesNotGuessPagesWithoutNetwork();

    void takesBack();
    void takesBackWhatIsGone();
    void saysThatItCouldNotTakeBack();

    void signsInAsIn2014_data();
    void signsInAsIn2014();
    void takesATokenOf2014_data();
    void takesATokenOf2014();
    void readsTheUserOutOfAnOldToken();
    void cannotTakeBackIn2014();

private:
    std::unique_ptr<FakeTransport> m_transport;
};

void TestSignIn::readsTheFlows_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<bool>("isR0");
    QTest::addColumn<QString>("path");
    QTest::newRow("v1") << Dialect::V1 << false << u"/_matrix/client/api/v1/login"_qs;
    QTest::newRow("r0") << Dialect::V3 << true << u"/_matrix/client/r0/login"_qs;
    QTest::newRow("v3") << Dialect::V3 << false << u"/_matrix/client/v3/login"_qs;
}

void TestSignIn::readsTheFlows()
{
    QFETCH(Dialect, dialect);
    QFETCH(bool, isR0);
    QFETCH(QString, path);
    m_transport->expects(Get, path).replies(
        200, jsonText("{'flows':[{'type':'m.login.sso'},5,{},{'type':null},{'type':'m.login.token'}]}"));
    const auto flows = await(SignIn(*m_transport).flows(at(dialect, isR0)));
    QVERIFY(flows);
    QCOMPARE(flows->types, (QStringList{u"m.login.sso"_qs, u"m.login.token"_qs}));
    QVERIFY(!flows->hasPassword());
    QCOMPARE(m_transport->sent().first()->request.path, path);
}

void TestSignIn::findsThePasswordAmongTheFlows_data()
{
    QTest::addColumn<QByteArray>("flows");
    QTest::newRow("alone") << passwordFlow;
    QTest::newRow("second") << jsonText(
        "{'flows':[{'type':'m.login.application_service'},{'type':'m.login.password'}]}");
    QTest::newRow("last") << jsonText("{'flows':[{'type':'m.login.sso','identity_providers':[]},"
                                      "{'type':'m.login.token'},{'type':'x'},{'type':'m.login.password'}]}");
    QTest::newRow("with stages of 2014") << jsonText(
        "{'flows':[{'type':'m.login.email.identity','stages':['a','b']},{'type':'m.login.password'}]}");
}

void TestSignIn::findsThePasswordAmongTheFlows()
{
    QFETCH(QByteArray, flows);
    m_transport->expects(Get, u"/login"_qs).replies(200, flows);
    m_transport->expects(Post, u"/login"_qs)
        .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T','device_id':'D'}"));
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->user.toString(), u"@alice:example.org"_qs);
    QCOMPARE(signedIn->token, QByteArray("T"));
    QCOMPARE(signedIn->deviceId, u"D"_qs);
}

void TestSignIn::saysWhichTypesTheServerWants()
{
    m_transport->expects(Get, u"/login"_qs)
        .replies(200, jsonText("{'flows':[{'type':'m.login.sso'},{'type':'org.example.iris'}]}"));
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs));
    QCOMPARE(signedIn.error().kind, Error::Kind::Unsupported);
    QCOMPARE(signedIn.error().text, u"m.login.sso, org.example.iris"_qs);
    QCOMPARE(m_transport->sent().size(), 1); // the password went nowhere
}

void TestSignIn::asksTheFlowsFirst()
{
    m_transport->expects(Get, u"/login"_qs).replies(503, page, "text/html");
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs));
    QCOMPARE(signedIn.error().httpStatus, 503);
    QCOMPARE(m_transport->sent().size(), 1);
}

void TestSignIn::sendsWhatTheServerUnderstands_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<bool>("isR0");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QJsonObject>("body");
    const QJsonObject v1 = json("{'type':'m.login.password','user':'alice','password':'wordpass'}");
    QJsonObject v3 = json("{'type':'m.login.password','password':'wordpass',"
                          "'identifier':{'type':'m.id.user','user':'alice'}}");
    v3.insert(u"initial_device_display_name"_qs, SignIn::deviceName());
    const QJsonObject r0Body = v3;
    v3.insert(u"refresh_token"_qs, true);
    QTest::newRow("v1") << Dialect::V1 << false << u"alice"_qs << v1;
    QTest::newRow("v3") << Dialect::V3 << false << u"alice"_qs << v3;
    QJsonObject r0 = r0Body;
    r0.insert(u"user"_qs, u"alice"_qs);
    QTest::newRow("r0") << Dialect::V3 << true << u"alice"_qs << r0;
    QJsonObject whole = v3;
    whole.insert(u"identifier"_qs, json("{'type':'m.id.user','user':'@alice:example.org'}"));
    QTest::newRow("whole id") << Dialect::V3 << false << u"@alice:example.org"_qs << whole;
}

void TestSignIn::sendsWhatTheServerUnderstands()
{
    QFETCH(Dialect, dialect);
    QFETCH(bool, isR0);
    QFETCH(QString, user);
    m_transport->expects(Get, u"/login"_qs).replies(200, passwordFlow);
    auto &post = m_transport->expects(Post, u"/login"_qs).replies(403, "{}");
    QVERIFY(!await(SignIn(*m_transport).withPassword(at(dialect, isR0), user, u"wordpass"_qs)));
    QTEST(QJsonDocument::fromJson(post.sent().request.body).object(), "body");
    QVERIFY(post.sent().request.query.isEmpty());
    QVERIFY(post.sent().token.isEmpty());
    QVERIFY(!post.sent().request.isIdempotent); // a second sign-in is a second device
}

void TestSignIn::takesAnAddressForAName()
{
    m_transport->expects(Get, u"/login"_qs).replies(200, passwordFlow);
    auto &login = m_transport->expects(Post, u"/login"_qs)
                      .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T'}"));
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"al@example.net"_qs, u"wordpass"_qs));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->user.toString(), u"@alice:example.org"_qs); // whose the address is
    const auto identifier =
        QJsonDocument::fromJson(login.sent().request.body).object().value(u"identifier").toObject();
    QCOMPARE(identifier.value(u"medium").toString(), u"email"_qs);
    QCOMPARE(identifier.value(u"address").toString(), u"al@example.net"_qs);
}

void TestSignIn::passesRefusalsOn_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int status, const char *body, Error::Kind kind,
                        const char *code = "") {
        QTest::newRow(name) << status << QByteArray(body).replace('\'', '"') << kind
                            << QString::fromLatin1(code);
    };
    row("wrong password", 403, "{'errcode':'M_FORBIDDEN','error':'Invalid username or password'}",
        Error::Kind::Server, "M_FORBIDDEN");
    row("closed account", 403, "{'errcode':'M_USER_DEACTIVATED'}", Error::Kind::Server, "M_USER_DEACTIVATED");
    row("too many tries", 429, "{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':70000}",
        Error::Kind::RateLimited, "M_LIMIT_EXCEEDED");
    row("down", 502, "<html>", Error::Kind::Server);
    row("no token in it", 200, "{'user_id':'@alice:example.org'}", Error::Kind::BadReply);
    row("no user in it", 200, "{'access_token':'T'}", Error::Kind::BadReply);
    row("wrong types", 200, "{'user_id':5,'access_token':['T'],'device_id':{}}", Error::Kind::BadReply);
    row("null everywhere", 200, "{'user_id':null,'access_token':null}", Error::Kind::BadReply);
    row("empty", 200, "''", Error::Kind::BadReply);
    row("not JSON", 200, "welcome", Error::Kind::BadReply);
    row("cut off", 200, "{'user_id':'@alice:example.org','access_tok", Error::Kind::BadReply);
    row("array", 200, "[]", Error::Kind::BadReply);
}

void TestSignIn::passesRefusalsOn()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_transport->expects(Get, u"/login"_qs).replies(200, passwordFlow);
    m_transport->expects(Post, u"/login"_qs).replies(status, body);
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs));
    QVERIFY(!signedIn);
    QTEST(signedIn.error().kind, "kind");
    QTEST(signedIn.error().matrixCode, "code");
    QVERIFY(!signedIn.error().text.contains(u"wordpass"));
}

void TestSignIn::waitsAsLongAsABusyServerAsks()
{
    m_transport->expects(Get, u"/login"_qs).replies(200, passwordFlow);
    m_transport->expects(Post, u"/login"_qs)
        .replies(429, jsonText("{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':1}"));
    auto &again = m_transport->expects(Post, u"/login"_qs)
                      .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T'}"));
    const auto signedIn =
        await(SignIn(*m_transport).withPassword(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->token, QByteArray("T"));
    QVERIFY(again.sent().request.body.contains("wordpass"));
}

void TestSignIn::asksWhoseTokenItIs_data()
{
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<bool>("isR0");
    QTest::addColumn<QString>("path");
    QTest::newRow("v3") << Dialect::V3 << false << u"/_matrix/client/v3/account/whoami"_qs;
    QTest::newRow("r0") << Dialect::V3 << true << u"/_matrix/client/r0/account/whoami"_qs;
    QTest::newRow("v1 on a server of today")
        << Dialect::V1 << false << u"/_matrix/client/r0/account/whoami"_qs;
}

void TestSignIn::asksWhoseTokenItIs()
{
    QFETCH(Dialect, dialect);
    QFETCH(bool, isR0);
    QFETCH(QString, path);
    auto &question = m_transport->expects(Get, path).replies(
        200, jsonText("{'user_id':'@alice:example.org','device_id':'D'}"));
    const auto signedIn = await(SignIn(*m_transport).withToken(at(dialect, isR0), token));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->user.toString(), u"@alice:example.org"_qs);
    QCOMPARE(signedIn->token, token);
    QCOMPARE(signedIn->deviceId, u"D"_qs);
    QCOMPARE(question.sent().token, token);
    QCOMPARE(question.sent().isTokenInQuery, dialect == Dialect::V1);
}

void TestSignIn::refusesTheTokenOfAnother()
{
    m_transport->expects(Get, u"/whoami"_qs).replies(200, jsonText("{'user_id':'@bob:example.org'}"));
    const auto signedIn =
        await(SignIn(*m_transport).withToken(at(Dialect::V3), token, UserId(u"@alice:example.org"_qs)));
    QCOMPARE(signedIn.error().kind, Error::Kind::Invalid);
    QVERIFY(signedIn.error().text.contains(u"@bob:example.org"_qs));
}

void TestSignIn::refusesADeadToken()
{
    m_transport->expects(Get, u"/whoami"_qs).replies(401, jsonText("{'errcode':'M_UNKNOWN_TOKEN'}"));
    const auto signedIn = await(SignIn(*m_transport).withToken(at(Dialect::V3), token));
    QVERIFY(signedIn.error().isUnknownToken());
}

void TestSignIn::refusesAnAnswerWithoutAUser_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "\"\"", "{}", "[]", "{\"user_id\":5}", "{\"user_id\":null}", "hello"})
        QTest::newRow(body) << QByteArray(body);
}

void TestSignIn::refusesAnAnswerWithoutAUser()
{
    QFETCH(QByteArray, body);
    m_transport->expects(Get, u"/whoami"_qs).replies(200, body);
    QCOMPARE(await(SignIn(*m_transport).withToken(at(Dialect::V3), token)).error().kind,
             Error::Kind::BadReply);
}

void TestSignIn::findsTheFallbackPage()
{
    auto &question =
        m_transport->expects(Get, u"/_matrix/client/v3/login/fallback"_qs).replies(200, page, "text/html");
    const auto url = await(SignIn(*m_transport).fallbackPage(at(Dialect::V3)));
    QVERIFY(url);
    QCOMPARE(*url, QUrl(u"https://matrix.example.org/base/_matrix/client/v3/login/fallback"_qs));
    QVERIFY(!question.sent().request.expectsJson);
}

void TestSignIn::takesTheStaticPageInstead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("today") << 404 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})");
    QTest::newRow("2014") << 400 << QByteArray(R"({"error":"Unrecognized request"})");
    QTest::newRow("2018") << 404 << page;
}

void TestSignIn::takesTheStaticPageInstead()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_transport->expects(Get, u"/login/fallback"_qs).replies(status, body);
    m_transport->expects(Get, u"/_matrix/static/client/login/"_qs).replies(200, page, "text/html");
    const auto url = await(SignIn(*m_transport).fallbackPage(at(Dialect::V1)));
    QVERIFY(url);
    QCOMPARE(*url, QUrl(u"https://matrix.example.org/base/_matrix/static/client/login/"_qs));
}

void TestSignIn::hasNoPageWhereThereIsNone()
{
    m_transport->expects(Get, u"/login/fallback"_qs).replies(404, page, "text/html");
    m_transport->expects(Get, u"/static/client/login/"_qs).replies(404, page, "text/html");
    QCOMPARE(await(SignIn(*m_transport).fallbackPage(at(Dialect::V3))).error().httpStatus, 404);
}

void TestSignIn::doesNotGuessPagesWithoutNetwork()
{
    m_transport->expects(Get, u"/login/fallback"_qs).fails(Error::Kind::Network);
    QCOMPARE(await(SignIn(*m_transport).fallbackPage(at(Dialect::V3))).error().kind, Error::Kind::Network);
}

void TestSignIn::takesBack()
{
    auto &logout = m_transport->expects(Post, u"/_matrix/client/v3/logout"_qs).replies(200, "{}");
    QVERIFY(await(SignIn(*m_transport).takeBack(at(Dialect::V3), token)));
    QCOMPARE(logout.sent().token, token);
    QCOMPARE(logout.sent().request.body, QByteArray("{}"));
}

void TestSignIn::takesBackWhatIsGone()
{
    m_transport->expects(Post, u"/logout"_qs).replies(401, jsonText("{'errcode':'M_UNKNOWN_TOKEN'}"));
    QVERIFY(await(SignIn(*m_transport).takeBack(at(Dialect::V3), token)));
}

void TestSignIn::saysThatItCouldNotTakeBack()
{
    m_transport->expects(Post, u"/logout"_qs).fails(Error::Kind::Network);
    QCOMPARE(await(SignIn(*m_transport).takeBack(at(Dialect::V3), token)).error().kind, Error::Kind::Network);
}

void TestSignIn::signsInAsIn2014_data()
{
    QTest::addColumn<Era>("era");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    for (const Era era : {Era::V02, Era::V03}) {
        const char *name = era == Era::V02 ? "0.2" : "0.3";
        QTest::addRow("%s name", name) << era << u"alice"_qs << u"wordpass"_qs << QString();
        QTest::addRow("%s id", name) << era << u"@alice:localhost"_qs << u"wordpass"_qs << QString();
        QTest::addRow("%s wrong password", name) << era << u"alice"_qs << u"other"_qs << u"M_FORBIDDEN"_qs;
        QTest::addRow("%s nobody", name) << era << u"bob"_qs << u"wordpass"_qs << u"M_FORBIDDEN"_qs;
    }
}

void TestSignIn::signsInAsIn2014()
{
    QFETCH(Era, era);
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QString, code);
    FakeHomeserver homeserver(era);
    QVERIFY(homeserver.listen());
    homeserver.addUser(u"alice"_qs, u"wordpass"_qs);
    NetworkTransport transport;
    const Server server{u"localhost"_qs, homeserver.url(), {Dialect::V1, false}};
    const auto signedIn = await(SignIn(transport).withPassword(server, user, password));
    QCOMPARE(signedIn.isOk(), code.isEmpty());
    if (!signedIn) {
        QCOMPARE(signedIn.error().matrixCode, code);
        return;
    }
    QCOMPARE(signedIn->user.toString(), FakeHomeserver::idOf(u"alice"_qs));
    QVERIFY(!signedIn->token.isEmpty());
    QCOMPARE(signedIn->deviceId, QString());
}

void TestSignIn::takesATokenOf2014_data()
{
    QTest::addColumn<Era>("era");
    QTest::newRow("0.2") << Era::V02;
    QTest::newRow("0.3") << Era::V03;
}

void TestSignIn::takesATokenOf2014()
{
    QFETCH(Era, era);
    FakeHomeserver homeserver(era);
    QVERIFY(homeserver.listen());
    const QByteArray good = homeserver.addUser(u"alice"_qs, u"wordpass"_qs);
    NetworkTransport transport;
    const Server server{u"localhost"_qs, homeserver.url(), {Dialect::V1, false}};
    SignIn signIn(transport);
    const UserId alice(FakeHomeserver::idOf(u"alice"_qs));

    const auto signedIn = await(signIn.withToken(server, good, alice));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->user, alice);
    QCOMPARE(signedIn->token, good);
    const auto dead = await(signIn.withToken(server, "nonsense", alice));
    QVERIFY(dead.error().isUnknownToken());
    QVERIFY(!homeserver.hasSeenHeaderToken());
}

void TestSignIn::readsTheUserOutOfAnOldToken()
{
    const QByteArray old = QByteArray("@alice:example.org").toBase64() + ".xyz";
    m_transport->expects(Get, u"/whoami"_qs).always().replies(404, page, "text/html");
    m_transport->expects(Get, u"/api/v1/events"_qs).replies(200, R"({"chunk":[],"start":"s","end":"e"})");
    const auto signedIn = await(SignIn(*m_transport).withToken(at(Dialect::V1), old));
    QVERIFY(signedIn);
    QCOMPARE(signedIn->user.toString(), u"@alice:example.org"_qs);

    // Another kind of token says nothing, and the server cannot either.
    const auto unknown = await(SignIn(*m_transport).withToken(at(Dialect::V1), token));
    QCOMPARE(unknown.error().kind, Error::Kind::Invalid);
    QVERIFY(unknown.error().text.contains(u"Matrix id"));
}

void TestSignIn::cannotTakeBackIn2014()
{
    FakeHomeserver homeserver(Era::V02);
    QVERIFY(homeserver.listen());
    const QByteArray good = homeserver.addUser(u"alice"_qs, u"wordpass"_qs);
    NetworkTransport transport;
    const Server server{u"localhost"_qs, homeserver.url(), {Dialect::V1, false}};
    QVERIFY(!await(SignIn(transport).takeBack(server, good)));
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
