// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomlistmodel.h"
#include "models/spacemodel.h"
#include "sessionstage.h"
#include "support/spacerooms.h"
#include "widgets/addroomsdialog.h"
#include "widgets/createspacedialog.h"
#include "widgets/leavespacedialog.h"
#include "widgets/mainwindow.h"
#include "widgets/roomchoice.h"
#include "widgets/roomlistview.h"
#include "widgets/roomsettingswindow.h"
#include "widgets/roomview.h"
#include "widgets/spacelobby.h"
#include "widgets/spacerail.h"
#include "widgets/spacetitle.h"
#include "widgets/spaceview.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

using Method = Request::Method;

/// A window of an account in the space s with the rooms in1 and in2, beside the stage's own two.
class Stage
{
public:
    explicit Stage(bool hasSpace = true)
    {
        stage.transport.holdUnexpected();
        if (hasSpace)
            addSpace();
        open();
    }
    void addSpace()
    {
        Room space = makeSpace(u"s"_qs, u"in1 in2"_qs);
        space.name = u"Space"_qs;
        space.joinedCount = 2;
        space.powerLevels.users.insert(me, 100);
        apply(space);
        apply(makeRoom(u"in1"_qs, 2));
        apply(makeRoom(u"in2"_qs));
    }
    void open()
    {
        window.reset();
        window = std::make_unique<MainWindow>(*stage.session, m_folder.filePath(u"settings.ini"_qs));
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("no window");
    }
    void apply(const Room &room) { stage.session->rooms().apply(committed(room)); }
    SpaceRail *rail() const { return window->findChild<SpaceRail *>(); }
    SpaceLobby *lobby() const { return window->findChild<SpaceLobby *>(); }
    QStringList rooms() const
    {
        QStringList ids;
        const QAbstractItemModel *model = window->findChild<RoomListView *>()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            ids << model->index(row, 0).data(RoomListModel::RoomIdRole).value<RoomId>().toString();
        ids.sort();
        return ids;
    }
    void click(int row)
    {
        SpaceView *view = rail()->view();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 0)).center());
    }
    QAction *action(const QString &text) const
    {
        const auto actions = window->findChildren<QAction *>();
        for (QAction *each : actions) {
            if (QString(each->text()).remove(u'&') == text && each->isEnabled() && each->isVisible())
                return each;
        }
        return nullptr;
    }
    void openMenu() const
    {
        Q_EMIT rail()->menuRequested(idOf(u"s"_qs), 1, rail()->mapToGlobal(QPoint(5, 5)));
    }
    /// Of the space's own menu, which is open; null if there is none.
    QAction *menuAction(const QString &text) const
    {
        const auto menus = window->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QMenu *menu : menus) {
            const auto actions = menu->actions();
            for (QAction *each : actions) {
                if (each->text() == text)
                    return each;
            }
        }
        return nullptr;
    }
    template <typename T>
    T *dialog() const
    {
        T *found = window->findChild<T *>();
        return found && found->isVisible() ? found : nullptr;
    }
    static QPushButton *button(QWidget &of, const QString &text)
    {
        const auto buttons = of.findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (QString(each->text()).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }

    SessionStage stage;
    std::unique_ptr<MainWindow> window;

private:
    QTemporaryDir m_folder;
};

const QStringList inside{u"!in1:x"_qs, u"!in2:x"_qs};
const QStringList all{u"!dm:x"_qs, u"!in1:x"_qs, u"!in2:x"_qs, u"!r:x"_qs};

}

/// Spaces in the main window: the bar, the list of rooms, the lobby, the dialogs.
class TestSpaceDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNoBarWithoutASpace()
    {
        Stage stage(false);
        QVERIFY(!stage.rail()->isVisible());
        QVERIFY(!stage.action(u"Next space"_qs));
        QVERIFY(stage.action(u"Create a space…"_qs));
        stage.addSpace();
        QVERIFY(stage.rail()->isVisible());
        QVERIFY(stage.action(u"Next space"_qs));
        QCOMPARE(stage.rooms(), all); // the space is no room of the list
        stage.stage.session->rooms().remove(idOf(u"s"_qs));
        QVERIFY(!stage.rail()->isVisible());
    }

    void whereAllRoomsAreInSpacesThatIsSaid()
    {
        Stage stage;
        Room space = makeSpace(u"s"_qs, u"in1 in2 r dm"_qs);
        space.name = u"Space"_qs;
        stage.apply(space);
        Q_EMIT stage.rail()->menuRequested({}, 0, {});
        QAction *outside = stage.action(u"Only rooms that are in no space"_qs);
        QVERIFY(outside);
        outside->trigger();
        QTRY_COMPARE(stage.rooms(), QStringList());
        QPushButton *showAll = nullptr;
        const auto buttons = stage.window->findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (each->isVisible() && each->text() == u"Show all rooms")
                showAll = each;
        }
        QVERIFY(showAll);
        showAll->click();
        QTRY_COMPARE(stage.rooms(), all);
    }
    void theChosenOneIsRemembered()
    {
        Stage stage;
        stage.click(1);
        QCOMPARE(stage.rooms(), inside);
        QVERIFY(stage.window->findChild<SpaceTitle *>()->isVisible());
        stage.open();
        QCOMPARE(stage.rooms(), inside);
        stage.action(u"Previous space"_qs)->trigger();
        QCOMPARE(stage.rooms(), all);
        QVERIFY(!stage.window->findChild<SpaceTitle *>()->isVisible());
        stage.action(u"Next space"_qs)->trigger();
        QCOMPARE(stage.rooms(), inside);
        stage.stage.session->rooms().remove(idOf(u"s"_qs)); // left elsewhere
        QCOMPARE(stage.rooms(), all);
    }

    void aRoomFromOutsideIsOpenAllTheSame()
    {
        Stage stage;
        stage.click(1);
        stage.window->showRoom(room);
        QCOMPARE(stage.window->room(), room);
        QCOMPARE(stage.rooms(), inside);
        QVERIFY(!stage.lobby()->isVisible());
    }

    void aSpaceItselfIsItsLobby()
    {
        Stage stage;
        SpaceView *view = stage.rail()->view();
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {},
                           view->visualRect(view->model()->index(1, 0)).center());
        QCOMPARE(stage.window->room(), idOf(u"s"_qs));
        QVERIFY(stage.lobby()->isVisible());
        stage.window->showRoom(room);
        QVERIFY(!stage.lobby()->isVisible());
        stage.window->showRoom(idOf(u"s"_qs)); // as by a link
        QVERIFY(stage.lobby()->isVisible());
        stage.stage.session->rooms().remove(idOf(u"s"_qs));
        QVERIFY(!stage.lobby()->isVisible());
        QVERIFY(stage.window->room().isEmpty());
    }

    void aLobbyHasNoMessages()
    {
        Stage stage;
        stage.window->showRoom(room);
        QVERIFY(stage.action(u"Find in this room…"_qs));
        stage.window->showRoom(idOf(u"s"_qs));
        for (const QString &text : {u"Find in this room…"_qs, u"Search this room…"_qs, u"Export…"_qs,
                                    u"Fetch all older messages"_qs, u"Jump to a date…"_qs, u"Threads…"_qs,
                                    u"Jump to the latest message"_qs, u"Encrypt messages…"_qs})
            QVERIFY2(!stage.action(text), qPrintable(text));
        auto *view = stage.window->findChild<RoomView *>();
        view->find(); // however it was asked for
        QVERIFY(!view->isFindingIn());
    }

    void itsMenuLeadsToItsSettings()
    {
        Stage stage;
        Q_EMIT stage.rail()->menuRequested(idOf(u"s"_qs), 1, stage.rail()->mapToGlobal(QPoint(5, 5)));
        auto *menu = stage.window->findChild<QMenu *>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        QStringList texts;
        QAction *settings = nullptr;
        for (QAction *each : menu->actions()) {
            texts << each->text();
            if (each->text() == u"Settings…"_qs)
                settings = each;
            QVERIFY(each->text() != u"Invite…"_qs || each->isEnabled());
        }
        QVERIFY2(texts.contains(u"Use as a policy list"_qs), qPrintable(texts.join(u'|')));
        QVERIFY(settings);
        settings->trigger();
        QTRY_VERIFY(stage.window->findChild<RoomSettingsWindow *>());
        menu->close();
    }

    void createsASpace()
    {
        Stage stage;
        stage.action(u"Create a space…"_qs)->trigger();
        auto *dialog = stage.dialog<CreateSpaceDialog>();
        QVERIFY(dialog);
        QPushButton *create = Stage::button(*dialog, u"Create"_qs);
        QVERIFY(!create->isEnabled());
        dialog->findChild<QLineEdit *>(u"name"_qs)->setText(u"Garden"_qs);
        QVERIFY(create->isEnabled());
        auto &asked = stage.stage.transport.expects(Method::Post, u"/createRoom"_qs)
                          .replies(200, jsonText("{'room_id':'!garden:x'}"));
        create->click();
        QTRY_VERIFY(asked.isAsked());
        const QJsonObject body = QJsonDocument::fromJson(asked.sent().request.body).object();
        QCOMPARE(body[u"creation_content"][u"type"].toString(), u"m.space"_qs);
        QTRY_COMPARE(stage.window->room(), RoomId(u"!garden:x"_qs));
    }

    void createsASpaceInASpace()
    {
        Stage stage;
        stage.openMenu();
        stage.menuAction(u"Create a space in it…"_qs)->trigger();
        auto *dialog = stage.dialog<CreateSpaceDialog>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"name"_qs)->setText(u"Garden"_qs);
        stage.stage.transport.expects(Method::Get, u"/capabilities"_qs)
            .replies(200, jsonText("{'capabilities':{'m.room_versions':{'default':'10','available':{}}}}"));
        auto &asked = stage.stage.transport.expects(Method::Post, u"/createRoom"_qs)
                          .replies(200, jsonText("{'room_id':'!garden:x'}"));
        auto &added =
            stage.stage.transport.expects(Method::Put, u"/rooms/!s:x/state/m.space.child/!garden:x"_qs)
                .replies(200);
        Stage::button(*dialog, u"Create"_qs)->click();
        QTRY_VERIFY(asked.isAsked());
        const QByteArray body = asked.sent().request.body;
        QVERIFY(body.contains("m.space\"") && body.contains("restricted") && body.contains("!s:x"));
        QTRY_VERIFY(added.isAsked());
        QTRY_COMPARE(stage.window->room(), RoomId(u"!garden:x"_qs));
    }

    void onlyWhoManagesItFillsIt()
    {
        Stage stage;
        Room space = makeSpace(u"s"_qs, u"in1 in2"_qs);
        space.name = u"Space"_qs;
        stage.apply(space);
        stage.openMenu();
        for (const QString &text :
             {u"Add rooms…"_qs, u"Create a room in it…"_qs, u"Create a space in it…"_qs}) {
            const QAction *action = stage.menuAction(text);
            QVERIFY2(action && !action->isEnabled() && !action->toolTip().isEmpty(), qPrintable(text));
        }
    }

    void addsRooms()
    {
        Stage stage;
        stage.window->showRoom(idOf(u"s"_qs));
        Q_EMIT stage.lobby()->addRequested(idOf(u"s"_qs));
        auto *dialog = stage.dialog<AddRoomsDialog>();
        QVERIFY(dialog);
        auto *list = dialog->findChild<QListWidget *>();
        QVERIFY(list->count() >= 1); // what stands in it, and itself, is not offered
        for (int row = 0; row < list->count(); ++row) {
            const RoomId each = list->item(row)->data(Qt::UserRole).value<RoomId>();
            QVERIFY(!inside.contains(each.toString()) && each != idOf(u"s"_qs));
        }
        list->item(0)->setCheckState(Qt::Checked);
        auto &asked =
            stage.stage.transport.expects(Method::Put, u"/rooms/!s:x/state/m.space.child/*"_qs).replies(200);
        Stage::button(*dialog, u"Add"_qs)->click();
        QTRY_VERIFY(asked.isAsked());
        QTRY_VERIFY(!stage.dialog<AddRoomsDialog>());
    }

    void leavesASpaceWithWhatIsChosen()
    {
        Stage stage;
        stage.window->showRoom(idOf(u"s"_qs));
        stage.action(u"Leave…"_qs)->trigger();
        auto *dialog = stage.dialog<LeaveSpaceDialog>();
        QVERIFY(dialog);
        auto *rooms = dialog->findChild<RoomChoice *>();
        QVERIFY(rooms->chosen().isEmpty());
        Stage::button(*dialog, u"Choose all"_qs)->click();
        QCOMPARE(rooms->chosen().size(), 2);
        Stage::button(*dialog, u"Choose none"_qs)->click();
        rooms->choose({idOf(u"in2"_qs)});
        auto &first = stage.stage.transport.expects(Method::Post, u"/rooms/!in2:x/leave"_qs).replies(200);
        auto &last = stage.stage.transport.expects(Method::Post, u"/rooms/!s:x/leave"_qs).replies(200);
        Stage::button(*dialog, u"Leave"_qs)->click();
        QTRY_VERIFY(first.isAsked());
        QTRY_VERIFY(last.isAsked());
        QTRY_VERIFY(stage.window->room().isEmpty());
    }

    void oldServersOfferNone()
    {
        SessionStage old(Dialect::V1);
        old.transport.holdUnexpected();
        QTemporaryDir folder;
        MainWindow window(*old.session, folder.filePath(u"settings.ini"_qs));
        window.show();
        const auto actions = window.menuBar()->findChildren<QAction *>();
        for (const QAction *action : actions)
            QVERIFY2(!action->text().remove(u'&').contains(u"space"_qs) || !action->isVisible(),
                     qPrintable(action->text()));
        QVERIFY(!window.findChild<SpaceRail *>()->isVisible());
    }
};

QTEST_MAIN(TestSpaceDesk)
#include "tst_spacedesk.moc"
