// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roledesk.h"

#include "sessionstage.h"
#include "widgets/noticebar.h"
#include "widgets/personmenu.h"
#include "widgets/rolemenu.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// Giving people another role from their menu.
class TestRoleDesk : public QObject
{
    Q_OBJECT

    const UserId Bob{QStringLiteral("@bob:x")};
    const UserId Ann{QStringLiteral("@ann:x")};
    const QString Path = QStringLiteral("/state/m.room.power_levels");
    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    NoticeBar *m_notice = nullptr;
    std::unique_ptr<RoleDesk> m_desk;
    QByteArray m_levels; ///< as the server has them

    /// With nothing stored.
    void open()
    {
        m_desk.reset();
        m_window.reset();
        m_stage = std::make_unique<SessionStage>();
        m_window = std::make_unique<QWidget>();
        m_notice = new NoticeBar(m_window.get());
        m_desk = std::make_unique<RoleDesk>(*m_stage->session, *m_notice, *m_window);
        m_window->show();
    }
    void open(const QByteArray &users, const QByteArray &create = "{'room_version':'10'}")
    {
        open();
        const QByteArray content = "{'users':" + users + "}";
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'m.room.create','event_id':'$c',"
                       "'sender':'@ann:x','state_key':'','content':" +
                       create +
                       "},{'type':'m.room.power_levels','event_id':'$l','sender':'@me:x','state_key':'',"
                       "'content':" +
                       content + "}]}}}");
        m_levels = test::jsonText(content.constData());
    }
    test::FakeTransport &server() { return m_stage->transport; }
    test::FakeTransport::Expectation &save()
    {
        server().expects(Method::Get, Path).replies(200, m_levels);
        return server().expects(Method::Put, Path).replies(200);
    }
    static QJsonObject usersIn(const test::FakeTransport::Expectation &put)
    {
        const QJsonObject content = QJsonDocument::fromJson(put.sent().request.body).object();
        return content.value(u"users").toObject();
    }
    void give(const UserId &user, std::optional<int> level)
    {
        m_desk->change({PersonAction::Kind::Role, room, {{user, u"<b>They</b>"_qs}}, {}, level});
    }
    QMessageBox *question() const { return m_window->findChild<QMessageBox *>(u"levelQuestion"_qs); }
    /// The roles of the menu, "+Admin" if it may be chosen, "*" before the one they have.
    QStringList offered(const UserId &user) const
    {
        PersonMenu menu(*m_stage->session, room, user, {}, m_window.get(), Membership::Join);
        menu.setAttribute(Qt::WA_DeleteOnClose, false);
        const auto *roles = menu.findChild<RoleMenu *>();
        if (!roles)
            return {u"none"_qs};
        if (!roles->menuAction()->isEnabled())
            return {roles->menuAction()->toolTip()};
        QStringList texts;
        for (const QAction *action : roles->actions()) {
            if (!action->isSeparator())
                texts << (action->isChecked() ? u"*"_qs : QString()) +
                             (action->isEnabled() ? u"+"_qs : QString()) + action->text().remove(u'&');
        }
        return texts;
    }

private Q_SLOTS:
    void init() { open("{'@me:x':100,'@ann:x':50}"); }
    void cleanup()
    {
        m_desk.reset();
        m_window.reset();
        QCOMPARE(server().unmet(), QStringList());
        m_stage.reset();
    }

    void givesARoleAndTakesItBack()
    {
        auto &put = save();
        give(Bob, 50);
        QTRY_VERIFY(m_notice->isVisible());
        QCOMPARE(usersIn(put).value(u"@bob:x").toInt(), 50);
        QCOMPARE(usersIn(put).value(u"@ann:x").toInt(), 50);
        QVERIFY(m_notice->message().contains(u"Moderator"_qs));
        m_levels = put.sent().request.body;
        // The sync has brought it meanwhile.
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.power_levels','event_id':'$l2',"
                       "'sender':'@me:x','state_key':'',"
                       "'content':{'users':{'@me:x':100,'@ann:x':50,'@bob:x':50}}}]}}}");
        auto &back = save();
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(back.isAsked());
        QVERIFY(!usersIn(back).contains(u"@bob:x"));
        QTRY_VERIFY(m_notice->message().contains(u"Member"_qs));
    }
    void takesBackToWhatTheServerHad()
    {
        open("{'@me:x':100,'@bob:x':50}");
        // Somebody else has lowered them, and no sync has brought it yet.
        m_levels = test::jsonText("{'users':{'@me:x':100,'@bob:x':10}}");
        auto &put = save();
        give(Bob, 75);
        QTRY_VERIFY(m_notice->isVisible());
        m_levels = put.sent().request.body;
        auto &back = save();
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(back.isAsked());
        QCOMPARE(usersIn(back).value(u"@bob:x").toInt(), 10);
    }
    /// One made the room, which alone says that one may do anything, and v1 brings its state late.
    void asksForStateThatIsNotStoredYet()
    {
        open();
        const QByteArray state = test::jsonText("[{'type':'m.room.create','event_id':'$c','sender':'@me:x',"
                                                "'state_key':'','content':{'room_version':'12'}}]");
        for (int each = 0; each < 2; ++each)
            server().expects(Method::Get, u"/rooms/!r:x/state"_qs).replies(200, state);
        m_levels = test::jsonText("{'users':{}}");
        auto &put = save();
        give(Bob, 50);
        QTRY_VERIFY(m_notice->isVisible());
        m_levels = put.sent().request.body;
        auto &back = save();
        Q_EMIT m_notice->actionTriggered();
        QTRY_VERIFY(back.isAsked());
        QVERIFY(!usersIn(back).contains(u"@bob:x"));
    }
    void saysWhatCannotBeTakenBack()
    {
        save();
        give(Bob, 100);
        QTRY_VERIFY(m_notice->message().contains(u"cannot take that back"_qs));
    }
    void asksBeforeOneLowersOneself()
    {
        open("{'@me:x':100,'@ann:x':100}");
        give(me, 0);
        QTRY_VERIFY(question());
        QVERIFY(server().sent().isEmpty());
        auto &put = save();
        question()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QTRY_VERIFY(put.isAsked());
        QVERIFY(!usersIn(put).contains(u"@me:x"));
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(m_notice->message().contains(u"Member"_qs));
    }
    void asksBeforeNobodyIsLeft()
    {
        open("{'@me:x':100,'@ann:x':10}");
        give(me, 0);
        QTRY_VERIFY(question());
        QVERIFY(question()->text().contains(u"nobody"_qs));
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!question());
        QVERIFY(server().sent().isEmpty());
    }
    void saysWhatWasRefused()
    {
        server().expects(Method::Get, Path).replies(200, m_levels);
        server().expects(Method::Put, Path).replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        give(Bob, 50);
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(m_notice->message().contains(u"could not be changed"_qs));
    }
    void anyLevelCanBeNamed()
    {
        give(Bob, std::nullopt);
        auto *dialog = m_window->findChild<QInputDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->intMaximum(), 100);
        auto &put = save();
        dialog->setIntValue(75);
        dialog->accept();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(usersIn(put).value(u"@bob:x").toInt(), 75);
        QTRY_VERIFY(m_notice->message().contains(u"75"_qs));
    }
    void theMenuOffersWhatOneMayGive()
    {
        QCOMPARE(offered(Bob),
                 (QStringList{u"+Admin"_qs, u"+Moderator"_qs, u"*+Member"_qs, u"+Another level…"_qs}));
        open("{'@me:x':60,'@ann:x':55}");
        QVERIFY(offered(Ann).contains(u"*+Level 55"_qs));
        QCOMPARE(offered(Bob).constFirst(), u"Admin"_qs);
        open("{'@me:x':50,'@ann:x':100}");
        QCOMPARE(offered(Ann), QStringList{u"You can change only people who stand below you."_qs});
        open("{'@me:x':0,'@ann:x':100}");
        QCOMPARE(offered(Bob), QStringList{u"none"_qs}); // no business of theirs
    }
    void creatorsStay()
    {
        open("{'@me:x':100}", "{'room_version':'12'}");
        QCOMPARE(offered(Ann), QStringList{u"Who made the room always stands above everybody else."_qs});
    }
};

QTEST_MAIN(TestRoleDesk)
#include "tst_roledesk.moc"
