// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historyfetch.h"

#include "sessiontesting.h"

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
        QVERIFY(m_fetch->progress(room).isPaused);
        m_fetch->resume(); // a sync that works is no leave to come earlier
        m_bench->clock.advance(59s);
        m_bench->settle();
        QVERIFY(!second.isAsked());
        m_bench->clock.advance(1s);
        m_bench->settle();
        QVERIFY(second.isAsked());
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
        QJsonObject two{{room.toString(), joined(numbered(u"$"_qs, 31, 31))},
                        {otherRoom.toString(), joined(numbered(u"$o"_qs, 1, 2), u"o1"_qs, true)}};
        m_bench->commit(syncRooms(u"p2"_qs, {{u"join"_qs, two}}));
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
