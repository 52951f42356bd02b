// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomplacing.h"

#include "models/roomlistmodel.h"
#include "sessionstage.h"
#include "support/spacerooms.h"
#include "widgets/noticebar.h"
#include "widgets/roompanel.h"

#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

using Method = Request::Method;

/// The left side of a window over a session with two rooms, of which one is a chat, and any spaces.
struct Stage : SessionStage
{
    explicit Stage(Dialect dialect = Dialect::V3) : SessionStage(dialect) { window.show(); }

    void addSpace(const QString &name, const QString &children, int power)
    {
        Room space = makeSpace(name, children);
        space.powerLevels.users.insert(me, power);
        session->rooms().apply(committed(space));
    }
    /// The entry in the room's menu; null if there is none.
    QAction *entry(const RoomId &of = room)
    {
        delete menu;
        menu = new QMenu(&window);
        Q_EMIT panel.roomMenuFilling(menu, of);
        return menu->actions().value(0);
    }
    QAction *space(const QString &name)
    {
        const auto actions = entry()->menu()->actions();
        for (QAction *each : actions) {
            if (each->text() == name)
                return each;
        }
        return nullptr;
    }

    QWidget window;
    RoomListModel rooms{session->rooms(), me};
    RoomPanel panel{session->rooms(), rooms, avatars.avatars(), &window};
    NoticeBar notice{&window};
    RoomPlacing placing{*session, panel, notice};
    QMenu *menu = nullptr;
};

}

/// Putting a room into a space from its menu.
class TestRoomPlacing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersWhatOneManages()
    {
        Stage stage;
        stage.addSpace(u"a"_qs, u"b"_qs, 100);
        stage.addSpace(u"b"_qs, u"r"_qs, 100);
        stage.addSpace(u"c & d"_qs, {}, 0);
        QVERIFY(stage.entry()->isEnabled());
        QCOMPARE(stage.entry()->menu()->actions().size(), 3); // one in another too, once
        QVERIFY(stage.space(u"a"_qs)->isEnabled());
        QVERIFY(!stage.space(u"b"_qs)->isEnabled());
        QCOMPARE(stage.space(u"b"_qs)->toolTip(), u"The room is in it."_qs);
        QVERIFY(!stage.space(u"c && d"_qs)->isEnabled());
        QVERIFY(stage.space(u"c && d"_qs)->toolTip().contains(u"manage"));
    }

    void saysWhyNoneCanBeChosen()
    {
        Stage stage;
        QVERIFY(!stage.entry()->isEnabled());
        QCOMPARE(stage.entry()->toolTip(), u"You are in no space."_qs);
        stage.addSpace(u"c"_qs, {}, 0);
        QVERIFY(!stage.entry()->isEnabled());
        QCOMPARE(stage.entry()->toolTip(), u"You manage none of your spaces."_qs);
        QVERIFY(!stage.entry(idOf(u"c"_qs))); // a space is no room
        Stage old(Dialect::V1);
        QVERIFY(!old.entry());
    }

    void addsAndTakesBack()
    {
        Stage stage;
        stage.addSpace(u"a"_qs, {}, 100);
        auto &added = stage.transport.expects(Method::Put, u"/rooms/!a:x/state/m.space.child/!r:x"_qs)
                          .replies(200, jsonText("{'event_id':'$1'}"));
        stage.space(u"a"_qs)->trigger();
        QTRY_VERIFY(added.isAsked());
        QVERIFY(added.sent().request.body.contains("\"via\":[\"x\""));
        QTRY_VERIFY(stage.notice.isVisible());
        QVERIFY2(stage.notice.message().contains(u"“a”"_qs), qPrintable(stage.notice.message()));
        auto &taken = stage.transport.expects(Method::Put, u"/rooms/!a:x/state/m.space.child/!r:x"_qs)
                          .replies(200, jsonText("{'event_id':'$2'}"));
        Q_EMIT stage.notice.actionTriggered();
        QTRY_VERIFY(taken.isAsked());
        QCOMPARE(taken.sent().request.body, QByteArray("{}"));
    }

    void saysWhatFailed()
    {
        Stage stage;
        stage.addSpace(u"a"_qs, {}, 100);
        stage.transport.expects(Method::Put, u"/state/m.space.child/!r:x"_qs)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        stage.space(u"a"_qs)->trigger();
        QTRY_VERIFY(stage.notice.message().startsWith(u"The room was not added"_qs));
    }
};

QTEST_MAIN(TestRoomPlacing)
#include "tst_roomplacing.moc"
