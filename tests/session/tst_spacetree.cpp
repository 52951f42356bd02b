// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomlist.h"
#include "session/spacetree.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace linnet;

namespace {

RoomId idOf(const char *name)
{
    return RoomId(QString(u'!' + QLatin1String(name) + QStringLiteral(":x")));
}

Room makeRoom(const char *name, int unread = 0, int highlight = 0)
{
    Room room;
    room.id = idOf(name);
    room.name = QLatin1String(name);
    room.membership = Membership::Join;
    room.unread = unread;
    room.highlight = highlight;
    return room;
}

Room makeSpace(const char *name, const QList<const char *> &children)
{
    Room room = makeRoom(name);
    room.type = QStringLiteral("m.space");
    for (const char *child : children)
        room.children.append({idOf(child), {QStringLiteral("x")}});
    return room;
}

CommittedRoom change(const Room &room)
{
    CommittedRoom committed;
    committed.room = room;
    return committed;
}

QList<RoomId> idsOf(const QList<const char *> &names)
{
    QList<RoomId> ids;
    for (const char *name : names)
        ids.append(idOf(name));
    return ids;
}

/// The same by asking everybody anew each time, and by recursion.
class Twin
{
public:
    QHash<RoomId, Room> rooms;

    bool isLeftBehind(const RoomId &id) const
    {
        const Room room = rooms.value(id);
        return room.isReplaced && !room.successor.isEmpty() && goesOn(id, {id}, room.isSpace());
    }
    bool isSpace(const RoomId &id) const
    {
        const Room room = rooms.value(id);
        return room.isSpace() && room.membership == Membership::Join && !isLeftBehind(id);
    }
    QSet<RoomId> members(const RoomId &space) const
    {
        QSet<RoomId> found;
        collect(space, found);
        return found;
    }
    SpaceUnread unread(const RoomId &space) const
    {
        SpaceUnread sum;
        for (const Room &room : rooms) {
            const bool isCounted =
                !room.isSpace() && room.membership == Membership::Join && !isLeftBehind(room.id);
            if (!isCounted || (!space.isEmpty() && !members(space).contains(room.id)))
                continue;
            sum.unread += room.unread;
            sum.highlight += room.highlight;
            sum.uncertain += room.isUnreadAtLeast;
            sum.marked += room.isMarkedUnread;
        }
        return sum;
    }
    bool isInSome(const RoomId &id) const
    {
        return std::any_of(rooms.cbegin(), rooms.cend(), [&](const Room &room) {
            return room.id != id && isSpace(room.id) &&
                   std::any_of(room.children.cbegin(), room.children.cend(),
                               [&id](const SpaceChild &child) { return child.id == id; });
        });
    }

private:
    bool goesOn(const RoomId &id, QSet<RoomId> seen, bool isOfSpace) const
    {
        const Room room = rooms.value(id);
        if (!room.isReplaced || room.successor.isEmpty())
            return room.isSpace() || !isOfSpace;
        if (seen.contains(room.successor) || rooms.value(room.successor).membership != Membership::Join)
            return false;
        seen.insert(room.successor);
        return goesOn(room.successor, seen, isOfSpace);
    }
    void collect(const RoomId &space, QSet<RoomId> &found) const
    {
        if (!isSpace(space))
            return;
        const QList<SpaceChild> children = rooms.value(space).children;
        for (const SpaceChild &child : children) {
            if (child.id == space || found.contains(child.id))
                continue;
            found.insert(child.id);
            collect(child.id, found);
        }
    }
};

}

class TestSpaceTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRoomCountsOnceInEachSpaceAboveIt()
    {
        // A diamond: the room stands in both halves of the whole.
        RoomList rooms;
        SpaceTree tree(rooms);
        rooms.load({makeSpace("whole", {"left", "right"}), makeSpace("left", {"r"}),
                    makeSpace("right", {"r", "unknown"}), makeRoom("r", 3, 1), makeRoom("lonely", 4)});
        QCOMPARE(tree.topLevel(), idsOf({"whole"}));
        QCOMPARE(tree.subspaces(idOf("whole")), idsOf({"left", "right"}));
        QCOMPARE(tree.unread(idOf("whole")).unread, 3);
        QCOMPARE(tree.unread(idOf("left")).highlight, 1);
        QCOMPARE(tree.unread({}).unread, 7);
        QCOMPARE(tree.unreadOutside().unread, 4);
        QVERIFY(tree.contains(idOf("whole"), idOf("r")));
        QVERIFY(tree.contains({}, idOf("lonely")));
        QVERIFY(!tree.contains({}, idOf("r")));
        QCOMPARE(tree.parents(idOf("r")), idsOf({"left", "right"}));

        QSignalSpy unread(&tree, &SpaceTree::unreadChanged);
        QSignalSpy structure(&tree, &SpaceTree::structureChanged);
        rooms.apply(change(makeRoom("r", 5, 0)));
        QCOMPARE(tree.unread(idOf("whole")).unread, 5);
        QCOMPARE(tree.unread(idOf("whole")).highlight, 0);
        QCOMPARE(unread.size(), 4); // the three spaces and Home
        QCOMPARE(structure.size(), 0);
        rooms.remove(idOf("r"));
        QVERIFY(tree.unread(idOf("whole")).isNothing());
    }

    void circlesAreSomewhereAndHarmless()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        rooms.load({makeSpace("self", {"self", "r"}), makeSpace("a", {"b"}), makeSpace("b", {"a", "q"}),
                    makeRoom("r", 1), makeRoom("q", 2)});
        QCOMPARE(tree.topLevel(), idsOf({"a", "self"}));
        QVERIFY(tree.subspaces(idOf("self")).isEmpty());
        QCOMPARE(tree.unread(idOf("self")).unread, 1);
        QCOMPARE(tree.unread(idOf("a")).unread, 2);
        QCOMPARE(tree.unread(idOf("b")).unread, 2);
        rooms.remove(idOf("a"));
        QCOMPARE(tree.topLevel(), idsOf({"b", "self"}));
        rooms.remove(idOf("b"));
        rooms.remove(idOf("self"));
        QVERIFY(tree.isEmpty());
        QVERIFY(tree.topLevel().isEmpty());
    }

    void onlyJoinedSpacesCount()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        Room space = makeSpace("s", {"r"});
        space.membership = Membership::Invite;
        rooms.load({space, makeRoom("r", 1)});
        QVERIFY(tree.isEmpty());
        QSignalSpy members(&tree, &SpaceTree::membersChanged);
        space.membership = Membership::Join;
        rooms.apply(change(space));
        QCOMPARE(tree.topLevel(), idsOf({"s"}));
        QCOMPARE(tree.unread(idOf("s")).unread, 1);
        QCOMPARE(members.size(), 2); // of the space, and of Home
        space.membership = Membership::Leave;
        rooms.apply(change(space));
        QVERIFY(tree.isEmpty());
        QVERIFY(tree.contains({}, idOf("r")));
    }

    void keepsThePersonsOrder()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        rooms.load({makeSpace("b", {}), makeSpace("a", {}), makeSpace("c", {})});
        QCOMPARE(tree.topLevel(), idsOf({"a", "b", "c"}));
        tree.setOrder(idsOf({"c", "gone", "b"}));
        QCOMPARE(tree.topLevel(), idsOf({"c", "b", "a"}));
        QSignalSpy structure(&tree, &SpaceTree::structureChanged);
        tree.setOrder(idsOf({"c", "b"}));
        QCOMPARE(structure.size(), 0);
        tree.setOrder({});
        QCOMPARE(structure.size(), 1);
        Room renamed = makeSpace("a", {});
        renamed.name = QStringLiteral("z");
        rooms.apply(change(renamed));
        QCOMPARE(tree.topLevel(), idsOf({"b", "c", "a"}));
    }

    /// It stands in no list, so nobody could read it.
    void whatIsLeftBehindIsNotCounted()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        Room oldest = makeRoom("oldest", 5);
        oldest.isReplaced = true;
        oldest.successor = idOf("old");
        Room old = makeRoom("old", 3, 1);
        old.isReplaced = true;
        old.successor = idOf("new");
        rooms.load({makeSpace("s", {"old", "oldest"}), oldest, old});
        QCOMPARE(tree.unread(idOf("s")).unread, 8); // where it goes on one is not
        QSignalSpy unread(&tree, &SpaceTree::unreadChanged);
        rooms.apply(change(makeRoom("new")));
        QVERIFY(tree.unread(idOf("s")).isNothing());
        QVERIFY(tree.unread({}).isNothing());
        QCOMPARE(unread.size(), 2); // of the space, and of Home
        old.highlight = 2;
        rooms.apply(change(old));
        QVERIFY(tree.unread({}).isNothing());
        rooms.remove(idOf("new"));
        QCOMPARE(tree.unread(idOf("s")).highlight, 2);
        QCOMPARE(tree.unread(idOf("s")).unread, 8);
        rooms.remove(idOf("old"));
        QCOMPARE(tree.unread(idOf("s")).unread, 5);
        // In a circle nothing goes on.
        old.successor = oldest.id;
        rooms.apply(change(old));
        QCOMPARE(tree.unread(idOf("s")).unread, 8);
        rooms.load({oldest, old, makeRoom("new")});
        QCOMPARE(tree.unread({}).unread, 8);
    }

    /// As the room list has it: whoever is in the new one has no use for the old one.
    void aReplacedSpaceGoesOnceOneIsInTheNewOne()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        Room old = makeSpace("old", {"r"});
        old.isReplaced = true;
        old.successor = idOf("new");
        rooms.load({makeSpace("whole", {"old", "new"}), old, makeRoom("r", 2)});
        QVERIFY(tree.isSpace(idOf("old"))); // there is no other
        QCOMPARE(tree.subspaces(idOf("whole")), idsOf({"old"}));
        QSignalSpy structure(&tree, &SpaceTree::structureChanged);
        rooms.apply(change(makeSpace("new", {"r"})));
        QVERIFY(!tree.isSpace(idOf("old")));
        QCOMPARE(structure.size(), 1);
        QCOMPARE(tree.subspaces(idOf("whole")), idsOf({"new"}));
        QCOMPARE(tree.parents(idOf("r")), idsOf({"new"}));
        QCOMPARE(tree.unread(idOf("whole")).unread, 2);
        old.name = QStringLiteral("Renamed");
        rooms.apply(change(old));
        QVERIFY(!tree.isSpace(idOf("old")));
        // So it is after the next start.
        rooms.load({old, makeSpace("new", {"r"}), makeRoom("r", 2)});
        QCOMPARE(tree.topLevel(), idsOf({"new"}));
        rooms.remove(idOf("new"));
        QCOMPARE(tree.topLevel(), idsOf({"old"}));
        QCOMPARE(tree.unread(idOf("old")).unread, 2);
        // It is gone as well if one has left it.
        old.membership = Membership::Leave;
        rooms.apply(change(old));
        QVERIFY(tree.isEmpty());
    }

    /// In a room there is nothing of what stood in the space, and no way to it.
    void aSpaceStaysWhereARoomReplacesIt()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        Room old = makeSpace("old", {"r"});
        old.isReplaced = true;
        old.successor = idOf("middle");
        Room middle = makeSpace("middle", {});
        middle.isReplaced = true;
        middle.successor = idOf("plain");
        rooms.load({old, middle, makeRoom("plain", 1), makeRoom("r", 2)});
        QCOMPARE(tree.topLevel(), idsOf({"middle", "old"}));
        QCOMPARE(tree.unread(idOf("old")).unread, 2);
        // What it is may come later than that one is in it.
        rooms.apply(change(makeSpace("plain", {"r"})));
        QCOMPARE(tree.topLevel(), idsOf({"plain"}));
        rooms.apply(change(makeRoom("plain", 1)));
        QCOMPARE(tree.topLevel(), idsOf({"middle", "old"}));
    }

    void messagesMoveNobodyWhoIsLeftBehind()
    {
        RoomList rooms;
        QList<Room> all{makeRoom("busy")};
        for (int i = 0; i < 100; ++i) {
            Room old = makeRoom("old");
            old.id = RoomId(QStringLiteral("!old%1:x").arg(i));
            old.isReplaced = true;
            old.successor = idOf("busy");
            all.append(old);
        }
        rooms.load(all);
        LeftBehind left(rooms);
        QVERIFY(left.contains(all.last().id));
        rooms.apply(change(makeRoom("busy", 1)));
        QVERIFY(left.changed(idOf("busy")).isEmpty());
        rooms.remove(idOf("busy"));
        QCOMPARE(left.changed(idOf("busy")).size(), 100);
        QVERIFY(!left.contains(all.last().id));
    }

    void hugeNumbersDoNotOverflow()
    {
        RoomList rooms;
        SpaceTree tree(rooms);
        constexpr int Huge = 1'000'000'000;
        rooms.load({makeSpace("s", {"a", "b", "c"}), makeRoom("a", Huge, Huge), makeRoom("b", Huge, Huge),
                    makeRoom("c", Huge, Huge)});
        QCOMPARE(tree.unread(idOf("s")).unread, 300'000);
        rooms.apply(change(makeRoom("a", -Huge, 1)));
        QCOMPARE(tree.unread({}).unread, 200'000);
        QCOMPARE(tree.unread({}).highlight, 200'001);
    }

    /// Any sequence of changes leaves what counting all of it anew would give, and tells of each difference.
    void randomChangesMatchANaiveTwin()
    {
        QRandomGenerator random(1848);
        for (int round = 0; round < 20; ++round) {
            RoomList rooms;
            SpaceTree tree(rooms);
            Twin twin;
            QHash<RoomId, QSet<RoomId>> told; // what whoever follows the signals has
            connect(&tree, &SpaceTree::membersChanged, &tree,
                    [&](const RoomId &space, const QSet<RoomId> &changed) {
                        for (const RoomId &id : changed) {
                            if (tree.contains(space, id))
                                told[space].insert(id);
                            else
                                told[space].remove(id);
                        }
                    });
            for (int step = 0; step < 150; ++step) {
                const RoomId id(QStringLiteral("!%1:x").arg(random.bounded(14)));
                if (random.bounded(10) == 0) {
                    twin.rooms.remove(id);
                    rooms.remove(id);
                } else {
                    Room room;
                    room.id = id;
                    room.name = QString::number(random.bounded(5));
                    room.membership = random.bounded(6) == 0 ? Membership::Leave : Membership::Join;
                    room.unread = random.bounded(4);
                    room.highlight = random.bounded(2);
                    room.isUnreadAtLeast = random.bounded(4) == 0;
                    room.isMarkedUnread = random.bounded(4) == 0;
                    room.isReplaced = random.bounded(4) == 0;
                    if (room.isReplaced)
                        room.successor = RoomId(QStringLiteral("!%1:x").arg(random.bounded(14)));
                    if (random.bounded(2) == 0) {
                        room.type = QStringLiteral("m.space");
                        const int count = random.bounded(5);
                        for (int i = 0; i < count; ++i)
                            room.children.append(
                                {RoomId(QStringLiteral("!%1:x").arg(random.bounded(14))), {}});
                    }
                    twin.rooms.insert(id, room);
                    rooms.apply(change(room));
                }
                QSet<RoomId> reached;
                for (const RoomId &top : tree.topLevel()) {
                    QVERIFY(twin.isSpace(top));
                    reached.insert(top);
                    reached.unite(twin.members(top));
                }
                QCOMPARE(tree.unread({}), twin.unread({}));
                SpaceUnread outside;
                for (const Room &room : std::as_const(twin.rooms)) {
                    QCOMPARE(tree.isSpace(room.id), twin.isSpace(room.id));
                    QCOMPARE(tree.isInSomeSpace(room.id), twin.isInSome(room.id));
                    if (!twin.isSpace(room.id)) {
                        QVERIFY(tree.members(room.id).isEmpty());
                        if (!room.isSpace() && room.membership == Membership::Join &&
                            !twin.isLeftBehind(room.id) && !twin.isInSome(room.id)) {
                            outside.unread += room.unread;
                            outside.highlight += room.highlight;
                            outside.uncertain += room.isUnreadAtLeast;
                            outside.marked += room.isMarkedUnread;
                        }
                        continue;
                    }
                    QVERIFY(reached.contains(room.id));
                    const QSet<RoomId> members = twin.members(room.id);
                    QCOMPARE(tree.members(room.id) - QSet<RoomId>{room.id}, members - QSet<RoomId>{room.id});
                    QCOMPARE(tree.unread(room.id), twin.unread(room.id));
                    QCOMPARE(told.value(room.id), tree.members(room.id));
                }
                QCOMPARE(tree.unreadOutside(), outside);
                // One that stands in no other is at the top.
                for (const Room &room : std::as_const(twin.rooms)) {
                    if (twin.isSpace(room.id) && !twin.isInSome(room.id))
                        QVERIFY(tree.topLevel().contains(room.id));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSpaceTree)
#include "tst_spacetree.moc"
