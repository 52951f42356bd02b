// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/discovery.h"

#include "support/await.h"
#include "support/faketransport.h"

using namespace linnet;
using namespace linnet::test;

namespace {

/// What the server says at one address.
struct Step
{
    QByteArray url;
    Result<Reply> answer;
};
using Steps = QList<Step>;

const QByteArray page = "<!DOCTYPE html><html>No Such Resource</html>";
const QByteArray wellKnown = "/.well-known/matrix/client";
const QByteArray versions = "/_matrix/client/versions";
const QByteArray v1Login = "/_matrix/client/api/v1/login";
const QByteArray home = "https://example.org";
const QByteArray other = "https://matrix.example.org";
const QByteArray modern = "{'versions':['r0.6.1','v1.1','v1.15']}";
const QByteArray passwordFlow = "{'flows':[{'type':'m.login.password'}]}";

Result<Reply> says(int status, const QByteArray &body)
{
    // As the real transport puts it: a page where JSON was wanted is no Matrix server.
    if (status == 200 && body == page) {
        Error error = Error::of(Error::Kind::NotMatrix);
        error.httpStatus = status;
        return error;
    }
    return answerOf(status, QByteArray(body).replace('\'', '"'),
                    body == page ? "text/html" : "application/json");
}

Result<Reply> trouble(Error::Kind kind)
{
    return Error::of(kind);
}

Result<Reply> redirects(const QByteArray &target)
{
    Error error = Error::of(Error::Kind::Redirected, QString::fromUtf8(target));
    error.httpStatus = 302;
    return error;
}

Step names(const QByteArray &base)
{
    return {home + wellKnown, says(200, "{'m.homeserver':{'base_url':" + base + "}}")};
}

const Step noWellKnown{home + wellKnown, says(404, page)};

}

/// Discovery over a scripted transport: every branch with the very requests that it makes, in their order.
class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void fails_data();
    void fails();
    void refusesNames_data();
    void refusesNames();
    void namesTheServerAsThePersonDid();
    void stopsWhenItIsDropped();

private:
    Result<Server> find(const QString &typed, const Steps &steps, int forced);
    QStringList m_asked;
};

/// Plays the steps; what was asked is in m_asked afterwards.
Result<Server> TestDiscovery::find(const QString &typed, const Steps &steps, int forced)
{
    FakeTransport transport;
    for (const Step &step : steps) {
        // What stands before it belongs to the server's own address.
        const QString path = QUrl(QString::fromUtf8(step.url)).path();
        const qsizetype begin = std::max<qsizetype>(0, path.indexOf(u"/_matrix"));
        auto &expectation = transport.expects(Request::Method::Get, path.mid(begin));
        if (step.answer)
            expectation.replies(step.answer->httpStatus, step.answer->body, step.answer->contentType);
        else
            expectation.fails(step.answer.error());
    }
    const auto dialect = forced < 0 ? std::nullopt : std::optional(Dialect(forced));
    Result<Server> server = await(Discovery(transport).find(typed, dialect));
    m_asked.clear();
    for (const auto &sent : transport.sent()) {
        m_asked.append(urlOf(sent->base, sent->request).toString(QUrl::FullyEncoded));
        // Nothing of a person goes to a server that nobody has chosen yet.
        if (!sent->token.isEmpty() || sent->request.needsToken || !sent->request.body.isEmpty())
            return Error::of(Error::Kind::Invalid, QStringLiteral("more was sent than a question"));
    }
    return server;
}

void TestDiscovery::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("forced");
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<QString>("base");
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("isR0");
    const auto row = [](const char *name, const char *typed, const Steps &steps, const QByteArray &base,
                        Dialect dialect = Dialect::V3, bool isR0 = false, int forced = -1) {
        QTest::newRow(name) << QString::fromUtf8(typed) << forced << steps << QString::fromUtf8(base)
                            << int(dialect) << isR0;
    };
    const Step homeModern{home + versions, says(200, modern)};
    const Step otherModern{other + versions, says(200, modern)};

    // .well-known
    row("named elsewhere", "example.org", {names("'https://matrix.example.org'"), otherModern}, other);
    row("of a Matrix id", "@alice:example.org", {names("'https://matrix.example.org'"), otherModern}, other);
    row("slash at the end", "example.org", {names("'https://matrix.example.org/'"), otherModern}, other);
    row("with a path", "example.org",
        {names("'https://example.org/chat/'"), {"https://example.org/chat" + versions, says(200, modern)}},
        "https://example.org/chat");
    row("with a password that is not ours", "example.org",
        {names("'https://u:p@matrix.example.org'"), otherModern}, other);
    row("on this computer", "example.org",
        {names("'http://127.0.0.1:8008'"), {"http://127.0.0.1:8008" + versions, says(200, modern)}},
        "http://127.0.0.1:8008");
    row("no such file", "example.org", {noWellKnown, homeModern}, home);
    row("no such file, JSON", "example.org",
        {{home + wellKnown, says(404, "{'errcode':'M_NOT_FOUND'}")}, homeModern}, home);
    row("not for us", "example.org", {{home + wellKnown, says(403, page)}, homeModern}, home);
    for (const char *nothing :
         {"", "hello", "[]", "null", "{}", "{'m.homeserver':null}", "{'m.homeserver':[]}",
          "{'m.homeserver':{}}", "{'m.homeserver':{'base_url':null}}",
          "{'m.homeserver':{'base_url':'https://matrix"})
        row(qPrintable(QStringLiteral("says nothing: ") + QString::fromUtf8(nothing)), "example.org",
            {{home + wellKnown, says(200, nothing)}, homeModern}, home);
    row("a page for everything", "example.org", {{home + wellKnown, says(200, page)}, homeModern}, home);
    row("behind a redirect", "example.org",
        {{home + wellKnown, redirects("https://www.example.org/.well-known/matrix/client")},
         {"https://www.example.org" + wellKnown,
          says(200, "{'m.homeserver':{'base_url':'https://matrix.example.org'}}")},
         otherModern},
        other);
    row("redirect to nothing", "example.org",
        {{home + wellKnown, redirects("https://www.example.org/welcome")},
         {"https://www.example.org/welcome", says(200, page)},
         homeModern},
        home);

    // What was typed
    row("space around", "  example.org\n", {noWellKnown, homeModern}, home);
    row("with a port", "example.org:8448", {{"https://example.org:8448" + versions, says(200, modern)}},
        "https://example.org:8448");
    row("with the port of servers", "@alice:example.org:8448",
        {{"https://example.org:8448" + versions, trouble(Error::Kind::Network)},
         names("'https://matrix.example.org'"),
         otherModern},
        other);
    row("URL", "https://matrix.example.org/", {otherModern}, other);
    row("URL with a path of the API", "https://matrix.example.org/_matrix/client/versions?x=1#y",
        {otherModern}, other);
    row("URL without TLS", "http://example.org:8008",
        {{"http://example.org:8008" + versions, says(200, modern)}}, "http://example.org:8008");
    row("URL of the site", "https://example.org",
        {{home + versions, says(404, page)},
         {home + v1Login, says(404, page)},
         names("'https://matrix.example.org'"),
         otherModern},
        other);
    row("this computer", "localhost:8008", {{"http://localhost:8008" + versions, says(200, modern)}},
        "http://localhost:8008");
    row("this computer with TLS", "127.0.0.1:8448",
        {{"http://127.0.0.1:8448" + versions, trouble(Error::Kind::Network)},
         {"https://127.0.0.1:8448" + versions, says(200, modern)}},
        "https://127.0.0.1:8448");
    row("this computer, new", "@alice:[::1]:8008", {{"http://[::1]:8008" + versions, says(200, modern)}},
        "http://[::1]:8008");
    row("looks like this computer", "127.0.0.1.example.org",
        {{"https://127.0.0.1.example.org" + wellKnown, says(404, page)},
         {"https://127.0.0.1.example.org" + versions, says(200, modern)}},
        "https://127.0.0.1.example.org");

    // Which dialect
    row("r0 only", "example.org", {noWellKnown, {home + versions, says(200, "{'versions':['r0.3.0']}")}},
        home, Dialect::V3, true);
    row("no versions at all", "example.org", {noWellKnown, {home + versions, says(200, "{'versions':[]}")}},
        home, Dialect::V3, true);
    row("odd entries", "example.org",
        {noWellKnown, {home + versions, says(200, "{'versions':[null,5,'v1.2',{}]}")}}, home);
    for (const auto &[status, body] : QList<std::pair<int, QByteArray>>{
             {404, page},
             {400, "{'error':'Unrecognized request'}"},
             {400, "{'errcode':'M_UNRECOGNIZED','error':'Unrecognized request'}"},
             {404, "{'errcode':'M_UNRECOGNIZED'}"},
             {403, "''"},
             {401, "{'errcode':'M_MISSING_TOKEN'}"},
             {405, ""}})
        row(qPrintable(QStringLiteral("2014: %1 %2").arg(status).arg(QString::fromUtf8(body))), "example.org",
            {noWellKnown, {home + versions, says(status, body)}, {home + v1Login, says(200, passwordFlow)}},
            home, Dialect::V1);
    row("2014 without flows", "example.org",
        {noWellKnown, {home + versions, says(404, page)}, {home + v1Login, says(200, "{'flows':[]}")}}, home,
        Dialect::V1);
    row("forced to v1", "example.org", {noWellKnown, {home + v1Login, says(200, passwordFlow)}}, home,
        Dialect::V1, false, int(Dialect::V1));
    row("forced to v3", "example.org", {noWellKnown, homeModern}, home, Dialect::V3, false, int(Dialect::V3));
    const Step homeSliding{home + versions, says(200, "{'versions':['v1.15'],'unstable_features':{'org."
                                                      "matrix.simplified_msc3575':true}}")};
    row("offers sliding sync", "example.org", {noWellKnown, homeSliding}, home, Dialect::Sliding);
    row("offers sliding sync, forced to v3", "example.org", {noWellKnown, homeSliding}, home, Dialect::V3,
        false, int(Dialect::V3));
    row("forced to sliding", "example.org", {noWellKnown, homeSliding}, home, Dialect::Sliding, false,
        int(Dialect::Sliding));
    row("forced to v3, r0", "example.org",
        {noWellKnown, {home + versions, says(200, "{'versions':['r0.3.0']}")}}, home, Dialect::V3, true,
        int(Dialect::V3));
}

void TestDiscovery::finds()
{
    QFETCH(QString, typed);
    QFETCH(int, forced);
    QFETCH(Steps, steps);
    const auto server = find(typed, steps, forced);
    QVERIFY2(server, server ? "" : qPrintable(server.error().text));
    QTEST(server->base.toString(QUrl::FullyEncoded), "base");
    QTEST(int(server->version.dialect), "dialect");
    QTEST(server->version.isR0, "isR0");
    QStringList expected;
    for (const Step &step : steps)
        expected.append(QString::fromUtf8(step.url));
    QCOMPARE(m_asked, expected);
}

void TestDiscovery::fails_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("forced");
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const Steps &steps, Error::Kind kind, int status = 0,
                        int forced = -1, const char *typed = "example.org") {
        QTest::newRow(name) << QString::fromUtf8(typed) << forced << steps << kind << status;
    };

    // A name that is no address: no further guess.
    for (const char *bad : {"5", "''", "'matrix'", "'ftp://matrix.example.org'", "'https://'", "'/x'", "{}",
                            "'file:///etc/passwd'", "'javascript:x'"})
        row(qPrintable(QStringLiteral("no address: ") + QString::fromUtf8(bad)), {names(bad)},
            Error::Kind::NotMatrix);
    row("an address without TLS", {names("'http://matrix.example.org'")}, Error::Kind::Tls);
    row("only looks like this computer", {names("'http://127.0.0.1.example.org'")}, Error::Kind::Tls);
    row("nobody at the address",
        {names("'https://matrix.example.org'"),
         {other + versions, says(404, page)},
         {other + v1Login, says(404, page)}},
        Error::Kind::NotMatrix, 404);
    row("address cannot be reached",
        {names("'https://matrix.example.org'"), {other + versions, trouble(Error::Kind::Network)}},
        Error::Kind::Network);

    // Silence and trouble never downgrade.
    for (const auto kind :
         {Error::Kind::Network, Error::Kind::Timeout, Error::Kind::Tls, Error::Kind::TooLarge,
          Error::Kind::Portal, Error::Kind::CertificateExpired, Error::Kind::CertificateTooEarly,
          Error::Kind::CertificateClock, Error::Kind::CertificateUntrusted, Error::Kind::CertificateOfAnother,
          Error::Kind::Proxy, Error::Kind::ProxyNotFound, Error::Kind::ProxyPassword}) {
        const QString number = QString::number(int(kind));
        row(qPrintable(QString(QStringLiteral("well-known trouble ") + number)),
            {{home + wellKnown, trouble(kind)}}, kind);
        row(qPrintable(QString(QStringLiteral("versions trouble ") + number)),
            {noWellKnown, {home + versions, trouble(kind)}}, kind);
        row(qPrintable(QString(QStringLiteral("v1 trouble ") + number)),
            {noWellKnown, {home + versions, says(404, page)}, {home + v1Login, trouble(kind)}}, kind);
    }
    for (const int status : {500, 502, 503, 504}) {
        const QString number = QString::number(status);
        row(qPrintable(QString(QStringLiteral("well-known down ") + number)),
            {{home + wellKnown, says(status, page)}}, Error::Kind::Server, status);
        row(qPrintable(QString(QStringLiteral("versions down ") + number)),
            {noWellKnown, {home + versions, says(status, page)}}, Error::Kind::Server, status);
        row(qPrintable(QString(QStringLiteral("v1 down ") + number)),
            {noWellKnown, {home + versions, says(404, page)}, {home + v1Login, says(status, page)}},
            Error::Kind::Server, status);
    }
    row("too many questions", {noWellKnown, {home + versions, says(429, "{'errcode':'M_LIMIT_EXCEEDED'}")}},
        Error::Kind::RateLimited, 429);

    // A network that wants one to sign in to it first: only without TLS it can answer in another's place.
    const QByteArray plain = "http://example.org";
    row("a portal's page", {{plain + versions, says(200, page)}}, Error::Kind::Portal, 200, -1,
        "http://example.org");
    row("to a portal", {{plain + versions, redirects("http://portal.test/login")}}, Error::Kind::Portal, 302,
        -1, "http://example.org");

    // Redirects
    row("versions elsewhere", {noWellKnown, {home + versions, redirects("https://evil.example/versions")}},
        Error::Kind::Redirected, 302);
    row("v1 elsewhere",
        {noWellKnown,
         {home + versions, says(404, page)},
         {home + v1Login, redirects("https://evil.example/login")}},
        Error::Kind::Redirected, 302);
    row("well-known without TLS", {{home + wellKnown, redirects("http://www.example.org/x")}},
        Error::Kind::Redirected, 302);
    row("well-known in a circle",
        {{home + wellKnown, redirects("https://www.example.org/.well-known/matrix/client")},
         {"https://www.example.org" + wellKnown, redirects("https://example.org/.well-known/matrix/client")},
         {home + wellKnown, redirects("https://www.example.org/.well-known/matrix/client")},
         {"https://www.example.org" + wellKnown, redirects("https://example.org/.well-known/matrix/client")}},
        Error::Kind::Redirected, 302);

    // No Matrix server
    row("versions is a page", {noWellKnown, {home + versions, says(200, page)}}, Error::Kind::NotMatrix, 200);
    for (const char *bad : {"", "hello", "[]", "null", "{}", "{'versions':null}", "{'versions':'v1.1'}",
                            "{'versions':{}}", "{'versions':['v1.1'"})
        row(qPrintable(QStringLiteral("versions: ") + QString::fromUtf8(bad)),
            {noWellKnown, {home + versions, says(200, bad)}}, Error::Kind::NotMatrix);
    for (const char *bad : {"", "''", "{}", "{'flows':null}", "{'flows':{}}", "{'flows':['"})
        row(qPrintable(QStringLiteral("login: ") + QString::fromUtf8(bad)),
            {noWellKnown, {home + versions, says(404, page)}, {home + v1Login, says(200, bad)}},
            Error::Kind::NotMatrix);
    row("neither", {noWellKnown, {home + versions, says(404, page)}, {home + v1Login, says(404, page)}},
        Error::Kind::NotMatrix, 404);
    row("forced to v1, not there", {noWellKnown, {home + v1Login, says(404, "{'errcode':'M_UNRECOGNIZED'}")}},
        Error::Kind::NotMatrix, 404, int(Dialect::V1));
    row("forced to v3, not there", {noWellKnown, {home + versions, says(404, page)}}, Error::Kind::NotMatrix,
        404, int(Dialect::V3));
    row("forced to sliding, not there", {noWellKnown, {home + versions, says(200, modern)}},
        Error::Kind::Unsupported, 0, int(Dialect::Sliding));
    row("URL of nothing",
        {{home + versions, says(404, page)}, {home + v1Login, says(404, page)}, noWellKnown},
        Error::Kind::NotMatrix, 404, -1, "https://example.org");
    row("nobody on this computer",
        {{"http://localhost:8008" + versions, trouble(Error::Kind::Network)},
         {"https://localhost:8008" + versions, trouble(Error::Kind::Tls)}},
        Error::Kind::Network, 0, -1, "localhost:8008");
    row("trouble on this computer", {{"http://localhost:8008" + versions, says(500, page)}},
        Error::Kind::Server, 500, -1, "localhost:8008");
}

void TestDiscovery::fails()
{
    QFETCH(QString, typed);
    QFETCH(int, forced);
    QFETCH(Steps, steps);
    const auto server = find(typed, steps, forced);
    QVERIFY(!server);
    QTEST(server.error().kind, "kind");
    QTEST(server.error().httpStatus, "status");
    QStringList expected;
    for (const Step &step : steps)
        expected.append(QString::fromUtf8(step.url));
    QCOMPARE(m_asked, expected);
}

void TestDiscovery::refusesNames_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *bad : {"",
                            "  ",
                            "@",
                            "@alice",
                            "@alice:",
                            "@:example.org",
                            "two words",
                            "alice@example.org",
                            "https://",
                            "https://alice:secret@example.org",
                            "http:///path",
                            "example.org/path",
                            "example.org?x",
                            "#room:example.org",
                            "!room:example.org",
                            "example.org:port",
                            "example.org:99999",
                            "example.org:0",
                            "a\\b",
                            "%41.example"})
        QTest::newRow(bad) << QString::fromUtf8(bad);
}

void TestDiscovery::refusesNames()
{
    QFETCH(QString, typed);
    const auto server = find(typed, {}, -1);
    QVERIFY(!server);
    QCOMPARE(server.error().kind, Error::Kind::Invalid);
    QVERIFY(server.error().text.endsWith(u'.')); // a sentence for the person
    QCOMPARE(m_asked, QStringList());
}

void TestDiscovery::namesTheServerAsThePersonDid()
{
    const Step homeModern{home + versions, says(200, modern)};
    const auto byId = find(u"@alice:example.org"_qs, {noWellKnown, homeModern}, -1);
    QCOMPARE(byId->name, u"example.org"_qs);
    const auto byUrl = find(u"https://example.org/"_qs, {homeModern}, -1);
    QCOMPARE(byUrl->name, u"example.org"_qs);
}

void TestDiscovery::stopsWhenItIsDropped()
{
    FakeTransport transport;
    auto &question = transport.expects(Request::Method::Get, u"/client"_qs).holds();
    {
        const auto task = Discovery(transport).find(u"example.org"_qs);
        QVERIFY(question.isHeld());
    }
    QVERIFY(question.sent().isAborted);
    QCOMPARE(transport.sent().size(), 1);
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
