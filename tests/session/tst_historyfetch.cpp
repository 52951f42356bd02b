// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historyfetch.h"

#include "sessiontesting.h"

#include <QRegularExpression>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Messages = QStringLiteral("/rooms/!r:x/messages");

}

class TestHistoryFetch : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<HistoryFetch> m_fetch;

    FakeTransport &server() { return m_bench->server; }
    /// The newest messages are here, older ones behind the token t1.
    void begin() { m_bench->commit(sync(u"p1"_qs, joined(numbered(u"$"_qs, 21, 30), u"t1"_qs, true))); }
    void make() { m_fetch = std::make_unique<HistoryFetch>(*m_bench->api, *m_bench->store); }
    void commitOther()
    {
        const QJsonObject part = joined(numbered(u"$o"_qs, 1, 2), u"o1"_qs, true);
        m_bench->commit(syncRooms(u"p2"_qs, {{u"join"_qs, QJsonObject{{otherRoom.toString(), part}}}}));
    }
    static QJsonObject at(const QString &id, qint64 ts)
    {
        return testing::event(id, bob, u"m.room.message"_qs,
                              {{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, id}}, ts);
    }
    /// Lets answers come and the rests between the pages pass.
    void run()
    {
        m_bench->settle();
        m_bench->clock.advance(1s);
        m_bench->settle();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        begin();
        make();
    }
    void cleanup()
    {
        m_fetch.reset();
        m_bench.reset();
    }

    void fetchesUntilTheRoomBegins()
    {
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 10, 1), u"t3"_qs));
        server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        QSignalSpy finished(m_fetch.get(), &HistoryFetch::finished);
        m_fetch->start(room);
        QVERIFY(m_fetch->isFetching(room));
        for (int i = 0; i < 4; ++i)
            run();
        QCOMPARE(finished.size(), 1);
        QVERIFY(!m_fetch->isFetching(room));
        QCOMPARE(m_bench->storedIds().size(), 31);
        QCOMPARE(m_bench->storedIds().first(), u"$create"_qs);
        QVERIFY(server().unmet().isEmpty());
        QVERIFY(await(m_bench->store->historyFetches())->isEmpty());
    }
    void restsBetweenThePages()
    {
        auto &pages = server().expects(Method::Get, Messages).replies(200, page({}, u"t2"_qs)).always();
        m_fetch->start(room);
        m_bench->settle();
        m_bench->clock.advance(100ms);
        m_bench->settle();
        QCOMPARE(pages.asked(), 1);
        run();
        QCOMPARE(pages.asked(), 2);
    }
    void goesOnAfterARestart()
    {
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        m_fetch->start(room);
        m_bench->settle();
        m_fetch.reset();
        m_bench->reopen();
        make();
        auto &second =
            server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 10, 1), {}));
        m_fetch->load();
        for (int i = 0; i < 3; ++i)
            run();
        QCOMPARE(second.sent().query("from"), u"t2"_qs);
        QCOMPARE(m_bench->storedIds().size(), 30);
        QVERIFY(!m_fetch->isFetching(room));
    }
    void stopsWhenSaid()
    {
        auto &held = server().expects(Method::Get, Messages).holds();
        m_fetch->start(room);
        m_bench->settle();
        QVERIFY(held.isHeld());
        m_fetch->stop(room);
        QVERIFY(!held.isHeld());
        QVERIFY(await(m_bench->store->historyFetches())->isEmpty());
        m_bench->clock.advance(1h);
        m_bench->settle();
        QCOMPARE(server().sent().size(), 1);
    }
    void waitsAsLongAsTheServerSays()
    {
        server()
            .expects(Method::Get, Messages)
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","error":"","retry_after_ms":60000})");
        auto &second = server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        m_fetch->start(room);
        m_bench->settle();
        QVERIFY(m_fetch->progress(room).pausedBy);
        m_fetch->resume(); // a sync that works is no leave to come earlier
        m_bench->clock.advance(59s);
        m_bench->settle();
        QVERIFY(!second.isAsked());
        m_bench->clock.advance(1s);
        m_bench->settle();
        QVERIFY(second.isAsked());
    }
    void aStopDoesNotEndTheServersRest_data()
    {
        QTest::addColumn<bool>("isAnother");
        QTest::newRow("the room that is next") << true;
        QTest::newRow("the only one, and it is started again") << false;
    }
    void aStopDoesNotEndTheServersRest()
    {
        QFETCH(bool, isAnother);
        commitOther();
        server()
            .expects(Method::Get, Messages)
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","error":"","retry_after_ms":60000})");
        server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        m_fetch->start(room);
        if (isAnother)
            m_fetch->start(otherRoom);
        m_bench->settle();
        m_fetch->stop(isAnother ? otherRoom : room);
        m_fetch->start(room);
        m_bench->clock.advance(59s);
        m_bench->settle();
        QCOMPARE(server().sent().size(), 1);
        m_bench->clock.advance(1s);
        m_bench->settle();
        QCOMPARE(server().sent().size(), 2);
    }
    void goesOnWhenTheNetworkIsBack()
    {
        server().expects(Method::Get, Messages).fails(Error::Kind::Network);
        auto &second = server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        m_fetch->start(room);
        m_bench->settle();
        QVERIFY(!second.isAsked());
        m_fetch->resume();
        m_bench->settle();
        QVERIFY(second.isAsked());
    }
    void givesUpWhereItMayNotRead()
    {
        server().expects(Method::Get, Messages).replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        QSignalSpy failed(m_fetch.get(), &HistoryFetch::failed);
        m_fetch->start(room);
        m_bench->settle();
        QCOMPARE(failed.size(), 1);
        QVERIFY(!m_fetch->isFetching(room));
        QVERIFY(await(m_bench->store->historyFetches())->isEmpty());
    }
    void aBadAnswerEndsNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        const QByteArray json = "application/json";
        QTest::newRow("cut off") << 200 << QByteArray("{\"chunk\":[") << json;
        QTest::newRow("a proxy's page") << 404 << QByteArray("<html>") << QByteArray("text/html");
        QTest::newRow("no errcode") << 403 << QByteArray("{}") << json;
        QTest::newRow("the token is dead") << 403 << QByteArray("{\"errcode\":\"M_UNKNOWN_TOKEN\"}") << json;
    }
    void aBadAnswerEndsNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        server().expects(Method::Get, Messages).replies(status, body, type);
        auto &second = server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        QSignalSpy failed(m_fetch.get(), &HistoryFetch::failed);
        m_fetch->start(room);
        m_bench->settle();
        QVERIFY(m_fetch->progress(room).pausedBy);
        QCOMPARE(await(m_bench->store->historyFetches()).take(), QList{room});
        m_bench->clock.advance(5s);
        m_bench->settle();
        QVERIFY(second.isAsked());
        QCOMPARE(failed.size(), 0);
    }
    void aFullDiskEndsNothing()
    {
        if (!FullDisk::IsPossible)
            QSKIP("there is no way to fill a disk here");
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        m_fetch->start(room);
        {
            const FullDisk full;
            m_bench->settle();
        }
        QVERIFY(m_fetch->progress(room).pausedBy);
        auto &second = server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        m_bench->clock.advance(5s);
        m_bench->settle();
        QCOMPARE(second.sent().query("from"), u"t1"_qs);
    }
    void whatCouldNotBeStoredIsStoredLater()
    {
        if (!FullDisk::IsPossible)
            QSKIP("there is no way to fill a disk here");
        auto &held = server().expects(Method::Get, Messages).holds();
        server().expects(Method::Get, Messages).holds();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be stored"_qs));
        {
            const FullDisk full;
            m_fetch->start(room);
            m_bench->settle();
        }
        QVERIFY(await(m_bench->store->historyFetches())->isEmpty());
        held.release(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        run();
        QCOMPARE(await(m_bench->store->historyFetches()).take(), QList{room});
    }
    /// The server's trouble is no other because syncs work: they must not undo the backoff.
    void aSyncThatWorksDoesNotHurryAServerInTrouble()
    {
        auto &pages = server().expects(Method::Get, Messages).replies(503).always();
        m_fetch->start(room);
        m_bench->settle();
        QCOMPARE(pages.asked(), 1);
        for (int second = 0; second < 60; ++second) {
            m_fetch->resume();
            m_bench->clock.advance(1s);
            m_bench->settle();
        }
        // After 2, 4, 8, 16 and 32 s, a quarter more or less.
        QVERIFY2(pages.asked() >= 4 && pages.asked() <= 6, qPrintable(QString::number(pages.asked())));
    }
    void doesNotRunInCircles()
    {
        for (int i = 0; i < 200; ++i)
            server().expects(Method::Get, Messages).replies(200, page({}, u"loop%1"_qs.arg(i)));
        QSignalSpy failed(m_fetch.get(), &HistoryFetch::failed);
        m_fetch->start(room);
        for (int i = 0; i < 120 && failed.isEmpty(); ++i)
            run();
        QCOMPARE(failed.size(), 1);
    }
    void roomsTakeTurns()
    {
        commitOther();
        auto &first = server().expects(Method::Get, Messages).replies(200, page({}, u"t2"_qs)).always();
        auto &other =
            server().expects(Method::Get, u"/rooms/!other:x/messages"_qs).replies(200, page({create()}, {}));
        m_fetch->start(room);
        m_fetch->start(otherRoom);
        run();
        run();
        QVERIFY(first.isAsked());
        QVERIFY(other.isAsked());
    }
    void whoIsToldMayStopIt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("oldestTs");
        QTest::newRow("at the first gap") << 200 << qint64(1000);
        QTest::newRow("after a page") << 200 << qint64(0);
        QTest::newRow("after a failure") << 503 << qint64(0);
    }
    void whoIsToldMayStopIt()
    {
        QFETCH(int, status);
        QFETCH(qint64, oldestTs);
        server().expects(Method::Get, Messages).replies(status, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        connect(m_fetch.get(), &HistoryFetch::changed, m_fetch.get(), [&] {
            const HistoryFetch::Progress progress = m_fetch->progress(room);
            if (oldestTs > 0 ? progress.oldestTs == oldestTs : progress.events > 0 || progress.pausedBy)
                m_fetch->stop(room);
        });
        m_fetch->start(room);
        run();
        run();
        QVERIFY(!m_fetch->isFetching(room));
        QCOMPARE(server().sent().size(), oldestTs > 0 ? 0 : 1);
    }
    void fetchesAPartOfIt_data()
    {
        QTest::addColumn<qint64>("edgeTs");
        QTest::addColumn<qint64>("ts");
        QTest::newRow("in order") << qint64(1000) << qint64(400);
        QTest::newRow("the same time at the page's edge") << qint64(1000) << qint64(1000);
        QTest::newRow("an older date at the page's edge") << qint64(10) << qint64(1000);
        QTest::newRow("dated long before the room") << qint64(1000) << qint64(1);
    }
    void fetchesAPartOfIt()
    {
        QFETCH(qint64, edgeTs);
        QFETCH(qint64, ts);
        QJsonArray first = numbered(u"$"_qs, 20, 12);
        first << at(u"$11"_qs, edgeTs);
        server().expects(Method::Get, Messages).replies(200, page(first, u"t2"_qs));
        server().expects(Method::Get, Messages).replies(200, page({at(u"$old"_qs, ts)}, u"t3"_qs));
        QSignalSpy reached(m_fetch.get(), &HistoryFetch::reached);
        m_fetch->startUntil(room, EventId(u"$old"_qs));
        for (int i = 0; i < 4; ++i)
            run();
        QCOMPARE(reached.size(), 1);
        QVERIFY(!m_fetch->isFetching(room));
        QCOMPARE(server().sent().size(), 2);
        QCOMPARE(m_bench->storedIds().first(), u"$old"_qs);
    }
    void aPartIsNotGoneOnWithAfterARestart()
    {
        server().expects(Method::Get, Messages).holds();
        m_fetch->startUntil(room, EventId(u"$old"_qs));
        m_bench->settle();
        QVERIFY(await(m_bench->store->historyFetches())->isEmpty());
    }
    void aPartDoesNotEndTheWhole()
    {
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        server().expects(Method::Get, Messages).replies(200, page({create()}, {}));
        QSignalSpy reached(m_fetch.get(), &HistoryFetch::reached);
        QSignalSpy finished(m_fetch.get(), &HistoryFetch::finished);
        m_fetch->start(room);
        m_fetch->startUntil(room, EventId(u"$15"_qs));
        run();
        QCOMPARE(reached.size(), 1);
        QCOMPARE(await(m_bench->store->historyFetches()).take(), QList{room});
        // What is here already is said without another page.
        m_fetch->startUntil(room, EventId(u"$12"_qs));
        m_bench->settle();
        QCOMPARE(reached.size(), 2);
        for (int i = 0; i < 3; ++i)
            run();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(reached.size(), 2);
    }
    void thePartBecomesTheWhole()
    {
        server().expects(Method::Get, Messages).holds();
        m_fetch->startUntil(room, EventId(u"$old"_qs));
        m_fetch->start(room);
        m_bench->settle();
        QCOMPARE(await(m_bench->store->historyFetches()).take(), QList{room});
        QCOMPARE(server().sent().size(), 1);
    }
    void tellsHowFarItIs()
    {
        server().expects(Method::Get, Messages).replies(200, page(numbered(u"$"_qs, 20, 11), u"t2"_qs));
        server().expects(Method::Get, Messages).holds();
        m_fetch->start(room);
        run();
        QCOMPARE(m_fetch->progress(room).events, 10);
        QCOMPARE(m_fetch->progress(room).oldestTs, 1000);
    }
};

QTEST_GUILESS_MAIN(TestHistoryFetch)
#include "tst_historyfetch.moc"
