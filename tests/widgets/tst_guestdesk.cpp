// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guestdesk.h"

#include "models/directorymodel.h"
#include "session/matrixlink.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/roompreviewpage.h"
#include "widgets/signintesting.h"
#include "widgets/timelineview.h"

#include <QListView>

#include <array>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const QString List = QStringLiteral("/publicRooms");
const QString Summary = QStringLiteral("/room_summary/*");
const QString Messages = QStringLiteral("/rooms/!a:example.org/messages");
const QString Register = QStringLiteral("/v3/register");
const QByteArray MissingToken = jsonText("{'errcode':'M_MISSING_TOKEN'}");
const QByteArray Forbidden = jsonText("{'errcode':'M_FORBIDDEN','error':'Guest access is disabled'}");
const QByteArray OneRoom =
    jsonText("{'chunk':[{'room_id':'!a:example.org','name':'Birds','topic':'All of them',"
             "'num_joined_members':12,'join_rule':'public','world_readable':true}]}");
const QByteArray Birds =
    jsonText("{'room_id':'!a:example.org','name':'Birds','topic':'All of them','num_joined_members':12,"
             "'join_rule':'public','world_readable':true}");
const QByteArray OneMessage =
    jsonText("{'start':'s','end':'e','chunk':[{'type':'m.room.message','event_id':'$1','sender':'@bob:x',"
             "'origin_server_ts':1000,'content':{'msgtype':'m.text','body':'Tweet'}}]}");

Server exampleOrg()
{
    return {QStringLiteral("example.org"), QUrl(QStringLiteral("https://example.org")), {Dialect::V3, false}};
}

/// What is shown in a window and its dialogs.
template <typename T>
T *shown(const QWidget &window, const QString &text)
{
    for (T *each : window.findChildren<T *>()) {
        if (each->isVisible() && each->text().remove(u'&') == text)
            return each;
    }
    return nullptr;
}

bool says(const QWidget &window, const QString &words)
{
    for (const QLabel *each : window.findChildren<QLabel *>()) {
        if (each->isVisible() && each->text().contains(words))
            return true;
    }
    return false;
}

/// A desk with its directory open, before a window.
class Stage
{
public:
    Stage() : profile(QStringLiteral("guestdesk"))
    {
        desk = std::make_unique<GuestDesk>(
            std::make_shared<GuestLook>(transport, clock, exampleOrg(), profile.cacheDir()), profile, window);
        window.show();
    }
    /// From the list to its first room.
    void look() const
    {
        desk->show();
        QTRY_COMPARE(view()->model()->rowCount(), 1);
        QTest::keyClick(window.findChild<FilterEdit *>(), Qt::Key_Down);
        QTest::keyClick(view(), Qt::Key_Return);
        QTRY_VERIFY(preview()->isVisible());
    }
    DirectoryWindow *directory() const { return window.findChild<DirectoryWindow *>(); }
    GuestPreview *preview() const { return window.findChild<GuestPreview *>(); }
    QListView *view() const { return directory()->findChild<QListView *>(QStringLiteral("rooms")); }
    TimelineView *words() const { return preview()->findChild<TimelineView *>(); }

    FakeTransport transport;
    FakeClock clock;
    Profile profile;
    QWidget window;
    std::unique_ptr<GuestDesk> desk;
};

}

/// Looking around without an account: from the button of the sign-in window to a room, and back.
class TestGuestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsFromTheButtonToARoomAndBackToSigningIn()
    {
        FakeTransport transport;
        for (int i = 0; i < 2; ++i) // whether one may, and the list
            transport.expects(Method::Get, List).replies(200, OneRoom);
        Signing signing(transport);
        QVERIFY(!signing.find<QPushButton>("lookAround"));
        signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
        QTRY_VERIFY(signing.find<QPushButton>("lookAround"));
        QVERIFY(signing.hasFocus("user")); // it has not pushed itself to the fore
        signing.click("lookAround");
        auto *directory = signing.window->findChild<DirectoryWindow *>();
        QVERIFY(directory && directory->isVisible());
        auto *view = directory->findChild<QListView *>(QStringLiteral("rooms"));
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QVERIFY(!shown<QPushButton>(*directory, QStringLiteral("Join")));

        transport.expects(Method::Get, Summary).replies(200, Birds);
        transport.expects(Method::Get, Messages).replies(200, OneMessage);
        QTest::keyClick(directory->findChild<FilterEdit *>(), Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        auto *preview = directory->findChild<GuestPreview *>();
        QTRY_VERIFY(preview->findChild<TimelineView *>()->isVisible());
        QVERIFY(says(*preview, QStringLiteral("Birds")));

        QSignalSpy wanted(signing.window.get(), &SignInWindow::roomWanted);
        auto *join = shown<QPushButton>(*preview, QStringLiteral("Sign in to join"));
        QVERIFY(join);
        QTest::mouseClick(join, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        const auto link = MatrixLink::parse(wanted.first().first().toString());
        QVERIFY(link);
        QCOMPARE(link->target, QStringLiteral("!a:example.org"));
        QCOMPARE(link->via, QStringList{QStringLiteral("example.org")});
        QVERIFY(signing.words("hint").contains(QStringLiteral("Birds")));
        QTRY_VERIFY(!signing.window->findChild<DirectoryWindow *>());
        QVERIFY(signing.find<QLineEdit>("password"));

        // And that is all there is to it: one signs in as ever.
        transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
        auto &login =
            transport.expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
        signing.type("user", QStringLiteral("alice"));
        signing.type("password", QStringLiteral("wonderland"));
        signing.click("signIn");
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
        QVERIFY(login.sent().token.isEmpty());
        QCOMPARE(wanted.size(), 1);
    }
    void thereIsNoButtonWhereItCannotWork()
    {
        FakeTransport transport;
        auto &asked = transport.expects(Method::Get, List).replies(403, Forbidden);
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
        QTRY_VERIFY(asked.isAsked());
        QVERIFY(signing.find<QLineEdit>("password"));
        QVERIFY(!signing.find<QPushButton>("lookAround"));
    }
    void signingInEndsTheLook()
    {
        FakeTransport transport;
        for (int i = 0; i < 2; ++i)
            transport.expects(Method::Get, List).replies(200, OneRoom);
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
        QTRY_VERIFY(signing.find<QPushButton>("lookAround"));
        signing.click("lookAround");
        QVERIFY(signing.window->findChild<DirectoryWindow *>());
        transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
        transport.expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
        signing.type("password", QStringLiteral("wonderland"));
        signing.click("signIn");
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
        QTRY_VERIFY(!signing.window->findChild<DirectoryWindow *>());
    }

    void whoSignsInElsewhereIsLedToNoRoomOfBefore()
    {
        FakeTransport transport;
        for (int i = 0; i < 2; ++i)
            transport.expects(Method::Get, List).replies(200, OneRoom);
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
        QTRY_VERIFY(signing.find<QPushButton>("lookAround"));
        signing.click("lookAround");
        auto *directory = signing.window->findChild<DirectoryWindow *>();
        auto *view = directory->findChild<QListView *>(QStringLiteral("rooms"));
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QTest::keyClick(directory->findChild<FilterEdit *>(), Qt::Key_Down);
        QSignalSpy wanted(signing.window.get(), &SignInWindow::roomWanted);
        auto *join = shown<QPushButton>(*directory, QStringLiteral("Sign in to join"));
        QVERIFY(join);
        QTest::mouseClick(join, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(signing.find<QLabel>("hint"));
        signing.window->setServer(QString());
        signing.goTo(transport, QStringLiteral("other.org"), passwordFlows);
        QTRY_COMPARE(wanted.size(), 2);
        QCOMPARE(wanted.last().first().toString(), QString());
        QVERIFY(!signing.find<QLabel>("hint"));
    }
    /// A server keeps whom it has made: looking again makes nobody anew.
    void looksAgainAsTheSameGuest()
    {
        FakeTransport transport;
        transport.expects(Method::Get, List).replies(200, OneRoom); // whether one may
        transport.expects(Method::Get, List).replies(401, MissingToken);
        const std::array lists{&transport.expects(Method::Get, List).replies(200, OneRoom),
                               &transport.expects(Method::Get, List).replies(200, OneRoom)};
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
        QTRY_VERIFY(signing.find<QPushButton>("lookAround"));
        auto &entered = transport.expects(Method::Post, Register)
                            .replies(200, jsonText("{'user_id':'@1:x','access_token':'g-token'}"));
        for (const auto *list : lists) {
            signing.click("lookAround");
            auto *directory = signing.window->findChild<DirectoryWindow *>();
            QVERIFY(directory);
            QTRY_VERIFY(entered.isAsked() && list->isAsked());
            QCOMPARE(list->sent().token, QByteArrayLiteral("g-token"));
            directory->close();
            QTRY_VERIFY(!signing.window->findChild<DirectoryWindow *>());
        }
    }
    void readsAsAGuest()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(200, OneRoom);
        stage.transport.expects(Method::Get, Summary).replies(200, Birds);
        stage.transport.expects(Method::Get, Messages).replies(401, MissingToken);
        auto &entered = stage.transport.expects(Method::Post, Register).holds();
        stage.look();
        QTRY_VERIFY(entered.isHeld());
        QVERIFY(says(*stage.preview(), QStringLiteral("Loading the last words")));
        auto &read = stage.transport.expects(Method::Get, Messages).replies(200, OneMessage);
        entered.release(200, jsonText("{'user_id':'@1:x','access_token':'g-token'}"));
        QTRY_VERIFY(stage.words()->isVisible());
        QCOMPARE(stage.words()->model()->rowCount(), 1);
        QCOMPARE(read.sent().token, QByteArrayLiteral("g-token"));
        QVERIFY(!says(*stage.preview(), QStringLiteral("Loading the last words")));
    }
    void saysWhyThereAreNoWords_data()
    {
        QTest::addColumn<QByteArray>("summary");
        QTest::addColumn<int>("status"); ///< of registering as a guest; 0: it is not asked
        QTest::addColumn<QString>("words");
        QTest::newRow("no guests") << Birds << 403 << QStringLiteral("can be read after you have signed in.");
        QTest::newRow("out of order") << Birds << 503 << QStringLiteral("could not be loaded");
        QTest::newRow("for members") << jsonText("{'room_id':'!a:example.org','name':'Birds',"
                                                 "'topic':'All of them','num_joined_members':12}")
                                     << 0 << QStringLiteral("after you have signed in and joined.");
        QTest::newRow("encrypted") << jsonText("{'room_id':'!a:example.org','name':'Birds',"
                                               "'topic':'All of them','num_joined_members':12,"
                                               "'world_readable':true,'encryption':'m.megolm.v1.aes-sha2'}")
                                   << 0 << QStringLiteral("is encrypted");
    }
    void saysWhyThereAreNoWords()
    {
        QFETCH(const QByteArray, summary);
        QFETCH(const int, status);
        QFETCH(const QString, words);
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(200, OneRoom);
        stage.transport.expects(Method::Get, Summary).replies(200, summary);
        if (status > 0) {
            stage.transport.expects(Method::Get, Messages).replies(401, MissingToken);
            stage.transport.expects(Method::Post, Register).replies(status, Forbidden);
        }
        stage.look();
        QTRY_VERIFY(says(*stage.preview(), words));
        QVERIFY(!stage.words()->isVisible());
        for (const auto &known :
             {QStringLiteral("Birds"), QStringLiteral("All of them"), QStringLiteral("12 people")})
            QVERIFY2(says(*stage.preview(), known), qPrintable(known));
        QVERIFY(shown<QPushButton>(*stage.preview(), QStringLiteral("Sign in to join")));
    }
    void nobodyIsAskedForAReasonBeforeTheyHaveSignedIn()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(200, OneRoom);
        stage.transport.expects(Method::Get, Summary)
            .replies(200, jsonText("{'room_id':'!a:example.org','name':'Club','join_rule':'knock'}"));
        stage.look();
        QTRY_VERIFY(says(*stage.preview(), QStringLiteral("Anybody can ask to join.")));
        QVERIFY(shown<QPushButton>(*stage.preview(), QStringLiteral("Sign in to join")));
        for (const QLineEdit *each : stage.preview()->findChildren<QLineEdit *>())
            QVERIFY(!each->isVisible());
    }
    void saysThatAPersonIsForWhoHasSignedIn()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(200, OneRoom);
        stage.transport.expects(Method::Get, Summary)
            .replies(200, jsonText("{'room_id':'!a:example.org','name':'Birds'}"));
        stage.look();
        QTRY_VERIFY(says(*stage.preview(), QStringLiteral("after you have signed in and joined.")));
        auto *page = stage.preview()->findChild<RoomPreviewPage *>();
        Q_EMIT page->linkActivated(QUrl(QStringLiteral("https://matrix.to/#/@bob:example.org")));
        QVERIFY(says(*stage.preview(), QStringLiteral("address of a person")));
    }
    void escapeClosesTheRoomAndThenTheList()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(200, OneRoom);
        stage.transport.expects(Method::Get, Summary)
            .replies(200, jsonText("{'room_id':'!a:example.org','name':'Birds'}"));
        stage.look();
        QTRY_VERIFY(shown<QPushButton>(*stage.preview(), QStringLiteral("Sign in to join")));
        QTest::keyClick(stage.preview()->findChild<RoomPreviewPage *>(), Qt::Key_Escape);
        QVERIFY(!stage.preview()->isVisible());
        QVERIFY(stage.directory()->isVisible());
        QSignalSpy closed(stage.desk.get(), &GuestDesk::closed);
        QTest::keyClick(stage.directory(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        QVERIFY(!stage.directory()->isVisible());
    }
    void saysWhereOnlyMembersSeeTheList()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List).replies(401, MissingToken);
        stage.transport.expects(Method::Post, Register).replies(403, Forbidden);
        stage.desk->show();
        auto *page = stage.directory()->findChild<EmptyState *>();
        QTRY_VERIFY(page->isVisible());
        QVERIFY(page->accessibleName().contains(QStringLiteral("signed in")));
        QSignalSpy wanted(stage.desk.get(), &GuestDesk::signInRequested);
        auto *button = shown<QPushButton>(*page, QStringLiteral("Sign in"));
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), QString());

        // What an address leads to can be seen all the same.
        stage.transport.expects(Method::Get, Summary).replies(200, Birds);
        stage.transport.expects(Method::Get, Messages).replies(401, MissingToken);
        auto *search = stage.directory()->findChild<FilterEdit *>();
        search->setText(QStringLiteral("#birds:example.org"));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(says(*stage.preview(), QStringLiteral("All of them")));
        // Not a person, whom one has to sign in for.
        stage.preview()->close();
        search->setText(QStringLiteral("@bob:example.org"));
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(!stage.preview()->isVisible());
        QVERIFY(!shown<QPushButton>(*page, QStringLiteral("Show it")));
    }
    void joinsFromTheListBySigningIn()
    {
        Stage stage;
        stage.transport.expects(Method::Get, List)
            .replies(200, jsonText("{'chunk':[{'room_id':'!noserver','canonical_alias':'#club:other.org',"
                                   "'join_rule':'knock'}]}"));
        stage.desk->show();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 1);
        QTest::keyClick(stage.window.findChild<FilterEdit *>(), Qt::Key_Down);
        QSignalSpy wanted(stage.desk.get(), &GuestDesk::signInRequested);
        auto *join = shown<QPushButton>(*stage.directory(), QStringLiteral("Sign in to join"));
        QVERIFY(join && join->isEnabled());
        QTest::mouseClick(join, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        const auto link = MatrixLink::parse(wanted.first().first().toString());
        QVERIFY(link);
        QCOMPARE(link->target, QStringLiteral("!noserver"));
        QCOMPARE(link->via, (QStringList{QStringLiteral("example.org"), QStringLiteral("other.org")}));
        QCOMPARE(wanted.first().last().toString(), QStringLiteral("#club:other.org"));
    }
    void takesWhateverAServerSays()
    {
        Stage stage;
        const QString evil = QStringLiteral("<img src='http://x'>\u202E").repeated(500);
        stage.transport.expects(Method::Get, List)
            .replies(200, toText({{QStringLiteral("chunk"),
                                   QJsonArray{QJsonObject{{QStringLiteral("room_id"), QStringLiteral("!a:x")},
                                                          {QStringLiteral("name"), evil},
                                                          {QStringLiteral("world_readable"), true}}}}}));
        stage.transport.expects(Method::Get, Summary)
            .replies(200, toText({{QStringLiteral("room_id"), QStringLiteral("!a:x")},
                                  {QStringLiteral("name"), evil},
                                  {QStringLiteral("topic"), evil},
                                  {QStringLiteral("num_joined_members"), -1e300},
                                  {QStringLiteral("membership"), QStringLiteral("join")},
                                  {QStringLiteral("world_readable"), true}}));
        stage.transport.expects(Method::Get, QStringLiteral("/messages")).replies(200, "[[[");
        stage.look();
        QTRY_VERIFY(says(*stage.preview(), QStringLiteral("could not be loaded")));
        for (const QLabel *each : stage.preview()->findChildren<QLabel *>()) {
            if (each->text().contains(u'<'))
                QCOMPARE(each->textFormat(), Qt::PlainText);
        }
        QVERIFY(!says(*stage.preview(), QStringLiteral("You are in this room.")));
        QVERIFY(stage.preview()->windowTitle().size() < 100);
        QVERIFY(!stage.preview()->grab().isNull());
    }
};

QTEST_MAIN(TestGuestDesk)
#include "tst_guestdesk.moc"
