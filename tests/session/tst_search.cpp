// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/search.h"

#include "sessiontesting.h"
#include "store/database.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

constexpr qint64 Minute = 60'000;
const QString SearchPath = QStringLiteral("/search");

QByteArray found(const QJsonArray &results, const QString &next = {})
{
    QJsonObject events{{u"results"_qs, results}, {u"count"_qs, results.size()}};
    if (!next.isEmpty())
        events.insert(u"next_batch"_qs, next);
    return toText({{u"search_categories"_qs, QJsonObject{{u"room_events"_qs, events}}}});
}

QJsonObject result(const QString &id, const QString &body, qint64 ts, const QString &name = {})
{
    QJsonObject wire = in(room, message(id, bob, body));
    wire.insert(u"origin_server_ts"_qs, ts);
    QJsonObject context;
    if (!name.isEmpty())
        context = {
            {u"profile_info"_qs, QJsonObject{{bob.toString(), QJsonObject{{u"displayname"_qs, name}}}}}};
    return {{u"rank"_qs, 1}, {u"result"_qs, wire}, {u"context"_qs, context}};
}

}

class TestSearch : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<Search> m_search;

    void commit(const QJsonArray &events) { m_rooms->apply(m_bench->commit(sync(u"p"_qs, joined(events)))); }
    QStringList hits() const
    {
        QStringList ids;
        for (const SearchHit &hit : m_search->hits())
            ids << hit.event.event.id.toString() + (hit.isStored() ? u""_qs : u" there"_qs);
        return ids;
    }
    void ask(const QString &typed)
    {
        m_search->ask(typed);
        QTRY_VERIFY(!m_search->isSearching());
    }
    static QJsonObject at(const QString &id, const QString &body, qint64 ts)
    {
        QJsonObject object = message(id, bob, body);
        object.insert(u"origin_server_ts"_qs, ts);
        return object;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_rooms = std::make_unique<RoomList>();
        m_search = std::make_unique<Search>(*m_bench->api, m_bench->store->archive(), *m_rooms, me);
    }
    void cleanup()
    {
        m_search.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void findsWhatIsStoredWithoutAskingAnybody()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 1), at(u"$2"_qs, u"hello again"_qs, 2)});
        ask(u"hel"_qs);
        QCOMPARE(hits(), (QStringList{u"$2"_qs, u"$1"_qs}));
        QVERIFY(m_bench->server.sent().isEmpty());
        ask({});
        QCOMPARE(hits(), QStringList());
    }
    void whatHiddenPeopleSayIsNotFound()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 1), message(u"$2"_qs, UserId(u"@eve:x"_qs), u"hello"_qs)});
        bool isHidden = true;
        m_search->setHidden([&isHidden](const UserId &user) { return isHidden && user != bob; });
        ask(u"hello"_qs);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
        isHidden = false;
        m_search->refresh();
        QCOMPARE(hits().size(), 2);
    }
    void theServerIsAskedAfterARest()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 10)});
        auto &asked = m_bench->server.expects(Method::Post, SearchPath)
                          .replies(200, found({result(u"$1"_qs, u"hello"_qs, 10),
                                               result(u"$0"_qs, u"hello of old"_qs, 5, u"Bob"_qs)}));
        ask(u"h"_qs);
        m_bench->clock.advance(300ms);
        ask(u"hello"_qs);
        m_bench->clock.advance(399ms);
        QVERIFY(!asked.isAsked());
        m_bench->clock.advance(1ms);
        QVERIFY(asked.isAsked());
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QCOMPARE(hits(), (QStringList{u"$1"_qs, u"$0 there"_qs}));
        QCOMPARE(m_search->hits().last().event.senderName, u"Bob"_qs);
        const auto body = QJsonDocument::fromJson(asked.sent().request.body);
        const QJsonValue events = body[u"search_categories"][u"room_events"];
        QCOMPARE(events[u"search_term"].toString(), u"hello"_qs);
        QCOMPARE(events[u"order_by"].toString(), u"recent"_qs);
    }
    void aDashIsNoOperator()
    {
        auto &asked = m_bench->server.expects(Method::Post, SearchPath).replies(200, found({}));
        ask(u"-hello well-known --"_qs);
        m_bench->clock.advance(400ms);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        const auto body = QJsonDocument::fromJson(asked.sent().request.body);
        QCOMPARE(body[u"search_categories"][u"room_events"][u"search_term"].toString(),
                 u"hello well-known"_qs);
    }
    void aDashAloneIsNoQuestion()
    {
        ask(u"--"_qs);
        QCOMPARE(m_search->server(), Search::Server::NotAsked);
    }
    void whatTheServerFindsIsHeldToTheFilters()
    {
        commit({at(u"$1"_qs, u"nothing"_qs, 1)});
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$a"_qs, u"hello http://x.org"_qs, 5),
                                 result(u"$b"_qs, u"hello"_qs, 6)}));
        ask(u"hello has:link from:bob"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QCOMPARE(hits(), QStringList{u"$a there"_qs});
    }
    void whoSaidItIsMeantAsInWhatIsStored_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QStringList>("found");
        const QStringList mine{u"$mine there"_qs};
        const QStringList bobs{u"$bob there"_qs};
        QTest::newRow("me") << u"me"_qs << mine;
        QTest::newRow("beginning of a word") << u"grom"_qs << bobs;
        QTest::newRow("middle of a word") << u"romelsk"_qs << QStringList();
        QTest::newRow("beginning of the id") << u"bo"_qs << bobs;
        QTest::newRow("the server's name") << u"x"_qs << QStringList();
        QTest::newRow("id") << u"@me:x"_qs << mine;
    }
    void whoSaidItIsMeantAsInWhatIsStored()
    {
        QFETCH(QString, from);
        QJsonObject mine = result(u"$mine"_qs, u"hello"_qs, 5);
        QJsonObject wire = in(room, message(u"$mine"_qs, me, u"hello"_qs));
        mine.insert(u"result"_qs, wire);
        // Her name has "me" in it.
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$bob"_qs, u"hello"_qs, 6, u"Meg Gromelski"_qs), mine}));
        ask(u"hello from:"_qs + from);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QTEST(hits(), "found");
    }
    void whatIsStoredMeanwhileIsNotDoubled()
    {
        QJsonArray events;
        for (int i = 1; i <= 60; ++i)
            events << at(u"$%1"_qs.arg(i), u"hello"_qs, (1000 + i) * Minute);
        commit(events);
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$old"_qs, u"hello"_qs, 3 * Minute)}));
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        commit({at(u"$old"_qs, u"hello"_qs, 3 * Minute)});
        m_search->more();
        QTRY_COMPARE(hits().size(), 61);
        QCOMPARE(hits().last(), u"$old"_qs);
    }
    void whatIsStoredMayNotBeReadable()
    {
        Archive shut(m_bench->folder() + u"/account.db"_qs, QByteArray(32, 'x'), me);
        m_search = std::make_unique<Search>(*m_bench->api, shut, *m_rooms, me);
        ask(u"has:link"_qs);
        QVERIFY(m_search->error());
        QCOMPARE(m_search->error()->kind, Error::Kind::Corrupt);
        ask({});
        QVERIFY(!m_search->error());
        m_search.reset();
    }
    void whatTheServerFoundIsNotDroppedInSilence()
    {
        Archive shut(m_bench->folder() + u"/account.db"_qs, QByteArray(32, 'x'), me);
        m_search = std::make_unique<Search>(*m_bench->api, shut, *m_rooms, me);
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$a"_qs, u"hello"_qs, 5)}, u"next"_qs));
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Failed);
        QCOMPARE(m_search->serverError().kind, Error::Kind::Corrupt);
        QVERIFY(!m_search->hasMore()); // else these would be missing before what comes next
        m_search.reset();
    }
    void hitsOfTheQuestionBeforeAreNotMixedIn()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 10)});
        ask(u"hello"_qs);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
        {
            const QString path = m_bench->folder() + u"/account.db"_qs;
            auto damaged = Database::open(path, QByteArray(32, 'k'), Database::Mode::ReadWrite);
            QVERIFY(damaged);
            damaged->get()->run("DROP TABLE message_index");
        }
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$a"_qs, u"other"_qs, 5)}));
        ask(u"other"_qs);
        QVERIFY(m_search->error());
        QCOMPARE(hits(), QStringList());
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QCOMPARE(hits(), QStringList{u"$a there"_qs});
    }
    void aFilterAloneIsNoQuestionForTheServer()
    {
        commit({member(u"$m"_qs, bob, u"join"_qs), at(u"$1"_qs, u"hello"_qs, 1)});
        ask(u"from:bob"_qs);
        m_bench->clock.advance(10s);
        QCOMPARE(m_search->server(), Search::Server::NotAsked);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
    }
    void moreOfTheServer()
    {
        commit({at(u"$1"_qs, u"other"_qs, 1)});
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$a"_qs, u"hello"_qs, 6)}, u"next"_qs));
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QVERIFY(m_search->hasMore());
        auto &second = m_bench->server.expects(Method::Post, SearchPath)
                           .replies(200, found({result(u"$b"_qs, u"hello"_qs, 5)}));
        m_search->more();
        QTRY_COMPARE(hits(), (QStringList{u"$a there"_qs, u"$b there"_qs}));
        QCOMPARE(second.sent().query("next_batch"), u"next"_qs);
        QVERIFY(!m_search->hasMore());
    }
    void pagesOfWhatIsStoredComeBeforeWhatIsOlderThere()
    {
        QJsonArray events;
        for (int i = 1; i <= 120; ++i)
            events << at(u"$%1"_qs.arg(i), u"hello"_qs, (1000 + i) * Minute);
        commit(events);
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(200, found({result(u"$new"_qs, u"hello"_qs, 5000 * Minute),
                                 result(u"$old"_qs, u"hello"_qs, 3 * Minute)}));
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Done);
        QCOMPARE(hits().size(), 51);
        QCOMPARE(hits().first(), u"$new there"_qs);
        m_search->more();
        QTRY_COMPARE(hits().size(), 101);
        m_search->more();
        QTRY_COMPARE(hits().size(), 122);
        QCOMPARE(hits().last(), u"$old there"_qs);
        QCOMPARE(hits().at(1), u"$120"_qs);
    }
    void aServerWithoutSearchIsAskedOnce()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 1)});
        m_bench->server.expects(Method::Post, SearchPath)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED","error":""})");
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::CannotSearch);
        ask(u"hell"_qs);
        m_bench->clock.advance(1s);
        QCOMPARE(m_search->server(), Search::Server::CannotSearch);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
    }
    void aServerThatFailsTakesNothingAway()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 1)});
        m_bench->server.expects(Method::Post, SearchPath).fails(Error::Kind::Network);
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QTRY_COMPARE(m_search->server(), Search::Server::Failed);
        QCOMPARE(m_search->serverError().kind, Error::Kind::Network);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
    }
    void aNewQuestionDropsTheOneBefore()
    {
        commit({at(u"$1"_qs, u"hello"_qs, 1)});
        auto &held = m_bench->server.expects(Method::Post, SearchPath).holds();
        ask(u"hello"_qs);
        m_bench->clock.advance(1s);
        QVERIFY(held.isHeld());
        ask(u"other"_qs);
        QVERIFY(!held.isHeld());
    }
    void roomsByTheirNames()
    {
        commit({state(u"$n"_qs, u"m.room.name"_qs, {{u"name"_qs, u"Garden Club"_qs}}),
                member(u"$m"_qs, bob, u"join"_qs), at(u"$1"_qs, u"hello"_qs, 1)});
        ask(u"in:garden from:bob"_qs);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
        ask(u"in:\"Garden Club\" from:bob"_qs);
        QCOMPARE(hits(), QStringList{u"$1"_qs});
        ask(u"in:kitchen from:bob"_qs);
        QCOMPARE(hits(), QStringList());
        // A word of no room's name: the server would look everywhere.
        ask(u"in:kitchen hello"_qs);
        m_bench->clock.advance(1s);
        QVERIFY(m_bench->server.sent().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
