// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/membersdock.h"

#include "models/memberlistmodel.h"
#include "session/session.h"
#include "support/fakeavatars.h"
#include "support/json.h"
#include "widgets/memberdelegate.h"
#include "widgets/skeleton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

namespace {

using Method = Request::Method;

const RoomId room(QStringLiteral("!r:x"));
const QString path = QStringLiteral("/rooms/*/members");

QByteArray membersReply()
{
    return test::jsonText(R"({'chunk':[
        {'type':'m.room.member','event_id':'$1','sender':'@ann:x','state_key':'@ann:x',
         'content':{'membership':'join','displayname':'Ann'}},
        {'type':'m.room.member','event_id':'$2','sender':'@bob:x','state_key':'@bob:x',
         'content':{'membership':'join','displayname':'Bob'}},
        {'type':'m.room.member','event_id':'$3','sender':'@ann:x','state_key':'@cid:x',
         'content':{'membership':'invite','displayname':'Cid'}}]})");
}

/// A session that is not started, with one room, and its members.
class Stage
{
public:
    explicit Stage(Dialect dialect = Dialect::V3)
    {
        std::optional<Result<std::unique_ptr<Store>>> opened;
        Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'),
                    UserId(QStringLiteral("@me:x")))
            .then(&m_context,
                  [&](Result<std::unique_ptr<Store>> result) { opened.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return opened.has_value(); }) || !opened->isOk())
            qFatal("no store");
        OpenAccount account;
        account.account.user = UserId(QStringLiteral("@me:x"));
        account.account.server.base = QUrl(QStringLiteral("https://x"));
        account.account.server.version.dialect = dialect;
        account.isDialectForced = true;
        account.tokens.access = "token";
        account.store = opened->take();
        session = std::make_unique<Session>(std::move(account), transport, clock, m_folder.path());
        commit("{'next_batch':'p','rooms':{'join':{'!r:x':{}}}}");
        dock = std::make_unique<MembersDock>(*session, m_avatars.avatars());
        dock->resize(260, 400);
        view = dock->findChild<QListView *>();
        filter = dock->findChild<QLineEdit *>();
    }

    test::FakeTransport transport;
    test::FakeClock clock;
    std::unique_ptr<Session> session;
    std::unique_ptr<MembersDock> dock;
    QListView *view = nullptr;
    QLineEdit *filter = nullptr;

    /// Of people, without what heads the parts.
    QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (const QString name = at(row).data(MemberListModel::NameRole).toString(); !name.isEmpty())
                result.append(name);
        }
        return result;
    }
    QModelIndex at(int row) const { return view->model()->index(row, 0); }
    QModelIndex rowOf(const QString &name) const
    {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (at(row).data(MemberListModel::NameRole).toString() == name)
                return at(row);
        }
        return {};
    }
    /// What a sync brings.
    void commit(const QByteArray &reply)
    {
        std::optional<Result<CommittedBatch>> committed;
        session->store()
            .commitSync(makeSyncDialect({Dialect::V3, false}, session->self()), {},
                        test::jsonText(reply.constData()), Dialect::V3, 0)
            .then(&m_context, [&](Result<CommittedBatch> result) { committed.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return committed.has_value(); }) || !committed->isOk())
            qFatal("no room");
        session->rooms().apply(**committed);
    }
    /// One's own; 50 is needed to remove and to ban.
    void setPower(int power)
    {
        commit("{'next_batch':'p','rooms':{'join':{'!r:x':{'state':{'events':[{'type':'m.room.power_levels',"
               "'event_id':'$l','sender':'@me:x','state_key':'','content':{'users':{'@me:x':" +
               QByteArray::number(power) + "}}}]}}}}}");
    }
    void click(const QString &name, Qt::KeyboardModifiers modifiers) const
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers,
                          view->visualRect(rowOf(name)).center());
    }
    bool isShown(const QString &words) const
    {
        for (const QLabel *label : dock->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == words)
                return true;
        }
        return false;
    }

private:
    test::FakeAvatars m_avatars;
    QTemporaryDir m_folder;
    QObject m_context;
};

const QStringList everybody{QStringLiteral("Ann"), QStringLiteral("Bob"), QStringLiteral("Cid")};

}

class TestMembersDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForNobodyBeforeItIsShown()
    {
        Stage stage;
        stage.dock->setRoom(room);
        QTest::qWait(0);
        QVERIFY(stage.transport.sent().isEmpty());
        auto &asked = stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        QCOMPARE(asked.asked(), 1);
        QTRY_COMPARE(stage.dock->windowTitle(), QStringLiteral("Members (2)"));
        // Hidden and shown again: nothing is asked anew.
        stage.dock->hide();
        stage.dock->show();
        QTest::qWait(0);
        QCOMPARE(asked.asked(), 1);
        QCOMPARE(stage.dock->nameOf(UserId(QStringLiteral("@bob:x"))), QStringLiteral("Bob"));
        QCOMPARE(stage.dock->nameOf(UserId(QStringLiteral("@who:x"))), QString());
    }
    void whileItIsShownARoomIsAskedAtOnce()
    {
        Stage stage;
        stage.dock->show();
        auto &asked = stage.transport.expects(Method::Get, path).holds();
        stage.dock->setRoom(room);
        QTRY_VERIFY(asked.isHeld());
        QVERIFY(stage.dock->findChild<Skeleton *>()->isVisible());
        asked.release(200, membersReply());
        QTRY_COMPARE(stage.names(), everybody);
        QVERIFY(stage.view->isVisible());
    }
    void filter()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        QTest::keyClicks(stage.filter, QStringLiteral("bo"));
        QCOMPARE(stage.names(), QStringList{QStringLiteral("Bob")});
        QTest::keyClicks(stage.filter, QStringLiteral("zz"));
        QVERIFY(stage.isShown(QStringLiteral("Nobody found")));
        QTest::keyClick(stage.filter, Qt::Key_Escape);
        QCOMPARE(stage.names(), everybody);
        QVERIFY(stage.view->isVisible());
    }
    void whatHeadsAPartIsNobody()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        const QModelIndex head = stage.at(0);
        QCOMPARE(MemberDelegate::heading(head), u"Members – 2"_qs);
        QCOMPARE(MemberDelegate::heading(stage.at(3)), u"Invited – 1"_qs);
        QSignalSpy profiles(stage.dock.get(), &MembersDock::profileRequested);
        Q_EMIT stage.view->customContextMenuRequested(stage.view->visualRect(head).center());
        Q_EMIT stage.view->activated(head);
        QVERIFY(!stage.dock->findChild<QMenu *>());
        QCOMPARE(profiles.size(), 0);
        Q_EMIT stage.view->activated(stage.rowOf(u"Ann"_qs));
        QCOMPARE(profiles.first().first().value<UserId>(), UserId(u"@ann:x"_qs));
    }
    void theRowWithTheKeyboardIsFramed()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        const auto painted = [&stage](QStyle::State state) {
            QImage image(240, 60, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            QStyleOptionViewItem option;
            option.rect = image.rect();
            option.state = state;
            stage.view->itemDelegate()->paint(&painter, option, stage.rowOf(u"Ann"_qs));
            painter.end();
            return image;
        };
        QVERIFY(painted(QStyle::State_Enabled) != painted(QStyle::State_Enabled | QStyle::State_HasFocus));
    }
    void failureAndTryAgain()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_VERIFY(stage.isShown(QStringLiteral("The members could not be loaded")));
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        QPushButton *again = nullptr;
        for (QPushButton *each : stage.dock->findChildren<QPushButton *>())
            again = each->isVisible() ? each : again;
        QVERIFY(again);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_COMPARE(stage.names(), everybody);
        QVERIFY(stage.view->isVisible());
    }
    void noRoomIsNobody()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        stage.dock->setRoom({});
        QCOMPARE(stage.names(), QStringList());
        QCOMPARE(stage.dock->windowTitle(), QStringLiteral("Members"));
    }
    void asksWhoOfThoseInViewIsThere()
    {
        Stage stage(Dialect::Sliding);
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        auto &presence = stage.transport.expects(Method::Get, QStringLiteral("/presence/*/status"))
                             .replies(200, test::jsonText("{'presence':'online'}"))
                             .always();
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        const auto presenceOf = [&](const QString &name) {
            return stage.rowOf(name).data(MemberListModel::PresenceRole).toInt();
        };
        QTRY_COMPARE(presence.asked(), 3);
        QTRY_COMPARE(presenceOf(u"Bob"_qs), int(Presence::Online));
        // Nobody looks: nobody is asked for.
        stage.dock->hide();
        stage.clock.advance(std::chrono::minutes(10));
        QTest::qWait(0);
        QCOMPARE(presence.asked(), 3);
        stage.dock->show();
        QTRY_COMPARE(presence.asked(), 6);
    }
    void severalAreRemovedAtOnce()
    {
        Stage stage;
        stage.setPower(100);
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        auto *remove = stage.dock->findChild<QPushButton *>(QStringLiteral("removeSelected"));
        auto *unban = stage.dock->findChild<QPushButton *>(QStringLiteral("unbanSelected"));
        stage.click(u"Ann"_qs, Qt::NoModifier);
        QVERIFY(!remove->isVisible()); // one alone has a menu
        stage.click(u"Cid"_qs, Qt::ShiftModifier);
        QTRY_VERIFY(remove->isVisible() && !unban->isVisible());
        QVERIFY(remove->text().contains(u'3'));
        stage.click(u"Bob"_qs, Qt::ControlModifier);
        QTRY_VERIFY(remove->text().contains(u'2'));
        QSignalSpy wanted(stage.dock.get(), &MembersDock::actionWanted);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        const auto action = wanted.first().first().value<PersonAction>();
        QCOMPARE(action.kind, PersonAction::Kind::Remove);
        QCOMPARE(action.room, room);
        QStringList people;
        for (const PersonAction::Person &person : action.people)
            people << person.user.toString();
        people.sort();
        QCOMPARE(people, (QStringList{QStringLiteral("@ann:x"), QStringLiteral("@cid:x")}));
    }
    void whoMayNotRemoveIsNotOfferedIt()
    {
        Stage stage;
        stage.setPower(0);
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        stage.click(u"Ann"_qs, Qt::NoModifier);
        stage.click(u"Bob"_qs, Qt::ControlModifier);
        QTRY_VERIFY(stage.dock->findChild<QPushButton *>(QStringLiteral("ignoreSelected"))->isVisible());
        QVERIFY(!stage.dock->findChild<QPushButton *>(QStringLiteral("removeSelected"))->isVisible());
        QVERIFY(!stage.dock->findChild<QPushButton *>(QStringLiteral("banSelected"))->isVisible());
    }
    void fiftyThousandAreSelectedAtOnce()
    {
        constexpr int Count = 50000;
        Stage stage;
        stage.setPower(100);
        QByteArray reply("{'chunk':[");
        for (int i = 0; i < Count; ++i) {
            const QByteArray number = QByteArray::number(i);
            const QByteArray name = i == Count / 2 ? QByteArray("Zoe") : "Person " + number;
            reply += QByteArray(i == 0 ? "" : ",") + "{'type':'m.room.member','event_id':'$" + number +
                     "','sender':'@p" + number + ":x','state_key':'@p" + number +
                     ":x','content':{'membership':'join','displayname':'" + name + "'}}";
        }
        reply += "]}";
        stage.transport.expects(Method::Get, path).replies(200, test::jsonText(reply.constData()));
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE_WITH_TIMEOUT(stage.view->model()->rowCount(), Count, 120000);
        QTest::keyClicks(stage.filter, QStringLiteral("zoe"));
        QCOMPARE(stage.names(), QStringList{QStringLiteral("Zoe")});
        stage.filter->clear();
        QCOMPARE(stage.view->model()->rowCount(), Count);
        QTest::keyClick(stage.view, Qt::Key_A, Qt::ControlModifier);
        const auto *remove = stage.dock->findChild<QPushButton *>(QStringLiteral("removeSelected"));
        const auto *ban = stage.dock->findChild<QPushButton *>(QStringLiteral("banSelected"));
        QTRY_VERIFY_WITH_TIMEOUT(remove->isVisible() && ban->isVisible(), 60000);
        QVERIFY(stage.isShown(QStringLiteral("50000 people selected")));
        for (const QPushButton *button : {remove, ban}) {
            QVERIFY(button->text().contains(QStringLiteral("50000")));
            QCOMPARE(button->toolTip(), QString());
        }
        QVERIFY(!stage.dock->findChild<QPushButton *>(QStringLiteral("unbanSelected"))->isVisible());
    }
    void theBannedAreThereForWhoMayLetThemBack()
    {
        Stage stage;
        stage.setPower(50);
        stage.transport.expects(Method::Get, path).replies(200, test::jsonText(R"({'chunk':[
                {'type':'m.room.member','event_id':'$1','sender':'@ann:x','state_key':'@ann:x',
                 'content':{'membership':'join','displayname':'Ann'}},
                {'type':'m.room.member','event_id':'$2','sender':'@me:x','state_key':'@eve:x',
                 'content':{'membership':'ban','displayname':'Eve'}}]})"));
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), (QStringList{QStringLiteral("Ann"), QStringLiteral("Eve")}));
        QVERIFY(stage.dock->membershipOf(UserId(QStringLiteral("@eve:x"))) == Membership::Ban);
        Q_EMIT stage.view->customContextMenuRequested(
            stage.view->visualRect(stage.rowOf(u"Eve"_qs)).center());
        const auto *menu = stage.dock->findChild<QMenu *>();
        QVERIFY(menu);
        QSignalSpy wanted(stage.dock.get(), &MembersDock::actionWanted);
        bool isThere = false;
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == QStringLiteral("Let them come back")) {
                isThere = true;
                action->trigger();
            }
        }
        QVERIFY(isThere);
        QCOMPARE(wanted.first().first().value<PersonAction>().kind, PersonAction::Kind::Unban);
    }
    void menuCopies()
    {
        Stage stage;
        stage.transport.expects(Method::Get, path).replies(200, membersReply());
        stage.dock->setRoom(room);
        stage.dock->show();
        QTRY_COMPARE(stage.names(), everybody);
        Q_EMIT stage.view->customContextMenuRequested(
            stage.view->visualRect(stage.rowOf(u"Bob"_qs)).center());
        const auto *menu = stage.dock->findChild<QMenu *>();
        QVERIFY(menu);
        const auto trigger = [menu](const QString &text) {
            for (QAction *action : menu->actions()) {
                if (action->text().remove(u'&') == text)
                    return action->trigger();
            }
            QFAIL(qPrintable(text));
        };
        trigger(QStringLiteral("Copy Matrix id"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("@bob:x"));
        trigger(QStringLiteral("Copy name"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Bob"));
        QSignalSpy chats(stage.dock.get(), &MembersDock::chatRequested);
        trigger(QStringLiteral("Chat"));
        QCOMPARE(chats.first().first().value<UserId>(), UserId(QStringLiteral("@bob:x")));
    }
};

QTEST_MAIN(TestMembersDock)
#include "tst_membersdock.moc"
