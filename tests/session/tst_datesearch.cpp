// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/datesearch.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

QJsonObject at(const QString &id, qint64 ts)
{
    QJsonObject object = message(id);
    object.insert(u"origin_server_ts"_qs, ts);
    return object;
}

const QString path = u"/_matrix/client/v1/rooms/!r:x/timestamp_to_event"_qs;

}

class TestDateSearch : public QObject
{
    Q_OBJECT

    static Result<DateSearch::Found> find(Bench &bench, qint64 ts)
    {
        return await(DateSearch::firstFrom(*bench.api, *bench.store, room, ts));
    }

private Q_SLOTS:
    void whatIsStoredNeedsNoServer()
    {
        Bench bench;
        bench.commit(sync(
            u"s1"_qs, joined({at(u"$a"_qs, 1000), at(u"$b"_qs, 2000), at(u"$c"_qs, 3000)}, u"gap"_qs, true)));
        const auto found = find(bench, 1500);
        QVERIFY(found.isOk());
        QCOMPARE(found->event, EventId(u"$b"_qs));
        QVERIFY(!found->isStoredOnly);
        QCOMPARE(find(bench, 9000)->event, EventId()); // nothing since
    }
    void asksWhereSomethingIsMissing()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({at(u"$b"_qs, 2000)}, u"gap"_qs, true)));
        bench.server.expects(Method::Get, path)
            .replies(200, jsonText("{'event_id':'$old','origin_server_ts':600}"));
        const auto found = find(bench, 500);
        QVERIFY(found.isOk());
        QCOMPARE(found->event, EventId(u"$old"_qs));
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void takesWhatIsStoredWhereTheServerCannotSay()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({at(u"$b"_qs, 2000)}, u"gap"_qs, true)));
        bench.server.expects(Method::Get, path)
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED','error':'what?'}"));
        auto found = find(bench, 500);
        QCOMPARE(found->event, EventId(u"$b"_qs));
        QVERIFY(found->isStoredOnly);
        found = find(bench, 500); // and is not asked again
        QVERIFY(found->isStoredOnly);
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void aServerOf2014IsNotAsked()
    {
        Bench bench(Dialect::V1);
        bench.commit(initialSync(u"s1"_qs, {initialRoom(room, {in(room, at(u"$b"_qs, 2000))}, {})}), {});
        QVERIFY(find(bench, 500)->isStoredOnly);
    }
    void nothingBeforeIsNoFailure()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({at(u"$b"_qs, 2000)}, u"gap"_qs, true)));
        bench.server.expects(Method::Get, path)
            .replies(404, jsonText("{'errcode':'M_NOT_FOUND','error':'none'}"));
        const auto found = find(bench, 500);
        QCOMPARE(found->event, EventId(u"$b"_qs));
        QVERIFY(!found->isStoredOnly);
    }
    void failuresAndNonsenseAreErrors()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({at(u"$b"_qs, 2000)}, u"gap"_qs, true)));
        bench.server.expects(Method::Get, path).replies(200, jsonText("{'event_id':7}"));
        QCOMPARE(find(bench, 500).error().kind, Error::Kind::BadReply);
        bench.server.expects(Method::Get, path)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        QCOMPARE(find(bench, 500).error().matrixCode, u"M_FORBIDDEN"_qs);
    }
};

QTEST_GUILESS_MAIN(TestDateSearch)
#include "tst_datesearch.moc"
