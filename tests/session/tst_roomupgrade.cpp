// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountdata.h"
#include "session/roomupgrade.h"

#include "session/knocks.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const RoomId Space(QStringLiteral("!space:x"));
const QString Upgrade = QStringLiteral("/_matrix/client/v3/rooms/!r:x/upgrade");

}

/// Replacing a room, and letting people in who ask.
class TestRoomUpgrade : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<SpaceEditing> m_editing;
    RoomList m_rooms;

    void commit(const QString &rule, int ownPower)
    {
        const QJsonObject powers{{u"users"_qs, QJsonObject{{me.toString(), ownPower}}}, {u"invite"_qs, 50}};
        const QJsonArray events{
            state(u"$c"_qs, u"m.room.create"_qs, {}),
            member(u"$j"_qs, me, u"join"_qs),
            state(u"$p"_qs, u"m.room.power_levels"_qs, powers),
            state(u"$r"_qs, u"m.room.join_rules"_qs, {{u"join_rule"_qs, rule}}),
            state(u"$p1"_qs, u"m.space.parent"_qs,
                  {{u"via"_qs, QJsonArray{u"x"_qs}}, {u"canonical"_qs, true}}, Space.toString()),
            state(u"$p2"_qs, u"m.space.parent"_qs, {{u"via"_qs, QJsonArray{u"x"_qs}}}, u"!elsewhere:x"_qs)};
        const QJsonArray space{
            state(u"$sc"_qs, u"m.room.create"_qs, {{u"type"_qs, u"m.space"_qs}}),
            member(u"$sj"_qs, me, u"join"_qs), state(u"$sp"_qs, u"m.room.power_levels"_qs, powers),
            state(u"$ch"_qs, u"m.space.child"_qs,
                  {{u"via"_qs, QJsonArray{u"x"_qs}}, {u"order"_qs, u"b"_qs}, {u"suggested"_qs, true}},
                  room.toString())};
        m_bench->commit(syncRooms(u"n"_qs, {{u"join"_qs, QJsonObject{{room.toString(), joined(events)},
                                                                     {Space.toString(), joined(space)}}}}));
        m_rooms.load(m_bench->stored().rooms);
    }
    static QJsonObject bodyOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
        m_editing = std::make_unique<SpaceEditing>(*m_bench->api, *m_bench->store, m_rooms, *m_actions, me);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_editing.reset();
        m_actions.reset();
        m_data.reset();
        m_bench.reset();
    }

    void upgradesInvitesAndTakesThePlaceInSpaces()
    {
        commit(u"invite"_qs, 100);
        auto &upgrade = m_bench->server.expects(Method::Post, Upgrade)
                            .replies(200, jsonText("{'replacement_room':'!new'}"));
        m_bench->server.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200,
                     toText({{u"chunk"_qs,
                              QJsonArray{member(u"$1"_qs, me, u"join"_qs), member(u"$2"_qs, bob, u"join"_qs),
                                         member(u"$3"_qs, UserId(u"@ann:x"_qs), u"ban"_qs),
                                         member(u"$4"_qs, UserId(u"@cid:x"_qs), u"invite"_qs)}}}));
        m_bench->server.expects(Method::Post, u"/rooms/!new/invite"_qs).replies(200, "{}");
        m_bench->server.expects(Method::Post, u"/rooms/!new/invite"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        auto &child =
            m_bench->server.expects(Method::Put, u"/rooms/!space:x/state/m.space.child/!new"_qs).replies(200);
        auto &old =
            m_bench->server.expects(Method::Put, u"/rooms/!space:x/state/m.space.child/!r:x"_qs).replies(200);
        auto &parent = m_bench->server.expects(Method::Put, u"/rooms/!new/state/m.space.parent/!space:x"_qs)
                           .replies(200);
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        QSignalSpy upgraded(&work, &RoomUpgrade::upgraded);
        std::optional<RoomUpgrade::Outcome> outcome;
        connect(&work, &RoomUpgrade::finished, this,
                [&outcome](const RoomUpgrade::Outcome &each) { outcome = each; });
        work.start({room, u"12"_qs, {bob}, true, true});
        QTRY_VERIFY(outcome.has_value());
        QCOMPARE(upgraded.size(), 1);
        QCOMPARE(bodyOf(upgrade).value(u"additional_creators").toArray(), QJsonArray{bob.toString()});
        QCOMPARE(outcome->room, RoomId(u"!new"_qs));
        QCOMPARE(outcome->invited, 1);
        QCOMPARE(outcome->notInvited, 1);
        QCOMPARE(outcome->spacesChanged, 1);
        QCOMPARE(bodyOf(child).value(u"order").toString(), u"b"_qs);
        QCOMPARE(bodyOf(child).value(u"suggested").toBool(), true);
        QVERIFY(!bodyOf(child).value(u"via").toArray().isEmpty());
        QVERIFY(bodyOf(old).isEmpty());
        // Of a space that one may not change it says nothing.
        QCOMPARE(bodyOf(parent), (QJsonObject{{u"via"_qs, QJsonArray{u"x"_qs}}, {u"canonical"_qs, true}}));
    }
    /// What was changed in a space and did not come by a sync yet holds for the new room, too.
    void buildsUponWhatWasChangedInTheSpace()
    {
        commit(u"invite"_qs, 100);
        const QString path = u"/rooms/!space:x/state/m.space.child/"_qs;
        m_bench->server.expects(Method::Put, path + u"!r:x"_qs).replies(200, jsonText("{'event_id':'$not'}"));
        QVERIFY(await(m_editing->setSuggested(Space, room, false)).isOk());
        m_bench->server.expects(Method::Post, Upgrade).replies(200, jsonText("{'replacement_room':'!new'}"));
        auto &child = m_bench->server.expects(Method::Put, path + u"!new"_qs).replies(200);
        m_bench->server.expects(Method::Put, path + u"!r:x"_qs).replies(200);
        m_bench->server.expects(Method::Put, u"/rooms/!new/state/m.space.parent/!space:x"_qs).replies(200);
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        QSignalSpy finished(&work, &RoomUpgrade::finished);
        work.start({room, u"11"_qs, {}, false, true});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(bodyOf(child).value(u"suggested"), QJsonValue(false));
    }
    void tellsWhereBothRoomsStand()
    {
        commit(u"invite"_qs, 100);
        const QString path = u"/rooms/!space:x/state/m.space.child/"_qs;
        m_bench->server.expects(Method::Post, Upgrade).replies(200, jsonText("{'replacement_room':'!new'}"));
        m_bench->server.expects(Method::Put, path + u"!new"_qs).replies(200);
        m_bench->server.expects(Method::Put, path + u"!r:x"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        m_bench->server.expects(Method::Put, u"/rooms/!new/state/m.space.parent/!space:x"_qs).replies(200);
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        QSignalSpy finished(&work, &RoomUpgrade::finished);
        work.start({room, u"11"_qs, {}, false, true});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(work.outcome().spacesWithBoth, 1);
        QCOMPARE(work.outcome().spacesChanged, 0);
        QCOMPARE(work.outcome().spacesNotChanged, 0);
    }
    void onlyNewVersionsHaveMoreCreators()
    {
        commit(u"invite"_qs, 100);
        auto &upgrade = m_bench->server.expects(Method::Post, Upgrade)
                            .replies(200, jsonText("{'replacement_room':'!new:x'}"));
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        bool isFinished = false;
        connect(&work, &RoomUpgrade::finished, this, [&isFinished] { isFinished = true; });
        work.start({room, u"11"_qs, {bob}, false, false});
        QTRY_VERIFY(isFinished);
        QVERIFY(!bodyOf(upgrade).contains(u"additional_creators"));
    }
    void saysWhyItIsRefused()
    {
        commit(u"invite"_qs, 100);
        m_bench->server.expects(Method::Post, Upgrade)
            .replies(400, jsonText("{'errcode':'M_UNSUPPORTED_ROOM_VERSION'}"));
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        std::optional<Error> error;
        connect(&work, &RoomUpgrade::failed, this, [&error](const Error &each) { error = each; });
        work.start({room, u"99"_qs, {}, true, true});
        QTRY_VERIFY(error.has_value());
        QVERIFY(error->isMatrix("M_UNSUPPORTED_ROOM_VERSION"));
    }
    void serversWithoutCapabilitiesMakeTheFirstVersion()
    {
        m_bench->server.expects(Method::Get, u"/capabilities"_qs)
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        RoomUpgrade work(*m_bench->api, *m_bench->store, *m_actions, *m_editing, m_rooms, me);
        const auto versions = await(work.versions());
        QVERIFY(versions.isOk());
        QCOMPARE(versions->standard, u"1"_qs);
    }

    void asksToJoinThroughServers()
    {
        auto &asked = m_bench->server.expects(Method::Post, u"/_matrix/client/v3/knock/!new"_qs)
                          .replies(200, jsonText("{'room_id':'!new'}"));
        const auto knocked =
            await(m_actions->knock(u"https://matrix.to/#/!new?via=one.y"_qs, u"please"_qs, {u"two.y"_qs}));
        QVERIFY(knocked.isOk());
        QCOMPARE(bodyOf(asked).value(u"reason").toString(), u"please"_qs);
        QStringList via;
        for (const auto &[key, value] : asked.sent().request.query) {
            if (key == u"via"_qs)
                via << value;
        }
        QCOMPARE(via, (QStringList{u"one.y"_qs, u"two.y"_qs}));
        m_bench->server.expects(Method::Post, u"/_matrix/client/v3/knock/!new"_qs)
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        QCOMPARE(await(m_actions->knock(u"!new"_qs, {})).error().kind, Error::Kind::Unsupported);
        QCOMPARE(await(m_actions->knock(u"!new"_qs, {})).error().kind, Error::Kind::Unsupported);
    }
    void listsAndAnswersWhoAsksToJoin()
    {
        commit(u"knock"_qs, 50);
        const QJsonObject ann =
            state(u"$1"_qs, u"m.room.member"_qs,
                  {{u"membership"_qs, u"knock"_qs}, {u"displayname"_qs, u"Ann"_qs}, {u"reason"_qs, u"Hi"_qs}},
                  u"@ann:x"_qs, UserId(u"@ann:x"_qs));
        auto &asked =
            m_bench->server.expects(Method::Get, u"/rooms/!r:x/members"_qs)
                .replies(200, toText({{u"chunk"_qs, QJsonArray{ann, member(u"$2"_qs, bob, u"knock"_qs)}}}));
        Knocks knocks(*m_bench->api, *m_actions, m_rooms, me);
        QSignalSpy changed(&knocks, &Knocks::changed);
        knocks.setRoom(room);
        QTRY_COMPARE(knocks.all().size(), 2);
        QCOMPARE(asked.sent().query("membership"), u"knock"_qs);
        QCOMPARE(knocks.all().first().reason, u"Hi"_qs);
        QVERIFY(knocks.canLetIn() && knocks.canDecline() && knocks.canBan());
        auto &invited = m_bench->server.expects(Method::Post, u"/rooms/!r:x/invite"_qs).replies(200, "{}");
        QVERIFY(await(knocks.letIn(UserId(u"@ann:x"_qs))).isOk());
        QCOMPARE(bodyOf(invited).value(u"user_id").toString(), u"@ann:x"_qs);
        QCOMPARE(knocks.all().size(), 1);
        auto &kicked = m_bench->server.expects(Method::Post, u"/rooms/!r:x/kick"_qs).replies(200, "{}");
        QVERIFY(await(knocks.decline(bob, u"no"_qs)).isOk());
        QCOMPARE(bodyOf(kicked).value(u"reason").toString(), u"no"_qs);
        QVERIFY(knocks.all().isEmpty());
        // Another one comes.
        m_bench->server.expects(Method::Get, u"/rooms/!r:x/members"_qs)
            .replies(200, toText({{u"chunk"_qs, QJsonArray{member(u"$3"_qs, bob, u"knock"_qs)}}}));
        Q_EMIT m_rooms.membersChanged(room);
        QTRY_COMPARE(knocks.all().size(), 1);
    }
    void asksNobodyWhereNobodyCanAsk()
    {
        commit(u"invite"_qs, 100);
        Knocks knocks(*m_bench->api, *m_actions, m_rooms, me);
        knocks.setRoom(room);
        QVERIFY(m_bench->server.sent().isEmpty());
        commit(u"knock"_qs, 0); // one may answer nobody
        knocks.setRoom({});
        knocks.setRoom(room);
        QVERIFY(m_bench->server.sent().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRoomUpgrade)
#include "tst_roomupgrade.moc"
