// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/syncloop.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Sync = QStringLiteral("/v3/sync");

Error errorOf(int status, const QByteArray &body)
{
    return answerOf(status, body).error();
}

}

/// Today's dialect; that of 2014 is in tst_synclooplegacy.cpp.
class TestSyncLoop : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::shared_ptr<GatedDialect> m_dialect;
    std::unique_ptr<SyncLoop> m_loop;
    QList<CommittedBatch> m_committed;
    QList<Connection::Phase> m_phases;

    void makeLoop()
    {
        m_loop = std::make_unique<SyncLoop>(*m_bench->api, *m_bench->store, m_bench->clock, m_dialect);
        connect(m_loop.get(), &SyncLoop::committed, this,
                [this](const CommittedBatch &batch) { m_committed << batch; });
        connect(m_loop.get(), &SyncLoop::connectionChanged, this,
                [this](const Connection &connection) { m_phases << connection.phase; });
    }
    FakeTransport::Expectation &expectPoll() { return m_bench->server.expects(Method::Get, Sync); }
    int polls() const { return m_bench->server.count(Method::Get, Sync); }
    Connection::Phase phase() const { return m_loop->connection().phase; }
    void settle() { m_bench->settle(); }
    /// Runs up to a poll that the server holds open.
    FakeTransport::Expectation &startPolling()
    {
        expectPoll().replies(200,
                             sync(QStringLiteral("p1"), joined({create(), message(QStringLiteral("$a"))})));
        auto &held = expectPoll().holds();
        m_loop->start({}, 0);
        settle();
        return held;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_dialect = std::make_shared<GatedDialect>(makeSyncDialect(serverOf(Dialect::V3).version, me));
        m_committed.clear();
        m_phases.clear();
        makeLoop();
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_dialect->open();
        m_loop.reset();
        m_bench.reset();
    }

    void whoHidesIsNotSeenAnyMoreAtOnce()
    {
        auto &poll = startPolling();
        QCOMPARE(poll.sent().query("set_presence"), QString());
        auto &hidden = expectPoll().holds();
        m_loop->setPresence(false);
        QVERIFY(poll.sent().isAborted);
        QCOMPARE(hidden.sent().query("set_presence"), QStringLiteral("offline"));
        QCOMPARE(hidden.sent().query("since"), QStringLiteral("p1"));
        m_loop->setPresence(false);
        QVERIFY(hidden.isHeld());
        auto &shown = expectPoll().holds();
        m_loop->setPresence(true);
        QCOMPARE(shown.sent().query("set_presence"), QString());
    }

    void takesTheFullStateThenWaitsForNews()
    {
        auto &first = expectPoll().replies(200, sync(QStringLiteral("p1"), joined({create()})));
        auto &next = expectPoll().holds();
        m_loop->start({}, 0);
        QVERIFY(phase() == Connection::Phase::Connecting);
        settle();
        QCOMPARE(first.sent().query("since"), QString());
        QCOMPARE(next.sent().query("since"), QStringLiteral("p1"));
        QCOMPARE(next.sent().query("timeout"), QStringLiteral("30000"));
        // No answer within the poll's own time is no reason to hang up.
        QVERIFY(next.sent().request.timeout >= 40s);
        QCOMPARE(m_committed.size(), 1);
        QCOMPARE(m_phases, (QList{Connection::Phase::Connecting, Connection::Phase::Syncing}));
        QCOMPARE(m_bench->stored().position, "p1");
        QCOMPARE(m_bench->stored().positionTs, m_bench->clock.now());
    }
    void resumesWhereTheStoreIs()
    {
        auto &first = expectPoll().replies(200, sync(QStringLiteral("p6")));
        auto &next = expectPoll().holds();
        m_loop->start("p5", m_bench->clock.now() - SyncLoop::LegacyPositionLife * 10);
        QCOMPARE(first.sent().query("since"), QStringLiteral("p5"));
        // What waits there is wanted at once: only then it is caught up.
        QCOMPARE(first.sent().query("timeout"), QStringLiteral("0"));
        settle();
        QCOMPARE(next.sent().query("since"), QStringLiteral("p6"));
        QCOMPARE(next.sent().query("timeout"), QStringLiteral("30000"));
        QVERIFY(phase() == Connection::Phase::Syncing);
    }
    void waitsForWhateverStandsInTheWay_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<Error::Kind>("kind");
        const auto row = [](Error::Kind kind, int status, Error::Kind shown) {
            Error error = Error::of(kind, QStringLiteral("http://portal.test/"));
            error.httpStatus = status;
            QTest::addRow("%d", int(kind)) << error << shown;
        };
        using K = Error::Kind;
        row(K::NotMatrix, 200, K::Portal);
        row(K::Redirected, 302, K::Portal);
        for (K kind : {K::Tls, K::CertificateExpired, K::CertificateClock, K::CertificateUntrusted,
                       K::CertificateOfAnother, K::Proxy, K::ProxyNotFound, K::ProxyPassword})
            row(kind, 0, kind);
    }
    void waitsForWhateverStandsInTheWay()
    {
        QFETCH(Error, error);
        QFETCH(Error::Kind, kind);
        QSignalSpy refused(m_bench->api.get(), &ApiClient::tokenRefused);
        auto &held = startPolling();
        constexpr int Refusals = 8;
        for (int i = 0; i < Refusals; ++i)
            expectPoll().fails(error);
        held.releaseError(error);
        settle();
        QCOMPARE(phase(), Connection::Phase::Offline);
        QCOMPARE(m_loop->connection().error.kind, kind);
        for (int i = 0; i < Refusals; ++i) {
            // Who signs in to the network sits and waits for it.
            QVERIFY(kind != Error::Kind::Portal ||
                    m_loop->connection().retryAt - m_bench->clock.elapsed() <= 5s);
            m_bench->clock.advance(80s);
            settle();
        }
        QCOMPARE(phase(), Connection::Phase::Offline);
        // Goes on by itself where it was.
        auto &next = expectPoll().replies(200, sync(QStringLiteral("p2")));
        expectPoll().holds();
        m_bench->clock.advance(80s);
        settle();
        QCOMPARE(next.sent().query("since"), QStringLiteral("p1"));
        QCOMPARE(phase(), Connection::Phase::Syncing);
        QCOMPARE(refused.size(), 0);
    }
    void asksAgainOnlyAfterTheCommit()
    {
        m_dialect->close();
        expectPoll().replies(200, sync(QStringLiteral("p1")));
        m_loop->start({}, 0);
        int pollsAtCommit = 0;
        connect(m_loop.get(), &SyncLoop::committed, this, [&] { pollsAtCommit = polls(); });
        // The reply goes to the store within this; the worker does not get on with it.
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(polls(), 1);
        expectPoll().holds();
        m_dialect->open();
        settle();
        QCOMPARE(pollsAtCommit, 1);
        QCOMPARE(polls(), 2);
    }

    void backsOffWithJitter()
    {
        QList<double> shares;
        expectPoll().fails(Error::Kind::Network);
        m_loop->start("p", 0);
        for (const std::chrono::milliseconds plain : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
            settle();
            QVERIFY(phase() == Connection::Phase::Offline);
            const auto delay = m_bench->clock.untilNext();
            QCOMPARE(m_loop->connection().retryAt.count(), (m_bench->clock.elapsed() + delay).count());
            QVERIFY2(delay >= plain * 3 / 4 && delay <= plain * 5 / 4,
                     qPrintable(QString::number(delay.count())));
            shares << double(delay.count()) / double(plain.count());
            expectPoll().fails(Error::Kind::Network);
            const int before = polls();
            m_bench->clock.advance(delay - 1ms);
            QCOMPARE(polls(), before);
            m_bench->clock.advance(1ms);
            QCOMPARE(polls(), before + 1);
        }
        QVERIFY(*std::max_element(shares.cbegin(), shares.cend()) -
                    *std::min_element(shares.cbegin(), shares.cend()) >
                0.001);
    }
    void aGoodPollEndsTheBackoff()
    {
        for (int i = 0; i < 5; ++i)
            expectPoll().fails(Error::Kind::Network);
        m_loop->start("p", 0);
        for (int i = 0; i < 4; ++i) {
            settle();
            m_bench->clock.advance(m_bench->clock.untilNext());
        }
        settle();
        expectPoll().replies(200, sync(QStringLiteral("p1")));
        auto &held = expectPoll().holds();
        m_bench->clock.advance(m_bench->clock.untilNext());
        settle();
        QVERIFY(phase() == Connection::Phase::Syncing);
        held.releaseError(Error::of(Error::Kind::Timeout));
        QVERIFY(phase() == Connection::Phase::Offline);
        QVERIFY(m_bench->clock.untilNext() <= 1250ms);
    }
    void theServerMaySayHowLong()
    {
        expectPoll().replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":20000})");
        m_loop->start("p", 0);
        settle();
        QVERIFY(m_bench->clock.untilNext() == 20s);
    }
    void aServerThatIsDownIsOffline_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("proxy") << 502 << QByteArray("<html>");
        QTest::newRow("server") << 500 << QByteArray(R"({"errcode":"M_UNKNOWN"})");
    }
    void aServerThatIsDownIsOffline()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        auto &held = startPolling();
        held.release(status, body);
        QVERIFY(phase() == Connection::Phase::Offline);
        auto &again = expectPoll().holds();
        m_bench->clock.advance(2s);
        QCOMPARE(again.sent().query("since"), QStringLiteral("p1"));
    }
    void aRefusalIsShownAndTriedAgain()
    {
        auto &held = startPolling();
        held.release(403, R"({"errcode":"M_USER_LOCKED","error":"locked"})");
        QVERIFY(phase() == Connection::Phase::Failed);
        QCOMPARE(m_loop->connection().error.text, QStringLiteral("locked"));
        expectPoll().replies(200, sync(QStringLiteral("p2")));
        expectPoll().holds();
        m_bench->clock.advance(2s);
        settle();
        QVERIFY(phase() == Connection::Phase::Syncing);
    }

    void wakingUpAsksAtOnce()
    {
        for (int i = 0; i < 4; ++i)
            expectPoll().fails(Error::Kind::Network);
        m_loop->start("p", 0);
        for (int i = 0; i < 3; ++i) {
            settle();
            m_bench->clock.advance(m_bench->clock.untilNext());
        }
        settle();
        auto &held = expectPoll().holds();
        m_loop->wakeUp();
        QVERIFY(held.isAsked());
        // The wait of before is over: nothing asks a second time.
        QCOMPARE(m_bench->clock.pending(), 0);
        held.releaseError(Error::of(Error::Kind::Network));
        QVERIFY(m_bench->clock.untilNext() <= 1250ms);
    }
    void wakingUpGivesUpAnOpenPoll()
    {
        auto &held = startPolling();
        auto &fresh = expectPoll().holds();
        m_loop->wakeUp();
        QVERIFY(held.sent().isAborted);
        QCOMPARE(fresh.sent().query("timeout"), QStringLiteral("0"));
        QCOMPARE(fresh.sent().query("since"), QStringLiteral("p1"));
    }
    void wakingUpDoesNotCutACommitShort()
    {
        auto &held = startPolling();
        m_dialect->close();
        held.release(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))})));
        m_loop->wakeUp();
        QCOMPARE(polls(), 2);
        auto &next = expectPoll().holds();
        m_dialect->open();
        settle();
        QCOMPARE(polls(), 3);
        QCOMPARE(next.sent().query("since"), QStringLiteral("p2"));
        QCOMPARE(m_committed.size(), 2);
    }

    void aRefusedPositionTakesTheFullState()
    {
        auto &held = startPolling();
        auto &full = expectPoll().replies(
            200,
            sync(QStringLiteral("q1"), joined({message(QStringLiteral("$z"))}, QStringLiteral("t"), true)));
        auto &next = expectPoll().holds();
        held.release(400, R"({"errcode":"M_UNKNOWN_POS"})");
        settle();
        QCOMPARE(full.sent().query("since"), QString());
        QCOMPARE(next.sent().query("since"), QStringLiteral("q1"));
        using Phase = Connection::Phase;
        QCOMPARE(m_phases, (QList{Phase::Connecting, Phase::Syncing, Phase::Connecting, Phase::Syncing}));
        QCOMPARE(m_bench->stored().position, "q1");
        // What was stored is still there, with a gap before what is new.
        QCOMPARE(m_bench->storedIds(), QStringList{QStringLiteral("$z")});
        const auto before = await(m_bench->store->historyAround(room, EventId(QStringLiteral("$a")), 10));
        QVERIFY(before.isOk());
        QCOMPARE(before->events.size(), 2);
    }
    void aCrashAfterARefusedPositionTakesTheFullStateToo()
    {
        auto &held = startPolling();
        auto &full = expectPoll().holds();
        held.release(400, R"({"errcode":"M_UNKNOWN_POS"})");
        settle();
        QVERIFY(full.isAsked());
        QCOMPARE(m_bench->stored().position, QByteArray());
        QCOMPARE(m_bench->stored().rooms.size(), 1);
    }
    void aServerThatRefusesEveryPositionIsNotHammered()
    {
        QList<std::chrono::milliseconds> waits;
        auto *held = &startPolling();
        for (int i = 0; i < 5; ++i) {
            held->release(400, R"({"errcode":"M_UNKNOWN","error":"no"})");
            expectPoll().replies(200, sync(QStringLiteral("q%1").arg(i)));
            held = &expectPoll().holds();
            settle();
            waits << m_bench->clock.untilNext();
            if (waits.last() > 0ms)
                m_bench->clock.advance(waits.last());
            settle();
            QVERIFY(held->isAsked());
        }
        QVERIFY(waits.first() < 0ms);
        QVERIFY(waits.at(1) > 0ms);
        QVERIFY(waits.last() > 4s);
    }
    void aRefusalOfTheFullStateIsNoLoop()
    {
        expectPoll().replies(400, R"({"errcode":"M_UNKNOWN","error":"no"})");
        m_loop->start({}, 0);
        settle();
        QCOMPARE(polls(), 1);
        QVERIFY(phase() == Connection::Phase::Failed);
        QVERIFY(m_bench->clock.untilNext() > 0ms);
    }

    void theTokenDiesInTheMiddleOfAPoll()
    {
        QSignalSpy refused(m_bench->api.get(), &ApiClient::tokenRefused);
        auto &held = startPolling();
        held.release(401, R"({"errcode":"M_UNKNOWN_TOKEN","error":"gone","soft_logout":false})");
        QCOMPARE(refused.size(), 1);
        QVERIFY(phase() == Connection::Phase::Failed);
        QVERIFY(m_loop->connection().error.isUnknownToken());
        m_loop->wakeUp();
        settle();
        QCOMPARE(polls(), 2);
        QCOMPARE(m_bench->clock.pending(), 0);
        QCOMPARE(m_bench->storedIds(), (QStringList{QStringLiteral("$create"), QStringLiteral("$a")}));
    }
    void aFullDiskStopsItUntilThereIsRoom()
    {
        if (!FullDisk::IsPossible)
            QSKIP("no way to fill the disk here");
        auto &held = startPolling();
        {
            const FullDisk disk;
            held.release(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))})));
            settle();
            QVERIFY(phase() == Connection::Phase::Failed);
            QCOMPARE(m_loop->connection().error.kind, Error::Kind::DiskFull);
            QCOMPARE(m_committed.size(), 1);
        }
        auto &again =
            expectPoll().replies(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))})));
        expectPoll().holds();
        m_bench->clock.advance(2s);
        settle();
        QCOMPARE(again.sent().query("since"), QStringLiteral("p1"));
        QVERIFY(phase() == Connection::Phase::Syncing);
        QCOMPARE(m_bench->storedIds().last(), QStringLiteral("$b"));
    }

    void brokenRepliesMoveNothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray good = sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))}));
        QTest::newRow("truncated") << good.left(good.size() / 2);
        QTest::newRow("one byte short") << good.chopped(1);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("Bad Gateway");
        QTest::newRow("HTML") << QByteArray("<html><body>Please sign in to the network</body></html>");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("string") << QByteArray("\"\"");
        QTest::newRow("no position") << QByteArray(R"({"rooms":{}})");
        QTest::newRow("a number for the position") << QByteArray(R"({"next_batch":7,"rooms":{}})");
        QTest::newRow("binary") << QByteArray("\0\xff\xfe{", 4);
    }
    void brokenRepliesMoveNothing()
    {
        QFETCH(QByteArray, body);
        auto &held = startPolling();
        held.release(200, body);
        settle();
        QVERIFY(phase() == Connection::Phase::Offline);
        QCOMPARE(m_loop->connection().error.kind, Error::Kind::BadReply);
        QCOMPARE(m_committed.size(), 1);
        QCOMPARE(m_bench->stored().position, "p1");
        auto &again =
            expectPoll().replies(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))})));
        expectPoll().holds();
        m_bench->clock.advance(2s);
        settle();
        QCOMPARE(again.sent().query("since"), QStringLiteral("p1"));
        QVERIFY(phase() == Connection::Phase::Syncing);
        QCOMPARE(m_bench->storedIds().last(), QStringLiteral("$b"));
    }
    void wrongShapesInsideAreLeftOut()
    {
        auto &held = startPolling();
        expectPoll().holds();
        held.release(200, jsonText("{'next_batch':'p2','rooms':{'join':{'!r:x':{'timeline':{'events':["
                                   "3,null,'x',{'type':7},{'event_id':'$b','sender':'@bob:x',"
                                   "'type':'m.room.message','content':'none'}]},'state':5},"
                                   "'!q:x':7},'leave':[],'invite':'no'},'presence':[1]}"));
        settle();
        QVERIFY(phase() == Connection::Phase::Syncing);
        QCOMPARE(m_bench->stored().position, "p2");
        QCOMPARE(m_bench->storedIds().last(), QStringLiteral("$b"));
    }

    void ends_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("isDestroyed");
        for (const bool isDestroyed : {false, true}) {
            for (const char *state :
                 {"new", "polling", "waiting to try again", "committing", "forgetting the position", "failed",
                  "told of a commit", "told of the connection", "told that it begins"}) {
                QTest::addRow("%s, %s", state, isDestroyed ? "destroyed" : "stopped")
                    << QString::fromLatin1(state) << isDestroyed;
            }
        }
    }
    void ends()
    {
        QFETCH(QString, state);
        QFETCH(bool, isDestroyed);
        const auto end = [this, isDestroyed] {
            if (isDestroyed)
                m_loop.reset();
            else if (m_loop)
                m_loop->stop();
        };
        FakeTransport::Expectation *held = nullptr;
        if (state == QStringLiteral("told of a commit")) {
            expectPoll().replies(200, sync(QStringLiteral("p1")));
            connect(m_loop.get(), &SyncLoop::committed, this, end);
            m_loop->start({}, 0);
        } else if (state == QStringLiteral("told of the connection")) {
            held = &startPolling();
            connect(m_loop.get(), &SyncLoop::connectionChanged, this, end);
            held->releaseError(Error::of(Error::Kind::Network));
        } else if (state == QStringLiteral("told that it begins")) {
            connect(m_loop.get(), &SyncLoop::connectionChanged, this, end);
            m_loop->start({}, 0);
        } else if (state != QStringLiteral("new")) {
            held = &startPolling();
            if (state == QStringLiteral("waiting to try again"))
                held->releaseError(Error::of(Error::Kind::Network));
            if (state == QStringLiteral("failed"))
                held->releaseError(errorOf(401, R"({"errcode":"M_UNKNOWN_TOKEN"})"));
            if (state == QStringLiteral("forgetting the position"))
                held->releaseError(errorOf(400, R"({"errcode":"M_UNKNOWN_POS"})"));
            if (state == QStringLiteral("committing")) {
                m_dialect->close();
                held->release(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$b"))})));
            }
        }
        const qsizetype committed = m_committed.size();
        if (!state.startsWith(QStringLiteral("told")))
            end();
        m_dialect->open();
        settle();
        const int before = polls();
        m_bench->clock.advance(24h);
        if (m_loop)
            m_loop->wakeUp();
        settle();
        QCOMPARE(polls(), before);
        QCOMPARE(m_bench->clock.pending(), 0);
        if (!state.startsWith(QStringLiteral("told")))
            QCOMPARE(m_committed.size(), committed);
        if (held)
            QVERIFY(!held->isHeld());
    }
    void canBeginAgain()
    {
        auto &held = startPolling();
        m_loop->stop();
        QVERIFY(held.sent().isAborted);
        auto &again = expectPoll().holds();
        m_loop->start("p1", 0);
        QCOMPARE(again.sent().query("since"), QStringLiteral("p1"));
        QVERIFY(phase() == Connection::Phase::Connecting);
    }
};

QTEST_GUILESS_MAIN(TestSyncLoop)
#include "tst_syncloop.moc"
