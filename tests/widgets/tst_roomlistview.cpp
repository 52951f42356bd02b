// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlistview.h"

#include "models/roomfiltermodel.h"
#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "session/roomlist.h"
#include "session/roomtags.h"
#include "support/fakeavatars.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

namespace {

Room makeRoom(const QString &id, qint64 ts, const QMap<QString, double> &tags = {})
{
    Room room;
    room.id = RoomId(id);
    room.name = id;
    room.lastTs = ts;
    room.membership = Membership::Join;
    room.tags = tags;
    return room;
}

CommittedRoom change(const Room &room)
{
    CommittedRoom committed;
    committed.room = room;
    return committed;
}

/// Favourites f1, f2, f3, a section "Work" with w1, and rooms a, b.
struct Stage
{
    Stage()
    {
        rooms.load({makeRoom(u"f1"_qs, 1, {{RoomTags::Favourite, 0.1}}),
                    makeRoom(u"f2"_qs, 2, {{RoomTags::Favourite, 0.2}}),
                    makeRoom(u"f3"_qs, 3, {{RoomTags::Favourite, 0.3}}),
                    makeRoom(u"w1"_qs, 4, {{u"u.Work"_qs, 0.5}}), makeRoom(u"a"_qs, 6),
                    makeRoom(u"b"_qs, 5)});
        all.setOrder(RoomOrder(true, {u"u.Work"_qs}));
        view.setArrangeable(true);
        view.resize(280, 700);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view))
            qFatal("no window");
    }

    test::FakeAvatars avatars;
    RoomList rooms;
    RoomListModel all{rooms, UserId(u"@me:x"_qs)};
    RoomFilterModel filtered{all};
    RoomSectionModel shown{all, filtered};
    RoomListView view{shown, avatars.avatars()};
    QSignalSpy opened{&view, &RoomListView::openRequested};
    QSignalSpy placed{&view, &RoomListView::placeWanted};
    QSignalSpy moved{&view, &RoomListView::sectionWanted};

    QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < shown.rowCount(); ++row)
            result << shown.index(row).data(RoomListModel::NameRole).toString();
        return result;
    }
    int rowOf(const QString &name) const { return int(names().indexOf(name)); }
    QRect rect(const QString &name) const { return view.visualRect(shown.index(rowOf(name))); }
    void setCurrent(const QString &name)
    {
        view.setFocus(Qt::TabFocusReason);
        view.selectionModel()->setCurrentIndex(shown.index(rowOf(name)), QItemSelectionModel::NoUpdate);
    }
    QString current() const { return view.currentIndex().data(RoomListModel::NameRole).toString(); }
    void drag(const QString &name, const QPoint &to)
    {
        QWidget *area = view.viewport();
        QTest::mousePress(area, Qt::LeftButton, {}, rect(name).center());
        QTest::mouseMove(area, rect(name).center() + QPoint(0, 5));
        for (const QPoint &at : {rect(name).center() + QPoint(0, 40), to}) {
            QMouseEvent move(QEvent::MouseMove, at, area->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(area, &move);
        }
    }
    /// The mouse says so.
    bool isDragging() const { return view.viewport()->testAttribute(Qt::WA_SetCursor); }
    void drop(const QPoint &at) { QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at); }
};

}

/// The list of rooms with its headings: by mouse and keyboard, and rooms that are put elsewhere.
class TestRoomListView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStandBelowEachOther()
    {
        Stage stage;
        QCOMPARE(stage.names().join(u' '), u"Favourites f1 f2 f3 Work w1 Rooms a b"_qs);
        int top = 0;
        for (int row = 0; row < stage.shown.rowCount(); ++row) {
            const QModelIndex index = stage.shown.index(row);
            const QRect rect = stage.view.visualRect(index);
            QCOMPARE(rect.top(), top);
            QVERIFY(rect.height() > 10);
            QCOMPARE(stage.view.indexAt(rect.topLeft()), index);
            QCOMPARE(stage.view.indexAt(rect.bottomLeft()), index);
            top = rect.bottom() + 1;
        }
        QVERIFY(stage.rect(u"Favourites"_qs).height() < stage.rect(u"f1"_qs).height());
        QVERIFY(!stage.view.indexAt({5, top}).isValid());
    }
    void aClickOnAHeadingClosesItsSection()
    {
        Stage stage;
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.rect(u"Favourites"_qs).center());
        QCOMPARE(stage.names().join(u' '), u"Favourites Work w1 Rooms a b"_qs);
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.rect(u"Favourites"_qs).center());
        QCOMPARE(stage.rowOf(u"f2"_qs), 2);
        QVERIFY(stage.opened.isEmpty());
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.rect(u"w1"_qs).center());
        QCOMPARE(stage.opened.size(), 1);
    }
    void keysOpenAndClose()
    {
        Stage stage;
        stage.setCurrent(u"f2"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Left);
        QCOMPARE(stage.current(), u"Favourites"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Left);
        QCOMPARE(stage.names().join(u' '), u"Favourites Work w1 Rooms a b"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Left);
        QCOMPARE(stage.rowOf(u"f1"_qs), -1);
        QTest::keyClick(&stage.view, Qt::Key_Right);
        QCOMPARE(stage.rowOf(u"f1"_qs), 1);
        for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return}) {
            QTest::keyClick(&stage.view, key);
            QCOMPARE(stage.rowOf(u"f1"_qs), -1);
            QTest::keyClick(&stage.view, key);
            QCOMPARE(stage.rowOf(u"f1"_qs), 1);
        }
        QVERIFY(stage.opened.isEmpty());
        QTest::keyClick(&stage.view, Qt::Key_Down);
        QTest::keyClick(&stage.view, Qt::Key_Return);
        QCOMPARE(stage.opened.last().first().value<RoomId>(), RoomId(u"f1"_qs));
    }
    void theOtherWayRoundWhereOneReadsSo()
    {
        Stage stage;
        stage.view.setLayoutDirection(Qt::RightToLeft);
        stage.setCurrent(u"Favourites"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Right);
        QCOMPARE(stage.rowOf(u"f1"_qs), -1);
        QTest::keyClick(&stage.view, Qt::Key_Left);
        QCOMPARE(stage.rowOf(u"f1"_qs), 1);
    }
    void keysMoveWhatIsPutByHand()
    {
        Stage stage;
        stage.setCurrent(u"f2"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(stage.placed.size(), 1);
        QCOMPARE(stage.placed.first().at(0).value<RoomId>(), RoomId(u"f2"_qs));
        QCOMPARE(stage.placed.first().at(2).toInt(), 0);
        QTest::keyClick(&stage.view, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(stage.placed.last().at(2).toInt(), 2);
        // It follows the room that has moved.
        stage.rooms.apply(change(makeRoom(u"f2"_qs, 2, {{RoomTags::Favourite, 0.9}})));
        QCOMPARE(stage.current(), u"f2"_qs);
        QTest::keyClick(&stage.view, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(stage.placed.size(), 2); // it is the last one
    }
    /// The window has the same keys for going to the next unread room.
    void thoseKeysAreTheListsOnlyWhereTheyMove()
    {
        Stage stage;
        const auto isTaken = [&stage] {
            QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
            event.ignore();
            QCoreApplication::sendEvent(&stage.view, &event);
            return event.isAccepted();
        };
        stage.setCurrent(u"f1"_qs);
        QVERIFY(isTaken());
        stage.setCurrent(u"a"_qs);
        QVERIFY(!isTaken());
        stage.setCurrent(u"Favourites"_qs);
        QVERIFY(!isTaken());
        stage.setCurrent(u"f1"_qs);
        stage.view.setArrangeable(false);
        QVERIFY(!isTaken());
    }

    void dragsToAnotherPlace()
    {
        Stage stage;
        const QPoint belowThird = stage.rect(u"f3"_qs).bottomLeft() + QPoint(20, -4);
        stage.drag(u"f1"_qs, belowThird);
        QVERIFY(stage.isDragging());
        stage.drop(belowThird);
        QVERIFY(!stage.isDragging());
        QCOMPARE(stage.placed.size(), 1);
        QCOMPARE(stage.placed.first().at(0).value<RoomId>(), RoomId(u"f1"_qs));
        QCOMPARE(stage.placed.first().at(2).toInt(), 2);
        QVERIFY(stage.opened.isEmpty());
        // Back to where it is.
        const QPoint own = stage.rect(u"f2"_qs).topLeft() + QPoint(20, 4);
        stage.drag(u"f1"_qs, own);
        stage.drop(own);
        QCOMPARE(stage.placed.size(), 1);
    }
    void dragsToAnotherSection()
    {
        Stage stage;
        const QPoint heading = stage.rect(u"Work"_qs).center();
        stage.drag(u"a"_qs, heading);
        stage.drop(heading);
        QCOMPARE(stage.moved.size(), 1);
        QCOMPARE(stage.moved.first().at(0).value<RoomId>(), RoomId(u"a"_qs));
        QCOMPARE(stage.shown.section(stage.moved.first().at(1).toInt()).tag, u"u.Work"_qs);
        // Between rooms of it, to that place.
        const QPoint above = stage.rect(u"w1"_qs).topLeft() + QPoint(20, 4);
        stage.drag(u"a"_qs, above);
        stage.drop(above);
        QCOMPARE(stage.placed.size(), 1);
        QCOMPARE(stage.placed.first().at(2).toInt(), 0);
        // Out of it.
        const QPoint rooms = stage.rect(u"b"_qs).center();
        stage.drag(u"f1"_qs, rooms);
        stage.drop(rooms);
        QCOMPARE(stage.moved.size(), 2);
        QVERIFY(stage.shown.section(stage.moved.last().at(1).toInt()).kind == RoomSection::Kind::Rooms);
    }
    void someDragsLeadNowhere()
    {
        Stage stage;
        // Among rooms that nobody has put anywhere.
        const QPoint other = stage.rect(u"b"_qs).center();
        stage.drag(u"a"_qs, other);
        stage.drop(other);
        // Below all.
        const QPoint below(20, stage.view.viewport()->height() - 30);
        stage.drag(u"f1"_qs, below);
        stage.drop(below);
        // Given up.
        const QPoint heading = stage.rect(u"Work"_qs).center();
        stage.drag(u"f1"_qs, heading);
        QTest::keyClick(&stage.view, Qt::Key_Escape);
        QVERIFY(!stage.isDragging());
        stage.drop(heading);
        // Where tags cannot be changed.
        stage.view.setArrangeable(false);
        stage.drag(u"f1"_qs, heading);
        QVERIFY(!stage.isDragging());
        stage.drop(heading);
        // While it is dragged they can be no more, or the keyboard goes elsewhere.
        stage.view.setArrangeable(true);
        stage.drag(u"f1"_qs, heading);
        QVERIFY(stage.isDragging());
        stage.view.setArrangeable(false);
        QVERIFY(!stage.isDragging());
        stage.drop(heading);
        stage.view.setArrangeable(true);
        stage.drag(u"f1"_qs, heading);
        QVERIFY(stage.isDragging());
        stage.view.setFocus();
        stage.view.clearFocus();
        QVERIFY(!stage.isDragging());
        stage.drop(heading);
        QVERIFY(stage.moved.isEmpty());
        QVERIFY(stage.placed.isEmpty());
    }
    void theRoomMayGoWhileItIsDragged()
    {
        Stage stage;
        const QPoint heading = stage.rect(u"Work"_qs).center();
        stage.drag(u"f1"_qs, heading);
        stage.rooms.remove(RoomId(u"f1"_qs));
        stage.view.grab();
        stage.drop(heading);
        QVERIFY(stage.moved.size() <= 1);
    }
    void paintsAll()
    {
        Stage stage;
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            stage.view.setLayoutDirection(direction);
            stage.drag(u"f1"_qs, stage.rect(u"Work"_qs).center());
            QVERIFY(!stage.view.grab().isNull());
            stage.drag(u"f1"_qs, stage.rect(u"f3"_qs).center());
            QVERIFY(!stage.view.grab().isNull());
            QTest::keyClick(&stage.view, Qt::Key_Escape);
        }
    }
};

QTEST_MAIN(TestRoomListView)
#include "tst_roomlistview.moc"
