// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompreviewpage.h"

#include "session/roomlist.h"
#include "widgets/messagebar.h"
#include "widgets/previewdesk.h"
#include "widgets/sessionstage.h"
#include "widgets/timelineview.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Method = Request::Method;

const QString Summary = QStringLiteral("/room_summary/*");

/// A session's preview page with what stands behind it.
class Stage : public SessionStage
{
public:
    Stage()
        : settings(preferences()), page(avatars.avatars(), session->media(), *settings), desk(*session, page)
    {
        page.resize(500, 600);
        page.show();
    }

    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : page.findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    bool says(const QString &words) const
    {
        for (const QLabel *each : page.findChildren<QLabel *>()) {
            if (each->text().contains(words) && each->isVisible())
                return true;
        }
        return false;
    }
    static MatrixLink link(const QString &text) { return MatrixLink::parse(text).value_or(MatrixLink()); }

    std::unique_ptr<Preferences> settings;
    RoomPreviewPage page;
    PreviewDesk desk;
};

}

/// What one sees of a room before one is in it, and what one can do there.
class TestRoomPreviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsARoomAndJoinsItThroughTheServersOfTheLink()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!noserver','name':'Birds','topic':'All of them',"
                                         "'num_joined_members':12,'join_rule':'public',"
                                         "'encryption':'m.megolm.v1.aes-sha2'}"));
        QSignalSpy shown(&stage.desk, &PreviewDesk::shown);
        QSignalSpy opened(&stage.desk, &PreviewDesk::openRequested);
        stage.desk.show(Stage::link(u"https://matrix.to/#/!noserver?via=one.y"_qs));
        QCOMPARE(shown.size(), 1);
        QTRY_VERIFY(stage.button(u"Join"_qs));
        QVERIFY(stage.says(u"Birds"_qs));
        QVERIFY(stage.says(u"All of them"_qs));
        QVERIFY(stage.says(u"12 people"_qs));
        QVERIFY(stage.says(u"Encrypted"_qs));
        QVERIFY(stage.says(u"Anybody can join."_qs));
        auto &joined = stage.transport.expects(Method::Post, u"/join/!noserver"_qs)
                           .replies(200, test::jsonText("{'room_id':'!noserver'}"));
        QTest::mouseClick(stage.button(u"Join"_qs), Qt::LeftButton);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(joined.sent().query("via"), u"one.y"_qs);
        QCOMPARE(opened.first().first().value<RoomId>(), RoomId(u"!noserver"_qs));
    }
    void escapeGoesBack()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','name':'Club','join_rule':'knock'}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.button(u"Ask to join"_qs));
        QSignalSpy closed(&stage.page, &RoomPreviewPage::closed);
        QTest::keyClick(stage.page.findChild<QLineEdit *>(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
    }
    void whatOthersWroteIsNoMarkup()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','name':'<b>&</b>','join_rule':'public'}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.says(u"<b>&</b>"_qs));
        for (const QWidget *each : stage.page.findChildren<QWidget *>())
            QVERIFY2(!each->toolTip().contains(u"<b>"_qs), qPrintable(each->toolTip()));
    }
    void showsTheMessageOfTheLinkAfterwards()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','join_rule':'public'}"));
        stage.transport.expects(Method::Post, u"/join/!a:x"_qs).replies(200, "{}");
        QSignalSpy wanted(&stage.desk, &PreviewDesk::messageRequested);
        stage.desk.show(Stage::link(u"https://matrix.to/#/!a:x/$event"_qs));
        QTRY_VERIFY(stage.button(u"Join"_qs));
        QTest::mouseClick(stage.button(u"Join"_qs), Qt::LeftButton);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().last().value<EventId>(), EventId(u"$event"_qs));
    }
    void asksToJoinAndTakesItBack()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','name':'Club','join_rule':'knock'}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.button(u"Ask to join"_qs));
        QTest::keyClicks(stage.page.findChild<QLineEdit *>(), u"It is me"_qs);
        auto &knocked = stage.transport.expects(Method::Post, u"/knock/!a:x"_qs)
                            .replies(200, test::jsonText("{'room_id':'!a:x'}"));
        QTest::keyClick(stage.page.findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(stage.button(u"Withdraw"_qs));
        QVERIFY(knocked.sent().request.body.contains("It is me"));
        QVERIFY(stage.says(u"You asked to join."_qs));
        stage.transport.expects(Method::Post, u"/rooms/!a:x/leave"_qs).replies(200, "{}");
        QTest::mouseClick(stage.button(u"Withdraw"_qs), Qt::LeftButton);
        QTRY_VERIFY(stage.button(u"Ask to join"_qs));
    }
    void aKnockThatIsNotPossibleSaysWhy()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','join_rule':'knock'}"));
        stage.transport.expects(Method::Post, u"/knock/!a:x"_qs)
            .replies(404, test::jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.button(u"Ask to join"_qs));
        QTest::mouseClick(stage.button(u"Ask to join"_qs), Qt::LeftButton);
        QTRY_VERIFY(stage.page.findChild<MessageBar *>()->isVisible());
        QVERIFY(stage.page.findChild<MessageBar *>()->message().contains(u"cannot ask"));
        QVERIFY(stage.button(u"Ask to join"_qs)->isEnabled());
    }
    void aRefusedJoinNamesTheSpaces()
    {
        Stage stage;
        stage.bring("{'!space:x':{'state':{'events':[{'type':'m.room.name','event_id':'$n','sender':'@b:x',"
                    "'state_key':'','content':{'name':'The flock'}}]}}}",
                    "[]", "leave");
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','join_rule':'restricted',"
                                         "'allowed_room_ids':['!unknown:x']}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.says(u"or get an invitation"_qs));
        QVERIFY(!stage.button(u"Join"_qs));
    }
    void needsAnInvitation()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','join_rule':'invite'}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        QTRY_VERIFY(stage.says(u"You need an invitation."_qs));
        QVERIFY(!stage.button(u"Join"_qs));
    }
    void showsWhatEverybodyMayRead()
    {
        Stage stage;
        stage.transport.expects(Method::Get, Summary)
            .replies(200, test::jsonText("{'room_id':'!a:x','join_rule':'public','world_readable':true}"));
        stage.transport.expects(Method::Get, u"/rooms/!a:x/messages"_qs)
            .replies(200, test::jsonText("{'chunk':[{'type':'m.room.message','event_id':'$1','sender':'@b:x',"
                                         "'content':{'msgtype':'m.text','body':'hello there'}}]}"));
        stage.desk.show(Stage::link(u"!a:x"_qs));
        auto *view = stage.page.findChild<TimelineView *>();
        QTRY_VERIFY(view->isVisible());
        QCOMPARE(view->model()->rowCount(), 1);
        stage.desk.close();
        QCOMPARE(view->model()->rowCount(), 0);
    }
    void saysThatThereIsNoSuchRoomAndTriesAgain()
    {
        Stage stage;
        for (int i = 0; i < 2; ++i) {
            stage.transport.expects(Method::Get, Summary)
                .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
            stage.transport.expects(Method::Get, u"/directory/room/*"_qs)
                .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        }
        stage.desk.show(Stage::link(u"#nobody:x"_qs));
        QTRY_VERIFY(stage.button(u"Try again"_qs));
        QTest::mouseClick(stage.button(u"Try again"_qs), Qt::LeftButton);
        QTRY_COMPARE(stage.transport.count(Method::Get, u"/directory/room/*"_qs), 2);
        QTRY_VERIFY(stage.button(u"Try again"_qs));
    }
    void whatADirectorySaysIsShownAtOnce()
    {
        Stage stage;
        auto &asked = stage.transport.expects(Method::Get, Summary).holds();
        PublicRoom listed;
        listed.id = RoomId(u"!a:x"_qs);
        listed.name = u"Birds"_qs;
        listed.joined = 3;
        stage.desk.show(Stage::link(u"!a:x"_qs), listed);
        QVERIFY(stage.says(u"Birds"_qs));
        QVERIFY(stage.button(u"Join"_qs));
        QTRY_VERIFY(asked.isHeld());
        asked.release(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        QVERIFY(stage.says(u"Birds"_qs));
    }
    void longAndHostileTextsStayInTheirPlace()
    {
        Stage stage;
        RoomSummary summary;
        summary.id = RoomId(u"!a:x"_qs);
        summary.name = QString(10'000, u'n');
        summary.topic = u"<b>bold</b> "_qs.repeated(2'000);
        summary.alias = QString(u'#' + QString(10'000, u'a'));
        RoomList none;
        stage.page.showRoom(summary, JoinOutlook::of(summary, none));
        for (const QLabel *each : stage.page.findChildren<QLabel *>()) {
            QCOMPARE(each->textFormat() == Qt::RichText, false);
            QVERIFY(each->text().size() < 400);
        }
    }
    void anInvitationIsAcceptedOrDeclined()
    {
        Stage stage;
        RoomSummary summary;
        summary.id = RoomId(u"!a:x"_qs);
        summary.membership = Membership::Invite;
        RoomList none;
        QSignalSpy joined(&stage.page, &RoomPreviewPage::joinRequested);
        QSignalSpy declined(&stage.page, &RoomPreviewPage::withdrawRequested);
        disconnect(&stage.page, nullptr, &stage.desk, nullptr);
        stage.page.showRoom(summary, JoinOutlook::of(summary, none));
        QTest::mouseClick(stage.button(u"Accept the invitation"_qs), Qt::LeftButton);
        QTest::mouseClick(stage.button(u"Decline"_qs), Qt::LeftButton);
        QCOMPARE(joined.size(), 1);
        QCOMPARE(declined.size(), 1);
    }

    void goesOnToTheRoomThatReplacedOne()
    {
        Stage stage;
        stage.bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.tombstone','event_id':'$t',"
                    "'sender':'@admin:far.org','state_key':'','content':{'replacement_room':'!new'}}]}}}");
        QVERIFY(stage.known().isReplaced);
        stage.transport.expects(Method::Get, Summary)
            .replies(404, test::jsonText("{'errcode':'M_NOT_FOUND'}"));
        auto &joined = stage.transport.expects(Method::Post, u"/join/!new"_qs)
                           .replies(200, test::jsonText("{'room_id':'!new'}"));
        QSignalSpy opened(&stage.desk, &PreviewDesk::openRequested);
        stage.desk.goOn(room);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(joined.sent().query("via"), u"far.org"_qs);
        stage.desk.close();
        // One is in it now.
        stage.bring("{'!new':{'state':{'events':[{'type':'m.room.member','event_id':'$j','sender':'@me:x',"
                    "'state_key':'@me:x','content':{'membership':'join'}}]}}}");
        stage.desk.goOn(room);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.last().first().value<RoomId>(), RoomId(u"!new"_qs));
    }
    void aRefusalToGoOnIsSaidOnThePage()
    {
        Stage stage;
        stage.bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.tombstone','event_id':'$t',"
                    "'sender':'@admin:far.org','state_key':'','content':{'replacement_room':'!new'}}]}}}");
        auto &asked = stage.transport.expects(Method::Get, Summary).holds();
        stage.transport.expects(Method::Post, u"/join/!new"_qs)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN'}"));
        stage.desk.goOn(room);
        QTRY_VERIFY(asked.isHeld());
        QTRY_VERIFY(stage.page.findChild<MessageBar *>()->isVisible());
        asked.release(200, test::jsonText("{'room_id':'!new','join_rule':'invite','name':'New'}"));
        QTRY_VERIFY(stage.says(u"You need an invitation."_qs));
        QVERIFY(stage.page.findChild<MessageBar *>()->isVisible());
    }
    void aCircleOfRoomsIsSaid()
    {
        Stage stage;
        stage.bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.tombstone','event_id':'$t',"
                    "'sender':'@admin:x','state_key':'','content':{'replacement_room':'!r:x'}}]}}}");
        QSignalSpy failed(&stage.desk, &PreviewDesk::failed);
        stage.desk.goOn(room);
        QCOMPARE(failed.size(), 1);
        QVERIFY(stage.transport.sent().isEmpty());
    }
};

QTEST_MAIN(TestRoomPreviewPage)
#include "tst_roompreviewpage.moc"
