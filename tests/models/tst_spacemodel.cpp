// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spacemodel.h"

#include "session/roomlist.h"
#include "session/spacetree.h"
#include "support/spacerooms.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

struct Stage
{
    RoomList rooms;
    SpaceTree tree{rooms};
    SpaceModel model{tree, rooms};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    /// The rows' names, each behind as many dots as it is deep.
    QStringList shown() const
    {
        QStringList result;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            result << QString(index.data(SpaceModel::DepthRole).toInt(), u'.') +
                          index.data(SpaceModel::NameRole).toString();
        }
        return result;
    }
    void apply(const Room &room) { rooms.apply(committed(room)); }
};

}

class TestSpaceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWasOpenedOut()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"a"_qs, u"b r"_qs), makeSpace(u"b"_qs, u"c"_qs), makeSpace(u"c"_qs),
                          makeSpace(u"d"_qs), makeRoom(u"r"_qs, 3)});
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u"d"_qs}));
        QVERIFY(stage.model.index(1).data(SpaceModel::HasSubspacesRole).toBool());
        QVERIFY(!stage.model.index(2).data(SpaceModel::HasSubspacesRole).toBool());
        stage.model.setExpanded(1, true);
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u".b"_qs, u"d"_qs}));
        stage.model.reveal(idOf(u"c"_qs));
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u".b"_qs, u"..c"_qs, u"d"_qs}));
        stage.model.setExpanded(1, false);
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u"d"_qs}));
        QCOMPARE(stage.model.rowOf(idOf(u"d"_qs)), 2);
        QCOMPARE(stage.model.rowOf(idOf(u"c"_qs)), -1);
    }

    void circlesEnd()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"a"_qs, u"a b"_qs), makeSpace(u"b"_qs, u"a b"_qs)});
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs}));
        stage.model.setExpanded(1, true);
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u".b"_qs}));
        QVERIFY(!stage.model.index(2).data(SpaceModel::HasSubspacesRole).toBool());
    }

    /// Ten spaces that all stand in each other: whatever is opened out, the rows have an end.
    void spacesInEachOtherAreHarmless()
    {
        Stage stage;
        QList<Room> all;
        for (int i = 0; i < 10; ++i)
            all << makeSpace(QString::number(i), u"0 1 2 3 4 5 6 7 8 9"_qs);
        stage.rooms.load(all);
        for (int row = 1; row < stage.model.rowCount() && row < 300; ++row)
            stage.model.setExpanded(row, true);
        QVERIFY(stage.model.rowCount() < 3000);
        for (int row = 0; row < stage.model.rowCount(); ++row)
            QVERIFY(stage.model.index(row).data(SpaceModel::DepthRole).toInt() <= SpaceModel::MostDepth);
    }

    void aMessageChangesTheRowsAboveItAlone()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"a"_qs, u"r"_qs), makeSpace(u"b"_qs, u"q"_qs), makeRoom(u"r"_qs, 1),
                          makeRoom(u"q"_qs)});
        QSignalSpy changed(&stage.model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&stage.model, &QAbstractItemModel::rowsInserted);
        stage.apply(makeRoom(u"r"_qs, 2, 1));
        QCOMPARE(changed.size(), 2); // Home and the space
        for (const QList<QVariant> &each : std::as_const(changed))
            QVERIFY(each.first().toModelIndex().row() != 2);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(stage.model.index(1).data(SpaceModel::UnreadRole).toInt(), 2);
        QCOMPARE(stage.model.index(1).data(Qt::AccessibleTextRole).toString(), u"a, 1 mention(s)"_qs);
        QCOMPARE(stage.model.index(2).data(Qt::AccessibleTextRole).toString(), u"b"_qs);
    }

    void homeMayBeWhatStandsInNone()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"a"_qs, u"r"_qs), makeRoom(u"r"_qs, 1), makeRoom(u"q"_qs, 5)});
        QCOMPARE(stage.model.index(0).data(SpaceModel::UnreadRole).toInt(), 6);
        stage.model.setHomeOutside(true);
        QCOMPARE(stage.model.index(0).data(SpaceModel::UnreadRole).toInt(), 5);
        QCOMPARE(stage.shown().first(), u"Rooms in no space"_qs);
    }

    void aNewSpaceIsOneRow()
    {
        Stage stage;
        stage.rooms.load({makeSpace(u"a"_qs), makeSpace(u"c"_qs)});
        QSignalSpy inserted(&stage.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&stage.model, &QAbstractItemModel::rowsRemoved);
        stage.apply(makeSpace(u"b"_qs));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 0);
        QCOMPARE(stage.shown(), QStringList({u"All rooms"_qs, u"a"_qs, u"b"_qs, u"c"_qs}));
        stage.rooms.remove(idOf(u"b"_qs));
        QCOMPARE(removed.size(), 1);
    }

    void hostileNamesAreOneLine()
    {
        Stage stage;
        Room space = makeSpace(u"a"_qs);
        space.name = u"<b>\u202Eevil\n"_qs + QString(5000, u'x');
        stage.rooms.load({space});
        const QModelIndex row = stage.model.index(1);
        const QString name = row.data(SpaceModel::NameRole).toString();
        QVERIFY(name.size() <= 101 && !name.contains(u'\n') && !name.contains(QChar(0x202E)));
        QVERIFY(!row.data(Qt::ToolTipRole).toString().contains(u'<'));
    }

    void isDrawnToAnotherPlace()
    {
        Stage stage;
        stage.rooms.load(
            {makeSpace(u"a"_qs, u"s"_qs), makeSpace(u"b"_qs), makeSpace(u"c"_qs), makeSpace(u"s"_qs)});
        stage.model.setExpanded(1, true); // Home, a, .s, b, c
        QSignalSpy moved(&stage.model, &SpaceModel::moveRequested);
        const QModelIndex c = stage.model.index(4);
        QVERIFY(c.flags() & Qt::ItemIsDragEnabled);
        QVERIFY(!(stage.model.index(0).flags() & Qt::ItemIsDragEnabled));
        QVERIFY(!(stage.model.index(2).flags() & Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> data(stage.model.mimeData({c}));
        const auto drop = [&](int row) {
            return stage.model.dropMimeData(data.get(), Qt::CopyAction, row, 0, {});
        };
        QVERIFY(drop(0)); // above Home is the first place too
        QCOMPARE(moved.last().at(1).toInt(), 0);
        QVERIFY(drop(2));
        QCOMPARE(moved.last().at(1).toInt(), 1);
        QVERIFY(drop(5)); // where it stands
        QCOMPARE(moved.size(), 2);
        QVERIFY(!stage.model.dropMimeData(data.get(), Qt::CopyAction, -1, -1, stage.model.index(1)));
        QCOMPARE(stage.model.placeBeside(4, -1), 1);
        QCOMPARE(stage.model.placeBeside(4, 1), -1);
        QCOMPARE(stage.model.placeBeside(1, -1), -1);
        QCOMPARE(stage.model.placeBeside(2, 1), -1);
    }
};

QTEST_GUILESS_MAIN(TestSpaceModel)
#include "tst_spacemodel.moc"
