// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionstage.h"
#include "widgets/mainwindow.h"

#include <QThreadPool>

using namespace linnet;
using namespace linnet::testing;

/// The picture of an invitation is somebody else's choice, as those in public rooms; of a stranger's none is
/// fetched.
class TestInvitationPictures : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void isFetchedOnlyWhereAllAreShown_data()
    {
        QTest::addColumn<int>("show");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<bool>("isFetched");
        QTest::newRow("all") << int(WhichRooms::All) << true << true;
        QTest::newRow("private rooms") << int(WhichRooms::Private) << true << false;
        QTest::newRow("none") << int(WhichRooms::None) << true << false;
        QTest::newRow("all, by a stranger") << int(WhichRooms::All) << false << false;
    }
    void isFetchedOnlyWhereAllAreShown()
    {
        QFETCH(int, show);
        QFETCH(bool, isKnown);
        QFETCH(bool, isFetched);
        const QString settings = m_folder.filePath(QStringLiteral("settings.ini"));
        PictureSettings{WhichRooms(show)}.write(settings);
        SessionStage stage;
        stage.transport.holdUnexpected();
        if (isKnown)
            stage.bring("{'!r:x':{'state':{'events':["
                        "{'type':'m.room.member','event_id':'$eve','sender':'@eve:x','state_key':'@eve:x',"
                        "'content':{'membership':'join'}}]}}}");
        stage.bring(
            "{'!inv:x':{'invite_state':{'events':["
            "{'type':'m.room.name','sender':'@eve:x','state_key':'','content':{'name':'Come in'}},"
            "{'type':'m.room.avatar','sender':'@eve:x','state_key':'','content':{'url':'mxc://x/lure'}},"
            "{'type':'m.room.member','sender':'@eve:x','state_key':'@me:x',"
            "'content':{'membership':'invite'}}]}},"
            "'!chat:x':{'invite_state':{'events':["
            "{'type':'m.room.member','sender':'@eve:x','state_key':'@eve:x',"
            "'content':{'membership':'join','displayname':'Eve','avatar_url':'mxc://x/face'}},"
            "{'type':'m.room.member','sender':'@eve:x','state_key':'@me:x',"
            "'content':{'membership':'invite','is_direct':true}}]}}}",
            "[]", "invite");
        QCOMPARE(stage.known(RoomId(QStringLiteral("!inv:x"))).avatarUrl, QStringLiteral("mxc://x/lure"));
        const auto asked = [&stage](const char *id) {
            return stage.transport.count(Request::Method::Get,
                                         QStringLiteral("/thumbnail/x/") + QLatin1String(id));
        };
        const Invites &invites = stage.session->safety().invites();
        QTRY_VERIFY(invites.placeOf(RoomId(QStringLiteral("!inv:x"))) != Invites::Place::Pending);
        MainWindow window(*stage.session, settings);
        window.show();
        window.showRoom(RoomId(QStringLiteral("!inv:x")));
        window.grab();
        if (isFetched) {
            QTRY_VERIFY(asked("lure") > 0);
            QTRY_VERIFY(asked("face") > 0);
            return;
        }
        QThreadPool::globalInstance()->waitForDone(); // it would look on the disk first
        QCoreApplication::processEvents();
        QCOMPARE(asked("lure"), 0);
        QCOMPARE(asked("face"), 0);
    }
};

QTEST_MAIN(TestInvitationPictures)
#include "tst_invitationpictures.moc"
