// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "matrix/networktransport.h"
#include "models/timelinemodel.h"
#include "session/session.h"
#include "support/fakehomeserver.h"
#include "support/memorycredentials.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/connectionbar.h"
#include "widgets/createroomdialog.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/invitedialog.h"
#include "widgets/joinroomdialog.h"
#include "widgets/membersdock.h"
#include "widgets/noticebar.h"
#include "widgets/roomlistview.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/roomview.h"
#include "widgets/timelineview.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace linnet;
using namespace linnet::test;

/// The main window with real clicks and keys, over a real session, database and socket, at a server of 2014 on
/// which bob is the other person.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysThatThereAreNoRooms();
    void makesARoomWithTheKeyboard();
    void saysWhatIsWrongWithAnInvitation();
    void invitesPeople();
    void joinsByAddress();
    void showsAPublicRoomThatOneSearches();
    void opensALinkToARoomOneIsIn();
    void asksBeforeItJoinsByALink();
    void offersAChatForALinkToAPerson();
    void answersAnInvitation();
    void declinesAnInvitation();
    void sendsWithEnterAndShowsWhatComes();
    void keepsDraftsOfEachRoom();
    void keepsDraftAndRoomOverARestart();
    void putsTheTextBackThatIsDiscarded();
    void countsWhatComesBelow();
    void goesToTheNextRoom();
    void leavesAndForgets();
    void saysThatOneWasRemoved();
    void takesNoTextForAnEncryptedRoom();
    void saysThatItIsOffline();
    void typesIntoTheComposerFromAnywhere();
    void showsMembersOnlyWhenAsked();
    void remembersItsSize();

private:
    void openSession();
    void openWindow();
    void closeAll();
    RoomId makeRoom(const QString &name, const QStringList &invited = {});
    template <typename T>
    T *find(const char *name = nullptr) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    ComposerEdit *edit() const { return find<ComposerEdit>(); }
    TimelineView *timeline() const { return find<TimelineView>(); }
    QStringList texts() const;
    QString shownTitle() const; ///< of the page that stands in the place of a room
    QPushButton *button(QWidget *parent, const QString &text) const;
    void trigger(const QString &text);
    template <typename T>
    T *dialog() const
    {
        T *found = m_window->findChild<T *>();
        return found && found->isVisible() ? found : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<MemoryCredentials::Keychain> m_keychain;
    std::unique_ptr<FakeHomeserver> m_server;
    NetworkTransport m_transport;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    QByteArray m_token;
};

namespace {

const QString Alice = QStringLiteral("@alice:localhost");
const QString Bob = QStringLiteral("@bob:localhost");

}

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHomeserver>(Era::V03);
    QVERIFY(m_server->listen());
    m_token = m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    m_server->addUser(QStringLiteral("bob"), QStringLiteral("wonderland"));
}

void TestMainWindow::cleanup()
{
    closeAll();
    m_server.reset();
    m_folder.reset();
}

void TestMainWindow::openSession()
{
    const UserId alice(Alice);
    std::unique_ptr<Store> store;
    Store::open(m_folder->filePath(QStringLiteral("db")), QByteArray(32, 'k'), alice)
        .then(this, [&store](Result<std::unique_ptr<Store>> result) {
            QVERIFY(result.isOk());
            store = result.take();
        });
    QTRY_VERIFY(store);
    OpenAccount account;
    account.account.user = alice;
    account.account.server = {QStringLiteral("localhost"), m_server->url(), {Dialect::V1, false}};
    account.token = m_token;
    account.store = std::move(store);
    m_session = std::make_unique<Session>(std::move(account), m_transport, m_clock,
                                          m_folder->filePath(QStringLiteral("cache")));
    m_session->start();
    QTRY_VERIFY(m_session->isReady());
}

void TestMainWindow::openWindow()
{
    if (!m_session)
        openSession();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_session->connection().phase, Connection::Phase::Syncing);
}

void TestMainWindow::closeAll()
{
    m_window.reset();
    if (m_session)
        m_session->close();
    m_session.reset();
}

RoomId TestMainWindow::makeRoom(const QString &name, const QStringList &invited)
{
    QJsonArray invite;
    for (const QString &user : invited)
        invite.append(user);
    const Answer answer =
        m_server->rooms().create(Bob, {{QStringLiteral("visibility"), QStringLiteral("public")},
                                       {QStringLiteral("name"), name},
                                       {QStringLiteral("room_alias_name"), name.toLower()},
                                       {QStringLiteral("invite"), invite}});
    m_server->wake();
    return RoomId(answer.body.toObject().value(QLatin1String("room_id")).toString());
}

QStringList TestMainWindow::texts() const
{
    QStringList result;
    const QAbstractItemModel *model = timeline()->model();
    for (int row = 0; model && row < model->rowCount(); ++row)
        result << model->index(row, 0).data(TimelineModel::TextRole).toString();
    return result;
}

QString TestMainWindow::shownTitle() const
{
    const auto pages = find<RoomPage>()->findChildren<EmptyState *>();
    for (const EmptyState *page : pages) {
        if (page->isVisible())
            return page->accessibleName();
    }
    return {};
}

QPushButton *TestMainWindow::button(QWidget *parent, const QString &text) const
{
    const auto buttons = parent->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void TestMainWindow::trigger(const QString &text)
{
    const auto actions = m_window->menuBar()->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (QString(action->text()).remove(u'&') == text && action->isEnabled())
            return action->trigger();
    }
    QFAIL(qPrintable(text));
}

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
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("Tea"));
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("topic")), QStringLiteral("At five"));
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("alias")), QStringLiteral("t ea#:")); // only tea fits
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("invite")), QStringLiteral("bob"));
    QTest::keyClick(form, Qt::Key_Return);
    QTRY_VERIFY(!m_window->room().isEmpty());
    QTRY_COMPARE(find<RoomView>()->room(), m_window->room());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Tea"));
    QVERIFY(edit()->hasFocus());
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
    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("invite")), QStringLiteral("@bob:localhost, #x:y"));
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
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(dialog<InviteDialog>());
    QTest::keyClicks(dialog<InviteDialog>()->findChild<QLineEdit *>(), Bob + QStringLiteral(" @bob:localhost"));
    QTest::keyClick(dialog<InviteDialog>(), Qt::Key_Return);
    QTRY_COMPARE(m_server->rooms().membershipOf(Bob, room.toString()), QStringLiteral("invite"));
    QTRY_COMPARE(find<NoticeBar>()->message(), QStringLiteral("1 invitation(s) sent."));
}

void TestMainWindow::joinsByAddress()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog<JoinRoomDialog>());
    auto *form = dialog<JoinRoomDialog>();
    QTest::keyClicks(form->findChild<QLineEdit *>(), QStringLiteral("#nothing:localhost"));
    QTest::keyClick(form, Qt::Key_Return);
    QTRY_VERIFY(form->findChild<MessageBar *>()->isVisible());
    form->findChild<QLineEdit *>()->clear();
    QTest::keyClicks(form->findChild<QLineEdit *>(), QStringLiteral("#birds:localhost"));
    QVERIFY(!form->findChild<MessageBar *>()->isVisible());
    QTest::keyClick(form, Qt::Key_Return);
    QTRY_COMPARE(m_window->room(), room);
    QTRY_COMPARE(find<RoomView>()->room(), room);
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Birds"));
}

void TestMainWindow::showsAPublicRoomThatOneSearches()
{
    makeRoom(QStringLiteral("Birds"));
    const RoomId room = makeRoom(QStringLiteral("Cats"));
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(dialog<JoinRoomDialog>());
    auto *form = dialog<JoinRoomDialog>();
    auto *rooms = form->findChild<QTreeWidget *>();
    QTRY_COMPARE(rooms->topLevelItemCount(), 2);
    QTest::keyClicks(form->findChild<QLineEdit *>(), QStringLiteral("cat"));
    QTreeWidgetItem *cats = rooms->topLevelItem(0)->isHidden() ? rooms->topLevelItem(1) : rooms->topLevelItem(0);
    QCOMPARE(cats->text(0), QStringLiteral("Cats"));
    QVERIFY(rooms->topLevelItem(0)->isHidden() != rooms->topLevelItem(1)->isHidden());
    QTest::mouseClick(rooms->viewport(), Qt::LeftButton, {}, rooms->visualItemRect(cats).center());
    QTest::mouseClick(button(form, QStringLiteral("Join")), Qt::LeftButton);
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
    QVERIFY(!dialog<JoinRoomDialog>());
}

void TestMainWindow::asksBeforeItJoinsByALink()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    openWindow();
    m_window->joinByLink(QStringLiteral("matrix:r/birds:localhost"));
    QTRY_VERIFY(dialog<JoinRoomDialog>());
    QCOMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QString());
    QTest::keyClick(dialog<JoinRoomDialog>(), Qt::Key_Return);
    QTRY_COMPARE(find<RoomView>()->room(), room);
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

void TestMainWindow::answersAnInvitation()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"), {Alice});
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QVERIFY(shownTitle().startsWith(QStringLiteral("You are invited to ")));
    QPushButton *accept = button(find<RoomPage>(), QStringLiteral("Accept"));
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(!accept->isEnabled());
    QTRY_COMPARE(find<RoomView>()->room(), room);
    QCOMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QStringLiteral("join"));
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Birds"));
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

void TestMainWindow::sendsWithEnterAndShowsWhatComes()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTest::keyClicks(edit(), QStringLiteral("A linnet!"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(edit()->toPlainText().isEmpty());
    QTRY_COMPARE(texts().count(QStringLiteral("A linnet!")), 1);
    QTRY_COMPARE(m_session->sendQueue().count(), 0);
    QCOMPARE(texts().count(QStringLiteral("A linnet!")), 1);
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("Where?"));
    QTRY_COMPARE(texts().last(), QStringLiteral("Where?"));
    QVERIFY(timeline()->isFollowing());
}

void TestMainWindow::keepsDraftsOfEachRoom()
{
    const RoomId birds = makeRoom(QStringLiteral("Birds"));
    const RoomId cats = makeRoom(QStringLiteral("Cats"));
    for (const RoomId &room : {birds, cats})
        m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(birds) && m_session->rooms().find(cats));
    m_window->showRoom(birds);
    QTest::keyClicks(edit(), QStringLiteral("about birds")); // perhaps before the old draft is read
    m_window->showRoom(cats);
    QVERIFY(edit()->toPlainText().isEmpty());
    QTest::keyClicks(edit(), QStringLiteral("about cats"));
    m_window->showRoom(birds);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("about birds"));
    m_window->showRoom(cats);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("about cats"));
}

void TestMainWindow::keepsDraftAndRoomOverARestart()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTest::keyClicks(edit(), QStringLiteral("half a thought"));
    closeAll();
    m_server->setDown(502);
    m_server->cutConnections();
    openSession();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->room(), room);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("half a thought"));
}

void TestMainWindow::putsTheTextBackThatIsDiscarded()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTRY_VERIFY(!texts().isEmpty());
    // Thrown out without the client's knowing: the message is refused.
    m_server->rooms().expel(Bob, room.toString(), Alice, QStringLiteral("leave"), {});
    QTest::keyClicks(edit(), QStringLiteral("A linnet!"));
    QTest::keyClick(edit(), Qt::Key_Return);
    const QAbstractItemModel *model = timeline()->model();
    const auto last = [model] { return model->index(model->rowCount() - 1, 0); };
    QTRY_COMPARE(last().data(TimelineModel::StateRole).toInt(), int(TimelineItem::State::Failed));
    Q_EMIT timeline()->discardRequested(last().data(TimelineModel::KeyRole).toString());
    QTRY_VERIFY(!texts().contains(QStringLiteral("A linnet!")));
    QPushButton *back = button(find<NoticeBar>(), QStringLiteral("Put it back"));
    QVERIFY(back && back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(edit()->toPlainText(), QStringLiteral("A linnet!"));
}

void TestMainWindow::countsWhatComesBelow()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    for (int i = 0; i < 60; ++i)
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTRY_VERIFY(texts().contains(QStringLiteral("line 59")));
    auto *jump = timeline()->findChild<QAbstractButton *>(QStringLiteral("jump"));
    QVERIFY(jump && !jump->isVisible());
    QTRY_VERIFY(timeline()->layoutsMade() > 0);
    timeline()->scrollByPixels(-2000);
    QTRY_VERIFY(jump->isVisible());
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("news"));
    QTRY_COMPARE(jump->accessibleName(), QStringLiteral("Jump to 1 new message(s)"));
    QTest::mouseClick(jump, Qt::LeftButton);
    QTRY_VERIFY(timeline()->isFollowing());
    QTRY_VERIFY(!jump->isVisible());
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
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(find<RoomPanel>()->findChild<QLineEdit *>()->hasFocus());
    QTest::keyClicks(find<RoomPanel>()->findChild<QLineEdit *>(), QStringLiteral("cats"));
    QTest::keyClick(find<RoomPanel>()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(m_window->room(), cats);
}

void TestMainWindow::leavesAndForgets()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    trigger(QStringLiteral("Leave…"));
    QTRY_VERIFY(dialog<QMessageBox>());
    QTest::mouseClick(button(dialog<QMessageBox>(), QStringLiteral("Leave")), Qt::LeftButton);
    QTRY_COMPARE(m_server->rooms().membershipOf(Alice, room.toString()), QStringLiteral("leave"));
    QTRY_COMPARE(shownTitle(), QStringLiteral("No room is open"));
    QTRY_COMPARE(m_session->rooms().find(room)->membership, Membership::Leave);
    m_window->showRoom(room);
    trigger(QStringLiteral("Forget…"));
    QTRY_VERIFY(dialog<QMessageBox>());
    QTest::mouseClick(button(dialog<QMessageBox>(), QStringLiteral("Forget")), Qt::LeftButton);
    QTRY_VERIFY(!m_session->rooms().find(room));
    QVERIFY(m_window->room().isEmpty());
}

void TestMainWindow::saysThatOneWasRemoved()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QVERIFY(find<Composer>()->isVisible());
    m_server->rooms().expel(Bob, room.toString(), Alice, QStringLiteral("leave"), {});
    m_server->wake();
    QTRY_VERIFY(!find<Composer>()->isVisible());
    QPushButton *again = button(find<RoomView>(), QStringLiteral("Join again"));
    QVERIFY(again && again->isVisible());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(find<Composer>()->isVisible());
}

void TestMainWindow::takesNoTextForAnEncryptedRoom()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QVERIFY(find<Composer>()->isVisible());
    m_server->rooms().setState(Bob, room.toString(), QStringLiteral("m.room.encryption"), {},
                               {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}});
    m_server->wake();
    QTRY_VERIFY(!find<Composer>()->isVisible());
    QTest::keyClicks(m_window.get(), QStringLiteral("secret"));
    QVERIFY(edit()->toPlainText().isEmpty());
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

void TestMainWindow::typesIntoTheComposerFromAnywhere()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    find<RoomListView>()->setFocus();
    QTest::keyClicks(find<RoomListView>(), QStringLiteral("x"));
    QVERIFY(edit()->hasFocus());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("x"));
}

void TestMainWindow::showsMembersOnlyWhenAsked()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QVERIFY(!find<MembersDock>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(find<MembersDock>()->isVisible());
    QTRY_COMPARE(find<MembersDock>()->windowTitle(), QStringLiteral("Members (2)"));
}

void TestMainWindow::remembersItsSize()
{
    openWindow();
    m_window->resize(900, 640);
    find<MembersDock>()->show();
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->size(), QSize(900, 640));
    QVERIFY(find<MembersDock>()->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
