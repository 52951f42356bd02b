// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/safetysettings.h"

#include "sessionstage.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QWheelEvent>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

class TestSafetySettings : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<SafetySettings> m_page;

    void show(const QByteArray &features = R"({"versions":["v1.18"]})")
    {
        server().expects(Method::Get, u"/_matrix/client/versions"_qs).replies(200, features);
        m_page = std::make_unique<SafetySettings>(*m_stage->session);
        m_page->show();
    }
    test::FakeTransport &server() { return m_stage->transport; }
    QListWidget *list(const QString &name) const { return m_page->findChild<QListWidget *>(name); }
    QPushButton *button(const QString &name) const { return m_page->findChild<QPushButton *>(name); }
    bool isSaid(const QString &words) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init() { m_stage = std::make_unique<SessionStage>(); }
    void cleanup()
    {
        m_page.reset();
        QCOMPARE(server().unmet(), QStringList());
        m_stage.reset();
    }
    void emptyListsSaySo()
    {
        show();
        QVERIFY(!list(u"ignored"_qs)->isVisible());
        QVERIFY(!list(u"policyLists"_qs)->isVisible());
        QVERIFY(isSaid(u"Nobody."_qs));
        QTRY_VERIFY(m_stage->session->safety().inviteRules().server() == InviteRules::Server::Keeps);
    }
    void stopsIgnoring()
    {
        m_stage->bring(
            "{}", "[{'type':'m.ignored_user_list','content':{'ignored_users':{'@eve:x':{},'@bob:x':{}}}}]");
        show();
        QCOMPARE(list(u"ignored"_qs)->count(), 2);
        QVERIFY(!button(u"stopIgnoring"_qs)->isEnabled());
        list(u"ignored"_qs)->setCurrentRow(1);
        server()
            .expects(Method::Get, u"account_data/m.ignored_user_list"_qs)
            .replies(200, R"({"ignored_users":{"@eve:x":{},"@bob:x":{}}})");
        server().expects(Method::Put, u"account_data/m.ignored_user_list"_qs).replies(200);
        QTest::mouseClick(button(u"stopIgnoring"_qs), Qt::LeftButton);
        QTRY_COMPARE(list(u"ignored"_qs)->count(), 1);
        QCOMPARE(list(u"ignored"_qs)->item(0)->text(), u"@bob:x"_qs);
    }
    void saysWhatIsInAPolicyList()
    {
        m_stage->bring("{'!list:x':{'timeline':{'events':["
                       "{'type':'m.room.name','event_id':'$n','sender':'@bob:x','state_key':'','content':{'"
                       "name':'No spam'}},"
                       "{'type':'m.policy.rule.user','event_id':'$p','sender':'@bob:x','state_key':'1',"
                       "'content':{'entity':'@eve:x','recommendation':'m.ban'}}]}}}",
                       "[{'type':'chat.linnet.policy_lists','content':{'rooms':['!list:x']}}]");
        show();
        QTRY_VERIFY(list(u"policyLists"_qs)->count() == 1 &&
                    list(u"policyLists"_qs)->item(0)->text().contains(u"1 people"_qs));
        QVERIFY(list(u"policyLists"_qs)->item(0)->text().contains(u"No spam"_qs));
        list(u"policyLists"_qs)->setCurrentRow(0);
        server()
            .expects(Method::Get, u"account_data/chat.linnet.policy_lists"_qs)
            .replies(200, R"({"rooms":["!list:x"]})");
        server().expects(Method::Put, u"account_data/chat.linnet.policy_lists"_qs).replies(200);
        QTest::mouseClick(button(u"unfollow"_qs), Qt::LeftButton);
        QTRY_COMPARE(list(u"policyLists"_qs)->count(), 0);
    }
    void nothingIsChangedInPassing()
    {
        show();
        auto *who = m_page->findChild<QComboBox *>(u"whoInvites"_qs);
        const QPoint at = who->rect().center();
        QWheelEvent wheel(at, who->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(who, &wheel);
        QCOMPARE(who->currentIndex(), 0);
        QVERIFY(!wheel.isAccepted()); // what it stands in scrolls
        for (const QPushButton *each : m_page->findChildren<QPushButton *>())
            QVERIFY(!each->autoDefault());
    }
    void saysWhatTheServerDoesNotDo()
    {
        show(R"({"versions":["v1.12"]})");
        auto *who = m_page->findChild<QComboBox *>(u"whoInvites"_qs);
        QTRY_COMPARE(m_stage->session->safety().inviteRules().server(), InviteRules::Server::KnowsNothing);
        server().expects(Method::Get, u"account_data/m.invite_permission_config"_qs).replies(200, "{}");
        auto &put = server().expects(Method::Put, u"account_data/m.invite_permission_config"_qs).replies(200);
        who->setCurrentIndex(2);
        Q_EMIT who->activated(2);
        QTRY_VERIFY(put.isAsked());
        QTRY_VERIFY(isSaid(u"does not know this rule"_qs));
    }
    void aRefusalIsSaidAndTakenBack()
    {
        show();
        auto *who = m_page->findChild<QComboBox *>(u"whoInvites"_qs);
        server()
            .expects(Method::Get, u"account_data/m.invite_permission_config"_qs)
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        who->setCurrentIndex(2);
        Q_EMIT who->activated(2);
        QTRY_VERIFY(isSaid(u"could not be changed"_qs));
        QCOMPARE(who->currentIndex(), 0);
    }
};

QTEST_MAIN(TestSafetySettings)
#include "tst_safetysettings.moc"
