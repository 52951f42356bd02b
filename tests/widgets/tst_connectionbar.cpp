// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectionbar.h"

#include "support/fakeclock.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace std::chrono_literals;
using Phase = Connection::Phase;

namespace {

struct Stage
{
    Stage()
    {
        window.resize(600, 200);
        bar.resize(600, 60);
        window.show();
    }

    test::FakeClock clock;
    QWidget window;
    ConnectionBar bar{clock, &window};
    QPushButton *button = bar.findChild<QPushButton *>();

    void offline(std::chrono::milliseconds retryIn, Error::Kind kind = Error::Kind::Network)
    {
        bar.setConnection({Phase::Offline, Error::of(kind), clock.elapsed() + retryIn});
    }
    bool says(const QString &words) const
    {
        const QList<QLabel *> labels = bar.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(words, Qt::CaseInsensitive);
        });
    }
    void enter(Phase phase, const Error &error = {}) { bar.setConnection({phase, error, {}}); }
};

Error deadToken()
{
    return {Error::Kind::Server, QStringLiteral("M_UNKNOWN_TOKEN"), 401, QStringLiteral("Invalid token"), {}};
}

}

class TestConnectionBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiccupShowsNothing()
    {
        Stage stage;
        stage.enter(Phase::Syncing);
        stage.offline(5s);
        stage.clock.advance(1999ms);
        QVERIFY(!stage.bar.isVisible());
        stage.enter(Phase::Syncing);
        stage.clock.advance(1min);
        QVERIFY(!stage.bar.isVisible());
    }
    void troubleShowsAfterTwoSeconds()
    {
        Stage stage;
        stage.offline(7s);
        stage.clock.advance(1s);
        // The two seconds count from the first sign of trouble.
        stage.enter(Phase::Connecting);
        stage.offline(6s);
        QVERIFY(!stage.bar.isVisible());
        stage.clock.advance(1s);
        QVERIFY(stage.bar.isVisible());
        QCOMPARE(stage.bar.message(), QStringLiteral("Offline – reconnecting in 5 s"));
    }
    void counts()
    {
        Stage stage;
        stage.offline(5s);
        stage.clock.advance(2s);
        QCOMPARE(stage.bar.message(), QStringLiteral("Offline – reconnecting in 3 s"));
        stage.clock.advance(1s);
        QCOMPARE(stage.bar.message(), QStringLiteral("Offline – reconnecting in 2 s"));
        stage.clock.advance(2s);
        QCOMPARE(stage.bar.message(), QStringLiteral("Offline – reconnecting…"));
        stage.offline(60s);
        QCOMPARE(stage.bar.message(), QStringLiteral("Offline – reconnecting in 60 s"));
        stage.enter(Phase::Syncing);
        QVERIFY(!stage.bar.isVisible());
        stage.clock.advance(10s);
        QCOMPARE(stage.clock.pending(), 0);
        QVERIFY(!stage.bar.isVisible());
    }
    void nextTroubleWaitsAgain()
    {
        Stage stage;
        stage.offline(5s);
        stage.clock.advance(2s);
        stage.enter(Phase::Syncing);
        stage.offline(5s);
        QVERIFY(!stage.bar.isVisible());
        stage.clock.advance(2s);
        QVERIFY(stage.bar.isVisible());
    }
    void slowStartSaysSo()
    {
        Stage stage;
        stage.enter(Phase::Connecting);
        QVERIFY(!stage.bar.isVisible());
        stage.clock.advance(2s);
        QVERIFY(stage.bar.isVisible());
        QCOMPARE(stage.bar.message(), QStringLiteral("Connecting…"));
        QVERIFY(!stage.button->isVisible());
    }
    void nowTriesAgain()
    {
        Stage stage;
        QSignalSpy retries(&stage.bar, &ConnectionBar::retryRequested);
        stage.offline(30s);
        stage.clock.advance(2s);
        QCOMPARE(stage.button->text(), QStringLiteral("Now"));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(retries.size(), 1);
    }
    void whatIsWrongWithACertificateIsSaid()
    {
        Stage stage;
        stage.offline(30s, Error::Kind::Tls);
        stage.clock.advance(2s);
        QVERIFY(stage.says(QStringLiteral("not secure")));
        stage.offline(30s, Error::Kind::CertificateExpired);
        QVERIFY(stage.says(QStringLiteral("expired")));
    }
    void aPortalIsOpenedInTheBrowser()
    {
        Stage stage;
        QSignalSpy pages(&stage.bar, &ConnectionBar::pageRequested);
        QSignalSpy retries(&stage.bar, &ConnectionBar::retryRequested);
        const QString page = QStringLiteral("http://portal.test/login?id=7");
        stage.bar.setConnection(
            {Phase::Offline, Error::of(Error::Kind::Portal, page), stage.clock.elapsed() + 5s});
        stage.clock.advance(2s);
        QVERIFY(stage.bar.isVisible());
        const QString words = stage.bar.message();
        QCOMPARE(words, QStringLiteral("This network wants you to sign in to it first."));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages.first().first().toUrl(), QUrl(page));
        QCOMPARE(retries.size(), 0);
        stage.clock.advance(2s);
        QCOMPARE(stage.bar.message(), words); // nothing to count down for
        stage.enter(Phase::Syncing);
        QVERIFY(!stage.bar.isVisible());
    }
    void aProxyIsSetRight()
    {
        Stage stage;
        QSignalSpy networks(&stage.bar, &ConnectionBar::networkRequested);
        stage.offline(30s, Error::Kind::ProxyPassword);
        stage.clock.advance(2s);
        QVERIFY(stage.says(QStringLiteral("password")));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(networks.size(), 1);
    }
    void whatHasStoppedIsSaidAtOnce()
    {
        Stage stage;
        QSignalSpy retries(&stage.bar, &ConnectionBar::retryRequested);
        QSignalSpy signIns(&stage.bar, &ConnectionBar::signInRequested);
        stage.enter(Phase::Failed, Error::of(Error::Kind::DiskFull));
        QVERIFY(stage.bar.isVisible());
        QCOMPARE(stage.button->text(), QStringLiteral("Try again"));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(retries.size(), 1);
        stage.enter(Phase::Failed, deadToken());
        QCOMPARE(stage.button->text(), QStringLiteral("Sign in again"));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(signIns.size(), 1);
        QCOMPARE(retries.size(), 1);
    }
    void aLockedAccountIsSaidAndLookedAtAgain()
    {
        const Error locked{Error::Kind::Server,
                           QStringLiteral("M_USER_LOCKED"),
                           401,
                           QStringLiteral("Ask us <b>nicely</b>"),
                           {}};
        Stage stage;
        QSignalSpy retries(&stage.bar, &ConnectionBar::retryRequested);
        stage.enter(Phase::Failed, locked);
        stage.bar.setStanding({AccountStanding::Kind::Locked, true, locked});
        QVERIFY(stage.bar.isVisible());
        QVERIFY(stage.says(QStringLiteral("locked by its server")));
        QVERIFY(stage.says(QStringLiteral("Ask us <b>nicely</b>")));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(retries.size(), 1);
        stage.bar.setStanding({});
        stage.enter(Phase::Syncing);
        QVERIFY(!stage.bar.isVisible());
    }
    void aSignInThatHasRunOutIsNoLoss()
    {
        Stage stage;
        QSignalSpy signIns(&stage.bar, &ConnectionBar::signInRequested);
        stage.enter(Phase::Failed, deadToken());
        QVERIFY(stage.says(QStringLiteral("has ended this sign-in")));
        stage.bar.setStanding({AccountStanding::Kind::SignedOut, true, deadToken()});
        QVERIFY(stage.says(QStringLiteral("go on where you were")));
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(signIns.size(), 1);
        stage.bar.setStanding({AccountStanding::Kind::SignedOut, false, deadToken()});
        QVERIFY(stage.says(QStringLiteral("has ended this sign-in")));
    }
    void aSuspendedAccountReadsOn()
    {
        const Error suspended{Error::Kind::Server, QStringLiteral("M_USER_SUSPENDED"), 403, {}, {}};
        Stage stage;
        stage.enter(Phase::Syncing);
        stage.bar.setStanding({AccountStanding::Kind::Suspended, false, suspended});
        QVERIFY(stage.bar.isVisible());
        QVERIFY(stage.says(QStringLiteral("you can read, but not write")));
        QVERIFY(!stage.button->isVisible());
        // Without a connection that is what matters.
        stage.offline(5s);
        stage.clock.advance(2s);
        QVERIFY(stage.says(QStringLiteral("Offline")));
        stage.enter(Phase::Syncing);
        QVERIFY(stage.says(QStringLiteral("you can read, but not write")));
        stage.bar.setStanding({});
        QVERIFY(!stage.bar.isVisible());
    }
    void takesNoFocus()
    {
        Stage stage;
        QWidget other(&stage.window);
        other.setFocusPolicy(Qt::StrongFocus);
        other.show();
        stage.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        other.setFocus();
        stage.offline(30s);
        stage.clock.advance(2s);
        QVERIFY(stage.bar.isVisible());
        QVERIFY(other.hasFocus());
    }
};

QTEST_MAIN(TestConnectionBar)
#include "tst_connectionbar.moc"
