// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomhistory.h"

#include "models/timelinemodel.h"
#include "widgets/sessionstage.h"
#include "widgets/timelineview.h"

#include <QAbstractButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

QByteArray message(const QByteArray &id, const QByteArray &more = {})
{
    return "{'type':'m.room.message','event_id':'" + id +
           "','sender':'@bob:x','origin_server_ts':5000,'content':{'msgtype':'m.text','body':'" + id + "'" +
           more + "}}";
}

/// What follows "$target" `number` times without a row of its own in the room.
QByteArray hanger(const QByteArray &kind, int number)
{
    const QByteArray id = "$h" + QByteArray::number(number);
    const auto related = [](const QByteArray &type) -> QByteArray {
        return ",'m.relates_to':{'rel_type':'" + type + "','event_id':'$target'}";
    };
    if (kind == "edits")
        return message(id, ",'m.new_content':{'msgtype':'m.text','body':'new'}" + related("m.replace"));
    if (kind == "answers")
        return message(id, related("m.thread"));
    return "{'type':'m.reaction','event_id':'" + id +
           "','sender':'@bob:x','origin_server_ts':5000,'content':{'m.relates_to':{'rel_type':'m.annotation',"
           "'event_id':'$target','key':'" +
           QByteArray::number(number) + "'}}}";
}

/// A window on a room's history.
struct Shown
{
    explicit Shown(SessionStage &stage) : view(stage.avatars.avatars()), history(*stage.session, model, view)
    {
        view.resize(600, 400);
        view.show();
    }

    TimelineModel model;
    TimelineView view;
    RoomHistory history;
};

}

/// Going through a room's history, with the real timeline and view.
class TestRoomHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysAtWhatManyEventsWithoutARowFollow_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"reactions", "edits", "answers"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    void staysAtWhatManyEventsWithoutARowFollow()
    {
        QFETCH(QByteArray, kind);
        QByteArrayList events;
        for (int i = 0; i < 60; ++i)
            events << message("$a" + QByteArray::number(i));
        events << message("$target");
        for (int i = 0; i < 500; ++i)
            events << hanger(kind, i);
        for (int i = 0; i < 60; ++i)
            events << message("$b" + QByteArray::number(i));
        SessionStage stage;
        stage.transport.holdUnexpected();
        stage.bring("{'!r:x':{'timeline':{'events':[" + events.join(',') + "]}}}");

        Shown shown(stage);
        auto &model = shown.model;
        auto &view = shown.view;
        auto &history = shown.history;
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy seen(&view, &TimelineView::seen);
        history.setRoom(room, {});
        history.goTo(EventId(u"$target"_qs));
        history.open({}, 0);
        const auto target = [&] { return view.visualRect(model.index(model.rowOf(u"$target"_qs))); };
        QTRY_VERIFY(model.rowOf(u"$target"_qs) >= 0 && model.rowOf(u"$b59"_qs) >= 0);
        QTRY_VERIFY(target().isValid());
        QVERIFY(view.viewport()->rect().contains(target()));
        QVERIFY(!view.isFollowing());
        QVERIFY(!view.anchor().key.isEmpty());
        // What was not looked at is not read.
        QTRY_VERIFY(!seen.isEmpty());
        QCOMPARE(seen.last().first().value<EventId>(), EventId(u"$target"_qs));
        // From there on it is as ever.
        history.jumpToLatest();
        QTRY_VERIFY(view.isFollowing());
        QTRY_COMPARE(seen.last().first().value<EventId>(), EventId(u"$b59"_qs));
    }
    void theStartFollowsTheName()
    {
        const RoomId fresh(u"!new:x"_qs);
        SessionStage stage;
        stage.transport.holdUnexpected();
        stage.bring("{'!new:x':{'timeline':{'events':[{'type':'m.room.create','event_id':'$c',"
                    "'sender':'@me:x','state_key':'','content':{}}," +
                    message("$a") + "]}}}");
        Shown shown(stage);
        auto &model = shown.model;
        auto &view = shown.view;
        auto &history = shown.history;
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        history.setRoom(fresh, {});
        history.setName(u"Empty room"_qs);
        history.open({}, 0);
        QTRY_VERIFY(model.rowOf(u"$a"_qs) >= 0);
        const QRect start(0, 0, view.viewport()->width(), view.visualRect(model.index(0)).top());
        QVERIFY(start.height() > 0);
        const auto painted = [&] { return view.viewport()->grab(start).toImage(); };
        const QImage before = painted();
        history.setName(u"Tea"_qs);
        QTRY_VERIFY(painted() != before);
        history.setName(u"Empty room"_qs);
        QTRY_COMPARE(painted(), before);
    }
    void aButtonLeadsToWhatIsNew_data()
    {
        QTest::addColumn<int>("unread");
        QTest::newRow("in the window") << 30;
        QTest::newRow("far before it") << 400;
    }
    void aButtonLeadsToWhatIsNew()
    {
        QFETCH(int, unread);
        QByteArrayList events;
        for (int i = 0; i < unread + 50; ++i)
            events << message("$a" + QByteArray::number(i));
        SessionStage stage;
        stage.transport.holdUnexpected();
        stage.bring(
            "{'!r:x':{'timeline':{'events':[" + events.join(',') +
            "]},'unread_notifications':{'notification_count':" + QByteArray::number(unread) +
            "},'ephemeral':{'events':[{'type':'m.receipt','content':{'$a49':{'m.read':{'@me:x':{'ts':1,"
            "'thread_id':'main'}}}}}]}}}");
        QCOMPARE(stage.known().readMarker, EventId(u"$a49"_qs));

        Shown shown(stage);
        auto &model = shown.model;
        auto &view = shown.view;
        auto &history = shown.history;
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        const auto *button = view.findChild<QAbstractButton *>(u"jumpToUnread"_qs);
        history.setRoom(room, {});
        history.open({}, 0);
        QTRY_VERIFY(button->isVisible());
        // What is looked at at the bottom is read, which takes nothing away of the way back.
        stage.session->markRead(room, EventId(u"$a"_qs + QString::number(unread + 49)), {});
        QTRY_COMPARE(stage.known().unread, 0);
        QVERIFY(button->isVisible());
        QTest::mouseClick(view.findChild<QAbstractButton *>(u"jumpToUnread"_qs), Qt::LeftButton);
        const auto first = [&] { return view.visualRect(model.index(model.rowOf(u"$a50"_qs))); };
        QTRY_VERIFY(model.rowOf(u"$a50"_qs) >= 0 && view.viewport()->rect().intersects(first()));
        QVERIFY(model.item(model.rowOf(u"$a50"_qs)).startsUnread);
        QVERIFY(!button->isVisible());
    }
    void nothingLeadsToWhatOneSees()
    {
        SessionStage stage;
        stage.transport.holdUnexpected();
        stage.bring(
            "{'!r:x':{'timeline':{'events':[" + message("$a") + "," + message("$b") +
            "]},'unread_notifications':{'notification_count':1},'ephemeral':{'events':[{'type':'m.receipt',"
            "'content':{'$a':{'m.read':{'@me:x':{'ts':1,'thread_id':'main'}}}}}]}}}");
        Shown shown(stage);
        auto &model = shown.model;
        auto &view = shown.view;
        auto &history = shown.history;
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy placed(&history, &RoomHistory::placeKnown);
        history.setRoom(room, {});
        history.open({}, 0);
        QTRY_COMPARE(placed.size(), 2);
        QTRY_VERIFY(model.rowCount() > 0);
        QVERIFY(!view.findChild<QAbstractButton *>(u"jumpToUnread"_qs)->isVisible());
    }
};

QTEST_MAIN(TestRoomHistory)
#include "tst_roomhistory.moc"
