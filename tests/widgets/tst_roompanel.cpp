// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompanel.h"

#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "session/roomlist.h"
#include "support/fakeavatars.h"
#include "widgets/roomlistview.h"
#include "widgets/skeleton.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

namespace {

RoomId idOf(const QString &name)
{
    return RoomId(QString(u'!' + name.toLower() + QStringLiteral(":x")));
}

Room makeRoom(const QString &name, qint64 ts, Membership membership = Membership::Join, int unread = 0)
{
    Room room;
    room.id = idOf(name);
    room.name = name;
    room.lastTs = ts;
    room.membership = membership;
    room.unread = unread;
    return room;
}

CommittedRoom change(const Room &room)
{
    CommittedRoom committed;
    committed.room = room;
    return committed;
}

/// The left side of a window with four rooms: Asked (an invitation), Garden, Kitchen, Garage, Gone.
struct Stage
{
    explicit Stage(const QList<Room> &list = {makeRoom(QStringLiteral("Asked"), 1, Membership::Invite),
                                              makeRoom(QStringLiteral("Garden"), 30),
                                              makeRoom(QStringLiteral("Kitchen"), 20, Membership::Join, 2),
                                              makeRoom(QStringLiteral("Garage"), 10),
                                              makeRoom(QStringLiteral("Gone"), 40, Membership::Leave)})
    {
        rooms.load(list);
        panel.resize(280, 500);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("no window");
    }

    test::FakeAvatars avatars;
    RoomList rooms;
    RoomListModel model{rooms, UserId(QStringLiteral("@me:x"))};
    RoomPanel panel{rooms, model, avatars.avatars()};
    RoomListView *view = panel.findChild<RoomListView *>();
    QLineEdit *filter = panel.findChild<QLineEdit *>();
    QSignalSpy opened{&panel, &RoomPanel::openRequested};

    QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            result.append(view->model()->index(row, 0).data(RoomListModel::NameRole).toString());
        return result;
    }
    RoomId lastOpened() const { return opened.isEmpty() ? RoomId() : opened.last().first().value<RoomId>(); }
    QPoint pointOf(const QString &name) const
    {
        return view->visualRect(view->model()->index(int(names().indexOf(name)), 0)).center();
    }
    QString selected() const
    {
        const QModelIndexList indexes = view->selectionModel()->selectedIndexes();
        return indexes.isEmpty() ? QString() : indexes.first().data(RoomListModel::NameRole).toString();
    }
    bool isShown(const QString &words) const
    {
        for (const QLabel *label : panel.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == words)
                return true;
        }
        return false;
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *found : panel.findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        qFatal("no button %s", qPrintable(text));
    }
    QMenu *openMenu(const QString &name)
    {
        Q_EMIT view->customContextMenuRequested(pointOf(name));
        return panel.findChildren<QMenu *>().last();
    }
    static QAction *actionOf(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

}

/// The list of rooms with its filter box, by mouse and keyboard.
class TestRoomPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickOpens()
    {
        Stage stage;
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {},
                          stage.pointOf(QStringLiteral("Kitchen")));
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Kitchen")));
        // What is selected is what is open, and that is not for the list to say.
        QCOMPARE(stage.selected(), QString());
        stage.panel.setOpenRoom(stage.lastOpened());
        QCOMPARE(stage.selected(), QStringLiteral("Kitchen"));
    }
    void arrowsOpenNothingBeforeEnter()
    {
        Stage stage;
        stage.panel.setOpenRoom(idOf(QStringLiteral("Garden")));
        stage.view->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.view, Qt::Key_Down);
        QTest::keyClick(stage.view, Qt::Key_Down);
        QVERIFY(stage.opened.isEmpty());
        QCOMPARE(stage.selected(), QStringLiteral("Garden"));
        QTest::keyClick(stage.view, Qt::Key_Return);
        QCOMPARE(stage.opened.size(), 1);
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Garage")));
    }
    void theOpenRoomStaysMarkedWhenItMoves()
    {
        Stage stage;
        stage.panel.setOpenRoom(idOf(QStringLiteral("Garage")));
        stage.rooms.apply(change(makeRoom(QStringLiteral("Garage"), 100)));
        QCOMPARE(stage.names().at(1), QStringLiteral("Garage"));
        QCOMPARE(stage.selected(), QStringLiteral("Garage"));
        stage.rooms.remove(idOf(QStringLiteral("Garage")));
        QCOMPARE(stage.selected(), QString());
        stage.rooms.apply(change(makeRoom(QStringLiteral("Garage"), 200)));
        QCOMPARE(stage.selected(), QStringLiteral("Garage"));
        stage.panel.setOpenRoom({});
        QCOMPARE(stage.selected(), QString());
    }

    void aLongListScrolls()
    {
        QList<Room> many;
        for (int i = 0; i < 300; ++i)
            many.append(makeRoom(QStringLiteral("Room%1").arg(i), 1000 - i));
        Stage stage(many);
        stage.view->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.view, Qt::Key_End);
        const QRect last = stage.view->visualRect(stage.view->model()->index(299, 0));
        QVERIFY(stage.view->viewport()->rect().contains(last));
        QCOMPARE(last.bottom(), stage.view->viewport()->rect().bottom());
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, last.center());
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Room299")));
        QTest::keyClick(stage.view, Qt::Key_PageUp);
        QTest::keyClick(stage.view, Qt::Key_Up);
        QTest::keyClick(stage.view, Qt::Key_PageDown);
        QTest::keyClick(stage.view, Qt::Key_Down);
        QCOMPARE(stage.view->currentRoom(), idOf(QStringLiteral("Room299")));
        QTest::keyClick(stage.view, Qt::Key_Home);
        QCOMPARE(stage.view->indexAt({1, 1}), stage.view->model()->index(0, 0));
        // Fewer rooms than were scrolled past.
        QTest::keyClick(stage.view, Qt::Key_End);
        stage.rooms.load({makeRoom(QStringLiteral("Garden"), 1)});
        QTRY_COMPARE(stage.view->indexAt({1, 1}), stage.view->model()->index(0, 0));
        QCOMPARE(stage.view->indexAt({1, stage.view->viewport()->height() - 1}), QModelIndex());
    }

    void filterAndEnter()
    {
        Stage stage;
        stage.panel.focusFilter();
        QVERIFY(stage.filter->hasFocus());
        QTest::keyClicks(stage.filter, QStringLiteral("ga"));
        QCOMPARE(stage.names(), (QStringList{QStringLiteral("Garden"), QStringLiteral("Garage")}));
        QTest::keyClick(stage.filter, Qt::Key_Return);
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Garden")));
        QCOMPARE(stage.filter->text(), QString());
        QCOMPARE(stage.names().size(), 5);
    }
    void filterAndArrows()
    {
        Stage stage;
        stage.panel.focusFilter();
        QTest::keyClicks(stage.filter, QStringLiteral("ga"));
        QTest::keyClick(stage.filter, Qt::Key_Down);
        QTest::keyClick(stage.filter, Qt::Key_Down);
        QVERIFY(stage.filter->hasFocus());
        QTest::keyClick(stage.filter, Qt::Key_Enter);
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Garage")));
        QTest::keyClicks(stage.filter, QStringLiteral("ga"));
        QTest::keyClick(stage.filter, Qt::Key_Up);
        QTest::keyClick(stage.filter, Qt::Key_Return);
        QCOMPARE(stage.lastOpened(), idOf(QStringLiteral("Garden")));
    }
    void escapeEmptiesTheFilter()
    {
        Stage stage;
        stage.panel.focusFilter();
        QTest::keyClicks(stage.filter, QStringLiteral("ga"));
        QTest::keyClick(stage.filter, Qt::Key_Escape);
        QCOMPARE(stage.filter->text(), QString());
        QCOMPARE(stage.names().size(), 5);
    }
    void nothingFound()
    {
        Stage stage;
        QTest::keyClicks(stage.filter, QStringLiteral("zzz"));
        QVERIFY(!stage.view->isVisible());
        QVERIFY(stage.isShown(QStringLiteral("No room found")));
        QVERIFY(stage.isShown(QStringLiteral("Nothing here is called “zzz”.")));
        QTest::keyClick(stage.filter, Qt::Key_Return);
        QVERIFY(stage.opened.isEmpty());
        QTest::mouseClick(stage.button(QStringLiteral("Show all rooms")), Qt::LeftButton);
        QVERIFY(stage.view->isVisible());
        QCOMPARE(stage.names().size(), 5);
    }
    void lastRoomGoesWhileFiltered()
    {
        Stage stage(QList<Room>{makeRoom(QStringLiteral("Garden"), 1)});
        QTest::keyClicks(stage.filter, QStringLiteral("zzz"));
        QVERIFY(stage.isShown(QStringLiteral("No room found")));
        stage.rooms.remove(idOf(QStringLiteral("Garden")));
        QVERIFY(stage.isShown(QStringLiteral("No rooms yet")));
        stage.rooms.apply(change(makeRoom(QStringLiteral("Garage"), 1)));
        QVERIFY(stage.isShown(QStringLiteral("No room found")));
    }
    void noRoomsYet()
    {
        Stage stage(QList<Room>{});
        QSignalSpy creates(&stage.panel, &RoomPanel::createRequested);
        QSignalSpy joins(&stage.panel, &RoomPanel::joinRequested);
        QVERIFY(stage.isShown(QStringLiteral("No rooms yet")));
        QTest::mouseClick(stage.button(QStringLiteral("Create a room")), Qt::LeftButton);
        QTest::mouseClick(stage.button(QStringLiteral("Join a room")), Qt::LeftButton);
        QCOMPARE(creates.size(), 1);
        QCOMPARE(joins.size(), 1);
        stage.rooms.apply(change(makeRoom(QStringLiteral("First"), 1)));
        QVERIFY(stage.view->isVisible());
    }
    void loading()
    {
        Stage stage(QList<Room>{});
        stage.panel.setLoading(true);
        QVERIFY(stage.panel.findChild<Skeleton *>()->isVisible());
        QVERIFY(!stage.isShown(QStringLiteral("No rooms yet")));
        stage.rooms.apply(change(makeRoom(QStringLiteral("First"), 1)));
        QVERIFY(stage.view->isVisible());
        stage.rooms.remove(idOf(QStringLiteral("First")));
        stage.panel.setLoading(false);
        QVERIFY(stage.isShown(QStringLiteral("No rooms yet")));
    }

    void neighbours()
    {
        Stage stage;
        const auto next = [&stage](const QString &from, int steps, bool isUnread) {
            return stage.panel.neighbour(from.isEmpty() ? RoomId() : idOf(from), steps, isUnread);
        };
        QCOMPARE(next(QStringLiteral("Garden"), 1, false), idOf(QStringLiteral("Kitchen")));
        QCOMPARE(next(QStringLiteral("Garden"), -1, false), idOf(QStringLiteral("Asked")));
        QCOMPARE(next(QStringLiteral("Gone"), 1, false), RoomId());
        QCOMPARE(next({}, 1, false), idOf(QStringLiteral("Asked")));
        QCOMPARE(next({}, -1, false), idOf(QStringLiteral("Gone")));
        QCOMPARE(next(QStringLiteral("Asked"), 1, true), idOf(QStringLiteral("Kitchen")));
        QCOMPARE(next(QStringLiteral("Kitchen"), -1, true), idOf(QStringLiteral("Asked")));
        QCOMPARE(next(QStringLiteral("Kitchen"), 1, true), RoomId());
        Room maybe = makeRoom(QStringLiteral("Garage"), 10);
        maybe.isUnreadAtLeast = true;
        stage.rooms.apply(change(maybe));
        QCOMPARE(next(QStringLiteral("Kitchen"), 1, true), idOf(QStringLiteral("Garage")));
    }

    void menuOfAJoinedRoom()
    {
        Stage stage;
        QSignalSpy reads(&stage.panel, &RoomPanel::markReadRequested);
        QSignalSpy leaves(&stage.panel, &RoomPanel::leaveRequested);
        QSignalSpy invites(&stage.panel, &RoomPanel::inviteRequested);
        QMenu *menu = stage.openMenu(QStringLiteral("Kitchen"));
        // The rooms move while the menu is open.
        stage.rooms.apply(change(makeRoom(QStringLiteral("Garage"), 100)));
        Stage::actionOf(menu, QStringLiteral("Mark as read"))->trigger();
        Stage::actionOf(menu, QStringLiteral("Leave…"))->trigger();
        Stage::actionOf(menu, QStringLiteral("Invite…"))->trigger();
        Stage::actionOf(menu, QStringLiteral("Open"))->trigger();
        Stage::actionOf(menu, QStringLiteral("Copy link"))->trigger();
        for (const QSignalSpy *spy : {&reads, &leaves, &invites, &stage.opened}) {
            QCOMPARE(spy->size(), 1);
            QCOMPARE(spy->first().first().value<RoomId>(), idOf(QStringLiteral("Kitchen")));
        }
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("https://matrix.to/#/")));
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Forget…")));
        delete menu;
        menu = stage.openMenu(QStringLiteral("Garden"));
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Mark as read"))->isEnabled());
        QVERIFY(menu->toolTipsVisible()); // they say why something cannot be done
    }
    void marksAsUnreadWhereTheServerKeepsIt()
    {
        Stage stage;
        QMenu *menu = stage.openMenu(QStringLiteral("Garden"));
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Mark as unread")));
        delete menu;
        stage.panel.setCanMarkUnread(true);
        QSignalSpy marks(&stage.panel, &RoomPanel::markUnreadRequested);
        menu = stage.openMenu(QStringLiteral("Garden"));
        Stage::actionOf(menu, QStringLiteral("Mark as unread"))->trigger();
        QCOMPARE(marks.size(), 1);
        delete menu;
        Room marked = makeRoom(QStringLiteral("Garden"), 30);
        marked.isMarkedUnread = true;
        stage.rooms.apply(change(marked));
        menu = stage.openMenu(QStringLiteral("Garden"));
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Mark as unread"))->isEnabled());
        QVERIFY(Stage::actionOf(menu, QStringLiteral("Mark as read"))->isEnabled());
        delete menu;
        // Whoever goes from one unread room to the next comes there.
        QCOMPARE(stage.panel.neighbour(idOf(QStringLiteral("Kitchen")), -1, true),
                 idOf(QStringLiteral("Garden")));
        // Threads that do not concern one are no reason to go there, but can be marked as read.
        Room aside = makeRoom(QStringLiteral("Garden"), 30);
        aside.hasUnreadThreads = true;
        stage.rooms.apply(change(aside));
        QVERIFY(stage.panel.neighbour(idOf(QStringLiteral("Kitchen")), -1, true) !=
                idOf(QStringLiteral("Garden")));
        menu = stage.openMenu(QStringLiteral("Garden"));
        QVERIFY(Stage::actionOf(menu, QStringLiteral("Mark as read"))->isEnabled());
    }
    void menuOfOthers()
    {
        Stage stage;
        QSignalSpy forgets(&stage.panel, &RoomPanel::forgetRequested);
        QSignalSpy leaves(&stage.panel, &RoomPanel::leaveRequested);
        QMenu *menu = stage.openMenu(QStringLiteral("Gone"));
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Invite…"))->isEnabled());
        QVERIFY(!Stage::actionOf(menu, QStringLiteral("Leave…")));
        Stage::actionOf(menu, QStringLiteral("Forget…"))->trigger();
        QCOMPARE(forgets.size(), 1);
        delete menu;
        menu = stage.openMenu(QStringLiteral("Asked"));
        Stage::actionOf(menu, QStringLiteral("Decline"))->trigger();
        QCOMPARE(leaves.size(), 1);
    }
    void menuKeyIsForTheCurrentRoom()
    {
        Stage stage;
        stage.view->setFocus(Qt::TabFocusReason);
        stage.view->step(2);
        const QString name = stage.view->currentIndex().data(RoomListModel::NameRole).toString();
        // As the platform does for the menu key.
        const QPoint at = stage.view->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
        QContextMenuEvent key(QContextMenuEvent::Keyboard, at, stage.view->mapToGlobal(at));
        QCoreApplication::sendEvent(stage.view, &key);
        const auto *menu = stage.panel.findChild<QMenu *>();
        QVERIFY(menu);
        Stage::actionOf(menu, QStringLiteral("Open"))->trigger();
        QCOMPARE(stage.lastOpened(), idOf(name));
    }
    /// Unread rooms are found where a section is closed, too.
    void neighboursInClosedSections()
    {
        Stage stage;
        Room chat = makeRoom(QStringLiteral("Kitchen"), 20, Membership::Join, 2);
        chat.isDirect = true;
        stage.rooms.apply(change(chat));
        stage.model.setOrder(RoomOrder(true));
        QCOMPARE(stage.names().join(u' '),
                 QStringLiteral("Invitations Asked People Kitchen Rooms Garden Garage Left Gone"));
        stage.panel.sections().setClosed({QStringLiteral("people")});
        const RoomId asked = idOf(QStringLiteral("Asked"));
        QCOMPARE(stage.panel.neighbour(asked, 1, false), idOf(QStringLiteral("Garden")));
        QCOMPARE(stage.panel.neighbour(asked, 1, true), idOf(QStringLiteral("Kitchen")));
    }
    void othersPutTheirsIntoTheMenu()
    {
        Stage stage;
        RoomId asked;
        connect(&stage.panel, &RoomPanel::roomMenuFilling, this, [&asked](QMenu *menu, const RoomId &id) {
            menu->addAction(QStringLiteral("Theirs"));
            asked = id;
        });
        QVERIFY(Stage::actionOf(stage.openMenu(QStringLiteral("Gone")), QStringLiteral("Theirs")));
        QCOMPARE(asked, idOf(QStringLiteral("Gone")));
    }
    void whereNoRoomIsTheListIsAskedAbout()
    {
        Stage stage;
        QSignalSpy menus(&stage.panel, &RoomPanel::listMenuRequested);
        Q_EMIT stage.view->customContextMenuRequested({10, 490});
        QCOMPARE(menus.size(), 1);
        QCOMPARE(menus.first().at(1).toInt(), -1);
    }
    void noMenuWhereNoRoomIs()
    {
        Stage stage;
        Q_EMIT stage.view->customContextMenuRequested({10, 490});
        QVERIFY(!stage.panel.findChild<QMenu *>());
    }
};

QTEST_MAIN(TestRoomPanel)
#include "tst_roompanel.moc"
