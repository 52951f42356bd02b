// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokenkeeper.h"

#include "matrix/networktransport.h"
#include "session/apiclient.h"
#include "session/oauthsignin.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"
#include "support/oauthserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;
using Method = Request::Method;

namespace {

const QByteArray unknown = jsonText("{'errcode':'M_UNKNOWN_TOKEN','error':'gone','soft_logout':true}");
const QByteArray fresh = jsonText("{'access_token':'a2','refresh_token':'r2','expires_in_ms':300000}");
const QString Members = QStringLiteral("/members");
const QString Refresh = QStringLiteral("/_matrix/client/v3/refresh");

Account classic()
{
    Account account;
    account.user = UserId(QStringLiteral("@me:x"));
    account.server = {QStringLiteral("x"), QUrl(QStringLiteral("https://chat.x")), {Dialect::V3, false}};
    return account;
}

}

/// What an account does when its access token runs out: against a script, and against a server that takes
/// nothing twice.
class TestTokenKeeper : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<OAuthServer> m_oauth;
    std::unique_ptr<NetworkTransport> m_network;
    std::unique_ptr<TokenKeeper> m_keeper;
    std::unique_ptr<ApiClient> m_api;
    QList<Result<Reply>> m_answers;
    QList<Tokens> m_kept;                ///< in Credentials, in order
    std::optional<Error> m_trouble;      ///< with them
    std::optional<Promise<Done>> m_late; ///< they answer when the test says so
    Tokens m_stored;
    Account m_account;

    Task<Done> keep(const Tokens &tokens)
    {
        if (m_trouble)
            return Task<Done>::ready(*m_trouble);
        m_kept << tokens;
        m_stored = tokens;
        return m_late ? m_late->task() : Task<Done>::ready(Done{});
    }
    void make(Transport &transport, const Account &account, const Tokens &tokens)
    {
        m_stored = tokens;
        m_api.reset();
        m_keeper = std::make_unique<TokenKeeper>(transport, *m_clock, account, tokens,
                                                 [this](const Tokens &next) { return keep(next); });
        m_api = std::make_unique<ApiClient>(transport, *m_clock, account.server, tokens.access);
        m_api->setTokenKeeper(*m_keeper);
    }
    void makeClassic(qint64 expiresAt = 0, const QByteArray &refresh = "r1")
    {
        make(*m_server, classic(), {"a1", refresh, expiresAt});
    }
    void send(int times = 1)
    {
        for (int i = 0; i < times; ++i)
            m_api->send(m_api->requests().members(RoomId(QStringLiteral("!r:x"))))
                .then(this, [this](Result<Reply> result) { m_answers << std::move(result); });
    }
    FakeTransport::Expectation &expectsMembers() { return m_server->expects(Method::Get, Members); }
    FakeTransport::Expectation &expectsRefresh() { return m_server->expects(Method::Post, Refresh); }
    static QString refreshTokenOf(const FakeTransport::Expectation &refresh)
    {
        return QJsonDocument::fromJson(refresh.sent().request.body)
            .object()
            .value(u"refresh_token")
            .toString();
    }
    /// An account of the strict server.
    Account signInByOAuth()
    {
        OAuthSignIn signIn(*m_network, *m_clock);
        std::optional<SignedIn> signedIn;
        const QString user = QStringLiteral("@alice:localhost");
        connect(&signIn, &OAuthSignIn::deviceCodeNeeded, this,
                [&](const OAuthDeviceCode &code) { m_oauth->decide(code.userCode, user); });
        connect(&signIn, &OAuthSignIn::done, this, [&](const SignedIn &done) { signedIn = done; });
        Account account = classic();
        account.server.base = m_oauth->url();
        OAuthSignIn::Wish wish;
        wish.isByCode = true;
        signIn.start(account.server, wish);
        [&] { QTRY_COMPARE(signIn.state(), OAuthSignIn::State::InBrowser); }();
        m_clock->advance(5s);
        [&] { QTRY_VERIFY(signedIn); }();
        account.oauth = signedIn->oauth;
        m_stored = Tokens::of(*signedIn, m_clock->now());
        return account;
    }
    void startOAuth()
    {
        m_oauth = std::make_unique<OAuthServer>(*m_clock);
        QVERIFY(m_oauth->listen());
        m_network = std::make_unique<NetworkTransport>();
        m_account = signInByOAuth();
        restartOAuth(m_stored);
    }
    /// With what a run of before has left.
    void restartOAuth(const Tokens &stored) { make(*m_network, m_account, stored); }
    void expire() { m_clock->advance(std::chrono::milliseconds(OAuthServer::AccessLife)); }
    int refreshes() const { return m_oauth->count(QStringLiteral("POST /oauth2/token")) - 1; }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<FakeTransport>();
        m_answers.clear();
        m_kept.clear();
        m_trouble.reset();
        m_late.reset();
    }
    void cleanup()
    {
        m_api.reset();
        m_keeper.reset();
        m_network.reset();
        QCOMPARE(m_server->unmet(), QStringList());
        if (m_oauth)
            QCOMPARE(m_oauth->violations(), QStringList());
        m_oauth.reset();
    }

    void twentyRefusalsAreOneRefresh()
    {
        makeClassic();
        QList<FakeTransport::Expectation *> old;
        for (int i = 0; i < 20; ++i)
            old << &expectsMembers().holds();
        send(20);
        auto &refresh = expectsRefresh().holds();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        for (auto *each : old)
            each->release(401, unknown);
        QVERIFY(refresh.isHeld());
        QCOMPARE(refreshTokenOf(refresh), QStringLiteral("r1"));
        QVERIFY(refresh.sent().token.isEmpty());
        auto &next = expectsMembers().replies(200, "{}").always();
        refresh.release(200, fresh);
        QTRY_COMPARE(m_answers.size(), 20);
        for (const auto &answer : m_answers)
            QVERIFY(answer);
        QCOMPARE(next.asked(), 20);
        QCOMPARE(next.sent().token, QByteArray("a2"));
        QCOMPARE(m_server->count(Method::Post, Refresh), 1);
        QCOMPARE(refused.size(), 0);
        QCOMPARE(m_kept.size(), 1);
        QCOMPARE(m_kept.first(), (Tokens{"a2", "r2", m_clock->now() + 300'000}));
    }
    void aLateRefusalOfTheOldTokenAsksForNothing()
    {
        makeClassic();
        auto &late = expectsMembers().holds();
        send();
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(200, fresh);
        auto &next = expectsMembers().replies(200).always();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        late.release(401, unknown);
        QTRY_COMPARE(m_answers.size(), 2);
        QVERIFY(m_answers.last());
        QCOMPARE(next.sent().token, QByteArray("a2"));
        QCOMPARE(m_server->count(Method::Post, Refresh), 1);
    }
    void theNewPairIsKeptBeforeItIsUsed()
    {
        makeClassic();
        m_late.emplace();
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(200, fresh);
        send();
        QTRY_COMPARE(m_kept.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(m_server->count(Method::Get, Members), 1); // nothing goes out with it yet
        auto &next = expectsMembers().replies(200);
        m_late->resolve(Done{});
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(next.sent().token, QByteArray("a2"));
    }
    void refreshesBeforeTheEnd()
    {
        makeClassic(m_clock->now() + 300'000);
        expectsMembers().replies(200).always();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_server->sent().last()->token, QByteArray("a1"));
        m_clock->advance(271s);
        auto &refresh = expectsRefresh().replies(200, fresh);
        send(3);
        QTRY_COMPARE(m_answers.size(), 4);
        QCOMPARE(refresh.asked(), 1);
        QCOMPARE(m_server->sent().last()->token, QByteArray("a2"));
        // The next one lives as long as the server has said.
        m_clock->advance(200s);
        send();
        QTRY_COMPARE(m_answers.size(), 5);
        QCOMPARE(m_server->count(Method::Post, Refresh), 1);
    }
    void shortLivesAreNotAllMargin()
    {
        makeClassic(m_clock->now() + 8'000);
        expectsMembers().replies(200).always();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_server->count(Method::Post, Refresh), 0);
    }
    void withoutAnAnswerTheOldOneGoesOnWhileItMay()
    {
        makeClassic(m_clock->now() + 300'000);
        m_clock->advance(290s);
        expectsRefresh().fails(Error::Kind::Network);
        expectsMembers().replies(200);
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QVERIFY(m_answers.first());
        QCOMPARE(m_server->sent().last()->token, QByteArray("a1"));
    }
    void aLostAnswerIsAskedForAgainWithTheOldOne_data()
    {
        QTest::addColumn<Error>("error");
        QTest::newRow("no network") << Error::of(Error::Kind::Network);
        QTest::newRow("too late") << Error::of(Error::Kind::Timeout);
        QTest::newRow("down") << Error{Error::Kind::Server, {}, 503, {}, {}};
        QTest::newRow("busy") << Error{
            Error::Kind::RateLimited, QStringLiteral("M_LIMIT_EXCEEDED"), 429, {}, 5s};
        QTest::newRow("a page of a proxy") << Error{Error::Kind::NotMatrix, {}, 403, {}, {}};
        QTest::newRow("a portal") << Error{
            Error::Kind::Redirected, {}, 302, QStringLiteral("http://p.x/"), {}};
    }
    void aLostAnswerIsAskedForAgainWithTheOldOne()
    {
        QFETCH(Error, error);
        makeClassic();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsMembers().replies(401, unknown);
        expectsRefresh().fails(error);
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        // Not the 401, at which whoever asked would give up.
        QVERIFY(!m_answers.first().error().isUnknownToken());
        QCOMPARE(refused.size(), 0);
        QCOMPARE(m_kept.size(), 0);
        expectsMembers().replies(401, unknown);
        auto &again = expectsRefresh().replies(200, fresh);
        expectsMembers().replies(200);
        send();
        QTRY_COMPARE(m_answers.size(), 2);
        QVERIFY(m_answers.last());
        QCOMPARE(refreshTokenOf(again), QStringLiteral("r1"));
    }
    void aRefusalEndsTheAccount_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isSoft");
        QTest::newRow("soft") << 401 << unknown << true;
        QTest::newRow("hard") << 401 << jsonText("{'errcode':'M_UNKNOWN_TOKEN'}") << false;
        QTest::newRow("too old") << 403 << jsonText("{'errcode':'M_FORBIDDEN'}") << false;
    }
    void aRefusalEndsTheAccount()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, reply);
        QFETCH(bool, isSoft);
        makeClassic();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsMembers().replies(401, unknown).always();
        expectsRefresh().replies(status, reply);
        send(5);
        QTRY_COMPARE(m_answers.size(), 5);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().value<Error>().isSoftLogout, isSoft);
        for (const auto &answer : m_answers)
            QVERIFY(answer.error().isUnknownToken());
        // And is not asked for a second time.
        send();
        QTRY_COMPARE(m_answers.size(), 6);
        QCOMPARE(m_server->count(Method::Post, Refresh), 1);
        QCOMPARE(refused.size(), 1);
    }
    void aRefusalBeforeTheEndIsTheSame()
    {
        makeClassic(m_clock->now() + 300'000);
        m_clock->advance(300s);
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsRefresh().replies(401, jsonText("{'errcode':'M_UNKNOWN_TOKEN'}"));
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(refused.size(), 1);
        QVERIFY(!refused.first().first().value<Error>().isSoftLogout);
    }
    void aLockedAccountKeepsItsTokens()
    {
        makeClassic();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(401, jsonText("{'errcode':'M_USER_LOCKED','soft_logout':true}"));
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QVERIFY(m_answers.first().error().isMatrix("M_USER_LOCKED"));
        QCOMPARE(refused.size(), 0);
        QVERIFY(m_keeper->canRefresh());
    }
    void withoutARefreshTokenAllIsAsBefore()
    {
        makeClassic(0, {});
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsMembers().replies(401, unknown);
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.first().first().value<Error>().isSoftLogout);
    }
    void aServerThatTakesNoTokenIsNotAskedForEver()
    {
        makeClassic();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expectsMembers().replies(401, unknown).always();
        expectsRefresh().replies(200, jsonText("{'access_token':'a2'}"));
        expectsRefresh().replies(200, jsonText("{'access_token':'a3'}"));
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QVERIFY(m_answers.first().error().isUnknownToken());
        QCOMPARE(refused.size(), 1);
        // A reply without a refresh token leaves the one that there is.
        QCOMPARE(m_stored.refresh, QByteArray("r1"));
    }
    void nonsenseIsNoToken_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("half") << QByteArray("{\"access_token\":");
        QTest::newRow("of another kind") << QByteArray(R"({"access_token":5,"refresh_token":{}})");
    }
    void nonsenseIsNoToken()
    {
        QFETCH(QByteArray, reply);
        makeClassic();
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(200, reply);
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first().error().kind, Error::Kind::BadReply);
        QCOMPARE(m_kept.size(), 0);
        QVERIFY(m_keeper->canRefresh());
    }
    void whatCannotBeKeptIsUsedAndKeptLater()
    {
        makeClassic();
        QList<Status> kept;
        connect(m_keeper.get(), &TokenKeeper::kept, this, [&kept](const Status &status) { kept << status; });
        m_trouble = Error::of(Error::Kind::KeychainLocked);
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(200, fresh);
        auto &next = expectsMembers().replies(200).always();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        QVERIFY(m_answers.first());
        QCOMPARE(next.sent().token, QByteArray("a2"));
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.last().error().kind, Error::Kind::KeychainLocked);
        m_clock->advance(1min);
        QCOMPARE(m_kept.size(), 0);
        QCOMPARE(kept.size(), 1); // said once
        m_trouble.reset();
        m_clock->advance(20min);
        QCOMPARE(m_kept.size(), 1);
        QCOMPARE(m_kept.first().refresh, QByteArray("r2"));
        QCOMPARE(kept.size(), 2);
        QVERIFY(kept.last());
        m_clock->advance(1h);
        QCOMPARE(m_kept.size(), 1);
    }
    void whoAskedMayHaveGone()
    {
        makeClassic();
        expectsMembers().replies(401, unknown);
        auto &refresh = expectsRefresh().holds();
        {
            QObject context;
            m_api->send(m_api->requests().members(RoomId(QStringLiteral("!r:x"))))
                .then(&context, [](const Result<Reply> &) { QFAIL("nobody waits"); });
            QTRY_VERIFY(refresh.isHeld());
        }
        // The answer is not thrown away: the server may have made the old pair useless for it.
        QVERIFY(!refresh.sent().isAborted);
        refresh.release(200, fresh);
        QCOMPARE(m_kept.size(), 1);
        QCOMPARE(m_keeper->token(), QByteArray("a2"));
    }
    void mayEndInTheMiddle()
    {
        makeClassic();
        m_late.emplace();
        expectsMembers().replies(401, unknown);
        expectsRefresh().replies(200, fresh);
        send();
        QTRY_COMPARE(m_kept.size(), 1);
        m_api.reset();
        m_keeper.reset();
        m_late->resolve(Done{});
        QCOMPARE(m_answers.size(), 0);
    }

    void secretsOfBeforeAreRead_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<Tokens>("tokens");
        QTest::newRow("bare") << QByteArray("syt_x") << Tokens{"syt_x", {}, 0};
        QTest::newRow("2014") << QByteArray("QG1l.abc") << Tokens{"QG1l.abc", {}, 0};
        QTest::newRow("all") << QByteArray(R"({"access":"a","refresh":"r","expires_at":1767225600123})")
                             << Tokens{"a", "r", 1'767'225'600'123};
        QTest::newRow("without end") << QByteArray(R"({"access":"a","refresh":"r"})") << Tokens{"a", "r", 0};
        QTest::newRow("a bare one that looks odd") << QByteArray("{token}") << Tokens{"{token}", {}, 0};
    }
    void secretsOfBeforeAreRead()
    {
        QFETCH(QByteArray, secret);
        QFETCH(Tokens, tokens);
        QCOMPARE(Tokens::fromSecret(secret), tokens);
        QCOMPARE(Tokens::fromSecret(tokens.toSecret()), tokens);
    }
    void bareTokensStayBare() { QCOMPARE((Tokens{"syt_x", {}, 0}).toSecret(), QByteArray("syt_x")); }

    // ---- with a server that rotates

    void refreshesByOAuth()
    {
        startOAuth();
        const QByteArray first = m_keeper->token();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        for (int round = 0; round < 3; ++round) {
            expire();
            send(5);
            QTRY_COMPARE(m_answers.size(), 6 + round * 5);
            QVERIFY(m_answers.last());
            QCOMPARE(refreshes(), round + 1);
            QVERIFY(m_oauth->isAlive(m_keeper->token()));
        }
        QVERIFY(m_keeper->token() != first);
        QCOMPARE(m_stored, m_keeper->tokens());
        QCOMPARE(m_oauth->sessions(), 1);
    }
    void eachRefreshMayGoWrongOnce_data()
    {
        QTest::addColumn<OAuthServer::Fault>("fault");
        using F = OAuthServer::Fault;
        QTest::newRow("broken") << F::Broken;
        QTest::newRow("nonsense") << F::Nonsense;
        QTest::newRow("incomplete") << F::Incomplete;
        QTest::newRow("page") << F::Page;
        QTest::newRow("cut") << F::Cut;
        QTest::newRow("lost") << F::Lost;
        QTest::newRow("redirected") << F::Redirected;
    }
    void eachRefreshMayGoWrongOnce()
    {
        QFETCH(OAuthServer::Fault, fault);
        startOAuth();
        send(); // the first pair is used
        QTRY_COMPARE(m_answers.size(), 1);
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        expire();
        m_oauth->goWrong(OAuthServer::Step::Refresh, fault);
        // Also where the old token is tried, and refused, in between.
        for (int tries = 0; tries < 3; ++tries) {
            const qsizetype before = m_answers.size();
            send();
            QTRY_COMPARE(m_answers.size(), before + 1);
        }
        QVERIFY(m_answers.last());
        QVERIFY(m_oauth->isAlive(m_keeper->token()));
        QCOMPARE(m_oauth->askedElsewhere(), 0);
        QCOMPARE(refused.size(), 0);
        QCOMPARE(m_oauth->sessions(), 1);
    }
    void aCrashBeforeUseLosesNothing()
    {
        startOAuth();
        send();
        QTRY_COMPARE(m_answers.size(), 1);
        // The answer has come, and the program ends before it is kept.
        const Tokens before = m_stored;
        m_late.emplace();
        expire();
        send();
        QTRY_COMPARE(m_kept.size(), 1);
        m_stored = before;
        m_late.reset();
        restartOAuth(before);
        send();
        QTRY_COMPARE(m_answers.size(), 2);
        QVERIFY(m_answers.last());
        // Or it is kept, and never used.
        expire();
        m_late.emplace();
        send();
        QTRY_COMPARE(m_kept.size(), 3);
        m_late.reset();
        restartOAuth(m_stored);
        send();
        QTRY_COMPARE(m_answers.size(), 3);
        QVERIFY(m_answers.last());
        QCOMPARE(m_oauth->sessions(), 1);
    }
    void aSessionThatWasEndedElsewhereIsOver()
    {
        startOAuth();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        m_oauth->endSession(m_keeper->token());
        send(3);
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(refused.size(), 1);
        QVERIFY(!refused.first().first().value<Error>().isSoftLogout);
        QCOMPARE(refreshes(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTokenKeeper)
#include "tst_tokenkeeper.moc"
