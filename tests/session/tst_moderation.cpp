// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountdata.h"
#include "session/moderation.h"

#include "matrix/moderationrequests.h"
#include "session/personabilities.h"
#include "session/roomactions.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Can = PersonAbilities::Can;
using Deed = Moderation::Deed;

const QString limited = QStringLiteral(R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000})");
const QByteArray forbidden = R"({"errcode":"M_FORBIDDEN","error":"no"})";

QList<ModerationTarget> people(int count)
{
    QList<ModerationTarget> targets;
    for (int i = 1; i <= count; ++i)
        targets.append({room, UserId(u"@p%1:x"_qs.arg(i))});
    return targets;
}

Room roomWith(int ownPower, int theirPower = 0)
{
    Room known;
    known.id = room;
    known.membership = Membership::Join;
    known.powerLevels.users = {{me, ownPower}, {bob, theirPower}};
    return known;
}

}

class TestModeration : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<Moderation> m_moderation;

    void open(Dialect dialect = Dialect::V3)
    {
        m_bench = std::make_unique<Bench>(dialect);
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
        m_moderation = std::make_unique<Moderation>(*m_bench->api, *m_actions, me);
    }
    FakeTransport &server() { return m_bench->server; }
    ModerationRun::Act kicking()
    {
        return [this](const ModerationTarget &target) {
            return m_moderation->carryOut(Deed::Kick, target, u"spam"_qs);
        };
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_moderation.reset();
        m_actions.reset();
        m_data.reset();
        m_bench.reset();
    }
    void deedsGoWithTheirReasons()
    {
        auto &kick = server().expects(Method::Post, u"/rooms/!r:x/kick"_qs).replies(200);
        QVERIFY(await(m_moderation->carryOut(Deed::Kick, {room, bob}, u"spam"_qs)));
        QCOMPARE(kick.sent().request.body, QByteArray(R"({"reason":"spam","user_id":"@bob:x"})"));
        auto &ban = server().expects(Method::Post, u"/rooms/!r:x/ban"_qs).replies(200);
        QVERIFY(await(m_moderation->carryOut(Deed::Ban, {room, bob}, {})));
        QCOMPARE(ban.sent().request.body, QByteArray(R"({"user_id":"@bob:x"})"));
        auto &unban = server().expects(Method::Put, u"/state/m.room.member/@bob:x"_qs).replies(200);
        QVERIFY(await(m_moderation->carryOut(Deed::Unban, {room, bob}, u"sorry"_qs)));
        QCOMPARE(unban.sent().request.body, QByteArray(R"({"membership":"leave","reason":"sorry"})"));
        server().expects(Method::Post, u"/rooms/!r:x/invite"_qs).replies(200);
        QVERIFY(await(m_moderation->carryOut(Deed::Invite, {room, bob}, {})));
        server().expects(Method::Post, u"/rooms/!r:x/leave"_qs).replies(200);
        QVERIFY(await(m_moderation->carryOut(Deed::Decline, {room, {}}, {})));
    }
    void reports()
    {
        auto &ofRoom = server().expects(Method::Post, u"/rooms/!r:x/report"_qs).replies(200);
        QVERIFY(await(m_moderation->reportRoom(room, u"why"_qs)));
        QCOMPARE(ofRoom.sent().request.body, QByteArray(R"({"reason":"why"})"));
        server().expects(Method::Post, u"/users/@bob:x/report"_qs).replies(200);
        QVERIFY(await(m_moderation->reportUser(bob, {})));
        server().expects(Method::Post, u"/rooms/!r:x/report/$e"_qs).replies(200);
        QVERIFY(await(m_moderation->reportEvent(room, EventId(u"$e"_qs), {})));
        QVERIFY(m_moderation->canReportRooms() && m_moderation->canReportUsers());
    }
    void aServerWithoutReportsIsAskedOnce()
    {
        server()
            .expects(Method::Post, u"/users/@bob:x/report"_qs)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        QCOMPARE(await(m_moderation->reportUser(bob, {})).error().kind, Error::Kind::Unsupported);
        QVERIFY(!m_moderation->canReportUsers());
        QVERIFY(m_moderation->canReportRooms());
        QCOMPARE(await(m_moderation->reportUser(bob, {})).error().kind, Error::Kind::Unsupported);
        // Somebody whom it does not know is another matter.
        server().expects(Method::Post, u"/rooms/!r:x/report"_qs).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        QVERIFY(!await(m_moderation->reportRoom(room, {})));
        QVERIFY(m_moderation->canReportRooms());
    }
    void serversOf2014TakeNone()
    {
        m_moderation.reset();
        m_actions.reset();
        m_data.reset();
        open(Dialect::V1);
        QVERIFY(!m_moderation->canReportRooms() && !m_moderation->canReportUsers());
    }
    void goesOneAfterAnother()
    {
        ModerationRun run(people(3), kicking());
        QSignalSpy progressed(&run, &ModerationRun::progressed);
        QSignalSpy finished(&run, &ModerationRun::finished);
        auto &first = server().expects(Method::Post, u"/kick"_qs).holds();
        run.start();
        QTRY_VERIFY(first.isHeld());
        QCOMPARE(server().sent().size(), 1);
        auto &others = server().expects(Method::Post, u"/kick"_qs).replies(200).always();
        first.release(200);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(others.asked(), 2);
        QCOMPARE(progressed.size(), 3);
        QCOMPARE(run.done(), people(3));
        QCOMPARE(run.left(), 0);
    }
    void waitsAsLongAsTheServerWants()
    {
        ModerationRun run(people(2), kicking());
        QSignalSpy finished(&run, &ModerationRun::finished);
        auto &full = server().expects(Method::Post, u"/kick"_qs).replies(429, limited.toUtf8());
        auto &later = server().expects(Method::Post, u"/kick"_qs).replies(200).always();
        run.start();
        QTRY_VERIFY(full.isAsked());
        QTRY_VERIFY(m_bench->clock.pending() > 0);
        QCOMPARE(later.asked(), 0);
        m_bench->clock.advance(3s);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(later.asked(), 2);
        QVERIFY(run.failures().isEmpty());
    }
    void listsWhatWasRefusedAndGoesOn()
    {
        ModerationRun run(people(3), kicking());
        QSignalSpy finished(&run, &ModerationRun::finished);
        server().expects(Method::Post, u"/kick"_qs).replies(200);
        server().expects(Method::Post, u"/kick"_qs).replies(403, forbidden);
        server().expects(Method::Post, u"/kick"_qs).replies(200);
        run.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(run.done().size(), 2);
        QCOMPARE(run.failures().size(), 1);
        QCOMPARE(run.failures().constFirst().target.user, UserId(u"@p2:x"_qs));
        QVERIFY(run.failures().constFirst().error.isMatrix("M_FORBIDDEN"));
        QCOMPARE(run.left(), 0);
    }
    void stops()
    {
        ModerationRun run(people(5), kicking());
        QSignalSpy finished(&run, &ModerationRun::finished);
        auto &first = server().expects(Method::Post, u"/kick"_qs).holds();
        run.start();
        QTRY_VERIFY(first.isHeld());
        run.stop();
        QCOMPARE(finished.size(), 0); // what is under way is waited for
        first.release(200);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(run.done().size(), 1);
        QCOMPARE(run.left(), 4);
    }
    void aServerThatIsNotReachedEndsIt()
    {
        int asked = 0;
        ModerationRun run(people(50), [&asked](const ModerationTarget &) {
            ++asked;
            return Task<Done>::ready(Error::of(Error::Kind::Network));
        });
        QSignalSpy finished(&run, &ModerationRun::finished);
        run.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(asked, 1);
        QCOMPARE(run.left(), 49);
    }
    void nothingToDoIsOverAtOnce()
    {
        ModerationRun run({}, kicking());
        QSignalSpy finished(&run, &ModerationRun::finished);
        run.start();
        QCOMPARE(finished.size(), 1);
    }
    void abilities_data()
    {
        QTest::addColumn<int>("own");
        QTest::addColumn<int>("theirs");
        QTest::addColumn<int>("membership");
        QTest::addColumn<QList<int>>("can"); // kick, withdraw, ban, unban, invite
        const auto row = [](const char *name, int own, int theirs, Membership membership, QList<Can> can) {
            QList<int> numbers;
            for (const Can each : can)
                numbers << int(each);
            QTest::newRow(name) << own << theirs << int(membership) << numbers;
        };
        const Can no = Can::Senseless;
        row("moderator, member", 50, 0, Membership::Join, {Can::Yes, no, Can::Yes, no, no});
        row("moderator, equal", 50, 50, Membership::Join, {Can::NotOverThem, no, Can::NotOverThem, no, no});
        row("member", 0, 0, Membership::Join, {Can::NotAllowed, no, Can::NotAllowed, no, no});
        row("moderator, invited", 50, 0, Membership::Invite, {no, Can::Yes, Can::Yes, no, no});
        row("moderator, banned", 50, 0, Membership::Ban, {no, no, no, Can::Yes, no});
        row("member, banned", 0, 0, Membership::Ban, {no, no, no, Can::NotAllowed, no});
        row("moderator, gone", 50, 0, Membership::Leave, {no, no, Can::Yes, no, Can::Yes});
        row("not known", 50, 0, Membership::None, {no, no, Can::Yes, no, Can::Yes});
    }
    void abilities()
    {
        QFETCH(int, own);
        QFETCH(int, theirs);
        QFETCH(int, membership);
        QFETCH(QList<int>, can);
        const PersonAbilities is =
            PersonAbilities::of(roomWith(own, theirs), me, bob, Membership(membership));
        QCOMPARE((QList<int>{int(is.kick), int(is.withdraw), int(is.ban), int(is.unban), int(is.invite)}),
                 can);
    }
    void nothingIsDoneToOneselfOrFromOutside()
    {
        QCOMPARE(PersonAbilities::of(roomWith(100), me, me, Membership::Join).kick, Can::Senseless);
        Room left = roomWith(100);
        left.membership = Membership::Leave;
        QCOMPARE(PersonAbilities::of(left, me, bob, Membership::Join).ban, Can::Senseless);
    }
};

QTEST_GUILESS_MAIN(TestModeration)
#include "tst_moderation.moc"
