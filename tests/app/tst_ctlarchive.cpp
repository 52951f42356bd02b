// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlarchive.h"

#include "ctltesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString SearchPath = QStringLiteral("/search");

/// A page of a server's hits: the messages `ids`, said by bob.
QByteArray found(const QStringList &ids, const QString &next)
{
    QJsonArray results;
    for (const QString &id : ids)
        results << QJsonObject{
            {QStringLiteral("result"), in(room, message(id, bob, QStringLiteral("hello")))}};
    QJsonObject events{{QStringLiteral("results"), results}};
    if (!next.isEmpty())
        events.insert(QStringLiteral("next_batch"), next);
    return toText(
        {{QStringLiteral("search_categories"), QJsonObject{{QStringLiteral("room_events"), events}}}});
}

}

class TestCtlArchive : public CtlTest
{
    Q_OBJECT

    std::unique_ptr<Asked> search(const QString &query)
    {
        return ask(QStringLiteral("search"), {{QStringLiteral("query"), query}});
    }

public:
    TestCtlArchive() : CtlTest(QStringLiteral("ctlarchive")) {}

private Q_SLOTS:
    void init() { open<CtlArchive>(); }
    void cleanup() { close(); }

    void findsWhatIsStoredAndWhatTheServerHas()
    {
        server().expects(Method::Post, SearchPath).replies(200, found({QStringLiteral("$x")}, {}));
        const auto asked = search(QStringLiteral("hello"));
        QCOMPARE(idsOf(answerOf(*asked)).size(), 3);
    }
    void twoAtOnceBothGetTheirAnswer()
    {
        server().expects(Method::Post, SearchPath).replies(200, found({}, {})).always();
        const auto one = search(QStringLiteral("hello"));
        const auto two = search(QStringLiteral("hel"));
        QCOMPARE(idsOf(answerOf(*one)).size(), 2);
        QCOMPARE(idsOf(answerOf(*two)).size(), 2);
    }
    void withoutTheServerThereIsStillWhatIsStored_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("offline") << 0 << QStringLiteral("network");
        QTest::newRow("trouble of its own") << 500 << QStringLiteral("M_UNKNOWN");
    }
    void withoutTheServerThereIsStillWhatIsStored()
    {
        QFETCH(int, status);
        auto &call = server().expects(Method::Post, SearchPath);
        if (status == 0)
            call.fails(Error::Kind::Network);
        else
            call.replies(status, jsonText("{'errcode':'M_UNKNOWN','error':'Oh'}"));
        const auto asked = search(QStringLiteral("hello"));
        const QJsonObject answer = answerOf(*asked);
        QCOMPARE(idsOf(answer), (QStringList{QStringLiteral("$b"), QStringLiteral("$a"), QString()}));
        const QJsonValue missing = answer.value(QLatin1String("reply"))[2];
        QCOMPARE(missing[QLatin1String("type")].toString(), QStringLiteral("chat.linnet.gap"));
        QTEST(missing[QLatin1String("code")].toString(), "code");
        QVERIFY(!missing[QLatin1String("reason")].toString().isEmpty());
    }
    void withoutTheServerThereIsAllThatIsStored()
    {
        QJsonArray events;
        for (int i = 0; i < 120; ++i)
            events << message(QStringLiteral("$m%1").arg(i), bob, QStringLiteral("goodbye"));
        commit(QStringLiteral("p2"), joined(events));
        server().expects(Method::Post, SearchPath).fails(Error::Kind::Network);
        const auto asked =
            ask(QStringLiteral("search"),
                {{QStringLiteral("query"), QStringLiteral("goodbye")}, {QStringLiteral("limit"), 500}});
        QCOMPARE(idsOf(answerOf(*asked)).size(), 121);
    }
    void aLaterPageThatFailsIsTheEnd()
    {
        server()
            .expects(Method::Post, SearchPath)
            .replies(200, found({QStringLiteral("$x")}, QStringLiteral("next")));
        auto &second = server().expects(Method::Post, SearchPath).replies(503).always();
        const auto asked = search(QStringLiteral("hello"));
        QCOMPARE(idsOf(answerOf(*asked)).size(), 4); // and what says that there may be more
        QCOMPARE(second.asked(), 1);
    }
    void pagesThatBringNothingHaveAnEnd()
    {
        auto &pages = server()
                          .expects(Method::Post, SearchPath)
                          .replies(200, found({QStringLiteral("$x")}, QStringLiteral("next")))
                          .always();
        const auto asked = search(QStringLiteral("hello from:@nobody:x"));
        QVERIFY(answerOf(*asked).contains(QLatin1String("reply")));
        QVERIFY2(pages.asked() <= 11, qPrintable(QString::number(pages.asked())));
    }
    void aFilterThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("a day") << QStringLiteral("hello before:yesterdayish");
        QTest::newRow("nothing else") << QStringLiteral("after:2026-13-01");
        QTest::newRow("a kind") << QStringLiteral("hello has:wings");
    }
    void aFilterThatMakesNoSenseIsRefused()
    {
        QFETCH(QString, query);
        const auto asked = search(query);
        const QJsonObject answer = answerOf(*asked);
        QCOMPARE(codeOf(answer), QStringLiteral("usage"));
        QVERIFY(answer.value(QLatin1String("error"))[QLatin1String("message")].toString().contains(
            query.section(u' ', -1)));
    }
    void fetchTellsAllThatCame()
    {
        server()
            .expects(Method::Get, QStringLiteral("/rooms/!r:x/messages"))
            .replies(200, page({message(QStringLiteral("$0")), create()}, {}));
        const auto asked = ask(QStringLiteral("fetch"), {{QStringLiteral("room"), room.toString()}});
        QCOMPARE(answerOf(*asked).value(QLatin1String("reply"))[QLatin1String("fetched")].toInt(), 2);
    }
    void aFetchThatIsStoppedSaysSo()
    {
        auto &held = server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).holds();
        const auto asked = ask(QStringLiteral("fetch"), {{QStringLiteral("room"), room.toString()}});
        QTRY_VERIFY(held.isHeld());
        session().historyFetch().stop(room);
        QCOMPARE(codeOf(answerOf(*asked)), QStringLiteral("stopped"));
    }
    void aFetchThatWaitsForSomebodyFails()
    {
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).replies(200, "{");
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).holds();
        const auto asked = ask(QStringLiteral("fetch"), {{QStringLiteral("room"), room.toString()}});
        QVERIFY(codeOf(answerOf(*asked)).size() > 0);
        QVERIFY(session().historyFetch().isFetching(room));
    }
};

QTEST_MAIN(TestCtlArchive)
#include "tst_ctlarchive.moc"
