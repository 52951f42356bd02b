// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacerail.h"

#include "models/spacemodel.h"
#include "session/roomlist.h"
#include "session/spacetree.h"
#include "support/fakeavatars.h"
#include "support/spacerooms.h"
#include "widgets/spacedelegate.h"
#include "widgets/spaceview.h"
#include "widgets/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace linnet;
using namespace linnet::test;

namespace {

/// Home, a (with s in it), b.
struct Stage
{
    Stage()
    {
        rooms.load({makeSpace(u"a"_qs, u"s r"_qs), makeSpace(u"b"_qs), makeSpace(u"s"_qs),
                    makeRoom(u"r"_qs, 120, 3)});
        rail.resize(rail.width(), 500);
        rail.show();
        rail.activateWindow();
        if (!QTest::qWaitForWindowActive(&rail))
            qFatal("no window");
    }

    FakeAvatars avatars;
    RoomList rooms;
    SpaceTree tree{rooms};
    SpaceModel model{tree, rooms};
    SpaceRail rail{model, avatars.avatars()};
    SpaceView *view = rail.view();
    QSignalSpy chosen{&rail, &SpaceRail::choiceRequested};
    QSignalSpy opened{&rail, &SpaceRail::openRequested};

    QPoint pointOf(int row) const { return view->visualRect(model.index(row)).center(); }
    void click(const QPoint &at) { QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at); }
    RoomId lastChosen() const
    {
        return chosen.isEmpty() ? RoomId(u"none"_qs) : chosen.last().first().value<RoomId>();
    }
    QString selected() const
    {
        const QModelIndexList indexes = view->selectionModel()->selectedIndexes();
        return indexes.isEmpty() ? QString() : indexes.first().data(SpaceModel::NameRole).toString();
    }
    QPoint arrowOf(int row) const
    {
        QStyleOptionViewItem option;
        option.initFrom(view);
        option.font = view->font();
        option.rect = view->visualRect(model.index(row));
        return SpaceDelegate::arrowOf(option).center();
    }
};

}

class TestSpaceRail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsWideAsItShouldBe()
    {
        Stage stage;
        QCOMPARE(stage.rail.width(), Theme::units(12, stage.rail.font()) + 1);
        QCOMPARE(stage.selected(), u"All rooms"_qs);
    }

    void aClickChooses()
    {
        Stage stage;
        stage.click(stage.pointOf(1));
        QCOMPARE(stage.lastChosen(), idOf(u"a"_qs));
        QCOMPARE(stage.selected(), u"All rooms"_qs); // until it was chosen
        stage.rail.setChosen(idOf(u"a"_qs));
        QCOMPARE(stage.selected(), u"a"_qs);
        stage.click(stage.pointOf(0));
        QCOMPARE(stage.lastChosen(), RoomId());
    }

    void aDoubleClickOpens()
    {
        Stage stage;
        QTest::mouseDClick(stage.view->viewport(), Qt::LeftButton, {}, stage.pointOf(2));
        QCOMPARE(stage.opened.size(), 1);
        QCOMPARE(stage.opened.first().first().value<RoomId>(), idOf(u"b"_qs));
        QTest::mouseDClick(stage.view->viewport(), Qt::LeftButton, {}, stage.pointOf(0)); // Home is no room
        QCOMPARE(stage.opened.size(), 1);
    }

    void opensOutWhatStandsInASpace()
    {
        Stage stage;
        stage.click(stage.arrowOf(1));
        QCOMPARE(stage.model.rowCount(), 4);
        QCOMPARE(stage.chosen.size(), 0);
        stage.click(stage.arrowOf(1));
        QCOMPARE(stage.model.rowCount(), 3);
        stage.rail.setChosen(idOf(u"s"_qs)); // chosen from elsewhere, it is to be seen
        QCOMPARE(stage.model.rowCount(), 4);
        QCOMPARE(stage.selected(), u"s"_qs);
    }

    void theKeyboardDoesAll()
    {
        Stage stage;
        stage.view->setFocus();
        QTest::keyClick(stage.view, Qt::Key_Down);
        QCOMPARE(stage.chosen.size(), 0);
        QCOMPARE(stage.view->currentSpace(), idOf(u"a"_qs));
        QTest::keyClick(stage.view, Qt::Key_Right);
        QCOMPARE(stage.model.rowCount(), 4);
        QTest::keyClick(stage.view, Qt::Key_Left);
        QCOMPARE(stage.model.rowCount(), 3);
        QTest::keyClick(stage.view, Qt::Key_Return);
        QCOMPARE(stage.lastChosen(), idOf(u"a"_qs));
        QTest::keyClick(stage.view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.opened.size(), 1);
    }

    void stepsFromTheChosenOne()
    {
        Stage stage;
        stage.rail.step(1);
        QCOMPARE(stage.lastChosen(), idOf(u"a"_qs));
        stage.rail.setChosen(idOf(u"a"_qs));
        stage.rail.step(1);
        QCOMPARE(stage.lastChosen(), idOf(u"b"_qs));
        stage.rail.setChosen(idOf(u"b"_qs));
        const auto asked = stage.chosen.size();
        stage.rail.step(1); // at the end
        QCOMPARE(stage.chosen.size(), asked);
        stage.rail.setChosen({});
        stage.rail.step(-1);
        QCOMPARE(stage.chosen.size(), asked);
    }

    void itsMenuIsAskedFor()
    {
        Stage stage;
        QSignalSpy menu(&stage.rail, &SpaceRail::menuRequested);
        QContextMenuEvent event(QContextMenuEvent::Mouse, stage.pointOf(2),
                                stage.view->viewport()->mapToGlobal(stage.pointOf(2)));
        QCoreApplication::sendEvent(stage.view->viewport(), &event);
        QCOMPARE(menu.size(), 1);
        QCOMPARE(menu.first().at(0).value<RoomId>(), idOf(u"b"_qs));
        QCOMPARE(menu.first().at(1).toInt(), 2);
    }

    void makesOrJoinsAnother()
    {
        Stage stage;
        QSignalSpy create(&stage.rail, &SpaceRail::createRequested);
        QSignalSpy join(&stage.rail, &SpaceRail::joinRequested);
        const auto *button = stage.rail.findChild<QToolButton *>();
        QVERIFY(!button->accessibleName().isEmpty());
        const QList<QAction *> actions = button->menu()->actions();
        QCOMPARE(actions.size(), 2);
        actions.first()->trigger();
        actions.last()->trigger();
        QCOMPARE(create.size(), 1);
        QCOMPARE(join.size(), 1);
    }

    void paintsWhatWaits()
    {
        Stage stage;
        const QImage before = stage.rail.grab().toImage();
        stage.rooms.apply(committed(makeRoom(u"r"_qs)));
        QVERIFY(stage.rail.grab().toImage() != before);
    }

    void theChosenOneGoesAway()
    {
        Stage stage;
        stage.rail.setChosen(idOf(u"b"_qs));
        stage.rooms.remove(idOf(u"b"_qs));
        QCOMPARE(stage.selected(), QString());
        stage.rail.setChosen({});
        QCOMPARE(stage.selected(), u"All rooms"_qs);
    }
};

QTEST_MAIN(TestSpaceRail)
#include "tst_spacerail.moc"
