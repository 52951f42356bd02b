// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deletionbar.h"

#include "widgets/reasonpopup.h"
#include "widgets/sessionstage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// Deleting all that somebody said in a room, as a person sees it.
class TestDeletionBar : public QObject
{
    Q_OBJECT

    const UserId Bob{QStringLiteral("@bob:x")};
    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    DeletionBar *m_bar = nullptr;
    std::unique_ptr<QSignalSpy> m_done;
    std::unique_ptr<QSignalSpy> m_failed;

    void open(int ownPower = 100)
    {
        m_stage = std::make_unique<SessionStage>();
        const QByteArray levels = "{'!r:x':{'state':{'events':[{'type':'m.room.power_levels','event_id':'$l',"
                                  "'sender':'@me:x','state_key':'','content':{'users':{'@me:x':" +
                                  QByteArray::number(ownPower) + "},'redact':50}}]}}}";
        m_stage->bring(levels.constData());
        m_window = std::make_unique<QWidget>();
        m_bar = new DeletionBar(*m_stage->session, m_window.get());
        m_window->show();
        m_done = std::make_unique<QSignalSpy>(m_bar, &DeletionBar::done);
        m_failed = std::make_unique<QSignalSpy>(m_bar, &DeletionBar::failed);
    }
    void ask(const UserId &user, const QString &reason = {})
    {
        m_bar->ask(room, user, u"Bob"_qs, reason, QPoint(100, 100));
    }
    ReasonPopup *popup() const { return m_window->findChild<ReasonPopup *>(); }
    test::FakeTransport::Expectation &redaction(const QString &event)
    {
        return m_stage->transport.expects(Method::Put, u"/redact/"_qs + event + u"/*"_qs);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        m_done.reset();
        m_failed.reset();
        m_window.reset();
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_stage.reset();
    }

    void asksWithTheirNumberAndDeletesThem()
    {
        ask(Bob, u"spam"_qs);
        QTRY_VERIFY(popup() && popup()->isVisible());
        const auto labels = popup()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text().contains(u"2"); }));
        QCOMPARE(popup()->findChild<QLineEdit *>()->text(), u"spam"_qs);
        QVERIFY(!m_bar->isVisible());
        auto &newest = redaction(u"$t1"_qs).holds();
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QVERIFY(m_bar->isVisible());
        m_stage->session->sendQueue().resume();
        QTRY_VERIFY(newest.isAsked());
        QVERIFY(newest.sent().request.body.contains("spam"));
        QVERIFY(m_bar->message().contains(u"Bob"));
        const QString before = m_bar->message();
        auto &oldest = redaction(u"$1"_qs).holds();
        newest.release(200, R"({"event_id":"$r1"})");
        QTRY_VERIFY(oldest.isAsked());
        QVERIFY(m_bar->message() != before);
        oldest.release(200, R"({"event_id":"$r2"})");
        QTRY_VERIFY(!m_bar->isVisible());
        QCOMPARE(m_done->size(), 1);
        QCOMPARE(m_failed->size(), 0);
    }
    void deletesWhatWasChosenAndSaysWhatIsLeft()
    {
        m_bar->askOf(room, {EventId(u"$2"_qs), EventId(u"$1"_qs)}, QPoint(100, 100));
        QVERIFY(popup() && popup()->isVisible());
        redaction(u"$2"_qs).replies(200, R"({"event_id":"$r1"})");
        redaction(u"$1"_qs).replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QVERIFY(m_bar->isVisible());
        QVERIFY(m_bar->message().contains(u"2"));
        m_stage->session->sendQueue().resume();
        QTRY_COMPARE(m_failed->size(), 1);
        QVERIFY(m_failed->first().at(0).toString().contains(u"1"));
        QVERIFY(!m_bar->isVisible());
        QCOMPARE(m_done->size(), 0);
    }
    void nothingHappensToWhoSaysNo()
    {
        ask(Bob);
        QTRY_VERIFY(popup() && popup()->isVisible());
        QTest::keyClick(popup(), Qt::Key_Escape);
        QVERIFY(!m_bar->isVisible());
        QVERIFY(m_stage->outbox().isEmpty());
    }
    void saysWhatCouldNotBeDeleted()
    {
        ask(Bob);
        QTRY_VERIFY(popup() && popup()->isVisible());
        redaction(u"$t1"_qs).replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        m_stage->session->sendQueue().resume();
        QTRY_COMPARE(m_failed->size(), 1);
        QVERIFY(m_failed->first().at(0).toString().contains(u"2"));
        QVERIFY(!m_bar->isVisible());
    }
    void canBeStopped()
    {
        ask(Bob);
        QTRY_VERIFY(popup() && popup()->isVisible());
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        QVERIFY(m_bar->isVisible());
        Q_EMIT m_bar->actionTriggered(); // it has not even begun: there is no connection
        QTRY_VERIFY(!m_bar->isVisible());
        QCOMPARE(m_done->size(), 1);
        QVERIFY(m_stage->outbox().isEmpty());
    }
    void oneRunAtATime()
    {
        ask(Bob);
        QTRY_VERIFY(popup() && popup()->isVisible());
        popup()->findChild<QPushButton *>(u"doIt"_qs)->click();
        ask(UserId(u"@ann:x"_qs));
        QCOMPARE(m_done->size(), 1);
    }
    void saysThatThereIsNothing()
    {
        ask(UserId(u"@nobody:x"_qs));
        QTRY_COMPARE(m_done->size(), 1);
        QVERIFY(!popup());
    }
    void onlyWhoMayDeletesWhatOthersSaid()
    {
        cleanup();
        open(0);
        ask(Bob);
        QCOMPARE(m_failed->size(), 1);
        ask(me);
        QTRY_VERIFY(popup() && popup()->isVisible());
        popup()->close();
    }
};

QTEST_MAIN(TestDeletionBar)
#include "tst_deletionbar.moc"
