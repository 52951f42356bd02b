// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moderationdesk.h"

#include "sessionstage.h"
#include "widgets/moderationbar.h"
#include "widgets/noticebar.h"
#include "widgets/personmenu.h"
#include "widgets/reasonpopup.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>

using namespace linnet;
using namespace linnet::testing;

using Kind = PersonAction::Kind;
using Method = Request::Method;

/// Keeping order in a room, as a person sees it.
class TestModerationDesk : public QObject
{
    Q_OBJECT

    const UserId Bob{QStringLiteral("@bob:x")};
    const UserId Ann{QStringLiteral("@ann:x")};
    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    NoticeBar *m_notice = nullptr;
    ModerationBar *m_bar = nullptr;
    ModerationDesk *m_desk = nullptr;

    void open(int ownPower = 100)
    {
        m_window.reset();
        m_stage = std::make_unique<SessionStage>();
        const QByteArray levels = "{'!r:x':{'state':{'events':[{'type':'m.room.power_levels','event_id':'$l',"
                                  "'sender':'@me:x','state_key':'','content':{'users':{'@me:x':" +
                                  QByteArray::number(ownPower) + ",'@ann:x':50}}}]}}}";
        m_stage->bring(levels);
        m_window = std::make_unique<QWidget>();
        m_notice = new NoticeBar(m_window.get());
        m_bar = new ModerationBar(m_window.get());
        m_desk = new ModerationDesk(*m_stage->session, *m_notice, *m_bar, *m_window);
        m_window->show();
    }
    test::FakeTransport &server() { return m_stage->transport; }
    ReasonPopup *popup() const { return m_window->findChild<ReasonPopup *>(); }
    PersonAction about(Kind kind, const QList<PersonAction::Person> &people) const
    {
        return {kind, room, people, QPoint(100, 100)};
    }
    void accept(const QString &reason = {})
    {
        QVERIFY(popup() && popup()->isVisible());
        QTest::keyClicks(popup()->findChild<QLineEdit *>(), reason);
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
    }
    QStringList entries(const UserId &user, Membership membership, bool areEnabled) const
    {
        PersonMenu menu(*m_stage->session, room, user, u"They"_qs, m_window.get(), membership);
        menu.setAttribute(Qt::WA_DeleteOnClose, false);
        QStringList texts;
        for (const QAction *action : menu.actions()) {
            if (!action->isSeparator() && action->isEnabled() == areEnabled)
                texts << action->text().remove(u'&');
        }
        return texts;
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        m_window.reset();
        QCOMPARE(server().unmet(), QStringList());
        m_stage.reset();
    }
    void bansWithAReasonAndTakesItBack()
    {
        m_desk->carryOut(about(Kind::Ban, {{Bob, u"Bob"_qs}}));
        auto &ban = server().expects(Method::Post, u"/rooms/!r:x/ban"_qs).replies(200);
        accept(u"spam"_qs);
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(ban.sent().request.body.contains("spam"));
        QVERIFY(m_notice->message().contains(u"Bob"_qs));
        QVERIFY(!m_bar->isVisible());
        auto &unban = server().expects(Method::Put, u"/state/m.room.member/@bob:x"_qs).replies(200);
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(unban.isAsked());
        QVERIFY(unban.sent().request.body.contains("leave"));
        QTRY_VERIFY(m_notice->isVisible());
    }
    void nothingHappensToWhoSaysNo()
    {
        m_desk->carryOut(about(Kind::Ban, {{Bob, u"Bob"_qs}}));
        QTest::keyClick(popup(), Qt::Key_Escape);
        QVERIFY(server().sent().isEmpty());
    }
    void whomOneRemovedCanBeInvitedAgain()
    {
        m_desk->carryOut(about(Kind::Remove, {{Bob, u"Bob"_qs}}));
        server().expects(Method::Post, u"/kick"_qs).replies(200);
        accept();
        QTRY_VERIFY(m_notice->isVisible());
        auto &invite = server().expects(Method::Post, u"/invite"_qs).replies(200);
        server().holdUnexpected();
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(invite.isAsked());
    }
    void severalWithProgressAndStop()
    {
        m_desk->carryOut(about(Kind::Remove, {{Bob, u"Bob"_qs}, {Ann, u"Ann"_qs}, {UserId(u"@c:x"_qs), {}}}));
        auto &first = server().expects(Method::Post, u"/kick"_qs).holds();
        accept();
        QTRY_VERIFY(first.isHeld());
        QVERIFY(m_bar->isVisible());
        QVERIFY(m_bar->message().contains(u'3'));
        Q_EMIT m_bar->actionTriggered();
        first.release(200);
        QTRY_VERIFY(!m_bar->isVisible());
        QVERIFY(m_notice->message().contains(u'2'));
        QCOMPARE(server().count(Method::Post, u"/kick"_qs), 1);
    }
    void saysWhoCouldNotBe()
    {
        m_desk->carryOut(about(Kind::Ban, {{Bob, u"Bob"_qs}, {Ann, u"Ann"_qs}}));
        server().expects(Method::Post, u"/ban"_qs).replies(200);
        server().expects(Method::Post, u"/ban"_qs).replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        accept();
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(m_notice->message().contains(u'1'));
    }
    void ignoresAndStops()
    {
        const QString path = u"account_data/m.ignored_user_list"_qs;
        server().expects(Method::Get, path).replies(200, "{}");
        server().expects(Method::Put, path).replies(200);
        m_desk->carryOut(about(Kind::Ignore, {{Bob, u"Bob"_qs}}));
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(m_stage->session->safety().ignored().contains(Bob));
        server().expects(Method::Get, path).replies(200, R"({"ignored_users":{"@bob:x":{}}})");
        server().expects(Method::Put, path).replies(200);
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(!m_stage->session->safety().ignored().contains(Bob));
    }
    void reportsSomebody()
    {
        m_desk->carryOut(about(Kind::Report, {{Bob, u"Bob"_qs}}));
        auto &report = server().expects(Method::Post, u"/users/@bob:x/report"_qs).replies(200);
        accept(u"spam"_qs);
        QTRY_VERIFY(m_notice->isVisible());
        QCOMPARE(report.sent().request.body, QByteArray(R"({"reason":"spam"})"));
    }
    void reportsAreNotOfferedWhereTheServerTakesNone()
    {
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Report…"_qs));
        m_desk->carryOut(about(Kind::Report, {{Bob, u"Bob"_qs}}));
        server()
            .expects(Method::Post, u"/users/@bob:x/report"_qs)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        accept();
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(!entries(Bob, Membership::Join, true).contains(u"Report…"_qs));
    }
    void hostileNamesAreTame()
    {
        m_desk->carryOut(about(Kind::Ban, {{Bob, u"<b>Bob</b>\u202e"_qs + QString(5000, u'x')}}));
        QVERIFY(popup()->width() < 3000);
        QVERIFY(!popup()->accessibleName().contains(QChar(0x202e)));
        popup()->close();
    }
    void whatMayNotBeDoneIsNotOffered()
    {
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Ban from the room…"_qs));
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Remove from the room…"_qs));
        QVERIFY(entries(Bob, Membership::Invite, true).contains(u"Take back the invitation…"_qs));
        QVERIFY(entries(Bob, Membership::Ban, true).contains(u"Let them come back"_qs));
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Ignore"_qs));
        QVERIFY(!entries(me, Membership::Join, true).contains(u"Ignore"_qs));
        open(50);
        QVERIFY(entries(Ann, Membership::Join, false).contains(u"Ban from the room…"_qs)); // as powerful
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Ban from the room…"_qs));
        open(0);
        for (bool areEnabled : {true, false})
            QVERIFY(!entries(Bob, Membership::Join, areEnabled).contains(u"Ban from the room…"_qs));
        QVERIFY(entries(Bob, Membership::Join, true).contains(u"Ignore"_qs));
    }
};

QTEST_MAIN(TestModerationDesk)
#include "tst_moderationdesk.moc"
