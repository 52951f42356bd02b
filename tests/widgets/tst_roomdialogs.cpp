// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdialogs.h"

#include "widgets/createroomdialog.h"
#include "widgets/sessionstage.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// What links to people and rooms lead to.
class TestRoomDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkToAPersonOpensTheirChat_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("matrix.to") << u"https://matrix.to/#/@bob:x"_qs;
        QTest::newRow("uri") << u"matrix:u/bob:x?action=chat"_qs;
    }
    void aLinkToAPersonOpensTheirChat()
    {
        QFETCH(QString, link);
        SessionStage stage;
        stage.bring("{'!dm:x':{'state':{'events':[{'type':'m.room.member','event_id':'$k2',"
                    "'sender':'@bob:x','state_key':'@bob:x','content':{'membership':'join'}}]}}}",
                    "[{'type':'m.direct','content':{'@bob:x':['!dm:x'],'@ann:x':['!left:x']}}]");
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy opened(&dialogs, &RoomDialogs::openRequested);
        dialogs.follow(link);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<RoomId>(), chat);
        QVERIFY(!window.findChild<CreateRoomDialog *>());
    }
    void withoutAChatOneIsOffered()
    {
        SessionStage stage;
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy opened(&dialogs, &RoomDialogs::openRequested);
        dialogs.follow(u"https://matrix.to/#/@bob:x"_qs);
        QTRY_VERIFY(window.findChild<CreateRoomDialog *>());
        QVERIFY(opened.isEmpty());
    }
    void oneselfIsNobodyToChatWith()
    {
        SessionStage stage;
        QWidget window;
        RoomDialogs dialogs(*stage.session, window);
        QSignalSpy done(&dialogs, &RoomDialogs::done);
        dialogs.follow(u"https://matrix.to/#/@me:x"_qs);
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!window.findChild<CreateRoomDialog *>());
    }
};

QTEST_MAIN(TestRoomDialogs)
#include "tst_roomdialogs.moc"
