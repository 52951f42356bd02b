// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/registration.h"

#include "matrix/networktransport.h"
#include "session/signin.h"
#include "support/fakehomeserver.h"
#include "support/faketransport.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

constexpr auto Get = Request::Method::Get;
constexpr auto Post = Request::Method::Post;
using Kind = RegistrationStage::Kind;

const QByteArray page = "<!DOCTYPE html><html>No Such Resource</html>";
const QByteArray welcome = jsonText("{'user_id':'@alice:example.org','access_token':'T','device_id':'D'}");

Server at(Dialect dialect)
{
    return {u"example.org"_qs, QUrl(u"https://matrix.example.org/base"_qs), {dialect, false}};
}

/// A challenge with these flows; `more` are further members.
QByteArray challenge(const QByteArray &flows, const QByteArray &more = "'params':{}")
{
    return QByteArray("{'session':'S','flows':[" + flows + "]," + more + "}").replace('\'', '"');
}

QByteArray flow(const QByteArray &stages)
{
    return "{'stages':[" + stages + "]}";
}

}

/// Making an account: the one call of 2014 in its two bodies, and today's stages.
class TestRegistration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { QCOMPARE(m_transport->unmet(), QStringList()); }

    void makesAccountsAsIn2014_data();
    void makesAccountsAsIn2014();
    void passesRefusalsOf2014On_data();
    void passesRefusalsOf2014On();
    void neverGuessesTheBodyInTrouble_data();
    void neverGuessesTheBodyInTrouble();
    void goesTodaysWayWhereV1HasNone();

    void passesTheDummyByItself();
    void makesAnAccountWithoutAnyStage();
    void showsTheTerms();
    void showsTheTermsInWhatLanguageThereIs_data();
    void showsTheTermsInWhatLanguageThereIs();
    void asksForTheToken_data();
    void asksForTheToken();
    void opensTheBrowserForOthers();
    void asksAgainAfterAWrongAnswer();
    void choosesTheEasiestFlow_data();
    void choosesTheEasiestFlow();
    void goesThroughAllStages();
    void showsThatAnAddressIsOnesOwn();
    void asksForAnAddressUntilTheServerTakesOne();
    void leavesAddressesToTheServersPage();
    void takesACodeOnlyWhereItIsSafe_data();
    void takesACodeOnlyWhereItIsSafe();

    void takesOneAnswerAStage();
    void keepsTheStageOnABadConnection_data();
    void keepsTheStageOnABadConnection();
    void isQuietAfterCancel();
    void startsAnewAfterCancel();
    void endsWhatRunsWhenItStartsAgain();
    void mayBeDeletedByItsOwnSignal();
    void failsOnce_data();
    void failsOnce();
    void doesNotTurnInCircles();

private:
    void listen(Registration &registration);
    /// Runs the event loop until the registration has come to an end or to a stage.
    void settle()
    {
        QTRY_VERIFY(m_stages.size() > m_seen || m_signedIn || m_error);
        m_seen = m_stages.size();
    }
    FakeTransport::Expectation &expectsPost()
    {
        return m_transport->expects(Post, u"/client/v3/register"_qs);
    }
    QJsonObject body(qsizetype index) const
    {
        return QJsonDocument::fromJson(m_transport->sent().at(index)->request.body).object();
    }
    QJsonObject auth(qsizetype index) const { return body(index).value(u"auth").toObject(); }

    std::unique_ptr<FakeTransport> m_transport;
    QList<RegistrationStage> m_stages;
    qsizetype m_seen = 0;
    std::optional<SignedIn> m_signedIn;
    std::optional<Error> m_error;
    int m_ends = 0;
};

void TestRegistration::init()
{
    m_transport = std::make_unique<FakeTransport>();
    m_stages.clear();
    m_seen = 0;
    m_signedIn.reset();
    m_error.reset();
    m_ends = 0;
}

void TestRegistration::listen(Registration &registration)
{
    connect(&registration, &Registration::stageNeeded, this,
            [this](const RegistrationStage &stage) { m_stages.append(stage); });
    connect(&registration, &Registration::done, this, [this](const SignedIn &signedIn) {
        m_signedIn = signedIn;
        ++m_ends;
    });
    connect(&registration, &Registration::failed, this, [this](const Error &error) {
        m_error = error;
        ++m_ends;
    });
}

void TestRegistration::makesAccountsAsIn2014_data()
{
    QTest::addColumn<Era>("era");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    for (const Era era : {Era::V02, Era::V03}) {
        const char *name = era == Era::V02 ? "0.2" : "0.3";
        QTest::addRow("%s both", name) << era << u"alice"_qs << u"wordpass"_qs;
        QTest::addRow("%s no user id", name) << era << QString() << u"wordpass"_qs;
        QTest::addRow("%s no password", name) << era << u"alice"_qs << QString();
        QTest::addRow("%s neither", name) << era << QString() << QString();
    }
}

void TestRegistration::makesAccountsAsIn2014()
{
    QFETCH(Era, era);
    QFETCH(QString, user);
    QFETCH(QString, password);
    FakeHomeserver homeserver(era);
    QVERIFY(homeserver.listen());
    NetworkTransport transport;
    const Server server{u"localhost"_qs, homeserver.url(), {Dialect::V1, false}};
    Registration registration(transport);
    listen(registration);
    registration.start(server, user, password);
    QVERIFY(registration.isRunning());
    settle();
    QVERIFY(m_signedIn);
    QVERIFY(!registration.isRunning());
    QVERIFY(!m_signedIn->token.isEmpty());
    if (!user.isEmpty())
        QCOMPARE(m_signedIn->user.toString(), FakeHomeserver::idOf(user));
    else
        QVERIFY(m_signedIn->user.toString().startsWith(u'@'));
    QCOMPARE(homeserver.count(u"POST /_matrix/client/api/v1/register"_qs), 1);
}

void TestRegistration::passesRefusalsOf2014On_data()
{
    QTest::addColumn<Era>("era");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("code");
    for (const Era era : {Era::V02, Era::V03}) {
        const char *name = era == Era::V02 ? "0.2" : "0.3";
        QTest::addRow("%s in use", name) << era << u"alice"_qs << u"M_USER_IN_USE"_qs;
        QTest::addRow("%s bad name", name) << era << u"a b/c"_qs << u"M_UNKNOWN"_qs;
    }
}

void TestRegistration::passesRefusalsOf2014On()
{
    QFETCH(Era, era);
    QFETCH(QString, user);
    FakeHomeserver homeserver(era);
    QVERIFY(homeserver.listen());
    homeserver.addUser(u"alice"_qs, u"wordpass"_qs);
    NetworkTransport transport;
    Registration registration(transport);
    listen(registration);
    registration.start({u"localhost"_qs, homeserver.url(), {Dialect::V1, false}}, user, u"other"_qs);
    settle();
    QVERIFY(m_error);
    QTEST(m_error->matrixCode, "code");
    QVERIFY(!m_error->text.isEmpty());
}

void TestRegistration::neverGuessesTheBodyInTrouble_data()
{
    QTest::addColumn<Error>("error");
    const auto status = [](int number, Error::Kind kind) {
        Error error = Error::of(kind);
        error.httpStatus = number;
        return error;
    };
    QTest::newRow("network") << Error::of(Error::Kind::Network);
    QTest::newRow("timeout") << Error::of(Error::Kind::Timeout);
    QTest::newRow("down") << status(503, Error::Kind::Server);
    QTest::newRow("rate limit") << status(429, Error::Kind::RateLimited);
    QTest::newRow("redirect") << status(302, Error::Kind::Redirected);
    QTest::newRow("page") << status(200, Error::Kind::NotMatrix);
}

void TestRegistration::neverGuessesTheBodyInTrouble()
{
    QFETCH(Error, error);
    m_transport->expects(Get, u"/api/v1/register"_qs).fails(error);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V1), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_error);
    QCOMPARE(m_error->kind, error.kind);
    QCOMPARE(m_transport->sent().size(), 1);
}

void TestRegistration::goesTodaysWayWhereV1HasNone()
{
    const QByteArray unrecognized = jsonText("{'errcode':'M_UNRECOGNIZED','error':'Unrecognized request'}");
    m_transport->expects(Get, u"/api/v1/register"_qs).replies(404, unrecognized);
    m_transport->expects(Post, u"/api/v1/register"_qs).replies(404, unrecognized);
    m_transport->expects(Post, u"/client/r0/register"_qs).replies(401, challenge(flow("'m.login.dummy'")));
    m_transport->expects(Post, u"/client/r0/register"_qs).replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V1), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_signedIn);
    for (const auto &sent : m_transport->sent())
        QVERIFY(sent->token.isEmpty());
}

void TestRegistration::passesTheDummyByItself()
{
    expectsPost().replies(401, challenge(flow("'m.login.dummy'")));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(m_signedIn->user.toString(), u"@alice:example.org"_qs);
    QCOMPARE(m_signedIn->token, QByteArray("T"));
    QCOMPARE(m_signedIn->deviceId, u"D"_qs);
    QCOMPARE(m_stages.size(), 0);
    // First without auth, so that the server says what it wants.
    QCOMPARE(body(0), (QJsonObject{{u"username"_qs, u"alice"_qs},
                                   {u"password"_qs, u"wordpass"_qs},
                                   {u"refresh_token"_qs, true},
                                   {u"initial_device_display_name"_qs, SignIn::deviceName()}}));
    QCOMPARE(auth(1), json("{'type':'m.login.dummy','session':'S'}"));
    QCOMPARE(body(1).value(u"username").toString(), u"alice"_qs);
    QVERIFY(!m_transport->sent().at(1)->request.isIdempotent);
}

void TestRegistration::makesAnAccountWithoutAnyStage()
{
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), {}, {});
    settle();
    QVERIFY(m_signedIn);
    QVERIFY(!body(0).contains(u"username"));
    QVERIFY(!body(0).contains(u"password"));
}

void TestRegistration::showsTheTerms()
{
    expectsPost().replies(
        401,
        challenge(flow("'m.login.terms','m.login.dummy'"),
                  "'params':{'m.login.terms':{'policies':{"
                  "'privacy':{'version':'1','en':{'name':'Privacy','url':'https://example.org/privacy'}},"
                  "'evil':{'version':'1','en':{'name':'Evil','url':'file:///etc/passwd'}},"
                  "'bare':{'version':'1'},'bad':5}}}"));
    expectsPost().replies(
        401, challenge(flow("'m.login.terms','m.login.dummy'"), "'completed':['m.login.terms']"));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QCOMPARE(m_stages.size(), 1);
    const RegistrationStage stage = m_stages.first();
    QCOMPARE(stage.kind, Kind::Terms);
    QVERIFY(!stage.isRepeated);
    QMap<QString, QUrl> policies;
    for (const auto &policy : stage.policies)
        policies.insert(policy.name, policy.url);
    QCOMPARE(policies, (QMap<QString, QUrl>{{u"Privacy"_qs, QUrl(u"https://example.org/privacy"_qs)},
                                            {u"Evil"_qs, QUrl()},
                                            {u"bare"_qs, QUrl()},
                                            {u"bad"_qs, QUrl()}}));
    registration.acceptTerms();
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(auth(1), json("{'type':'m.login.terms','session':'S'}"));
    QCOMPARE(auth(2), json("{'type':'m.login.dummy','session':'S'}"));
}

void TestRegistration::showsTheTermsInWhatLanguageThereIs_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("name");
    QTest::newRow("the person's") << QByteArray("'en':{'name':'English'},'de':{'name':'Deutsch'}")
                                  << u"Deutsch"_qs;
    QTest::newRow("English") << QByteArray("'fr':{'name':'French'},'en':{'name':'English'}") << u"English"_qs;
    QTest::newRow("any") << QByteArray("'fr':{'name':'French'}") << u"French"_qs;
    QTest::newRow("name of another type") << QByteArray("'en':{'name':5}") << u"policy"_qs;
    QTest::newRow("language of another type") << QByteArray("'en':'English'") << u"policy"_qs;
}

void TestRegistration::showsTheTermsInWhatLanguageThereIs()
{
    QFETCH(QByteArray, policy);
    expectsPost().replies(
        401, challenge(flow("'m.login.terms'"),
                       "'params':{'m.login.terms':{'policies':{'policy':{'version':'1'," + policy + "}}}}"));
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QLocale::setDefault(before);
    QCOMPARE(m_stages.size(), 1);
    QTEST(m_stages.first().policies.first().name, "name");
}

void TestRegistration::asksForTheToken_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("stable") << u"m.login.registration_token"_qs;
    QTest::newRow("unstable") << u"org.matrix.msc3231.login.registration_token"_qs;
}

void TestRegistration::asksForTheToken()
{
    QFETCH(QString, type);
    expectsPost().replies(401, challenge(flow("'" + type.toUtf8() + "'")));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QCOMPARE(m_stages.size(), 1);
    QCOMPARE(m_stages.first().kind, Kind::Token);
    QCOMPARE(m_stages.first().type, type);
    registration.giveToken(u"  fBVFdqVE\n"_qs);
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(auth(1),
             (QJsonObject{{u"type"_qs, type}, {u"token"_qs, u"fBVFdqVE"_qs}, {u"session"_qs, u"S"_qs}}));
}

void TestRegistration::opensTheBrowserForOthers()
{
    const QByteArray captcha = flow("'m.login.recaptcha'");
    expectsPost().replies(401, QByteArray(challenge(captcha)).replace("\"S\"", "\"a b&c=d\""));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QCOMPARE(m_stages.size(), 1);
    const RegistrationStage stage = m_stages.first();
    QCOMPARE(stage.kind, Kind::Browser);
    QCOMPARE(stage.type, u"m.login.recaptcha"_qs);
    QCOMPARE(stage.page.toString(QUrl::FullyEncoded),
             u"https://matrix.example.org/base/_matrix/client/v3/auth/m.login.recaptcha/fallback/web"
             "?session=a%20b%26c%3Dd"_qs);
    registration.continueAfterBrowser();
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(auth(1), json("{'session':'a b&c=d'}"));
}

void TestRegistration::asksAgainAfterAWrongAnswer()
{
    const QByteArray token = flow("'m.login.registration_token'");
    expectsPost().replies(401, challenge(token));
    expectsPost().replies(
        401, challenge(token, "'errcode':'M_UNAUTHORIZED','error':'Invalid token','completed':[]"));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.giveToken(u"wrong"_qs);
    settle();
    QCOMPARE(m_stages.size(), 2);
    QCOMPARE(m_stages.last().kind, Kind::Token);
    QVERIFY(m_stages.last().isRepeated);
    QCOMPARE(m_stages.last().problem.matrixCode, u"M_UNAUTHORIZED"_qs);
    QCOMPARE(m_stages.last().problem.text, u"Invalid token"_qs);
    QVERIFY(registration.isRunning());
    registration.giveToken(u"right"_qs);
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(auth(2).value(u"token").toString(), u"right"_qs);
}

void TestRegistration::choosesTheEasiestFlow_data()
{
    QTest::addColumn<QByteArray>("flows");
    QTest::addColumn<QString>("first"); // the type that a person is asked; none: an account at once
    const QByteArray dummy = flow("'m.login.dummy'");
    const QByteArray captcha = flow("'m.login.recaptcha'");
    const QByteArray mailed = flow("'m.login.recaptcha','m.login.email.identity'");
    const QByteArray terms = flow("'m.login.terms','m.login.registration_token','m.login.terms'");
    const auto row = [](const char *name, const QByteArray &flows, const QString &first = {}) {
        QTest::newRow(name) << flows << first;
    };
    row("dummy last", captcha + ',' + terms + ',' + dummy);
    row("dummy first", dummy + ',' + captcha);
    row("many of ours before one of the browser", captcha + ',' + terms, u"m.login.terms"_qs);
    row("one page before two", mailed + ',' + captcha, u"m.login.recaptcha"_qs);
    row("a mail before a page", captcha + ',' + flow("'m.login.email.identity'"),
        u"m.login.email.identity"_qs);
    row("a mail before a telephone", flow("'m.login.msisdn'") + ',' + flow("'m.login.email.identity'"),
        u"m.login.email.identity"_qs);
    row("no address where none is needed", flow("'m.login.email.identity'") + ',' + terms,
        u"m.login.terms"_qs);
    row("the first of equals", flow("'a.x'") + ',' + flow("'b.x'"), u"a.x"_qs);
    row("nonsense between", "5,null,{},{'stages':5},{'stages':[5]},{'stages':['']}," + dummy);
}

void TestRegistration::choosesTheEasiestFlow()
{
    QFETCH(QByteArray, flows);
    QFETCH(QString, first);
    expectsPost().replies(401, challenge(flows));
    if (first.isEmpty())
        expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QCOMPARE(m_stages.isEmpty() ? QString() : m_stages.first().type, first);
    QCOMPARE(m_signedIn.has_value(), first.isEmpty());
}

void TestRegistration::showsThatAnAddressIsOnesOwn()
{
    const QByteArray mail = flow("'m.login.email.identity'");
    expectsPost().replies(401, challenge(mail));
    auto &token = m_transport->expects(Post, u"/v3/register/email/requestToken"_qs)
                      .replies(200, jsonText("{'sid':'7'}"));
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QCOMPARE(m_stages.last().kind, Kind::Email);
    QVERIFY(!m_stages.last().isSent);
    registration.continueAfterMail(); // nothing was sent
    registration.resend();
    registration.giveAddress(u" alice@example.org "_qs);
    registration.giveAddress(u"twice@example.org"_qs);
    settle();
    QCOMPARE(m_stages.size(), 2);
    QVERIFY(m_stages.last().isSent && !m_stages.last().takesCode && !m_stages.last().isRepeated);
    QCOMPARE(m_stages.last().address, u"alice@example.org"_qs);
    const QJsonObject asked = QJsonDocument::fromJson(token.sent().request.body).object();
    QCOMPARE(asked.value(u"email").toString(), u"alice@example.org"_qs);
    QVERIFY(asked.value(u"client_secret").toString().size() > 20);

    // As Synapse says that the link was not opened: without a challenge.
    expectsPost().replies(401, jsonText("{'errcode':'M_UNAUTHORIZED','error':''}"));
    registration.continueAfterMail();
    settle();
    QVERIFY(m_stages.last().isRepeated && m_stages.last().isSent);
    // As the specification has it.
    expectsPost().replies(401, challenge(mail, "'errcode':'M_UNAUTHORIZED','error':'','completed':[]"));
    registration.continueAfterMail();
    settle();
    QVERIFY(m_stages.last().isRepeated && m_stages.last().isSent);
    auto &last = expectsPost().replies(200, welcome);
    registration.continueAfterMail();
    settle();
    QVERIFY(m_signedIn);
    const QJsonObject proof = QJsonDocument::fromJson(last.sent().request.body)
                                  .object()
                                  .value(u"auth")
                                  .toObject()
                                  .value(u"threepid_creds")
                                  .toObject();
    QCOMPARE(proof.value(u"sid").toString(), u"7"_qs);
    QCOMPARE(proof.value(u"client_secret"), asked.value(u"client_secret"));
}

void TestRegistration::asksForAnAddressUntilTheServerTakesOne()
{
    expectsPost().replies(401, challenge(flow("'m.login.email.identity'")));
    const QString token = u"/v3/register/email/requestToken"_qs;
    auto &first = m_transport->expects(Post, token)
                      .replies(403, jsonText("{'errcode':'M_THREEPID_DENIED','error':'Not from there'}"));
    auto &second = m_transport->expects(Post, token).fails(Error::Kind::Timeout);
    auto &third = m_transport->expects(Post, token).replies(200, jsonText("{'sid':'7'}"));
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.giveAddress(u"a@there.example"_qs);
    settle();
    QVERIFY(m_stages.last().isRepeated && !m_stages.last().isSent);
    QCOMPARE(m_stages.last().problem.matrixCode, u"M_THREEPID_DENIED"_qs);
    registration.giveAddress(u"a@here.example"_qs);
    settle();
    QCOMPARE(m_stages.last().problem.kind, Error::Kind::Timeout);
    registration.giveAddress(u"a@here.example"_qs);
    settle();
    QVERIFY(m_stages.last().isSent && !m_stages.last().isRepeated);
    const auto secret = [](const FakeTransport::Expectation &call) {
        return QJsonDocument::fromJson(call.sent().request.body).object().value(u"client_secret").toString();
    };
    QVERIFY(secret(first) != secret(second) && secret(second) != secret(third));
}

void TestRegistration::leavesAddressesToTheServersPage()
{
    expectsPost().replies(401, challenge(flow("'m.login.email.identity'")));
    m_transport->expects(Post, u"/v3/register/email/requestToken"_qs)
        .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.giveAddress(u"alice@example.org"_qs);
    settle();
    QCOMPARE(m_stages.last().kind, Kind::Browser);
    QVERIFY(m_stages.last().page.path().endsWith(u"/auth/m.login.email.identity/fallback/web"));
}

void TestRegistration::takesACodeOnlyWhereItIsSafe_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("takesCode");
    QTest::newRow("https elsewhere") << u"https://sms.example.net/code"_qs << true;
    QTest::newRow("the server itself") << u"https://matrix.example.org/code"_qs << true;
    QTest::newRow("in clear") << u"http://sms.example.net/code"_qs << false;
    QTest::newRow("in clear, the same host") << u"http://matrix.example.org/code"_qs << false;
    QTest::newRow("a file") << u"file:///etc/passwd"_qs << false;
    QTest::newRow("nonsense") << u"code"_qs << false;
    QTest::newRow("none") << QString() << false;
}

void TestRegistration::takesACodeOnlyWhereItIsSafe()
{
    QFETCH(QString, page);
    QFETCH(bool, takesCode);
    expectsPost().replies(401, challenge(flow("'m.login.msisdn'")));
    m_transport->expects(Post, u"/v3/register/msisdn/requestToken"_qs)
        .replies(200, QJsonDocument(QJsonObject{{u"sid"_qs, u"7"_qs}, {u"submit_url"_qs, page}}).toJson());
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.giveAddress(u"+44 20 1234"_qs);
    settle();
    QCOMPARE(m_stages.last().takesCode, takesCode);
}

void TestRegistration::goesThroughAllStages()
{
    const QByteArray all =
        flow("'m.login.recaptcha','m.login.terms','m.login.registration_token','m.login.dummy'");
    const auto completed = [&](const QByteArray &done) {
        return challenge(all, "'completed':[" + done + "]");
    };
    expectsPost().replies(401, challenge(all));
    expectsPost().replies(401, completed("'m.login.recaptcha'"));
    expectsPost().replies(401, completed("'m.login.recaptcha','m.login.terms'"));
    expectsPost().replies(401, completed("'m.login.recaptcha','m.login.terms','m.login.registration_token'"));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.continueAfterBrowser();
    settle();
    registration.acceptTerms();
    settle();
    registration.giveToken(u"word"_qs);
    settle();
    QVERIFY(m_signedIn);
    QList<Kind> kinds;
    for (const RegistrationStage &stage : std::as_const(m_stages)) {
        kinds.append(stage.kind);
        QVERIFY(!stage.isRepeated);
    }
    QCOMPARE(kinds, (QList<Kind>{Kind::Browser, Kind::Terms, Kind::Token}));
}

void TestRegistration::takesOneAnswerAStage()
{
    expectsPost().replies(401, challenge(flow("'m.login.terms'")));
    auto &answer = expectsPost().holds();
    Registration registration(*m_transport);
    listen(registration);
    registration.acceptTerms(); // nothing was asked yet
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    registration.acceptTerms();
    settle();
    registration.acceptTerms();
    registration.acceptTerms(); // a double click
    registration.continueAfterBrowser();
    QCOMPARE(m_transport->sent().size(), 2);
    answer.release(200, welcome);
    QVERIFY(m_signedIn);
    registration.acceptTerms();
    QCOMPARE(m_transport->sent().size(), 2);
}

void TestRegistration::keepsTheStageOnABadConnection_data()
{
    QTest::addColumn<Error>("error");
    Error limit = Error::of(Error::Kind::RateLimited);
    limit.httpStatus = 429;
    limit.retryAfter = 3s;
    Error down = Error::of(Error::Kind::Server);
    down.httpStatus = 502;
    QTest::newRow("network") << Error::of(Error::Kind::Network);
    QTest::newRow("rate limit") << limit;
    QTest::newRow("down") << down;
}

void TestRegistration::keepsTheStageOnABadConnection()
{
    QFETCH(Error, error);
    expectsPost().replies(401, challenge(flow("'m.login.recaptcha'")));
    expectsPost().fails(error);
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.continueAfterBrowser();
    settle();
    QVERIFY(!m_error);
    QCOMPARE(m_stages.size(), 2);
    QVERIFY(m_stages.last().isRepeated);
    QCOMPARE(m_stages.last().problem.kind, error.kind);
    QCOMPARE(m_stages.last().problem.retryAfter, error.retryAfter);
    QCOMPARE(m_stages.last().page, m_stages.first().page);
    registration.continueAfterBrowser();
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(auth(2), json("{'session':'S'}"));
}

void TestRegistration::isQuietAfterCancel()
{
    auto &first = expectsPost().holds();
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    registration.cancel();
    QVERIFY(!registration.isRunning());
    QVERIFY(first.sent().isAborted);
    first.release(200, welcome);
    registration.continueAfterBrowser();
    QCOMPARE(m_transport->sent().size(), 1);
    QCOMPARE(m_ends, 0);
}

void TestRegistration::startsAnewAfterCancel()
{
    expectsPost().replies(401, challenge(flow("'m.login.terms'")));
    expectsPost().replies(401, QByteArray(challenge(flow("'m.login.dummy'"))).replace("\"S\"", "\"S2\""));
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    registration.cancel();
    registration.start(at(Dialect::V3), u"bob"_qs, u"other"_qs);
    settle();
    QVERIFY(m_signedIn);
    QVERIFY(!body(1).contains(u"auth")); // nothing of the first try
    QCOMPARE(body(1).value(u"username").toString(), u"bob"_qs);
    QCOMPARE(auth(2).value(u"session").toString(), u"S2"_qs);
}

void TestRegistration::endsWhatRunsWhenItStartsAgain()
{
    auto &first = expectsPost().holds();
    expectsPost().replies(200, welcome);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    registration.start(at(Dialect::V3), u"bob"_qs, u"wordpass"_qs);
    QVERIFY(first.sent().isAborted);
    first.releaseError(Error::of(Error::Kind::Network));
    settle();
    QVERIFY(m_signedIn);
    QCOMPARE(m_ends, 1);
}

void TestRegistration::mayBeDeletedByItsOwnSignal()
{
    expectsPost().replies(401, challenge(flow("'m.login.terms'")));
    auto registration = std::make_unique<Registration>(*m_transport);
    connect(registration.get(), &Registration::stageNeeded, this, [&] { registration.reset(); });
    registration->start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    QTRY_VERIFY(!registration);

    expectsPost().replies(200, welcome);
    registration = std::make_unique<Registration>(*m_transport);
    connect(registration.get(), &Registration::done, this, [&] { registration.reset(); });
    registration->start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    QTRY_VERIFY(!registration);
}

void TestRegistration::failsOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int status, const QByteArray &reply, Error::Kind kind,
                        const char *code = "") {
        QTest::newRow(name) << status << QByteArray(reply).replace('\'', '"') << kind
                            << QString::fromLatin1(code);
    };
    row("in use", 400, "{'errcode':'M_USER_IN_USE','error':'Taken'}", Error::Kind::Server, "M_USER_IN_USE");
    row("bad name", 400, "{'errcode':'M_INVALID_USERNAME'}", Error::Kind::Server, "M_INVALID_USERNAME");
    row("closed", 403, "{'errcode':'M_FORBIDDEN','error':'Registration has been disabled'}",
        Error::Kind::Server, "M_FORBIDDEN");
    row("rate limit", 429, "{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':2500}", Error::Kind::RateLimited,
        "M_LIMIT_EXCEEDED");
    row("down", 502, page, Error::Kind::Server);
    row("page", 404, page, Error::Kind::NotMatrix);
    row("no flows that make sense", 401, challenge("{},5"), Error::Kind::BadReply);
    row("no flows at all", 401, challenge(""), Error::Kind::BadReply);
    row("flows of another type", 401, "{'flows':5,'session':'S'}", Error::Kind::BadReply);
    row("flows of null", 401, "{'flows':null,'session':null,'params':null}", Error::Kind::BadReply);
    row("cut off", 401, "{'session':'S','flows':[{'stages':['m.log", Error::Kind::BadReply);
    row("no token", 200, "{'user_id':'@alice:example.org'}", Error::Kind::BadReply);
    row("nothing", 200, "''", Error::Kind::BadReply);
    row("not JSON", 200, "welcome", Error::Kind::BadReply);
}

void TestRegistration::failsOnce()
{
    QFETCH(int, status);
    QFETCH(QByteArray, reply);
    expectsPost().replies(status, reply);
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_error);
    QCOMPARE(m_ends, 1);
    QVERIFY(!registration.isRunning());
    QTEST(m_error->kind, "kind");
    QTEST(m_error->matrixCode, "code");
    if (status == 429)
        QCOMPARE(m_error->retryAfter, 2500ms);
}

void TestRegistration::doesNotTurnInCircles()
{
    // The dummy is refused again and again, or all is done and it is still not enough.
    const QByteArray dummy = flow("'m.login.dummy'");
    expectsPost().replies(401, challenge(dummy));
    expectsPost().replies(401, challenge(dummy, "'errcode':'M_FORBIDDEN','error':'No more accounts'"));
    Registration registration(*m_transport);
    listen(registration);
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_error);
    QCOMPARE(m_error->matrixCode, u"M_FORBIDDEN"_qs);
    QCOMPARE(m_error->text, u"No more accounts"_qs);

    m_error.reset();
    expectsPost().replies(401, challenge(dummy));
    expectsPost().replies(401, challenge(dummy, "'completed':['m.login.dummy']"));
    registration.start(at(Dialect::V3), u"alice"_qs, u"wordpass"_qs);
    settle();
    QVERIFY(m_error);
}

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
