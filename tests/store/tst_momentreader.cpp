// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/momentreader.h"

#include "storetesting.h"

#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::testing;

namespace {

QString id(int number)
{
    return u"$%1"_qs.arg(number);
}

/// One event each 1000 ms, `first` at that many seconds.
QList<Event> seconds(int first, int last)
{
    QList<Event> events;
    for (int number = first; number <= last; ++number)
        events << message(id(number), bob, {}, number * 1000);
    return events;
}

}

class TestMomentReader : public QObject
{
    Q_OBJECT

    static StoredMoment find(Bench &bench, qint64 ts)
    {
        auto moment = MomentReader(bench.database()).firstFrom(room, ts);
        return moment.isOk() ? moment.take() : StoredMoment{EventId(u"failed"_qs), false};
    }

private Q_SLOTS:
    void findsTheFirstAtOrAfter()
    {
        Bench bench;
        bench.commitRoom(joined(seconds(1, 200)));
        QCOMPARE(find(bench, 0).event, EventId(id(1)));
        QCOMPARE(find(bench, 50'000).event, EventId(id(50)));
        QCOMPARE(find(bench, 50'001).event, EventId(id(51)));
        QCOMPARE(find(bench, 200'000).event, EventId(id(200)));
        QVERIFY(find(bench, 50'000).isSure);
        QCOMPARE(find(bench, 200'001).event, EventId());
        QVERIFY(find(bench, 200'001).isSure); // nothing was said since
    }
    void whatWasSaidInAThreadIsNoPlaceInTheRoom()
    {
        Bench bench;
        QList<Event> events = seconds(1, 20);
        for (int i = 4; i < 9; ++i)
            events[i].content =
                QByteArrayLiteral(R"({"body":"x","m.relates_to":{"rel_type":"m.thread","event_id":"$1"}})");
        bench.commitRoom(joined(events));
        QCOMPARE(find(bench, 4'000).event, EventId(id(4)));
        QCOMPARE(find(bench, 6'000).event, EventId(id(10)));
    }
    void isNotSureBesideAGap()
    {
        Bench bench;
        bench.commitRoom(joined(seconds(10, 20)));
        bench.commitRoom(joined(seconds(40, 50), u"gap"_qs, true));
        QCOMPARE(find(bench, 15'000).event, EventId(id(15)));
        QVERIFY(find(bench, 15'000).isSure);
        QCOMPARE(find(bench, 30'000).event, EventId(id(40)));
        QVERIFY(!find(bench, 30'000).isSure);
        QVERIFY(find(bench, 45'000).isSure);
        bench.fill(page({message(id(30), bob, {}, 30'000), message(id(20), bob, {}, 20'000)}, u"gap"_qs,
                        u"more"_qs));
        QCOMPARE(find(bench, 30'000).event, EventId(id(30)));
        QVERIFY(find(bench, 30'000).isSure);
        QVERIFY(find(bench, 40'000).isSure);
    }
    void isNotSureAtTheOldEdge()
    {
        Bench bench;
        bench.commitRoom(joined(seconds(10, 20), u"gap"_qs, true));
        QCOMPARE(find(bench, 5'000).event, EventId(id(10)));
        QVERIFY(!find(bench, 5'000).isSure);
        QVERIFY(find(bench, 11'000).isSure);
    }
    void clocksThatAreWrongMisleadNobody()
    {
        Bench bench;
        QList<Event> events = seconds(1, 300);
        events[20] = message(id(21), bob, {}, qint64(4'000'000'000'000)); // says that it is of 2096
        events[250] = message(id(251), bob, {}, 0);
        bench.commitRoom(joined(events));
        for (const int wanted : {5, 40, 100, 200, 299})
            QCOMPARE(find(bench, wanted * 1000).event, EventId(id(wanted)));
    }
    void whereNothingIsKnown()
    {
        Bench bench;
        QCOMPARE(find(bench, 1).event, EventId());
        QVERIFY(MomentReader(bench.database()).created(room).take() == 0);
        bench.commitRoom(joined({}));
        QCOMPARE(find(bench, 1).event, EventId());
    }
    void knowsWhenTheRoomWasMade()
    {
        Bench bench;
        bench.commitRoom(joined({create()}));
        QCOMPARE(MomentReader(bench.database()).created(room).take(), 1000);
    }
    void random()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 10; ++round) {
            Bench bench;
            QList<Event> events;
            QList<qint64> times;
            qint64 ts = 0;
            for (int number = 0; number < 100; ++number) {
                ts += random.bounded(3) == 0 ? 0 : random.bounded(5000);
                times << ts;
                events << message(id(number), bob, {}, ts);
            }
            bench.commitRoom(joined(events));
            for (int i = 0; i < 50; ++i) {
                const qint64 wanted = random.bounded(int(ts) + 2);
                const auto first = std::lower_bound(times.cbegin(), times.cend(), wanted);
                const EventId naive(first == times.cend() ? QString() : id(int(first - times.cbegin())));
                QCOMPARE(find(bench, wanted).event, naive);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestMomentReader)
#include "tst_momentreader.moc"
