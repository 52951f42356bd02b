// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rolechange.h"
#include "session/roomsincommon.h"
#include "support/guidetest.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;

namespace {

using Deed = Moderation::Deed;

/// What the member event says with which somebody was put out of a room, as that person's sync has it.
QString reasonTold(const QJsonObject &sync, const QString &room, const QString &user)
{
    const QJsonArray events = sync[QLatin1String("rooms")][QLatin1String("leave")][room]
                                  [QLatin1String("timeline")][QLatin1String("events")]
                                      .toArray();
    QString reason;
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("state_key")].toString() == user)
            reason = event[QLatin1String("content")][QLatin1String("reason")].toString();
    }
    return reason;
}

/// The same of an invitation.
QString inviteReason(const QJsonObject &sync, const QString &room, const QString &user)
{
    const QJsonArray events = sync[QLatin1String("rooms")][QLatin1String("invite")][room]
                                  [QLatin1String("invite_state")][QLatin1String("events")]
                                      .toArray();
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("state_key")].toString() == user)
            return event[QLatin1String("content")][QLatin1String("reason")].toString();
    }
    return {};
}

bool isCovered(const Timeline &window, const QString &user)
{
    return std::any_of(window.items().begin(), window.items().end(), [&user](const TimelineItem &row) {
        return row.isCover && row.sender == UserId(user);
    });
}

}

/// Order and safety with a real server.
class TestGuideModeration : public GuideTest
{
    Q_OBJECT

    Safety &safety() { return alice().session().safety(); }
    /// A room of alice's with bob in it; empty if that fails.
    QString ownRoom()
    {
        NewRoom wanted;
        wanted.name = QStringLiteral("Order");
        wanted.invite = {UserId(bob().id())};
        const auto made = await(alice().session().actions().create(wanted));
        if (!made || bob().join(made->toString()).isEmpty() ||
            !alice().seesRoom(made->toString(), Membership::Join))
            return {};
        bob().sync();
        return made->toString();
    }
    Status carryOut(Deed deed, const QString &room, const QString &reason = {})
    {
        return await(safety().moderation().carryOut(deed, {RoomId(room), UserId(bob().id())}, reason));
    }

private Q_SLOTS:
    void putsOutAndLetsBack();
    void givesARoleAndTakesItBack();
    void knowsTheRoomsInCommon();
    void ignoringHidesWhatIsSaid();
    void theIgnoredInviteNobody();
    void reportsAreTaken();
    void aPolicyListIsApplied();
    void declinesManyInvitations();
};

void TestGuideModeration::putsOutAndLetsBack()
{
    const QString room = ownRoom();
    QVERIFY(!room.isEmpty());
    QVERIFY(carryOut(Deed::Kick, room, QStringLiteral("too loud")));
    QVERIFY(
        eventually([&] { return reasonTold(bob().sync(), room, bob().id()) == QLatin1String("too loud"); }));
    QVERIFY(carryOut(Deed::Invite, room, QStringLiteral("come back")));
    QVERIFY(eventually([&] { return bob().isInvitedTo(room); }));
    if (!isLegacy())
        QCOMPARE(inviteReason(bob().sync(), room, bob().id()), QStringLiteral("come back"));
    QCOMPARE(bob().join(room), room);
    bob().sync();
    QVERIFY(carryOut(Deed::Ban, room, QStringLiteral("still too loud")));
    QVERIFY(eventually(
        [&] { return reasonTold(bob().sync(), room, bob().id()) == QLatin1String("still too loud"); }));
    QVERIFY(carryOut(Deed::Unban, room, QStringLiteral("sorry")));
    QVERIFY(carryOut(Deed::Invite, room));
    QVERIFY(eventually([&] { return bob().isInvitedTo(room); }));
    // And take the invitation back.
    QVERIFY(carryOut(Deed::Kick, room));
    QVERIFY(eventually([&] { return !bob().isInvitedTo(room); }));
}

void TestGuideModeration::givesARoleAndTakesItBack()
{
    const RoomId room(ownRoom());
    QVERIFY(!room.isEmpty());
    Session &session = alice().session();
    const UserId person(bob().id());
    int before = 0;
    for (const int level : {50, 0}) {
        RoleChange change(session.api(), session.store(), session.self(), {room, person, level});
        const QSignalSpy saved(&change, &RoleChange::saved);
        change.start();
        QVERIFY(eventually([&] { return saved.size() == 1; }));
        QCOMPARE(change.before(), before);
        QVERIFY(change.canUndo());
        QVERIFY(eventually([&] {
            const Room *known = session.rooms().find(room);
            return known && known->powerLevels.powerOf(person) == level;
        }));
        before = level;
    }
}

void TestGuideModeration::knowsTheRoomsInCommon()
{
    const RoomId room(sharedRoom(QStringLiteral("Common")));
    QVERIFY(!room.isEmpty());
    RoomsInCommon common(alice().session().api(), alice().session().store(), UserId(bob().id()));
    common.load();
    QVERIFY(eventually([&] { return common.rooms().contains(room); }));
    QVERIFY(common.count() >= 1);
}

void TestGuideModeration::ignoringHidesWhatIsSaid()
{
    if (isLegacy()) {
        QCOMPARE(await(safety().ignored().ignore({UserId(bob().id())})).error().kind,
                 Error::Kind::Unsupported);
        return;
    }
    const QString room = sharedRoom(QStringLiteral("Loud"));
    QVERIFY(!room.isEmpty());
    const auto window = alice().window(room);
    QVERIFY(window);
    bob().say(room, QStringLiteral("one"));
    QVERIFY(eventually([&] { return rowOf(*window, QStringLiteral("one")) >= 0; }));
    QVERIFY(await(safety().ignored().ignore({UserId(bob().id())})));
    QVERIFY(rowOf(*window, QStringLiteral("one")) < 0);
    bob().say(room, QStringLiteral("two"));
    // What alice says after it comes after it.
    say(room, QStringLiteral("mine"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && rowOf(*window, QStringLiteral("mine")) >= 0; }));
    QVERIFY(rowOf(*window, QStringLiteral("two")) < 0);
    QVERIFY(await(safety().ignored().unignore({UserId(bob().id())})));
    QVERIFY(rowOf(*window, QStringLiteral("one")) >= 0);
    bob().say(room, QStringLiteral("three"));
    QVERIFY(eventually([&] { return rowOf(*window, QStringLiteral("three")) >= 0; }));
}

void TestGuideModeration::theIgnoredInviteNobody()
{
    if (isLegacy())
        return;
    QVERIFY(await(safety().ignored().ignore({UserId(bob().id())})));
    Person carol = Person::make(server(), QStringLiteral("carol"));
    const QString bobs = bob().createRoom({{QStringLiteral("invite"), QJsonArray{aliceId()}}});
    const QString carols = carol.createRoom({{QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(!bobs.isEmpty());
    QVERIFY(alice().seesRoom(carols, Membership::Invite));
    QVERIFY(eventually([&] { return safety().invites().requests() == QList<RoomId>{RoomId(carols)}; }));
}

void TestGuideModeration::reportsAreTaken()
{
    if (isLegacy())
        return;
    const QString room = sharedRoom(QStringLiteral("Odd"));
    QVERIFY(!room.isEmpty());
    const QString event = bob().say(room, QStringLiteral("buy this"));
    Moderation &moderation = safety().moderation();
    QVERIFY(await(moderation.reportEvent(RoomId(room), EventId(event), QStringLiteral("spam"))));
    QVERIFY(await(moderation.reportRoom(RoomId(room), QStringLiteral("spam"))));
    QVERIFY(await(moderation.reportUser(UserId(bob().id()), QStringLiteral("spam"))));
}

void TestGuideModeration::aPolicyListIsApplied()
{
    if (isLegacy())
        return;
    Person carol = Person::make(server(), QStringLiteral("carol"));
    const QString room = sharedRoom(QStringLiteral("Market"));
    QVERIFY(bob().invite(room, carol.id()));
    QCOMPARE(carol.join(room), room);
    const auto window = alice().window(room);
    QVERIFY(window);
    carol.say(room, QStringLiteral("buy this"));
    QVERIFY(eventually([&] { return rowOf(*window, QStringLiteral("buy this")) >= 0; }));

    const QString list = sharedRoom(QStringLiteral("No spam"));
    QVERIFY(!list.isEmpty());
    QVERIFY(await(safety().policies().follow(RoomId(list))));
    QVERIFY(bob().setState(list, QStringLiteral("m.policy.rule.user"),
                           {{QStringLiteral("entity"), carol.id()},
                            {QStringLiteral("recommendation"), QStringLiteral("m.ban")},
                            {QStringLiteral("reason"), QStringLiteral("sells things")}}));
    QVERIFY(eventually([&] { return isCovered(*window, carol.id()); }));
    QVERIFY(rowOf(*window, QStringLiteral("buy this")) < 0);
    // Whom one shares a room with waits apart for it all the same.
    const QString lure = carol.createRoom({{QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(alice().seesRoom(lure, Membership::Invite));
    QVERIFY(eventually([&] { return safety().invites().placeOf(RoomId(lure)) == Invites::Place::Requests; }));
    QCOMPARE(safety().invites().warningOf(*alice().room(lure))->reason, QStringLiteral("sells things"));
    // The rule is taken back.
    QVERIFY(bob().setState(list, QStringLiteral("m.policy.rule.user"), {}));
    QVERIFY(eventually([&] { return rowOf(*window, QStringLiteral("buy this")) >= 0; }));
}

void TestGuideModeration::declinesManyInvitations()
{
    const int count = isLegacy() ? 5 : 50;
    QStringList rooms;
    for (int i = 0; i < count; ++i)
        rooms << bob().createRoom({{QStringLiteral("name"), QStringLiteral("Spam %1").arg(i)},
                                   {QStringLiteral("invite"), QJsonArray{aliceId()}}});
    QVERIFY(eventually([&] { return safety().invites().count() == count; }));
    QList<ModerationTarget> targets;
    for (const RoomId &room : safety().invites().requests())
        targets.append({room, UserId(bob().id())});
    ModerationRun run(targets, [this](const ModerationTarget &target) {
        return safety().moderation().carryOut(Deed::Decline, target, {});
    });
    bool isOver = false;
    connect(&run, &ModerationRun::finished, &run, [&isOver] { isOver = true; });
    run.start();
    QVERIFY(eventually([&isOver] { return isOver; }));
    QVERIFY(run.failures().isEmpty());
    QVERIFY(eventually([&] { return safety().invites().count() == 0; }));
    for (const QString &room : rooms)
        QCOMPARE(bob().membershipOf(room, aliceId()), QStringLiteral("leave"));
}

QTEST_GUILESS_MAIN(TestGuideModeration)
#include "tst_guidemoderation.moc"
