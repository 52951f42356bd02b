// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spacescope.h"

#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "session/roomlist.h"
#include "session/spacetree.h"
#include "support/spacerooms.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

struct Stage
{
    RoomList rooms;
    SpaceTree tree{rooms};
    RoomListModel model{rooms, UserId(QStringLiteral("@me:x"))};
    RoomFilterModel filter{model};
    QAbstractItemModelTester tester{&filter, QAbstractItemModelTester::FailureReportingMode::Fatal};
    SpaceScope scope{tree, rooms, filter};

    QStringList shown() const
    {
        QStringList result;
        for (int row = 0; row < filter.rowCount(); ++row)
            result << filter.index(row).data(RoomListModel::NameRole).toString();
        return result;
    }
    void apply(const Room &room) { rooms.apply(committed(room)); }
};

}

class TestSpaceScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheRoomsOfASpace()
    {
        Stage stage;
        Room invited = makeRoom(u"i"_qs);
        invited.membership = Membership::Invite;
        Room invitedSpace = makeSpace(u"j"_qs);
        invitedSpace.membership = Membership::Invite;
        stage.rooms.load({makeSpace(u"s"_qs, u"a t"_qs), makeSpace(u"t"_qs, u"b"_qs), makeRoom(u"a"_qs),
                          makeRoom(u"b"_qs), makeRoom(u"c"_qs), invited, invitedSpace});
        QCOMPARE(stage.shown(), QStringList({u"i"_qs, u"j"_qs, u"a"_qs, u"b"_qs, u"c"_qs}));
        stage.scope.setSpace(idOf(u"s"_qs));
        QCOMPARE(stage.shown(), QStringList({u"i"_qs, u"j"_qs, u"a"_qs, u"b"_qs}));
        stage.scope.setSpace(idOf(u"t"_qs));
        QCOMPARE(stage.shown(), QStringList({u"i"_qs, u"j"_qs, u"b"_qs}));
        stage.filter.setFilterText(u"b"_qs);
        QCOMPARE(stage.shown(), QStringList{u"b"_qs});
        stage.filter.setFilterText({});
        stage.scope.setSpace({});
        stage.scope.setHomeOutside(true);
        QCOMPARE(stage.shown(), QStringList({u"i"_qs, u"j"_qs, u"c"_qs}));
        stage.scope.setSpace(idOf(u"no space"_qs));
        QVERIFY(stage.scope.space().isEmpty());
    }

    void goesOnWhereTheSpaceDoes()
    {
        Stage stage;
        Room old = makeSpace(u"old"_qs, u"a"_qs);
        stage.rooms.load({old, makeSpace(u"other"_qs), makeRoom(u"a"_qs), makeRoom(u"b"_qs)});
        stage.scope.setSpace(idOf(u"old"_qs));
        old.isReplaced = true;
        old.successor = idOf(u"new"_qs);
        stage.apply(old);
        QCOMPARE(stage.scope.space(), idOf(u"old"_qs));
        stage.apply(makeSpace(u"new"_qs, u"b"_qs));
        QCOMPARE(stage.scope.space(), idOf(u"new"_qs));
        QCOMPARE(stage.shown(), QStringList{u"b"_qs});
        stage.rooms.remove(idOf(u"new"_qs));
        QVERIFY(stage.scope.space().isEmpty());
    }

    void followsTheSpace()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"s"_qs, u"a"_qs), makeRoom(u"a"_qs), makeRoom(u"b"_qs)});
        stage.scope.setSpace(idOf(u"s"_qs));
        QSignalSpy reset(&stage.filter, &QAbstractItemModel::modelReset);
        stage.apply(makeSpace(u"s"_qs, u"a b unknown"_qs));
        QCOMPARE(stage.shown(), QStringList({u"a"_qs, u"b"_qs}));
        stage.apply(makeRoom(u"unknown"_qs));
        QCOMPARE(stage.shown(), QStringList({u"a"_qs, u"b"_qs, u"unknown"_qs}));
        stage.apply(makeSpace(u"s"_qs, u"b"_qs));
        QCOMPARE(stage.shown(), QStringList{u"b"_qs});
        QCOMPARE(reset.size(), 0);
        // A space that was an invitation leaves the list once it is joined.
        Room other = makeSpace(u"o"_qs);
        other.membership = Membership::Invite;
        stage.apply(other);
        QCOMPARE(stage.shown(), QStringList({u"o"_qs, u"b"_qs}));
        other.membership = Membership::Join;
        stage.apply(other);
        QCOMPARE(stage.shown(), QStringList{u"b"_qs});
        QSignalSpy changed(&stage.scope, &SpaceScope::changed);
        stage.rooms.remove(idOf(u"s"_qs));
        QVERIFY(stage.scope.space().isEmpty());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(stage.shown(), QStringList({u"a"_qs, u"b"_qs, u"unknown"_qs}));
    }

    /// Any sequence of changes shows what looking at each room anew would.
    void randomChangesMatchANaiveTwin()
    {
        QRandomGenerator random(77);
        Stage stage;
        for (int step = 0; step < 3000; ++step) {
            const QString name = QString::number(random.bounded(12));
            switch (random.bounded(12)) {
            case 0:
                stage.rooms.remove(idOf(name));
                break;
            case 1:
                stage.scope.setSpace(idOf(name));
                break;
            case 2:
                stage.scope.setHomeOutside(random.bounded(2) == 0);
                break;
            case 3:
                stage.filter.setFilterText(random.bounded(2) == 0 ? QString() : u"1"_qs);
                break;
            default: {
                QString children;
                for (int i = random.bounded(5); i > 0; --i)
                    children += QString::number(random.bounded(12)) + u' ';
                Room room = random.bounded(3) == 0 ? makeSpace(name, children) : makeRoom(name);
                room.membership = Membership(random.bounded(1, 5));
                room.lastTs = random.bounded(20);
                stage.apply(room);
            }
            }
            QStringList expected;
            for (int row = 0; row < stage.model.rowCount(); ++row) {
                const QString each = stage.model.index(row).data(RoomListModel::NameRole).toString();
                const bool isFound = !stage.filter.isFiltering() || each.contains(u'1');
                if (isFound && stage.scope.isShown(stage.model.roomAt(row)))
                    expected << each;
            }
            QCOMPARE(stage.shown(), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpaceScope)
#include "tst_spacescope.moc"
