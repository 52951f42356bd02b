// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomsummaries.h"

#include "session/joinoutlook.h"
#include "session/roomlist.h"
#include "session/roompeek.h"
#include "session/roomservers.h"
#include "session/successors.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/_matrix/client/v1/room_summary/*");
const QString Unstable = QStringLiteral("/unstable/im.nheko.summary/summary/*");
const QString Oldest = QStringLiteral("/unstable/im.nheko.summary/rooms/*/summary");
const QByteArray Unknown = jsonText("{'errcode':'M_UNRECOGNIZED'}");
const QByteArray NotFound = jsonText("{'errcode':'M_NOT_FOUND'}");

MatrixLink linkTo(const QString &text)
{
    return MatrixLink::parse(text).value_or(MatrixLink());
}

Room roomOf(const QString &id, Membership membership, const QString &successor = {})
{
    Room result;
    result.id = RoomId(id);
    result.name = id;
    result.membership = membership;
    result.isReplaced = !successor.isEmpty();
    result.successor = RoomId(successor);
    return result;
}

RoomSummary summaryOf(const QString &rule, const QList<RoomId> &allowed = {})
{
    RoomSummary summary;
    summary.id = RoomId(QStringLiteral("!there:x"));
    summary.joinRule = rule;
    summary.allowed = allowed;
    return summary;
}

}

/// What is known of a room from outside, how one comes into it, and where a room goes on.
class TestRoomSummary : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;

    Result<SeenRoom> fetch(const QString &link, const std::optional<PublicRoom> &listed = {})
    {
        return await(RoomSummaries::fetch(*m_bench->api, linkTo(link), listed));
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_bench.reset();
    }

    void asksThroughTheServersOfTheLink()
    {
        auto &asked = m_bench->server.expects(Method::Get, Path)
                          .replies(200, jsonText("{'room_id':'!noserver','name':'Birds'}"));
        const auto seen = fetch(u"https://matrix.to/#/!noserver?via=one.y&via=not%20one"_qs);
        QVERIFY(seen.isOk());
        QCOMPARE(asked.sent().query("via"), u"one.y"_qs);
        QCOMPARE(seen->summary.name, u"Birds"_qs);
        QCOMPARE(seen->via, QStringList{u"one.y"_qs});
        QCOMPARE(seen->target(), u"!noserver"_qs);
    }
    void olderServersHaveOtherPaths()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, Unknown);
        m_bench->server.expects(Method::Get, Unstable).replies(404, Unknown);
        m_bench->server.expects(Method::Get, Oldest).replies(200, jsonText("{'room_id':'!a:x'}"));
        QVERIFY(fetch(u"!a:x"_qs).isOk());
        m_bench->server.expects(Method::Get, Oldest).replies(200, jsonText("{'room_id':'!b:x'}"));
        QVERIFY(fetch(u"!b:x"_qs).isOk());
    }
    void withoutSummariesAnAddressIsLookedUp()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, Unknown);
        m_bench->server.expects(Method::Get, Unstable).replies(404, Unknown);
        m_bench->server.expects(Method::Get, Oldest).replies(404, Unknown);
        m_bench->server.expects(Method::Get, u"/directory/room/*"_qs)
            .replies(200, jsonText("{'room_id':'!a:x','servers':['one.y','two.y']}"));
        const auto seen = fetch(u"#tea:x"_qs);
        QVERIFY(seen.isOk());
        QCOMPARE(seen->summary.id, RoomId(u"!a:x"_qs));
        QCOMPARE(seen->summary.alias, u"#tea:x"_qs);
        QCOMPARE(seen->via, (QStringList{u"one.y"_qs, u"two.y"_qs}));
        QCOMPARE(seen->summary.joined, -1);
    }
    void ofAPrivateRoomOnlyItsIdIsKnown()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, NotFound);
        const auto seen = fetch(u"!a:x"_qs);
        QVERIFY(seen.isOk());
        QCOMPARE(seen->summary, [] {
            RoomSummary bare;
            bare.id = RoomId(u"!a:x"_qs);
            return bare;
        }());
    }
    void anAddressOfNobodyIsNotFound()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, NotFound);
        m_bench->server.expects(Method::Get, u"/directory/room/*"_qs).replies(404, NotFound);
        const auto seen = fetch(u"#nobody:x"_qs);
        QVERIFY(!seen);
        QVERIFY(seen.error().isMatrix("M_NOT_FOUND"));
    }
    void whatADirectorySaidIsBetterThanNothing()
    {
        m_bench->server.expects(Method::Get, Path).replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        PublicRoom listed;
        listed.id = RoomId(u"!a:x"_qs);
        listed.name = u"Birds"_qs;
        listed.joined = 5;
        const auto seen = fetch(u"!a:x"_qs, listed);
        QCOMPARE(seen->summary.name, u"Birds"_qs);
        QCOMPARE(seen->summary.joinRule, u"public"_qs);
    }
    void withoutAConnectionNothingIsKnown()
    {
        m_bench->server.expects(Method::Get, Path).always().fails(Error::Kind::Network);
        QVERIFY(!fetch(u"!a:x"_qs));
    }

    void saysHowOneComesIn_data()
    {
        using Way = JoinOutlook::Way;
        const QList<RoomId> space{RoomId(u"!space:x"_qs)};
        const QList<RoomId> other{RoomId(u"!other:x"_qs)};
        QTest::addColumn<RoomSummary>("summary");
        QTest::addColumn<int>("way");
        QTest::newRow("public") << summaryOf(u"public"_qs) << int(Way::Join);
        QTest::newRow("knock") << summaryOf(u"knock"_qs) << int(Way::Knock);
        QTest::newRow("invite") << summaryOf(u"invite"_qs) << int(Way::Nothing);
        QTest::newRow("private") << summaryOf(u"private"_qs) << int(Way::Nothing);
        QTest::newRow("nobody says") << summaryOf({}) << int(Way::Join);
        QTest::newRow("restricted, within") << summaryOf(u"restricted"_qs, space) << int(Way::Join);
        QTest::newRow("restricted, without") << summaryOf(u"restricted"_qs, other) << int(Way::Nothing);
        QTest::newRow("restricted, to what") << summaryOf(u"restricted"_qs) << int(Way::Join);
        QTest::newRow("both, within") << summaryOf(u"knock_restricted"_qs, space) << int(Way::Join);
        QTest::newRow("both, without") << summaryOf(u"knock_restricted"_qs, other) << int(Way::Knock);
    }
    void saysHowOneComesIn()
    {
        QFETCH(RoomSummary, summary);
        QFETCH(int, way);
        RoomList rooms;
        rooms.load({roomOf(u"!space:x"_qs, Membership::Join), roomOf(u"!other:x"_qs, Membership::Leave)});
        const auto outlook = JoinOutlook::of(summary, rooms);
        QCOMPARE(int(outlook.way), way);
        QCOMPARE(outlook.reason.isEmpty(), outlook.way != JoinOutlook::Way::Nothing);
        QCOMPARE(outlook.rule.isEmpty(), summary.joinRule.isEmpty());
    }
    void namesTheSpacesThatOneHasToBeIn()
    {
        RoomList rooms;
        rooms.load({roomOf(u"!other:x"_qs, Membership::Leave)});
        const auto summary = summaryOf(u"restricted"_qs, {RoomId(u"!other:x"_qs), RoomId(u"!what:x"_qs)});
        const auto outlook = JoinOutlook::of(summary, rooms);
        QVERIFY(outlook.rule.contains(u"!other:x"));
        QVERIFY(outlook.reason.contains(u"!other:x"));
        Error refused = Error::of(Error::Kind::Server);
        refused.matrixCode = u"M_FORBIDDEN"_qs;
        QVERIFY(JoinOutlook::refusal(refused, summary, rooms).contains(u"!other:x"));
        QVERIFY(JoinOutlook::refusal(Error::of(Error::Kind::Network), summary, rooms).isEmpty());
    }
    void oneselfIsKnownBestHere_data()
    {
        using Way = JoinOutlook::Way;
        QTest::addColumn<int>("membership");
        QTest::addColumn<int>("way");
        QTest::newRow("in") << int(Membership::Join) << int(Way::Open);
        QTest::newRow("invited") << int(Membership::Invite) << int(Way::Accept);
        QTest::newRow("asked") << int(Membership::Knock) << int(Way::Withdraw);
        QTest::newRow("banned") << int(Membership::Ban) << int(Way::Nothing);
        QTest::newRow("left") << int(Membership::Leave) << int(Way::Join);
    }
    void oneselfIsKnownBestHere()
    {
        QFETCH(int, membership);
        QFETCH(int, way);
        RoomList rooms;
        rooms.load({roomOf(u"!there:x"_qs, Membership(membership))});
        RoomSummary summary = summaryOf(u"public"_qs);
        summary.membership = Membership::Ban;
        QCOMPARE(int(JoinOutlook::of(summary, rooms).way), way);
    }

    void followsReplacedRooms()
    {
        RoomList rooms;
        rooms.load({roomOf(u"!1:x"_qs, Membership::Join, u"!2:x"_qs),
                    roomOf(u"!2:x"_qs, Membership::Join, u"!3:x"_qs)});
        auto end = Successors::of(rooms, RoomId(u"!1:x"_qs));
        QCOMPARE(end.room, RoomId(u"!3:x"_qs));
        QCOMPARE(end.namedBy, RoomId(u"!2:x"_qs));
        QVERIFY(!end.isJoined && !end.isCircle);
        QVERIFY(!Successors::isLeftBehind(rooms, *rooms.find(RoomId(u"!1:x"_qs))));
        rooms.load({roomOf(u"!1:x"_qs, Membership::Join, u"!2:x"_qs),
                    roomOf(u"!2:x"_qs, Membership::Join, u"!3:x"_qs), roomOf(u"!3:x"_qs, Membership::Join)});
        end = Successors::of(rooms, RoomId(u"!1:x"_qs));
        QVERIFY(end.isJoined);
        QVERIFY(Successors::isLeftBehind(rooms, *rooms.find(RoomId(u"!1:x"_qs))));
        QVERIFY(!Successors::isLeftBehind(rooms, *rooms.find(RoomId(u"!3:x"_qs))));
    }
    void aCircleOfReplacedRoomsIsHarmless()
    {
        RoomList rooms;
        rooms.load({roomOf(u"!1:x"_qs, Membership::Join, u"!2:x"_qs),
                    roomOf(u"!2:x"_qs, Membership::Join, u"!1:x"_qs),
                    roomOf(u"!self:x"_qs, Membership::Join, u"!self:x"_qs)});
        for (const RoomId &id : rooms.ids()) {
            QVERIFY(Successors::of(rooms, id).isCircle);
            QVERIFY(!Successors::isLeftBehind(rooms, *rooms.find(id))); // none vanishes from the list
        }
    }
    void joinsThroughTheServerOfWhoReplacedIt()
    {
        m_bench->commit(sync(
            u"n"_qs, joined({state(u"$c"_qs, u"m.room.create"_qs, {}),
                             state(u"$t"_qs, u"m.room.tombstone"_qs, {{u"replacement_room"_qs, u"!new"_qs}},
                                   {}, UserId(u"@admin:far.org"_qs))})));
        RoomList rooms;
        rooms.load(m_bench->stored().rooms);
        const auto end = Successors::of(rooms, room);
        QCOMPARE(end.room, RoomId(u"!new"_qs));
        const auto servers = await(Successors::servers(*m_bench->store, rooms, end));
        QVERIFY(servers.isOk());
        QCOMPARE(servers->value(0), u"far.org"_qs);
    }
    void namesServersWithoutTheId()
    {
        Room known = roomOf(u"!noserver"_qs, Membership::Join);
        known.powerLevels.users = {{UserId(u"@a:low.org"_qs), 50},
                                   {UserId(u"@b:10.0.0.1"_qs), 100},
                                   {UserId(u"@c:high.org"_qs), PowerLevels::Creator}};
        known.lastSender = UserId(u"@d:last.org"_qs);
        QCOMPARE(serversOf(known), (QStringList{u"high.org"_qs, u"low.org"_qs, u"last.org"_qs}));
        known.powerLevels.users = {{UserId(u"nonsense"_qs), 100}};
        known.id = RoomId(u"!id:elsewhere.org"_qs);
        QCOMPARE(serversOf(known), QStringList{u"last.org"_qs});
    }

    void peeksIntoARoomForEverybody()
    {
        m_bench->server.expects(Method::Get, u"/rooms/!there:x/messages"_qs)
            .replies(200, toText({{u"chunk"_qs, QJsonArray{message(u"$2"_qs, me), message(u"$1"_qs, bob),
                                                           member(u"$m"_qs, bob, u"join"_qs, u"Bob"_qs)}},
                                  {u"end"_qs, u"e"_qs}}));
        RoomPeek peek(*m_bench->api, me);
        QSignalSpy changed(&peek, &RoomPeek::changed);
        peek.load(RoomId(u"!there:x"_qs));
        QTRY_COMPARE(peek.state(), RoomPeek::State::Here);
        QCOMPARE(peek.items().size(), 2);
        QCOMPARE(peek.items().first().text, u"$1"_qs);
        QCOMPARE(peek.items().first().senderName, u"Bob"_qs);
        QVERIFY(peek.items().last().isOwn);
        QVERIFY(m_bench->storedIds(RoomId(u"!there:x"_qs)).isEmpty());
        peek.clear();
        QVERIFY(peek.items().isEmpty());
    }
    void aPeekLeavesOutWhomOneIgnores()
    {
        m_bench->server.expects(Method::Get, u"/rooms/!there:x/messages"_qs)
            .replies(200, toText({{u"chunk"_qs, QJsonArray{message(u"$2"_qs, UserId(u"@ann:x"_qs)),
                                                           message(u"$1"_qs, bob)}}}));
        RoomPeek peek(*m_bench->api, me);
        bool isBobHidden = true;
        const auto rule = [&isBobHidden](const UserId &user) {
            return Hiding{isBobHidden && user == bob ? Hiding::Way::Covered : Hiding::Way::None, {}, {}};
        };
        peek.setHiding(rule);
        peek.load(RoomId(u"!there:x"_qs));
        QTRY_COMPARE(peek.state(), RoomPeek::State::Here);
        QCOMPARE(peek.items().size(), 1);
        QCOMPARE(peek.items().first().text, u"$2"_qs);
        isBobHidden = false;
        peek.setHiding(rule);
        QCOMPARE(peek.items().size(), 2);
    }
    void aPeekThatIsRefusedShowsNothing()
    {
        m_bench->server.expects(Method::Get, u"/rooms/!there:x/messages"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        RoomPeek peek(*m_bench->api, me);
        peek.load(RoomId(u"!there:x"_qs));
        QTRY_COMPARE(peek.state(), RoomPeek::State::Failed);
    }
};

QTEST_GUILESS_MAIN(TestRoomSummary)
#include "tst_roomsummary.moc"
