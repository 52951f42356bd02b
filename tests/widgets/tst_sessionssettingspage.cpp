// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sessionssettingspage.h"

#include "onesession.h"
#include "widgets/preferences.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

/// The page of a session that knows its own keys.
class Page
{
    Preferences m_preferences;
    SessionsSettingsPage m_page;

public:
    explicit Page(OneSession &one)
        : m_preferences(one.folder() + QStringLiteral("/settings.ini")),
          m_page(m_preferences, *one.session, nullptr),
          verified(&m_page, &SessionsSettingsPage::verifyRequested)
    {
        m_page.show();
    }

    QTreeWidget &list() { return *m_page.findChild<QTreeWidget *>(); }
    QPushButton &verify() { return *m_page.findChild<QPushButton *>(QStringLiteral("verifySession")); }
    void choose(int row) { list().setCurrentItem(list().topLevelItem(row)); }

    QSignalSpy verified;
};

bool isSettled(const OneSession &one)
{
    const Recovery &recovery = one.session->recovery();
    return QTest::qWaitFor([&recovery] { return recovery.status().hasIdentity; });
}

}

/// The list of one's own sessions; this session is always its first.
class TestSessionsSettingsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<RecoveryServer> m_server;

private Q_SLOTS:
    void init() { m_server = std::make_unique<RecoveryServer>(); }

    void aloneThereIsNobodyToCompareWith()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        QVERIFY(isSettled(first));
        Page page(first);
        QTRY_COMPARE(page.list().topLevelItemCount(), 1);
        QVERIFY(!page.verify().isEnabled());
        page.choose(0);
        QVERIFY(!page.verify().isEnabled());
    }

    void aNewSessionAsksTheOthers()
    {
        {
            OneSession first(*m_server, QStringLiteral("A"));
            QVERIFY(isSettled(first));
            QTRY_VERIFY(first.session->recovery().status().isSessionVerified);
        }
        OneSession second(*m_server, QStringLiteral("B"));
        QVERIFY(isSettled(second));
        Page page(second);
        QTRY_COMPARE(page.list().topLevelItemCount(), 2);
        page.choose(0);
        QTRY_VERIFY(page.verify().isEnabled());
        page.verify().click();
        QCOMPARE(page.verified.takeFirst().constFirst().toString(), QString()); // any of them
        page.choose(1);
        QVERIFY(page.verify().isEnabled());
        page.verify().click();
        QCOMPARE(page.verified.takeFirst().constFirst().toString(), QStringLiteral("A"));
    }

    void aVerifiedSessionVerifiesOthers()
    {
        OneSession first(*m_server, QStringLiteral("A"));
        QVERIFY(isSettled(first));
        QTRY_VERIFY(first.session->recovery().status().isSessionVerified);
        OneSession second(*m_server, QStringLiteral("B"));
        QVERIFY(isSettled(second));
        QVERIFY(OneSession::await(first.session->keys().query(me))); // as when a sync tells of it
        first.session->recovery().refresh();
        Page page(first);
        QTRY_COMPARE(page.list().topLevelItemCount(), 2);
        page.choose(0);
        QVERIFY(!page.verify().isEnabled());
        page.choose(1);
        QTRY_VERIFY(page.verify().isEnabled());
        page.verify().click();
        QCOMPARE(page.verified.takeFirst().constFirst().toString(), QStringLiteral("B"));
    }
};

QTEST_MAIN(TestSessionsSettingsPage)
#include "tst_sessionssettingspage.moc"
