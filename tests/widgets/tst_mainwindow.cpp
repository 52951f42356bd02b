// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindowtesting.h"

#include "support/fakebrowser.h"
#include "widgets/connectionbar.h"
#include "widgets/createroomdialog.h"
#include "widgets/directorywindow.h"
#include "widgets/filteredit.h"
#include "widgets/invitedialog.h"
#include "widgets/membersdock.h"
#include "widgets/noticebar.h"
#include "widgets/personmenu.h"
#include "widgets/roompanel.h"
#include "widgets/roompreviewpage.h"
#include "widgets/roomsettingswindow.h"
#include "widgets/roomview.h"

#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QScreen>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// The main window with real clicks and keys: finding, making, joining and leaving rooms.
class TestMainWindow : public WindowTest
{
    Q_OBJECT

    RoomPreviewPage *previewPage() const { return find<RoomPreviewPage>(); }
    /// As soon as the page shows it.
    void joinPreviewed()
    {
        QTRY_VERIFY(button(previewPage(), QStringLiteral("Join")));
        QTRY_VERIFY(button(previewPage(), QStringLiteral("Join"))->isVisible());
        QTest::mouseClick(button(previewPage(), QStringLiteral("Join")), Qt::LeftButton);
    }

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void saysThatThereAreNoRooms();
    void makesARoomWithTheKeyboard();
    void saysWhatIsWrongWithAnInvitation();
    void invitesPeople();
    void joinsByAddress();
    void showsAPublicRoomThatOneSearches();
    void opensALinkToARoomOneIsIn();
    void asksBeforeItJoinsByALink();
    void showsTheMessageOfALinkOnceItHasJoined();
    void forgetsWhatItWasToShowInARoomThatDidNotCome();
    void offersAChatForALinkToAPerson();
    void opensLinksOutside();
    void offersWhatCanBeDoneWithWhoIsNamed();
    void answersAnInvitation();
    void declinesAnInvitation();
    void opensTheSettingsOfTheRoom();
    void goesToTheNextRoom();
    void leavesAndForgets();
    void saysThatItIsOffline();
    void showsMembersOnlyWhenAsked();
    void remembersItsSize();
    void fitsOntoASmallerScreen();
};

void TestMainWindow::saysThatThereAreNoRooms()
{
    openWindow();
    QCOMPARE(shownTitle(), QStringLiteral("No room is open"));
    QPushButton *create = nullptr;
    QTRY_VERIFY((create = button(find<RoomPanel>(), QStringLiteral("Create a room"))) && create->isVisible());
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_VERIFY(dialog<CreateRoomDialog>());
}

void TestMainWindow::makesARoomWithTheKeyboard()
{
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(dialog<CreateRoomDialog>());
    auto *form = dialog<CreateRoomDialog>();
    QVERIFY(!button(form, QStringLiteral("Create"))->isEnabled());
    // What one types at once goes into the first field, not to a button.
    QTRY_COMPARE(form->focusWidget(), form->findChild<QLineEdit *>(QStringLiteral("name")));
    QTest::keyClicks(form->focusWidget(), QStringLiteral("Tea"));
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("topic")), QStringLiteral("At five"));
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("alias")),
                     QStringLiteral("t ea#:")); // only tea fits
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("invite")), QStringLiteral("bob"));
    QTest::keyClick(form, Qt::Key_Return);
    QTRY_VERIFY(!m_window->room().isEmpty());
    QTRY_COMPARE(find<RoomView>()->room(), m_window->room());
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Tea"));
    QTRY_COMPARE(m_window->focusWidget(), edit());
    const Room *room = m_session->rooms().find(m_window->room());
    QTRY_COMPARE(room->topic, QStringLiteral("At five"));
    QCOMPARE(m_server->rooms().roomOfAlias(QStringLiteral("#tea:localhost")), room->id.toString());
    QCOMPARE(m_server->rooms().membershipOf(Bob, room->id.toString()), QStringLiteral("invite"));
}

void TestMainWindow::saysWhatIsWrongWithAnInvitation()
{
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(dialog<CreateRoomDialog>());
    auto *form = dialog<CreateRoomDialog>();
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("Tea"));
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("invite")),
                     QStringLiteral("@bob:localhost, #x:y"));
    QTest::mouseClick(button(form, QStringLiteral("Create")), Qt::LeftButton);
    auto *bar = form->findChild<MessageBar *>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->message().contains(QStringLiteral("#x:y")));
    QVERIFY(button(form, QStringLiteral("Create"))->isEnabled());
    QCOMPARE(m_server->count(QStringLiteral("POST /_matrix/client/api/v1/createRoom")), 0);
}

void TestMainWindow::invitesPeople()
{
    openWindow();
    const Answer made = m_server->rooms().create(Alice, {{QStringLiteral("name"), QStringLiteral("Tea")}});
    m_server->wake();
    const RoomId room(made.body.toObject().value(QLatin1String("room_id")).toString());
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(dialog<InviteDialog>());
    QTest::keyClicks(dialog<InviteDialog>()->findChild<QLineEdit *>(),
                     Bob + QStringLiteral(" @bob:localhost"));
    QTest::keyClick(dialog<InviteDialog>(), Qt::Key_Return);
    QTRY_COMPARE(m_server->rooms().membershipOf(Bob, room.toString()), QStringLiteral("invite"));
    QTRY_COMPARE(find<NoticeBar>()->message(), QStringLiteral("1 invitation(s) sent."));
}

void TestMainWindow::joinsByAddress()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog<DirectoryWindow>());
    auto *directory = dialog<DirectoryWindow>();
    auto *search = directory->findChild<FilterEdit *>();
    search->setText(QStringLiteral("#nothing:localhost"));
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(previewPage()->isVisible());
    QTRY_VERIFY(button(previewPage(), QStringLiteral("Try again"))->isVisible());
    search->setText(QStringLiteral("#birds:localhost"));
    QTest::keyClick(search, Qt::Key_Return);
    joinPreviewed();
    QTRY_COMPARE(m_window->room(), room);
    QTRY_COMPARE(find<RoomView>()->room(), room);
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Birds"));
    QVERIFY(!previewPage()->isVisible());
}

void TestMainWindow::showsAPublicRoomThatOneSearches()
{
    makeRoom(QStringLiteral("Birds"));
    const RoomId room = makeRoom(QStringLiteral("Cats"));
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog<DirectoryWindow>());
    auto *directory = dialog<DirectoryWindow>();
    auto *rooms = directory->findChild<QListView *>(QStringLiteral("rooms"));
    QTRY_COMPARE(rooms->model()->rowCount(), 2);
    QTest::keyClicks(directory->findChild<FilterEdit *>(), QStringLiteral("cat"));
    QTRY_COMPARE(rooms->model()->rowCount(), 1);
    QCOMPARE(rooms->model()->index(0, 0).data().toString(), QStringLiteral("Cats"));
    QTest::keyClick(directory->findChild<FilterEdit *>(), Qt::Key_Down);
    QTest::mouseClick(button(directory, QStringLiteral("&Join")), Qt::LeftButton);
    QTRY_COMPARE(find<RoomView>()->room(), room);
}

void TestMainWindow::opensALinkToARoomOneIsIn()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->joinByLink(QStringLiteral("https://matrix.to/#/%23birds:localhost"));
    QCOMPARE(m_window->room(), room);
    QVERIFY(!previewPage()->isVisible());
}

void TestMainWindow::asksBeforeItJoinsByALink()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    openWindow();
    m_window->joinByLink(QStringLiteral("matrix:r/birds:localhost"));
    QTRY_VERIFY(previewPage()->isVisible());
    QCOMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QString());
    joinPreviewed();
    QTRY_COMPARE(find<RoomView>()->room(), room);
}

void TestMainWindow::showsTheMessageOfALinkOnceItHasJoined()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    const QString event = m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("a linnet"));
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("and a wren"));
    openWindow();
    m_window->joinByLink(QStringLiteral("https://matrix.to/#/%23birds:localhost/") + event);
    joinPreviewed();
    QTRY_COMPARE(find<RoomView>()->room(), room);
    QTRY_COMPARE(timeline()->currentIndex().data(TimelineModel::EventIdRole).toString(), event);
}

void TestMainWindow::forgetsWhatItWasToShowInARoomThatDidNotCome()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    QSignalSpy notFound(find<RoomView>(), &RoomView::notFound);
    m_window->showRoom(RoomId(QStringLiteral("!coming:localhost")));
    find<RoomView>()->goTo(EventId(QStringLiteral("$there:localhost")));
    m_window->showRoom(room);
    QTRY_VERIFY(!texts().isEmpty());
    QTRY_VERIFY(timeline()->isFollowing());
    QVERIFY(notFound.isEmpty());
}

void TestMainWindow::offersAChatForALinkToAPerson()
{
    openWindow();
    m_window->joinByLink(QStringLiteral("https://matrix.to/#/@bob:localhost"));
    QTRY_VERIFY(dialog<CreateRoomDialog>());
    QTest::keyClick(dialog<CreateRoomDialog>(), Qt::Key_Return);
    QTRY_VERIFY(!m_window->room().isEmpty());
    QTRY_COMPARE(m_server->rooms().membershipOf(Bob, m_window->room().toString()), QStringLiteral("invite"));
}

void TestMainWindow::opensLinksOutside()
{
    openRoom(QStringLiteral("Birds"));
    FakeBrowser browser;
    const QList<QUrl> links{
        QUrl(QStringLiteral("https://example.org/a")), QUrl(QStringLiteral("mailto:bob@example.org")),
        QUrl(QStringLiteral("ftp://example.org/a")), QUrl(QStringLiteral("magnet:?xt=urn:btih:0a"))};
    for (const QUrl &link : links)
        Q_EMIT find<RoomView>()->linkActivated(link);
    Q_EMIT find<RoomView>()->linkActivated(QUrl(QStringLiteral("file:///bin/sh")));
    QCOMPARE(browser.opened, links);
}

void TestMainWindow::offersWhatCanBeDoneWithWhoIsNamed()
{
    openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    Q_EMIT timeline()->linkActivated(QUrl(QStringLiteral("matrix:u/bob:localhost")));
    QTRY_VERIFY(find<PersonMenu>());
    QVERIFY(!dialog<CreateRoomDialog>());
    QStringList lines;
    const QList<QAction *> actions = find<PersonMenu>()->actions();
    for (QAction *action : actions)
        lines << action->text().remove(u'&');
    QVERIFY2(lines.join(u'|').contains(Bob), qPrintable(lines.join(u'|')));
    QVERIFY(lines.contains(QStringLiteral("Copy Matrix id")));
    actions.at(lines.indexOf(QStringLiteral("Chat")))->trigger();
    find<PersonMenu>()->close();
    QTRY_VERIFY(dialog<CreateRoomDialog>());
}

void TestMainWindow::answersAnInvitation()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"), {Alice});
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QVERIFY(shownTitle().startsWith(QStringLiteral("You are invited to ")));
    QVERIFY(!edit()->hasFocus()); // which is not to be seen
    QPushButton *accept = button(find<RoomPage>(), QStringLiteral("Accept"));
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(!accept->isEnabled());
    QTRY_COMPARE(find<RoomView>()->room(), room);
    QCOMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QStringLiteral("join"));
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Birds"));
    QTRY_COMPARE(m_window->focusWidget(), edit());
}

void TestMainWindow::declinesAnInvitation()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"), {Alice});
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTest::mouseClick(button(find<RoomPage>(), QStringLiteral("Decline")), Qt::LeftButton);
    QTRY_COMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QStringLiteral("leave"));
    QTRY_COMPARE(shownTitle(), QStringLiteral("No room is open"));
}

void TestMainWindow::opensTheSettingsOfTheRoom()
{
    openRoom(QStringLiteral("Birds"));
    const auto press = [this] {
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    };
    press();
    QTRY_VERIFY(find<RoomSettingsWindow>());
    const RoomSettingsWindow *settings = find<RoomSettingsWindow>();
    QVERIFY(settings->isVisible() && !settings->isModal());
    QTRY_VERIFY(settings->windowTitle().contains(u"Birds"));
    press();
    QCOMPARE(m_window->findChildren<RoomSettingsWindow *>().size(), 1);
    m_window->close();
    QTRY_VERIFY(!find<RoomSettingsWindow>());
}

void TestMainWindow::goesToTheNextRoom()
{
    const RoomId birds = makeRoom(QStringLiteral("Birds"));
    const RoomId cats = makeRoom(QStringLiteral("Cats"));
    for (const RoomId &room : {birds, cats})
        m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(birds) && m_session->rooms().find(cats));
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
    const RoomId first = m_window->room();
    QVERIFY(!first.isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(m_window->room() != first);
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_window->room(), first);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(find<RoomPanel>()->findChild<QLineEdit *>()->hasFocus());
    QTest::keyClicks(find<RoomPanel>()->findChild<QLineEdit *>(), QStringLiteral("cats"));
    QTest::keyClick(find<RoomPanel>()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(m_window->room(), cats);
}

void TestMainWindow::leavesAndForgets()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    trigger(QStringLiteral("Leave…"));
    QTRY_VERIFY(dialog<QMessageBox>());
    QTest::mouseClick(button(dialog<QMessageBox>(), QStringLiteral("Leave")), Qt::LeftButton);
    QTRY_COMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QStringLiteral("leave"));
    QTRY_COMPARE(shownTitle(), QStringLiteral("No room is open"));
    QTRY_VERIFY(m_session->rooms().find(room)->membership == Membership::Leave);
    m_window->showRoom(room);
    trigger(QStringLiteral("Forget…"));
    QTRY_VERIFY(dialog<QMessageBox>());
    QTest::mouseClick(button(dialog<QMessageBox>(), QStringLiteral("Forget")), Qt::LeftButton);
    QTRY_VERIFY(!m_session->rooms().find(room));
    QVERIFY(m_window->room().isEmpty());
}

void TestMainWindow::saysThatItIsOffline()
{
    openWindow();
    m_server->setDown(502);
    m_server->cutConnections();
    QTRY_VERIFY_WITH_TIMEOUT(find<ConnectionBar>()->isVisible(), 15'000);
    m_server->setDown(0);
    QTest::mouseClick(button(find<ConnectionBar>(), QStringLiteral("Now")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!find<ConnectionBar>()->isVisible(), 15'000);
}

void TestMainWindow::showsMembersOnlyWhenAsked()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QVERIFY(!find<MembersDock>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(find<MembersDock>()->isVisible());
    QTRY_COMPARE(find<MembersDock>()->windowTitle(), QStringLiteral("Members (2)"));
}

void TestMainWindow::remembersItsSize()
{
    openWindow();
    m_window->resize(780, 640);
    find<MembersDock>()->show();
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->size(), QSize(780, 640));
    QVERIFY(find<MembersDock>()->isVisible());
}

/// It was made for a larger screen, or with smaller letters.
void TestMainWindow::fitsOntoASmallerScreen()
{
    openWindow();
    const QRect space = m_window->screen()->availableGeometry();
    m_window->move(space.topLeft() + QPoint(space.width() / 2, 100));
    m_window->resize(2 * space.size());
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->size().boundedTo(space.size()), m_window->size());
    QVERIFY(m_window->width() > space.width() / 2);
    QVERIFY(qAbs(m_window->x() - space.x()) < 10); // but for a frame
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
