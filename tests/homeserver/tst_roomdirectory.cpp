// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directory.h"
#include "session/guestlook.h"
#include "session/joinoutlook.h"
#include "session/knocks.h"
#include "session/roompeek.h"
#include "session/roomsummaries.h"
#include "session/roomupgrade.h"
#include "session/successors.h"
#include "support/guidetest.h"

using namespace linnet;
using namespace linnet::test;

namespace {

QString encoded(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QJsonObject stateEvent(const QString &type, const QJsonObject &content)
{
    return {{QStringLiteral("type"), type},
            {QStringLiteral("state_key"), QString()},
            {QStringLiteral("content"), content}};
}

QJsonObject joinRule(const QString &rule, const QString &space = {})
{
    QJsonObject content{{QStringLiteral("join_rule"), rule}};
    if (!space.isEmpty())
        content.insert(QStringLiteral("allow"),
                       QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("m.room_membership")},
                                              {QStringLiteral("room_id"), space}}});
    return stateEvent(QStringLiteral("m.room.join_rules"), content);
}

MatrixLink linkTo(const QString &text)
{
    return MatrixLink::parse(text).value_or(MatrixLink());
}

}

/// Rooms that one is not in, with a real server: found, looked at, joined, asked to join, replaced.
class TestRoomDirectory : public GuideTest
{
    Q_OBJECT

    Result<SeenRoom> look(const QString &room)
    {
        return await(RoomSummaries::fetch(alice().session().api(), linkTo(room)));
    }
    JoinOutlook::Way wayInto(const QString &room)
    {
        const auto seen = look(room);
        return seen ? JoinOutlook::of(seen->summary, alice().session().rooms()).way
                    : JoinOutlook::Way::Nothing;
    }

private Q_SLOTS:
    void findsRoomsByWordsAndPages();
    void looksAtRoomsBeforeItJoins();
    void showsWhatARoomIsToThoseWithoutAnAccount();
    void asksToJoinAndIsLetIn();
    void answersWhoAsksToJoin();
    void joinsRestrictedRoomsThroughTheirSpace();
    void followsAReplacedRoom();
    void replacesARoom();
};

void TestRoomDirectory::findsRoomsByWordsAndPages()
{
    const QString word = Person::uniqueName(QStringLiteral("flock"));
    QStringList made;
    for (int i = 0; i < Directory::PageSize + 3; ++i)
        made << bob().createRoom({{QStringLiteral("name"), QStringLiteral("%1 %2").arg(word).arg(i)},
                                  {QStringLiteral("visibility"), QStringLiteral("public")},
                                  {QStringLiteral("preset"), QStringLiteral("public_chat")}});
    Directory directory(alice().session().api());
    directory.search({{}, word});
    const auto isAtRest = [&directory] { return directory.state() != Directory::State::Loading; };
    QVERIFY(eventually(isAtRest));
    while (directory.state() == Directory::State::More) {
        directory.more();
        QVERIFY(eventually(isAtRest));
    }
    QCOMPARE(directory.state(), Directory::State::Complete);
    QStringList found;
    for (const PublicRoom &room : directory.rooms())
        found << room.id.toString();
    std::sort(found.begin(), found.end());
    std::sort(made.begin(), made.end());
    QCOMPARE(found, made);
    directory.search({{}, word + QStringLiteral(" none of them")});
    QVERIFY(eventually(isAtRest));
    QCOMPARE(directory.rooms().size(), 0);
}

void TestRoomDirectory::looksAtRoomsBeforeItJoins()
{
    const QString alias = Person::uniqueName(QStringLiteral("open"));
    const QString open = bob().createRoom(
        {{QStringLiteral("name"), QStringLiteral("Open")},
         {QStringLiteral("topic"), QStringLiteral("Everybody")},
         {QStringLiteral("room_alias_name"), alias},
         {QStringLiteral("preset"), QStringLiteral("public_chat")},
         {QStringLiteral("initial_state"), QJsonArray{stateEvent(QStringLiteral("m.room.history_visibility"),
                                                                 {{QStringLiteral("history_visibility"),
                                                                   QStringLiteral("world_readable")}})}}});
    QVERIFY(!bob().say(open, QStringLiteral("Hear, hear")).isEmpty());
    const QString closed = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Closed")}});
    const auto seen = look(QStringLiteral("#%1:localhost").arg(alias));
    QVERIFY(seen);
    QCOMPARE(seen->summary.id, RoomId(open));
    const auto hidden = look(closed);
    QVERIFY(hidden);
    QVERIFY(hidden->summary.name.isEmpty());
    const auto nobody = look(QStringLiteral("#nowhere-at-all:localhost"));
    QVERIFY(!nobody);
    if (isLegacy())
        return; // it knows nothing but addresses
    QCOMPARE(seen->summary.name, QStringLiteral("Open"));
    QCOMPARE(seen->summary.topic, QStringLiteral("Everybody"));
    QCOMPARE(seen->summary.joined, 1);
    QCOMPARE(wayInto(open), JoinOutlook::Way::Join);
    QVERIFY(seen->summary.isWorldReadable);
    RoomPeek peek(alice().session().api(), UserId(aliceId()));
    peek.load(RoomId(open));
    QVERIFY(eventually([&peek] { return peek.state() != RoomPeek::State::Loading; }));
    QCOMPARE(peek.state(), RoomPeek::State::Here);
    QCOMPARE(peek.items().last().text, QStringLiteral("Hear, hear"));
    QVERIFY(alice().membership(open) == Membership::None);
}

/// This server makes no guests.
void TestRoomDirectory::showsWhatARoomIsToThoseWithoutAnAccount()
{
    if (isLegacy())
        QSKIP("api/v1 knows no guests");
    const QString open = bob().createRoom(
        {{QStringLiteral("name"), QStringLiteral("Open")},
         {QStringLiteral("preset"), QStringLiteral("public_chat")},
         {QStringLiteral("initial_state"), QJsonArray{stateEvent(QStringLiteral("m.room.history_visibility"),
                                                                 {{QStringLiteral("history_visibility"),
                                                                   QStringLiteral("world_readable")}})}}});
    QTemporaryDir folder;
    SystemClock clock;
    GuestLook guest(alice().transport(), clock, alice().session().account().server, folder.path());
    Directory directory(guest.api());
    directory.search({});
    QVERIFY(eventually([&directory] { return directory.state() != Directory::State::Loading; }));
    QCOMPARE(directory.state(), Directory::State::Failed);
    QVERIFY(directory.error().isMatrix("M_GUEST_ACCESS_FORBIDDEN"));
    const auto seen = await(RoomSummaries::fetch(guest.api(), linkTo(open)));
    QVERIFY(seen);
    QCOMPARE(seen->summary.name, QStringLiteral("Open"));
    RoomPeek peek(guest.api(), UserId());
    peek.load(RoomId(open));
    QVERIFY(eventually([&peek] { return peek.state() != RoomPeek::State::Loading; }));
    QVERIFY(peek.error().isMatrix("M_GUEST_ACCESS_FORBIDDEN"));
}

void TestRoomDirectory::asksToJoinAndIsLetIn()
{
    if (isLegacy())
        QSKIP("api/v1 knows nothing of it");
    const QString room =
        bob().createRoom({{QStringLiteral("name"), QStringLiteral("Club")},
                          {QStringLiteral("initial_state"), QJsonArray{joinRule(QStringLiteral("knock"))}}});
    QCOMPARE(wayInto(room), JoinOutlook::Way::Knock);
    const auto refused = await(alice().session().actions().join(room));
    QVERIFY(!refused);
    QVERIFY(refused.error().isMatrix("M_FORBIDDEN"));
    QVERIFY(await(alice().session().actions().knock(room, QStringLiteral("It is me"))));
    QVERIFY(alice().seesRoom(room, Membership::Knock));
    QCOMPARE(alice().room(room)->name, QStringLiteral("Club"));
    // Taken back, and asked again.
    QVERIFY(await(alice().session().actions().leave(RoomId(room))));
    QVERIFY(eventually([&] { return alice().membership(room) != Membership::Knock; }));
    QVERIFY(await(alice().session().actions().knock(room, {})));
    QVERIFY(alice().seesRoom(room, Membership::Knock));
    QVERIFY(bob().invite(room, aliceId()));
    QVERIFY(alice().seesRoom(room, Membership::Invite));
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
}

void TestRoomDirectory::answersWhoAsksToJoin()
{
    if (isLegacy())
        QSKIP("api/v1 knows nothing of it");
    NewRoom wanted;
    wanted.name = QStringLiteral("Hers");
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(made);
    const QString room = made->toString();
    QVERIFY(alice().seesRoom(room, Membership::Join));
    ApiClient &api = alice().session().api();
    QVERIFY(await(api.send(api.requests().setState(*made, QStringLiteral("m.room.join_rules"), {},
                                                   R"({"join_rule":"knock"})"))));
    QVERIFY(eventually([&] { return alice().room(room)->joinRule == QLatin1String("knock"); }));
    Knocks knocks(api, alice().session().actions(), alice().session().rooms(), UserId(aliceId()));
    knocks.setRoom(*made);
    Person carol = Person::make(server(), QStringLiteral("carol"));
    QCOMPARE(bob()
                 .call("POST", QStringLiteral("knock/") + encoded(room),
                       {{QStringLiteral("reason"), QStringLiteral("Bob here")}})
                 .status,
             200);
    QVERIFY(eventually([&] { return knocks.all().size() == 1; }));
    QCOMPARE(knocks.all().first().reason, QStringLiteral("Bob here"));
    QCOMPARE(carol.call("POST", QStringLiteral("knock/") + encoded(room), {}).status, 200);
    QVERIFY(eventually([&] { return knocks.all().size() == 2; }));
    QVERIFY(await(knocks.letIn(UserId(bob().id()))));
    QVERIFY(bob().isInvitedTo(room));
    QCOMPARE(bob().join(room), room);
    QVERIFY(await(knocks.decline(UserId(carol.id()), QStringLiteral("Not today"))));
    QCOMPARE(bob().membershipOf(room, carol.id()), QStringLiteral("leave"));
    QVERIFY(eventually([&] { return knocks.all().isEmpty(); }));
}

void TestRoomDirectory::joinsRestrictedRoomsThroughTheirSpace()
{
    if (isLegacy())
        QSKIP("api/v1 knows nothing of it");
    const QString space =
        bob().createRoom({{QStringLiteral("name"), QStringLiteral("Space")},
                          {QStringLiteral("preset"), QStringLiteral("public_chat")},
                          {QStringLiteral("creation_content"),
                           QJsonObject{{QStringLiteral("type"), QStringLiteral("m.space")}}}});
    const QString room = bob().createRoom(
        {{QStringLiteral("name"), QStringLiteral("Within")},
         {QStringLiteral("initial_state"), QJsonArray{joinRule(QStringLiteral("restricted"), space)}}});
    const auto refused = await(alice().session().actions().join(room, {}, {QStringLiteral("localhost")}));
    QVERIFY(!refused);
    RoomSummary unknown;
    unknown.id = RoomId(room);
    QVERIFY(!JoinOutlook::refusal(refused.error(), unknown, alice().session().rooms()).isEmpty());
    QVERIFY(await(alice().session().actions().join(space)));
    QVERIFY(alice().seesRoom(space, Membership::Join));
    QCOMPARE(wayInto(room), JoinOutlook::Way::Join);
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
}

void TestRoomDirectory::followsAReplacedRoom()
{
    if (isLegacy())
        QSKIP("api/v1 knows nothing of it");
    const QString room = bob().createRoom({{QStringLiteral("name"), QStringLiteral("Old")},
                                           {QStringLiteral("preset"), QStringLiteral("public_chat")},
                                           {QStringLiteral("room_version"), QStringLiteral("10")}});
    QVERIFY(await(alice().session().actions().join(room)));
    QVERIFY(alice().seesRoom(room, Membership::Join));
    for (const QString &version : {QStringLiteral("11"), QStringLiteral("12")}) {
        const auto end = Successors::of(alice().session().rooms(), RoomId(room));
        const QString last = end.room.isEmpty() ? room : end.room.toString();
        const auto upgraded =
            bob().call("POST", QStringLiteral("rooms/") + encoded(last) + QStringLiteral("/upgrade"),
                       {{QStringLiteral("new_version"), version}});
        QCOMPARE(upgraded.status, 200);
        const QString next = upgraded.body.value(QLatin1String("replacement_room")).toString();
        QVERIFY(eventually([&] { return alice().room(last)->isReplaced; }));
        const auto found = Successors::of(alice().session().rooms(), RoomId(room));
        QCOMPARE(found.room, RoomId(next));
        QVERIFY(!found.isJoined);
        const auto via =
            await(Successors::servers(alice().session().store(), alice().session().rooms(), found));
        QVERIFY(via);
        QCOMPARE(via->value(0), QStringLiteral("localhost"));
        QVERIFY(await(alice().session().actions().join(next, {}, *via)));
        QVERIFY(alice().seesRoom(next, Membership::Join));
        QVERIFY(eventually([&] { return alice().room(next)->predecessor == RoomId(last); }));
        QVERIFY(Successors::isLeftBehind(alice().session().rooms(), *alice().room(room)));
    }
    // A room of version 12 names no server; its creator is above all.
    const auto newest = Successors::of(alice().session().rooms(), RoomId(room)).room;
    QVERIFY(!newest.toString().contains(u':'));
    QVERIFY(eventually([&] {
        return alice().room(newest.toString())->powerLevels.powerOf(UserId(bob().id())) ==
               PowerLevels::Creator;
    }));
}

void TestRoomDirectory::replacesARoom()
{
    if (isLegacy())
        QSKIP("api/v1 knows nothing of it");
    NewRoom wanted;
    wanted.name = QStringLiteral("Mine");
    wanted.invite = {UserId(bob().id())};
    const auto made = await(alice().session().actions().create(wanted));
    QVERIFY(made);
    QCOMPARE(bob().join(made->toString()), made->toString());
    QVERIFY(alice().seesRoom(made->toString(), Membership::Join));
    Session &session = alice().session();
    RoomUpgrade upgrade(session.api(), session.store(), session.actions(), session.spaces().editing(),
                        session.rooms(), UserId(aliceId()));
    const auto versions = await(upgrade.versions());
    QVERIFY(versions);
    QVERIFY(versions->isStable(QStringLiteral("12")));
    std::optional<RoomUpgrade::Outcome> outcome;
    QObject context;
    connect(&upgrade, &RoomUpgrade::finished, &context,
            [&outcome](const RoomUpgrade::Outcome &each) { outcome = each; });
    upgrade.start({*made, QStringLiteral("12"), {UserId(bob().id())}, true, true});
    QVERIFY(eventually([&] { return outcome.has_value(); }));
    const QString room = outcome->room.toString();
    QCOMPARE(outcome->invited, 1);
    QVERIFY(bob().isInvitedTo(room));
    QVERIFY(alice().seesRoom(room, Membership::Join));
    QVERIFY(eventually(
        [&] { return alice().room(room)->powerLevels.powerOf(UserId(bob().id())) == PowerLevels::Creator; }));
    QVERIFY(eventually([&] { return alice().room(made->toString())->isReplaced; }));
    QCOMPARE(alice().room(made->toString())->successor, outcome->room);
}

QTEST_GUILESS_MAIN(TestRoomDirectory)
#include "tst_roomdirectory.moc"
