// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ownstatusedit.h"

#include "widgets/sessionstage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace linnet;
using namespace linnet::testing;

/// The line for one's status, over a server that keeps it, or does not.
class TestOwnStatusEdit : public QObject
{
    Q_OBJECT

    using Method = Request::Method;

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<OwnStatusEdit> m_status;
    QLineEdit *m_edit = nullptr;

    test::FakeTransport::Expectation &expects(Method method)
    {
        return m_stage->transport.expects(method, u"/presence/@me:x/status"_qs);
    }
    test::FakeTransport::Expectation &keeps(const char *json)
    {
        return expects(Method::Get).replies(200, test::jsonText(json));
    }
    void write(const QString &text)
    {
        m_edit->setFocus();
        m_edit->selectAll();
        QTest::keyClick(m_edit, Qt::Key_Delete);
        QTest::keyClicks(m_edit, text);
        QTest::keyClick(m_edit, Qt::Key_Return);
    }
    QString note() const
    {
        for (const QLabel *label : m_status->findChildren<QLabel *>()) {
            if (label->isVisible() && !label->buddy())
                return label->text();
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_status = std::make_unique<OwnStatusEdit>(*m_stage->session, nullptr);
        m_edit = m_status->findChild<QLineEdit *>();
        keeps("{'presence':'online','status_msg':'At lunch'}");
        QVERIFY(!m_edit->isEnabled());
        m_status->show();
        m_status->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_status.get()));
        QTRY_VERIFY(m_edit->isEnabled());
    }
    void cleanup()
    {
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_edit->setModified(false); // leaving it would send what was not taken once more
        m_status->close();
        m_status.reset();
        m_stage.reset();
    }

    void saysWhatIsWritten()
    {
        QCOMPARE(m_edit->text(), u"At lunch"_qs);
        auto &put = expects(Method::Put);
        auto &read = keeps("{'presence':'online','status_msg':'Tea'}");
        write(u"Tea "_qs);
        QTRY_COMPARE(m_edit->text(), u"Tea"_qs);
        QVERIFY(read.isAsked());
        QCOMPARE(QJsonDocument::fromJson(put.sent().request.body).object(),
                 (QJsonObject{{u"presence"_qs, u"online"_qs}, {u"status_msg"_qs, u"Tea"_qs}}));
        QCOMPARE(note(), QString());
    }
    void whatWasNotChangedIsNotSent()
    {
        m_edit->setFocus();
        QTest::keyClick(m_edit, Qt::Key_Return);
        m_edit->clearFocus();
        QCOMPARE(m_stage->transport.count(Method::Put, u"/presence/@me:x/status"_qs), 0);
    }
    void nothingTakesItAway()
    {
        auto &put = expects(Method::Put);
        auto &read = keeps("{'presence':'online'}");
        write({});
        QTRY_VERIFY(read.isAsked());
        QVERIFY(!put.sent().request.body.contains("status_msg"));
    }
    void aServerThatKeepsNothingIsNamed()
    {
        expects(Method::Put);
        keeps("{'presence':'offline'}");
        write(u"Tea"_qs);
        QTRY_COMPARE(note(), u"Your server did not keep it."_qs);
        QCOMPARE(m_edit->text(), u"Tea"_qs);
    }
    void whatFailedCanBeTriedAgain()
    {
        expects(Method::Put).replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        write(u"Tea"_qs);
        QTRY_VERIFY(!note().isEmpty());
        QCOMPARE(m_edit->text(), u"Tea"_qs);
        expects(Method::Put);
        keeps("{'presence':'online','status_msg':'Tea'}");
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_VERIFY(note().isEmpty());
    }
};

QTEST_MAIN(TestOwnStatusEdit)
#include "tst_ownstatusedit.moc"
