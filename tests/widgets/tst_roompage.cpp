// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompage.h"

#include "sessionstage.h"
#include "widgets/mainwindow.h"

#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

namespace {

const RoomId invitation(u"!inv:x"_qs);

/// A window that shows Eve's invitation, with whom one is in a room.
class Stage : public SessionStage
{
public:
    Stage()
    {
        transport.holdUnexpected();
        bring("{'!r:x':{'state':{'events':["
              "{'type':'m.room.member','event_id':'$eve','sender':'@eve:x','state_key':'@eve:x',"
              "'content':{'membership':'join'}}]}}}");
        bring("{'!inv:x':{'invite_state':{'events':["
              "{'type':'m.room.name','sender':'@eve:x','state_key':'','content':{'name':'Club'}},"
              "{'type':'m.room.member','sender':'@eve:x','state_key':'@me:x',"
              "'content':{'membership':'invite','reason':'Come <b>in</b>'}}]}}}",
              "[]", "invite");
        if (!QTest::qWaitFor([this] {
                return session->safety().invites().placeOf(invitation) != Invites::Place::Pending;
            }))
            qFatal("the invitation has no place");
        window = std::make_unique<MainWindow>(*session, m_folder.filePath(u"settings.ini"_qs));
        window->show();
        window->showRoom(invitation);
    }
    QPushButton *button(const QString &text) const
    {
        const auto buttons = window->findChild<RoomPage *>()->findChildren<QPushButton *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [&text](const QPushButton *each) {
            return each->text() == text && each->isVisible();
        });
        return found == buttons.end() ? nullptr : *found;
    }

private:
    QTemporaryDir m_folder;

public:
    std::unique_ptr<MainWindow> window;
};

}

/// An invitation, and how it is answered.
class TestRoomPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReasonOfAnInvitationIsShown()
    {
        Stage stage;
        const auto labels = stage.window->findChild<RoomPage *>()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"Come <b>in</b>"_qs) &&
                   label->textFormat() == Qt::PlainText;
        }));
    }
    void declinesAndIgnores()
    {
        Stage stage;
        QPushButton *button = stage.button(u"Decline and ignore"_qs);
        QVERIFY(button);
        const QString ignored = u"account_data/m.ignored_user_list"_qs;
        stage.transport.expects(Method::Get, ignored).replies(200, "{}");
        auto &put = stage.transport.expects(Method::Put, ignored).replies(200);
        auto &leave = stage.transport.expects(Method::Post, u"/rooms/!inv:x/leave"_qs).replies(200, "{}");
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(leave.isAsked());
        QVERIFY(put.sent().request.body.contains("@eve:x"));
        QTRY_VERIFY(stage.window->room().isEmpty());
    }
    void nothingIsDeclinedIfNobodyIsIgnored()
    {
        Stage stage;
        stage.transport.expects(Method::Get, u"account_data/m.ignored_user_list"_qs)
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        QTest::mouseClick(stage.button(u"Decline and ignore"_qs), Qt::LeftButton);
        QTRY_VERIFY(stage.button(u"Decline"_qs) && stage.button(u"Decline"_qs)->isEnabled());
        QCOMPARE(stage.transport.count(Method::Post, u"/rooms/!inv:x/leave"_qs), 0);
        QCOMPARE(stage.window->room(), invitation);
    }
};

QTEST_MAIN(TestRoomPage)
#include "tst_roompage.moc"
