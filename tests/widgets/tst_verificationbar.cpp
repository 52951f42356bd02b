// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationbar.h"

#include "support/plaintext.h"
#include "widgets/sessionstage.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// Who asks to be verified, one after the other, and what is said to it.
class TestVerificationBar : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<VerificationBar> m_bar;

    VerificationFlows &flows() { return m_stage->session->verifications(); }
    static VerificationFlow askedBy(const QString &user)
    {
        VerificationFlow flow;
        flow.id = u'$' + user;
        flow.user = UserId(user);
        flow.isByOther = true;
        return flow;
    }
    void click(const QString &text)
    {
        for (QPushButton *button : m_bar->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().remove(u'&') == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL(qPrintable(text));
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_bar = std::make_unique<VerificationBar>(
            *m_stage->session, [](const VerificationFlow &flow) { return flow.user.toString(); });
        QVERIFY(m_bar->isHidden());
    }
    void cleanup()
    {
        QVERIFY(m_stage->transport.sent().isEmpty()); // to ignore somebody tells nobody
        m_bar.reset();
        m_stage.reset();
    }

    void acceptsOneAfterTheOther()
    {
        QSignalSpy accepted(m_bar.get(), &VerificationBar::accepted);
        Q_EMIT flows().requested(askedBy(u"@bob:x"_qs));
        Q_EMIT flows().requested(askedBy(u"@ann:x"_qs));
        QVERIFY(m_bar->isVisible());
        QCOMPARE(plain(m_bar->message()), u"@bob:x asks to verify each other"_qs);
        click(u"Accept…"_qs);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.first().first().toString(), u"$@bob:x"_qs);
        QCOMPARE(plain(m_bar->message()), u"@ann:x asks to verify each other"_qs);
        click(u"Ignore"_qs);
        QVERIFY(m_bar->isHidden());
        QCOMPARE(accepted.size(), 1);
    }
    void goesWithWhatIsOverOrTakenUpElsewhere_data()
    {
        QTest::addColumn<VerificationFlow::State>("state");
        QTest::newRow("taken back") << VerificationFlow::State::Cancelled;
        QTest::newRow("accepted elsewhere") << VerificationFlow::State::Ready;
    }
    void goesWithWhatIsOverOrTakenUpElsewhere()
    {
        QFETCH(VerificationFlow::State, state);
        VerificationFlow flow = askedBy(u"@bob:x"_qs);
        Q_EMIT flows().requested(flow);
        Q_EMIT flows().changed(flow);
        QVERIFY(m_bar->isVisible());
        flow.state = state;
        Q_EMIT flows().changed(flow);
        QVERIFY(m_bar->isHidden());
    }
};

QTEST_MAIN(TestVerificationBar)
#include "tst_verificationbar.moc"
