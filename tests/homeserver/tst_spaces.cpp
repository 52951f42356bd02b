// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/hierarchyrequests.h"
#include "session/roomupgrade.h"
#include "support/guidetest.h"

using namespace linnet;
using namespace linnet::test;

/// Spaces at a real server: made, filled, joined through, read from outside, and left.
class TestSpaces : public GuideTest
{
    Q_OBJECT

    Spaces &spaces() { return alice().session().spaces(); }
    /// A space of alice's that her list knows; empty if that fails.
    RoomId makeSpace(const QString &name, bool isPublic = false)
    {
        NewRoom wanted;
        wanted.name = name;
        wanted.topic = QStringLiteral("For tests");
        wanted.isPublic = isPublic;
        const auto made = await(spaces().editing().create(wanted, {}, {}));
        const bool isSeen = made && alice().seesRoom(made->toString(), Membership::Join);
        return isSeen && eventually([&] { return spaces().tree().isSpace(*made); }) ? *made : RoomId();
    }
    /// A room in it that its members may join.
    RoomId makeRoomIn(const RoomId &space, const QString &name)
    {
        NewRoom wanted;
        wanted.name = name;
        wanted.isForSpace = true;
        const auto made = await(spaces().editing().createIn(space, wanted));
        if (!made || made->notAdded || !alice().seesRoom(made->room.toString(), Membership::Join))
            return {};
        return eventually([&] { return spaces().tree().contains(space, made->room); }) ? made->room
                                                                                       : RoomId();
    }
    /// The room that goes on in the place of one, which alice has replaced; empty if that fails.
    RoomId upgraded(const RoomId &room)
    {
        Session &session = alice().session();
        RoomUpgrade upgrade(session.api(), session.store(), session.actions(), session.spaces().editing(),
                            session.rooms(), UserId(aliceId()));
        std::optional<RoomUpgrade::Outcome> outcome;
        QObject context;
        connect(&upgrade, &RoomUpgrade::finished, &context,
                [&outcome](const RoomUpgrade::Outcome &each) { outcome = each; });
        upgrade.start({room, QStringLiteral("12"), {}, false, true});
        const bool isDone = eventually([&] { return outcome.has_value(); });
        return isDone && alice().seesRoom(outcome->room.toString(), Membership::Join) ? outcome->room
                                                                                      : RoomId();
    }
    QStringList childrenOf(const RoomId &space)
    {
        QStringList ids;
        for (const SpaceChild &child : alice().room(space.toString())->children)
            ids << child.id.toString();
        return ids;
    }
    /// A public space of bob's with rooms in it, the last one only for invited people.
    QString bobsSpace(QStringList &rooms)
    {
        for (int i = 0; i < 4; ++i) {
            const char *preset = i < 3 ? "public_chat" : "private_chat";
            rooms << bob().createRoom({{QStringLiteral("name"), QStringLiteral("Room %1").arg(i)},
                                       {QStringLiteral("preset"), QLatin1String(preset)}});
        }
        const QString space =
            bob().createRoom({{QStringLiteral("name"), QStringLiteral("Bob's")},
                              {QStringLiteral("preset"), QStringLiteral("public_chat")},
                              {QStringLiteral("creation_content"),
                               QJsonObject{{QStringLiteral("type"), QStringLiteral("m.space")}}}});
        for (int i = 0; i < int(rooms.size()); ++i) {
            const auto answer =
                bob().call("PUT", QStringLiteral("rooms/%1/state/m.space.child/%2").arg(space, rooms.at(i)),
                           {{QStringLiteral("via"), QJsonArray{QStringLiteral("localhost")}},
                            {QStringLiteral("suggested"), i == 1},
                            {QStringLiteral("order"), QString::number(i)}});
            if (answer.status != 200)
                return {};
        }
        return space;
    }

private Q_SLOTS:
    void needsToday();
    void membersJoinWithoutAnInvitation();
    void listsWhatOthersHave();
    void comesPageByPage();
    void putsInOrderAndSuggests();
    void countsWhatIsUnread();
    void leavesWithSomeOfItsRooms();
    void aReplacedRoomStaysInItsSpace();
    void aReplacedSpaceLeavesTheBar();
    void keepsTheOrderOfSpaces();
};

void TestSpaces::needsToday()
{
    QCOMPARE(spaces().isAvailable(), !isLegacy());
}

void TestSpaces::membersJoinWithoutAnInvitation()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId space = makeSpace(QStringLiteral("Members"));
    QVERIFY(!space.isEmpty());
    const RoomId room = makeRoomIn(space, QStringLiteral("Inside"));
    QVERIFY(!room.isEmpty());
    const QString path = QStringLiteral("join/%1").arg(room.toString());
    QCOMPARE(bob().call("POST", path).status, 403);
    QVERIFY(await(alice().session().actions().invite(space, UserId(bob().id()))));
    QCOMPARE(bob().join(space.toString()), space.toString());
    QCOMPARE(bob().join(room.toString()), room.toString());
    QCOMPARE(bob().membershipOf(room.toString(), bob().id()), QStringLiteral("join"));
    // And nobody talks in the space itself.
    const auto said =
        bob().call("PUT", QStringLiteral("rooms/%1/send/m.room.message/t1").arg(space.toString()),
                   {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                    {QStringLiteral("body"), QStringLiteral("Hello")}});
    QCOMPARE(said.status, 403);
}

void TestSpaces::listsWhatOthersHave()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    QStringList rooms;
    const QString space = bobsSpace(rooms);
    QVERIFY(!space.isEmpty());
    QVERIFY(await(alice().session().actions().join(space)));
    QVERIFY(alice().seesRoom(space, Membership::Join));
    QVERIFY(eventually([&] { return childrenOf(RoomId(space)) == rooms; }));
    SpaceHierarchy &hierarchy = spaces().hierarchy();
    hierarchy.open(RoomId(space));
    QVERIFY(eventually([&] { return hierarchy.listing(RoomId(space)).space.has_value(); }));
    const auto listing = hierarchy.listing(RoomId(space));
    QCOMPARE(listing.children.size(), 4);
    QVERIFY(listing.children.at(1).isSuggested);
    const HierarchyRoom *second = hierarchy.find(RoomId(rooms.at(1)));
    QVERIFY(second);
    QCOMPARE(second->name, QStringLiteral("Room 1"));
    QCOMPARE(second->joinRule, QStringLiteral("public"));
    QVERIFY(!hierarchy.find(RoomId(rooms.at(3)))); // only who was invited hears of it
    QVERIFY(await(spaces().editing().join(RoomId(rooms.at(1)), listing.children.at(1).via)));
    QVERIFY(alice().seesRoom(rooms.at(1), Membership::Join));
    QVERIFY(!spaces().editing().mayEdit(RoomId(space)));
}

void TestSpaces::comesPageByPage()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    QStringList rooms;
    const QString space = bobsSpace(rooms);
    QVERIFY(!space.isEmpty());
    QStringList seen;
    HierarchyRequests::Query query;
    query.limit = 2;
    int pages = 0;
    do {
        const auto reply = await(alice().session().api().send(HierarchyRequests::page(RoomId(space), query)));
        QVERIFY(reply);
        const auto page = HierarchyRequests::readPage(reply->body);
        QVERIFY(page);
        for (const HierarchyRoom &room : page->rooms)
            seen << room.id.toString();
        query.from = page->nextBatch;
        ++pages;
    } while (!query.from.isEmpty() && pages < 20);
    QCOMPARE(seen, QStringList{space} + rooms.first(3));
    QVERIFY(pages > 1);
}

void TestSpaces::putsInOrderAndSuggests()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId space = makeSpace(QStringLiteral("Ordered"), true);
    QVERIFY(!space.isEmpty());
    QList<RoomId> rooms;
    for (int i = 0; i < 3; ++i) {
        NewRoom wanted;
        wanted.name = QString::number(i);
        const auto made = await(alice().session().actions().create(wanted));
        QVERIFY(made && alice().seesRoom(made->toString(), Membership::Join));
        rooms << *made;
    }
    QVERIFY(await(spaces().editing().add(space, rooms)));
    QVERIFY(eventually([&] { return childrenOf(space).size() == 3; }));
    const QStringList before = childrenOf(space);
    const QStringList wanted{before.at(2), before.at(0), before.at(1)};
    QVERIFY(await(spaces().editing().move(space, RoomId(before.at(2)), 0)));
    QVERIFY(eventually([&] { return childrenOf(space) == wanted; }));
    // Also of rooms that stand there only by when they were put in.
    QVERIFY(await(spaces().editing().setSuggested(space, RoomId(before.at(0)), true)));
    QVERIFY(await(spaces().editing().setSuggested(space, RoomId(before.at(0)), false)));
    QVERIFY(await(spaces().editing().setSuggested(space, RoomId(before.at(1)), true)));
    QVERIFY(eventually([&] {
        const QList<SpaceChild> children = alice().room(space.toString())->children;
        return children.last().isSuggested;
    }));
    QCOMPARE(childrenOf(space), wanted);
    QVERIFY(await(spaces().editing().remove(space, RoomId(before.at(0)))));
    QVERIFY(eventually([&] { return childrenOf(space) == QStringList({before.at(2), before.at(1)}); }));
}

void TestSpaces::countsWhatIsUnread()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId outer = makeSpace(QStringLiteral("Outer"));
    const RoomId inner = makeSpace(QStringLiteral("Inner"));
    QVERIFY(!outer.isEmpty() && !inner.isEmpty());
    const QString room = sharedRoom(QStringLiteral("Talk"));
    QVERIFY(!room.isEmpty());
    QVERIFY(await(spaces().editing().add(outer, {inner})));
    QVERIFY(await(spaces().editing().add(inner, {RoomId(room)})));
    QVERIFY(eventually([&] { return spaces().tree().contains(outer, RoomId(room)); }));
    QCOMPARE(spaces().tree().subspaces(outer), QList<RoomId>{inner});
    QVERIFY(!spaces().tree().topLevel().contains(inner));
    alice().session().markRead(RoomId(room));
    QVERIFY(eventually([&] { return spaces().tree().unread(outer).unread == 0; }));
    QVERIFY(!bob().say(room, QStringLiteral("Anybody here?")).isEmpty());
    QVERIFY(eventually([&] { return spaces().tree().unread(outer).unread == 1; }));
    QCOMPARE(spaces().tree().unread(inner).unread, 1);
}

void TestSpaces::leavesWithSomeOfItsRooms()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId space = makeSpace(QStringLiteral("Short"));
    QVERIFY(!space.isEmpty());
    const RoomId stays = makeRoomIn(space, QStringLiteral("Stays"));
    const RoomId goes = makeRoomIn(space, QStringLiteral("Goes"));
    QVERIFY(!stays.isEmpty() && !goes.isEmpty());
    QVERIFY(await(spaces().editing().leave(space, {goes})));
    QVERIFY(eventually([&] { return !spaces().tree().isSpace(space); }));
    QVERIFY(eventually([&] { return alice().membership(goes.toString()) != Membership::Join; }));
    QVERIFY(alice().membership(stays.toString()) == Membership::Join);
    QVERIFY(spaces().tree().contains({}, stays));
}

void TestSpaces::aReplacedRoomStaysInItsSpace()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId space = makeSpace(QStringLiteral("House"));
    QVERIFY(!space.isEmpty());
    const RoomId first = makeRoomIn(space, QStringLiteral("First"));
    const RoomId second = makeRoomIn(space, QStringLiteral("Second"));
    const RoomId third = makeRoomIn(space, QStringLiteral("Third"));
    QVERIFY(!first.isEmpty() && !second.isEmpty() && !third.isEmpty());
    const QStringList before = childrenOf(space);
    const RoomId next = upgraded(RoomId(before.at(1)));
    QVERIFY(!next.isEmpty());
    QVERIFY(eventually([&] {
        return childrenOf(space) == QStringList({before.at(0), next.toString(), before.at(2)});
    }));
    QVERIFY(eventually([&] { return alice().room(next.toString())->parents == QList<RoomId>{space}; }));
    QVERIFY(
        eventually([&] { return alice().room(next.toString())->joinRule == QStringLiteral("restricted"); }));
    // And whoever is in the space may still come in.
    QVERIFY(await(alice().session().actions().invite(space, UserId(bob().id()))));
    QCOMPARE(bob().join(space.toString()), space.toString());
    QCOMPARE(bob().join(next.toString()), next.toString());
}

void TestSpaces::aReplacedSpaceLeavesTheBar()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId space = makeSpace(QStringLiteral("Old house"));
    QVERIFY(!space.isEmpty());
    const RoomId room = makeRoomIn(space, QStringLiteral("Kitchen"));
    QVERIFY(!room.isEmpty());
    const RoomId next = upgraded(space);
    QVERIFY(!next.isEmpty());
    QVERIFY(eventually([&] { return spaces().tree().topLevel() == QList<RoomId>{next}; }));
    QVERIFY(eventually([&] { return spaces().tree().contains(next, room); }));
    QVERIFY(await(spaces().editing().leave(next, {})));
    QVERIFY(eventually([&] { return !spaces().tree().isSpace(next); }));
    // One is in the old one still, which nothing hides any more.
    QVERIFY(spaces().tree().isSpace(space));
    QVERIFY(await(spaces().editing().leave(space, {})));
    QVERIFY(eventually([&] { return spaces().tree().isEmpty(); }));
}

void TestSpaces::keepsTheOrderOfSpaces()
{
    if (isLegacy())
        QSKIP("api/v1 has no spaces");
    const RoomId first = makeSpace(QStringLiteral("A"));
    const RoomId second = makeSpace(QStringLiteral("B"));
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    QCOMPARE(spaces().tree().topLevel(), (QList<RoomId>{first, second}));
    QVERIFY(await(spaces().move(second, 0)));
    QCOMPARE(spaces().tree().topLevel(), (QList<RoomId>{second, first}));
    alice().close();
    QVERIFY(alice().open());
    QCOMPARE(spaces().tree().topLevel(), (QList<RoomId>{second, first}));
}

QTEST_GUILESS_MAIN(TestSpaces)
#include "tst_spaces.moc"
