// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/invitespage.h"

#include "matrix/moderationrequests.h"
#include "models/invitelistmodel.h"
#include "sessionstage.h"
#include "widgets/emptystate.h"
#include "widgets/invitesbar.h"
#include "widgets/moderationbar.h"
#include "widgets/noticebar.h"
#include "widgets/reasonpopup.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// The invitations of strangers, as a person sees them.
class TestInvitesPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<InvitesPage> m_page;
    QListView *m_view = nullptr;

    static QByteArray invitation(const QByteArray &number, const QByteArray &server, const QByteArray &name)
    {
        return "'!i" + number + ":" + server +
               "':{'invite_state':{'events':["
               "{'type':'m.room.name','sender':'@p" +
               number + ":" + server +
               "','state_key':'',"
               "'content':{'name':'" +
               name +
               "'}},"
               "{'type':'m.room.avatar','sender':'@p" +
               number + ":" + server +
               "','state_key':'',"
               "'content':{'url':'mxc://y/lure'}},"
               "{'type':'m.room.member','sender':'@p" +
               number + ":" + server +
               "','state_key':'@me:x',"
               "'content':{'membership':'invite','reason':'you won'}}]}}";
    }
    void bring(int count, const QByteArray &server = "y", const QByteArray &name = "Come in", int first = 1)
    {
        QByteArray rooms;
        for (int i = first; i < first + count; ++i)
            rooms += (rooms.isEmpty() ? "{" : ",") + invitation(QByteArray::number(i), server, name);
        m_stage->bring(rooms + "}", "[]", "invite");
    }
    void show()
    {
        m_page = std::make_unique<InvitesPage>(*m_stage->session);
        m_page->resize(600, 500);
        m_page->show();
        m_view = m_page->findChild<QListView *>();
    }
    QPushButton *button(const QString &name) const { return m_page->findChild<QPushButton *>(name); }
    ModerationBar *bar() const { return m_page->findChild<ModerationBar *>(); }
    ReasonPopup *popup() const { return m_page->findChild<ReasonPopup *>(); }
    int rows() const { return m_view->model()->rowCount(); }
    void select(int first, int last)
    {
        const QAbstractItemModel &model = *m_view->model();
        m_view->selectionModel()->select({model.index(first, 0), model.index(last, 0)},
                                         QItemSelectionModel::ClearAndSelect);
    }
    test::FakeTransport &server() { return m_stage->transport; }
    test::FakeTransport::Expectation &shared()
    {
        return server()
            .expects(Method::Get, u"/v1/mutual_rooms"_qs)
            .replies(200, R"({"joined":[],"count":0})")
            .always();
    }

private Q_SLOTS:
    void init() { m_stage = std::make_unique<SessionStage>(); }
    void cleanup()
    {
        m_page.reset();
        QCOMPARE(server().unmet(), QStringList());
        m_stage.reset();
    }
    void saysThatThereIsNone()
    {
        show();
        QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
        QVERIFY(!button(u"declineAll"_qs)->isEnabled());
        QVERIFY(!button(u"accept"_qs)->isEnabled());
    }
    void theBarCountsAndOpens()
    {
        shared();
        QWidget parent;
        InvitesBar line(m_stage->session->safety().invites(), &parent);
        parent.show();
        QVERIFY(!line.isVisible());
        bring(2);
        QTRY_VERIFY(line.isVisible());
        QVERIFY(line.text().contains(u'2'));
    }
    void acceptsOne()
    {
        shared();
        bring(2);
        show();
        QTRY_COMPARE(rows(), 2);
        QVERIFY(!button(u"accept"_qs)->isEnabled());
        select(0, 1);
        QVERIFY(!button(u"accept"_qs)->isEnabled()); // which one?
        select(1, 1);
        QSignalSpy accepted(m_page.get(), &InvitesPage::acceptRequested);
        QTest::mouseClick(button(u"accept"_qs), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.first().first().value<RoomId>(),
                 m_view->model()->index(1, 0).data(InviteListModel::RoomIdRole).value<RoomId>());
    }
    void enterAcceptsNothing()
    {
        shared();
        bring(1);
        show();
        QTRY_COMPARE(rows(), 1);
        QSignalSpy accepted(m_page.get(), &InvitesPage::acceptRequested);
        m_view->setCurrentIndex(m_view->model()->index(0, 0));
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(accepted.size(), 0);
    }
    void declinesWhatIsSelected()
    {
        shared();
        bring(3);
        show();
        QTRY_COMPARE(rows(), 3);
        select(0, 1);
        auto &leave = server().expects(Method::Post, u"/leave"_qs).holds();
        QTest::mouseClick(button(u"decline"_qs), Qt::LeftButton);
        QTRY_VERIFY(leave.isHeld());
        QVERIFY(bar()->isVisible());
        QVERIFY(!button(u"declineAll"_qs)->isEnabled());
        server().expects(Method::Post, u"/leave"_qs).replies(200);
        leave.release(200);
        QTRY_VERIFY(!bar()->isVisible());
        QVERIFY(m_page->findChild<NoticeBar *>()->message().contains(u'2'));
    }
    void ignoresBeforeItDeclines()
    {
        shared();
        bring(1);
        show();
        QTRY_COMPARE(rows(), 1);
        select(0, 0);
        server().expects(Method::Get, u"account_data/m.ignored_user_list"_qs).replies(200, "{}");
        auto &put = server().expects(Method::Put, u"account_data/m.ignored_user_list"_qs).holds();
        QTest::mouseClick(button(u"declineAndIgnore"_qs), Qt::LeftButton);
        QTRY_VERIFY(put.isHeld());
        QCOMPARE(server().count(Method::Post, u"/leave"_qs), 0);
        server().expects(Method::Post, u"/rooms/!i1:y/leave"_qs).replies(200);
        put.release(200);
        QTRY_COMPARE(server().count(Method::Post, u"/leave"_qs), 1);
        QTRY_COMPARE(rows(), 0);
    }
    void allFromOneServer()
    {
        shared();
        bring(2, "evil.org", "Spam", 1);
        bring(1, "fine.org", "Tea", 7);
        show();
        QTRY_COMPARE(rows(), 3);
        QVERIFY(!button(u"declineServer"_qs)->isVisible());
        for (int row = 0; row < 3; ++row) {
            if (m_view->model()->index(row, 0).data(InviteListModel::ServerRole) == u"evil.org"_qs)
                select(row, row);
        }
        QVERIFY(button(u"declineServer"_qs)->text().contains(u"evil.org"_qs));
        QTest::mouseClick(button(u"declineServer"_qs), Qt::LeftButton);
        QVERIFY(popup() && popup()->isVisible());
        QVERIFY(!popup()->findChild<QLineEdit *>()->isVisible());
        auto &leave = server().expects(Method::Post, u"/rooms/*:evil.org/leave"_qs).replies(200).always();
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QTRY_COMPARE(leave.asked(), 2);
        QTRY_VERIFY(!bar()->isVisible());
    }
    void stopsAndSaysWhatIsLeft()
    {
        shared();
        bring(5);
        show();
        QTRY_COMPARE(rows(), 5);
        QTest::mouseClick(button(u"declineAll"_qs), Qt::LeftButton);
        auto &leave = server().expects(Method::Post, u"/leave"_qs).holds();
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QTRY_VERIFY(leave.isHeld());
        Q_EMIT bar()->actionTriggered();
        leave.release(200);
        QTRY_VERIFY(!bar()->isVisible());
        QVERIFY(m_page->findChild<NoticeBar *>()->message().contains(u'4'));
    }
    void saysWhatCouldNotBeDeclined()
    {
        shared();
        bring(2);
        show();
        QTRY_COMPARE(rows(), 2);
        select(0, 1);
        server()
            .expects(Method::Post, u"/leave"_qs)
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        server().expects(Method::Post, u"/leave"_qs).replies(200);
        QTest::mouseClick(button(u"decline"_qs), Qt::LeftButton);
        QTRY_VERIFY(m_page->findChild<NoticeBar *>()->isVisible());
        QVERIFY(m_page->findChild<NoticeBar *>()->message().contains(u'1'));
    }
    void reportsWhoInvites()
    {
        shared();
        bring(1);
        show();
        QTRY_COMPARE(rows(), 1);
        select(0, 0);
        QTest::mouseClick(button(u"report"_qs), Qt::LeftButton);
        QTRY_VERIFY(popup() && popup()->isVisible());
        QTest::keyClicks(popup()->findChild<QLineEdit *>(), u"spam"_qs);
        auto &report = server().expects(Method::Post, u"/users/@p1:y/report"_qs).replies(200);
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QTRY_VERIFY(report.isAsked());
        QCOMPARE(report.sent().request.body, QByteArray(R"({"reason":"spam"})"));
        QTRY_VERIFY(m_page->findChild<NoticeBar *>()->isVisible());
    }
    void whereNothingCanBeReportedItIsNotOffered()
    {
        m_stage->session->api().setMissing(ModerationRequests::ReportUser);
        show();
        QVERIFY(!button(u"report"_qs)->isVisible());
    }
    /// Nothing is fetched of any, and nothing but rooms in common is asked, of those in view.
    void fiveThousandWithAbusiveNames()
    {
        auto &asked = shared();
        QList<Room> rooms;
        for (int i = 0; i < 5000; ++i) {
            Room abusive;
            abusive.id = RoomId(u"!i%1:y"_qs.arg(i));
            abusive.membership = Membership::Invite;
            abusive.name = u"<h1>\u202e"_qs + QString(2000, u'x');
            abusive.avatarUrl = u"mxc://y/lure"_qs;
            abusive.inviter = UserId(u"@spam%1:y"_qs.arg(i));
            abusive.inviterName = abusive.name;
            abusive.lastTs = i;
            rooms << abusive;
        }
        m_stage->session->rooms().load(rooms);
        show();
        QTRY_COMPARE(rows(), 5000);
        m_page->grab();
        QTRY_VERIFY(asked.asked() > 0);
        m_view->scrollToBottom();
        m_page->grab();
        const int before = asked.asked();
        QTRY_VERIFY(asked.asked() > before);
        QVERIFY2(asked.asked() < 100, qPrintable(QString::number(asked.asked())));
        QCOMPARE(server().sent().size(), asked.asked());
    }
};

QTEST_MAIN(TestInvitesPage)
#include "tst_invitespage.moc"
