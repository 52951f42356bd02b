// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/threadbundle.h"

#include "matrix/eventparser.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using test::jsonText;

class TestThreadBundle : public QObject
{
    Q_OBJECT

    static std::optional<ThreadBundle> read(const QByteArray &thread, const char *more = "")
    {
        const QByteArray text = "{'event_id':'$root','type':'m.room.message','sender':'@a:x','content':{}," +
                                QByteArray(more) + "'unsigned':{'m.relations':{'m.thread':" + thread + "}}}";
        const auto event = EventParser().parse(jsonText(text.constData()), 1);
        return event.isOk() ? readThreadBundle(*event, 1) : std::nullopt;
    }
    static QByteArray newest(const char *root = "$root")
    {
        return QByteArray("{'event_id':'$last','type':'m.room.message','sender':'@b:x','origin_server_ts':5,"
                          "'content':{'body':'x','m.relates_to':{'rel_type':'m.thread','event_id':'") +
               root + "'}}}";
    }

private Q_SLOTS:
    void isRead()
    {
        const auto bundle =
            read("{'latest_event':" + newest() + ",'count':12,'current_user_participated':true}");
        QVERIFY(bundle);
        QCOMPARE(bundle->count, 12);
        QVERIFY(bundle->takesPart);
        QCOMPARE(bundle->newest.id, EventId(u"$last"_qs));
        QCOMPARE(bundle->newest.ts, 5);
        QVERIFY(bundle->newest.raw.startsWith('{'));
        QVERIFY(!read("{'latest_event':" + newest() + ",'count':1}")->takesPart);
    }
    void nonsenseIsNothing_data()
    {
        QTest::addColumn<QByteArray>("thread");
        QTest::newRow("no number") << QByteArray("{'latest_event':" + newest() + "}");
        QTest::newRow("less than none") << QByteArray("{'latest_event':" + newest() + ",'count':-3}");
        QTest::newRow("no event") << QByteArray("{'latest_event':7,'count':3}");
        QTest::newRow("of another thread") << QByteArray("{'latest_event':" + newest("$o") + ",'count':3}");
        QTest::newRow("a list") << QByteArray("['latest_event',3]");
        QTest::newRow("words") << QByteArray("{'latest_event':" + newest() + ",'count':'many'}");
    }
    void nonsenseIsNothing()
    {
        QFETCH(QByteArray, thread);
        QVERIFY(!read(thread));
    }
    void numbersHaveAnEnd()
    {
        QVERIFY(read("{'latest_event':" + newest() + ",'count':99999999999999}")->count <= 1'000'000);
        QVERIFY(!read("{'latest_event':" + newest() + ",'count':3}", "'state_key':'',"));
    }
};

QTEST_GUILESS_MAIN(TestThreadBundle)
#include "tst_threadbundle.moc"
