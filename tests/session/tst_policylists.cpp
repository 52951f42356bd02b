// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/policylists.h"

#include "session/accountdata.h"
#include "session/hiddenpeople.h"
#include "session/ignoredpeople.h"
#include "session/roomlist.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const UserId eve(QStringLiteral("@eve:x"));
const RoomId listRoom(QStringLiteral("!list:x"));

QJsonObject rule(const QString &key, const QString &entity, const QString &type = u"m.policy.rule.user"_qs,
                 const QString &reason = u"spam"_qs)
{
    return state(u"$rule"_qs + key, type,
                 {{u"entity"_qs, entity}, {u"recommendation"_qs, u"m.ban"_qs}, {u"reason"_qs, reason}}, key);
}

QByteArray arrayOf(const QJsonArray &events)
{
    return QJsonDocument(events).toJson();
}

QByteArray following(const QJsonArray &rooms)
{
    return toText({{u"next_batch"_qs, u"s"_qs},
                   {u"account_data"_qs,
                    QJsonObject{{u"events"_qs, QJsonArray{QJsonObject{
                                                   {u"type"_qs, u"chat.linnet.policy_lists"_qs},
                                                   {u"content"_qs, QJsonObject{{u"rooms"_qs, rooms}}}}}}}}});
}

QByteArray listSays(const QJsonArray &events)
{
    return syncRooms(u"s"_qs, {{u"join"_qs, QJsonObject{{listRoom.toString(), joined(events)}}}});
}

}

class TestPolicyLists : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<PolicyLists> m_lists;

    void open(Dialect dialect = Dialect::V3)
    {
        close();
        m_bench = std::make_unique<Bench>(dialect);
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_lists = std::make_unique<PolicyLists>(*m_data, *m_bench->api, *m_bench->store, *m_rooms, me);
    }
    void close()
    {
        m_lists.reset();
        m_data.reset();
        m_rooms.reset();
        m_bench.reset();
    }
    void take(const QByteArray &reply)
    {
        const CommittedBatch batch = m_bench->commit(reply);
        m_data->apply(batch);
        m_rooms->apply(batch);
    }
    void followList()
    {
        take(listSays({create(), state(u"$name"_qs, u"m.room.name"_qs, {{u"name"_qs, u"No spam"_qs}}),
                       rule(u"1"_qs, u"@eve:*"_qs), rule(u"2"_qs, u"!bad:x"_qs, u"m.policy.rule.room"_qs)}));
        take(following({listRoom.toString()}));
        QTRY_VERIFY(m_lists->lists().value(0).rules);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        close();
    }
    void saysWhoIsMeantAndWhy()
    {
        followList();
        const auto match = m_lists->matchOf(eve);
        QVERIFY(match);
        QCOMPARE(match->list, listRoom);
        QCOMPARE(match->listName, u"No spam"_qs);
        QCOMPARE(match->reason, u"spam"_qs);
        QVERIFY(!m_lists->matchOf(bob));
        QVERIFY(m_lists->matchOf(RoomId(u"!bad:x"_qs), {}));
        QVERIFY(!m_lists->matchOf(room, {}));
        QCOMPARE(m_lists->lists().constFirst().rules->count(PolicyRule::Kind::User), 1);
    }
    void neverOfOneself()
    {
        take(listSays({create(), rule(u"1"_qs, u"*"_qs)}));
        take(following({listRoom.toString()}));
        QTRY_VERIFY(m_lists->matchOf(bob));
        QVERIFY(!m_lists->matchOf(me));
    }
    void rulesAreReadAnewWhenTheListChanges()
    {
        followList();
        QVERIFY(m_lists->matchOf(eve));
        take(listSays(
            {state(u"$gone"_qs, u"m.policy.rule.user"_qs, {}, u"1"_qs), rule(u"3"_qs, bob.toString())}));
        m_bench->clock.advance(5s);
        QTRY_VERIFY(m_lists->matchOf(bob));
        QVERIFY(!m_lists->matchOf(eve));
    }
    /// Whoever shows people by them would draw all anew at each message.
    void whatIsSaidThereIsNoChange()
    {
        followList();
        QSignalSpy changed(m_lists.get(), &PolicyLists::changed);
        QSignalSpy state(m_rooms.get(), &RoomList::stateChanged);
        take(listSays({message(u"$hello"_qs)}));
        QCOMPARE(state.size(), 0);
        m_bench->clock.advance(5s);
        take(listSays({rule(u"1"_qs, u"@eve:*"_qs)})); // what it says already
        m_bench->clock.advance(5s);
        take(listSays({rule(u"3"_qs, bob.toString())}));
        QVERIFY(!state.isEmpty());
        m_bench->clock.advance(5s);
        // Another one may still have been read when this one came.
        QTRY_VERIFY((m_bench->clock.advance(5s), m_lists->matchOf(bob)));
        QCOMPARE(changed.size(), 1);
    }
    void underSlidingTheServerIsNotAskedAtEachMessage()
    {
        open(Dialect::Sliding);
        auto &asked = m_bench->server.expects(Method::Get, u"/rooms/!list:x/state"_qs)
                          .replies(200, arrayOf({create(), rule(u"1"_qs, u"@eve:x"_qs)}))
                          .always();
        m_data->load({{PolicyLists::Type, R"({"rooms":["!list:x"]})"}});
        m_lists->reload();
        QTRY_VERIFY(m_lists->matchOf(eve));
        CommittedRoom said;
        said.room.id = listRoom;
        for (int i = 0; i < 10; ++i) {
            m_rooms->apply(said);
            m_bench->clock.advance(20s);
            QCoreApplication::processEvents();
        }
        QCOMPARE(asked.asked(), 1);
        m_bench->clock.advance(2min);
        QTRY_COMPARE(asked.asked(), 2);
    }
    void endsWhenOneFollowsNoMore()
    {
        followList();
        QSignalSpy changed(m_lists.get(), &PolicyLists::changed);
        take(following({}));
        QVERIFY(!changed.isEmpty());
        QVERIFY(!m_lists->matchOf(eve));
        QVERIFY(!m_lists->isFollowed(listRoom));
    }
    void writesWhatIsFollowed()
    {
        const QString path = u"account_data/chat.linnet.policy_lists"_qs;
        m_bench->server.expects(Method::Get, path).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        auto &put = m_bench->server.expects(Method::Put, path).replies(200);
        QVERIFY(await(m_lists->follow(listRoom)));
        QCOMPARE(put.sent().request.body, QByteArray(R"({"rooms":["!list:x"]})"));
        QVERIFY(m_lists->isFollowed(listRoom));
        m_bench->server.expects(Method::Get, path).replies(200, R"({"rooms":["!list:x","!other:x"]})");
        auto &less = m_bench->server.expects(Method::Put, path).replies(200);
        QVERIFY(await(m_lists->unfollow(listRoom)));
        QCOMPARE(less.sent().request.body, QByteArray(R"({"rooms":["!other:x"]})"));
    }
    /// Sliding sync stores a part of the state only.
    void underSlidingANewRuleIsAskedForAtOnce()
    {
        open(Dialect::Sliding);
        const QString path = u"/rooms/!list:x/state"_qs;
        m_bench->server.expects(Method::Get, path)
            .replies(200, arrayOf({create(), rule(u"1"_qs, u"@eve:x"_qs)}));
        m_data->load({{PolicyLists::Type, R"({"rooms":["!list:x"]})"}});
        m_lists->reload();
        QTRY_VERIFY(m_lists->matchOf(eve));
        m_bench->server.expects(Method::Get, path)
            .replies(200, arrayOf({create(), rule(u"2"_qs, bob.toString())}));
        CommittedRoom came;
        came.room.id = listRoom;
        m_rooms->apply(came); // has the server asked much later
        came.isStateChanged = true;
        m_rooms->apply(came);
        m_bench->clock.advance(5s);
        QTRY_VERIFY(m_lists->matchOf(bob));
    }
    void underSlidingTheServerIsAsked()
    {
        open(Dialect::Sliding);
        m_bench->server.expects(Method::Get, u"/rooms/!list:x/state"_qs)
            .replies(200, arrayOf({create(), rule(u"1"_qs, u"@eve:x"_qs)}));
        m_data->load({{PolicyLists::Type, R"({"rooms":["!list:x"]})"}});
        m_lists->reload();
        QTRY_VERIFY(m_lists->matchOf(eve));
    }
    void whatCannotBeReadSaysSoAndKeepsWhatWasKnown()
    {
        open(Dialect::Sliding);
        m_bench->server.expects(Method::Get, u"/rooms/!list:x/state"_qs)
            .replies(200, arrayOf({rule(u"1"_qs, u"@eve:x"_qs)}));
        m_data->load({{PolicyLists::Type, R"({"rooms":["!list:x"]})"}});
        m_lists->reload();
        QTRY_VERIFY(m_lists->matchOf(eve));
        m_bench->server.expects(Method::Get, u"/rooms/!list:x/state"_qs).replies(200, R"({"no":"list"})");
        m_lists->readAgain(listRoom);
        QTRY_VERIFY(m_lists->lists().constFirst().error);
        QVERIFY(m_lists->matchOf(eve));
    }
    void contentsOfWrongTypesFollowNothing()
    {
        for (const QJsonValue &rooms : {QJsonValue(7), QJsonValue(u"!a:x"_qs), QJsonValue(QJsonObject()),
                                        QJsonValue(QJsonArray{7, QJsonArray(), QString()})}) {
            m_data->load({{PolicyLists::Type, toText({{u"rooms"_qs, rooms}})}});
            m_lists->reload();
            QVERIFY(m_lists->lists().isEmpty());
        }
    }
    void hiddenPeopleAreThoseOfBoth()
    {
        IgnoredPeople ignored(*m_data, me);
        HiddenPeople hidden(ignored, *m_lists);
        QSignalSpy changed(&hidden, &HiddenPeople::changed);
        followList();
        QVERIFY(!changed.isEmpty());
        QCOMPARE(hidden.of(eve), (Hiding{Hiding::Way::Covered, u"No spam"_qs, u"spam"_qs}));
        QCOMPARE(hidden.of(bob), Hiding());
        hidden.uncover(eve);
        QVERIFY(!hidden.isHidden(eve));
        take(R"({"next_batch":"s","account_data":{"events":[{"type":"m.ignored_user_list",)"
             R"("content":{"ignored_users":{"@eve:x":{}}}}]}})");
        QCOMPARE(hidden.of(eve).way, Hiding::Way::LeftOut);
    }
};

QTEST_GUILESS_MAIN(TestPolicyLists)
#include "tst_policylists.moc"
