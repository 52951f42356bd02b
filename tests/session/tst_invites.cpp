// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/safety.h"

#include "session/accountdata.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Place = Invites::Place;

const UserId eve(QStringLiteral("@eve:y"));
const RoomId invitation(QStringLiteral("!inv:y"));

QJsonObject invite(const UserId &by, const QString &name = u"Come in"_qs, const QString &reason = {})
{
    QJsonObject content{{u"membership"_qs, u"invite"_qs}};
    if (!reason.isEmpty())
        content.insert(u"reason"_qs, reason);
    const QJsonArray events{QJsonObject{{u"type"_qs, u"m.room.name"_qs},
                                        {u"sender"_qs, by.toString()},
                                        {u"state_key"_qs, QString()},
                                        {u"content"_qs, QJsonObject{{u"name"_qs, name}}}},
                            QJsonObject{{u"type"_qs, u"m.room.member"_qs},
                                        {u"sender"_qs, by.toString()},
                                        {u"state_key"_qs, me.toString()},
                                        {u"content"_qs, content}}};
    return {{u"invite_state"_qs, QJsonObject{{u"events"_qs, events}}}};
}

QByteArray invited(const QJsonObject &rooms)
{
    return syncRooms(u"s"_qs, {{u"invite"_qs, rooms}});
}

}

class TestInvites : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<Safety> m_safety;

    void open(Dialect dialect = Dialect::V3)
    {
        close();
        m_bench = std::make_unique<Bench>(dialect);
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
        m_safety =
            std::make_unique<Safety>(*m_bench->api, *m_bench->store, *m_rooms, *m_data, *m_actions, me);
    }
    void close()
    {
        m_safety.reset();
        m_actions.reset();
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
    void takeAccountData(const QString &type, const QJsonObject &content)
    {
        take(toText({{u"next_batch"_qs, u"s"_qs},
                     {u"account_data"_qs,
                      QJsonObject{{u"events"_qs, QJsonArray{QJsonObject{{u"type"_qs, type},
                                                                        {u"content"_qs, content}}}}}}}));
    }
    Invites &invites() { return m_safety->invites(); }
    /// What the server says of rooms that one shares with anybody.
    test::FakeTransport::Expectation &shared(const char *reply)
    {
        return m_bench->server.expects(Method::Get, u"/v1/mutual_rooms"_qs).replies(200, reply).always();
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        close();
    }
    void strangersWaitApart()
    {
        shared(R"({"joined":[]})");
        QSignalSpy counted(&invites(), &Invites::countChanged);
        take(invited({{invitation.toString(), invite(eve)}}));
        QVERIFY(invites().isApart(invitation)); // from the first moment
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        QCOMPARE(invites().requests(), QList<RoomId>{invitation});
        QCOMPARE(invites().count(), 1);
        QVERIFY(!counted.isEmpty());
        QTRY_COMPARE(invites().sharedWith(eve), std::optional(0));
    }
    void whomOneSharesARoomWithDoesNot()
    {
        take(sync(u"s"_qs,
                  joined({create(), member(u"$m"_qs, me, u"join"_qs), member(u"$e"_qs, eve, u"join"_qs)})));
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::List);
        QCOMPARE(invites().sharedWith(eve), std::optional(1));
        QVERIFY(m_bench->server.sent().isEmpty());
    }
    void whoHasLeftTheRoomIsAStranger()
    {
        shared(R"({"joined":[]})");
        take(sync(u"s"_qs,
                  joined({create(), member(u"$m"_qs, me, u"join"_qs), member(u"$e"_qs, eve, u"leave"_qs)})));
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
    }
    void aDirectChatIsEnough()
    {
        take(sync(u"s"_qs, joined({create(), member(u"$m"_qs, me, u"join"_qs)})));
        takeAccountData(u"m.direct"_qs, {{eve.toString(), QJsonArray{room.toString()}}});
        take(invited({{invitation.toString(), invite(eve)}}));
        QCOMPARE(invites().placeOf(invitation), Place::List);
    }
    /// As at the first sync, where what is noted of them comes first.
    void aDirectChatMayComeAfterTheInvitation()
    {
        shared(R"({"joined":[]})");
        takeAccountData(u"m.direct"_qs, {{eve.toString(), QJsonArray{room.toString()}}});
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        take(sync(u"s"_qs, joined({create(), member(u"$m"_qs, me, u"join"_qs)})));
        QCOMPARE(invites().placeOf(invitation), Place::List);
        QCOMPARE(invites().count(), 0);
    }
    void whoInvitesAgainIsLookedUpAnew()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        take(sync(u"s"_qs,
                  joined({create(), member(u"$m"_qs, me, u"join"_qs), member(u"$e"_qs, eve, u"join"_qs)})));
        const RoomId next(u"!next:y"_qs);
        take(invited({{next.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(next), Place::List);
    }
    void ofEveryNewStrangerTheServerIsAsked()
    {
        auto &asked = shared(R"({"joined":[]})");
        for (int i = 0; i < 15; ++i) {
            const UserId stranger(u"@new%1:y"_qs.arg(i));
            take(invited({{u"!new%1:y"_qs.arg(i), invite(stranger)}}));
            QTRY_COMPARE(asked.asked(), i + 1);
        }
    }
    /// It would be out of sight for good before the server has said that one knows them.
    void nobodyIsKeptOutBeforeTheServerWasAsked()
    {
        auto &held = m_bench->server.expects(Method::Get, u"/v1/mutual_rooms"_qs).holds();
        takeAccountData(InviteRules::Type, {{u"chat.linnet.who"_qs, u"shared_rooms"_qs}});
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_VERIFY(held.isAsked());
        QCOMPARE(invites().placeOf(invitation), Place::Requests);
        held.release(200, R"({"joined":[]})");
        QTRY_COMPARE(invites().placeOf(invitation), Place::Nowhere);
    }
    void whereNoServerKnowsStrangersAreKeptOut()
    {
        m_bench->server.expects(Method::Get, QRegularExpression(u"mutual_rooms$"_qs))
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})")
            .always();
        takeAccountData(InviteRules::Type, {{u"chat.linnet.who"_qs, u"shared_rooms"_qs}});
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Nowhere);
    }
    /// Who is in a large room may not be stored here.
    void theServerMayKnowOfARoom()
    {
        shared(R"({"joined":["!large:x"],"count":3})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::List);
        QCOMPARE(invites().sharedWith(eve), std::optional(3));
    }
    void anOlderServerIsAskedInItsWay()
    {
        m_bench->server.expects(Method::Get, u"/v1/mutual_rooms"_qs)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        m_bench->server.expects(Method::Get, u"/uk.half-shot.msc2666/user/mutual_rooms"_qs)
            .replies(200, R"({"joined":["!large:x"]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::List);
    }
    void whereNoServerKnowsWhatIsStoredHasToDo()
    {
        auto &old = m_bench->server.expects(Method::Get, QRegularExpression(u"mutual_rooms$"_qs))
                        .replies(404, R"({"errcode":"M_UNRECOGNIZED"})")
                        .always();
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(old.asked(), 2);
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        invites().wantShared(UserId(u"@other:y"_qs));
        QCOMPARE(m_bench->server.sent().size(), 2);
    }
    void ofMostTheServerIsAskedOnlyWhenSomebodyLooks()
    {
        auto &asked = shared(R"({"joined":[]})");
        QList<Room> rooms;
        for (int i = 0; i < 5000; ++i) {
            Room each;
            each.id = RoomId(u"!i%1:y"_qs.arg(i));
            each.membership = Membership::Invite;
            each.inviter = UserId(u"@spam%1:y"_qs.arg(i));
            rooms << each;
        }
        QSignalSpy reset(&invites(), &Invites::reset);
        m_rooms->load(rooms);
        QTRY_COMPARE(invites().count(), 5000);
        QCOMPARE(invites().requests().size(), 5000);
        QTRY_COMPARE(asked.asked(), 10);
        QVERIFY2(reset.size() <= 3, "placed one by one");
        const UserId last(u"@spam4999:y"_qs);
        invites().wantShared(last);
        invites().wantShared(last);
        QTRY_VERIFY(asked.asked() >= 11);
        QVERIFY(asked.asked() <= 11);
    }
    void thousandsOfOneSenderAreOneQuestion()
    {
        auto &asked = shared(R"({"joined":[]})");
        QJsonObject rooms;
        for (int i = 0; i < 200; ++i)
            rooms.insert(u"!i%1:y"_qs.arg(i), invite(eve));
        take(invited(rooms));
        QTRY_COMPARE(invites().count(), 200);
        QTRY_COMPARE(asked.asked(), 1);
    }
    void theIgnoredAreNowhere()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        takeAccountData(u"m.ignored_user_list"_qs,
                        {{u"ignored_users"_qs, QJsonObject{{eve.toString(), QJsonObject()}}}});
        QCOMPARE(invites().placeOf(invitation), Place::Nowhere);
        QCOMPARE(invites().count(), 0);
        takeAccountData(u"m.ignored_user_list"_qs, {{u"ignored_users"_qs, QJsonObject()}});
        QCOMPARE(invites().placeOf(invitation), Place::Requests);
    }
    void onesOwnRuleKeepsStrangersOut()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        takeAccountData(InviteRules::Type, {{u"chat.linnet.who"_qs, u"shared_rooms"_qs}});
        QTRY_COMPARE(invites().placeOf(invitation), Place::Nowhere);
        takeAccountData(InviteRules::Type, {{u"default_action"_qs, u"block"_qs}});
        QCOMPARE(invites().placeOf(invitation), Place::Nowhere);
        takeAccountData(InviteRules::Type, {});
        QCOMPARE(invites().placeOf(invitation), Place::Requests);
    }
    /// Also whom one shares a room with.
    void whomAListSpeaksAgainstWaitsApartWithTheReason()
    {
        const QJsonObject rule =
            state(u"$rule"_qs, u"m.policy.rule.server"_qs,
                  {{u"entity"_qs, u"y"_qs}, {u"recommendation"_qs, u"m.ban"_qs}, {u"reason"_qs, u"spam"_qs}},
                  u"1"_qs);
        take(sync(u"s"_qs, joined({create(), member(u"$m"_qs, me, u"join"_qs),
                                   member(u"$e"_qs, eve, u"join"_qs), rule})));
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::List);
        takeAccountData(PolicyLists::Type, {{u"rooms"_qs, QJsonArray{room.toString()}}});
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
        QCOMPARE(invites().warningOf(*m_rooms->find(invitation))->reason, u"spam"_qs);
    }
    void anAnsweredOneIsNoRequestAnyMore()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().count(), 1);
        take(sync(u"s2"_qs)); // nothing new
        QCOMPARE(invites().count(), 1);
        take(syncRooms(u"s2"_qs, {{u"join"_qs, QJsonObject{{invitation.toString(), joined({create()})}}}}));
        QCOMPARE(invites().count(), 0);
        QCOMPARE(invites().placeOf(invitation), Place::List);
    }
    /// Its name would stand among the rooms that one has left.
    void aDeclinedOneIsForgotten()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().count(), 1);
        invites().forgetWhenLeft(invitation);
        auto &forget = m_bench->server.expects(Method::Post, u"/rooms/!inv:y/forget"_qs).replies(200);
        take(syncRooms(u"s2"_qs, {{u"leave"_qs, QJsonObject{{invitation.toString(), QJsonObject()}}}}));
        QCOMPARE(invites().count(), 0);
        QCOMPARE(invites().placeOf(invitation), Place::Nowhere);
        QTRY_VERIFY(forget.isAsked());
        // And comes as a new one when somebody invites again.
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().placeOf(invitation), Place::Requests);
    }
    void whatWasTakenBackStaysOutOfSight()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().count(), 1);
        take(syncRooms(u"s2"_qs, {{u"leave"_qs, QJsonObject{{invitation.toString(), QJsonObject()}}}}));
        QCOMPARE(invites().count(), 0);
        QCOMPARE(invites().placeOf(invitation), Place::Nowhere);
    }
    /// Its history is one's own.
    void aRoomThatOneWasInIsNotForgotten()
    {
        shared(R"({"joined":[]})");
        take(sync(u"s"_qs, joined({create(), member(u"$m"_qs, me, u"join"_qs), message(u"$1"_qs)})));
        take(syncRooms(u"s2"_qs, {{u"leave"_qs, QJsonObject{{room.toString(), QJsonObject()}}}}));
        take(invited({{room.toString(), invite(eve)}}));
        QTRY_COMPARE(invites().count(), 1);
        invites().forgetWhenLeft(room);
        take(syncRooms(u"s3"_qs, {{u"leave"_qs, QJsonObject{{room.toString(), QJsonObject()}}}}));
        QCOMPARE(m_bench->server.count(Method::Post, u"/forget"_qs), 0);
    }
    void aRoomThatOneLeavesIsNoInvitation()
    {
        take(sync(u"s"_qs, joined({create(), member(u"$m"_qs, me, u"join"_qs)})));
        take(syncRooms(u"s2"_qs, {{u"leave"_qs, QJsonObject{{room.toString(), QJsonObject()}}}}));
        QCOMPARE(invites().placeOf(room), Place::List);
    }
    void isThereAfterAStart()
    {
        shared(R"({"joined":[]})");
        take(invited({{invitation.toString(), invite(eve, u"Come in"_qs, u"you won"_qs)}}));
        QTRY_COMPARE(invites().count(), 1);
        m_rooms->load(m_bench->stored().rooms);
        QTRY_COMPARE(invites().count(), 1);
        QCOMPARE(m_rooms->find(invitation)->inviteReason, u"you won"_qs);
    }
};

QTEST_GUILESS_MAIN(TestInvites)
#include "tst_invites.moc"
