// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/networkwatch.h"

#include "support/fakeclock.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

const QString manager = QStringLiteral("org.freedesktop.NetworkManager");
const QString managerPath = QStringLiteral("/org/freedesktop/NetworkManager");
const QString logind = QStringLiteral("org.freedesktop.login1");
const QString logindPath = QStringLiteral("/org/freedesktop/login1");

}

/// NetworkWatch on a system bus of the test's own, where the test plays NetworkManager and logind.
class TestNetworkWatch : public QObject
{
    Q_OBJECT

private:
    QProcess m_daemon;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<NetworkWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_back;
    std::unique_ptr<QSignalSpy> m_lost;

    static QDBusConnection system() { return QDBusConnection(QStringLiteral("services")); }
    void send(const QString &path, const QString &interface, const QString &name,
              const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createSignal(path, interface, name);
        message.setArguments(arguments);
        QVERIFY(system().send(message));
    }
    void sendState(uint state) { send(managerPath, manager, QStringLiteral("StateChanged"), {state}); }
    void sendProperty(const QString &name, const QVariant &value)
    {
        send(managerPath, QStringLiteral("org.freedesktop.DBus.Properties"),
             QStringLiteral("PropertiesChanged"), {manager, QVariantMap{{name, value}}, QStringList()});
    }
    void sendSleep(bool begins)
    {
        send(logindPath, QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"),
             {begins});
    }
    /// Until all that was sent has come: a loss, sent last, overtakes nothing.
    void arrive()
    {
        const qsizetype before = m_lost->size();
        sendState(20);
        QTRY_COMPARE(m_lost->size(), before + 1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty())
            QSKIP("there is no dbus-daemon");
        m_daemon.start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                 QStringLiteral("--print-address")});
        QVERIFY(m_daemon.waitForReadyRead(20'000));
        const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toUtf8());
        QDBusConnection services = QDBusConnection::connectToBus(address, QStringLiteral("services"));
        QVERIFY(services.isConnected());
        QVERIFY(services.registerService(manager));
        QVERIFY(services.registerService(logind));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("services"));
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_watch = std::make_unique<NetworkWatch>(*m_clock);
        m_back = std::make_unique<QSignalSpy>(m_watch.get(), &NetworkWatch::isBack);
        m_lost = std::make_unique<QSignalSpy>(m_watch.get(), &NetworkWatch::isLost);
    }
    void cleanup()
    {
        m_watch.reset();
        m_clock.reset();
    }

    void theNetworkComesBackWithinTwoSeconds_data()
    {
        QTest::addColumn<int>("state");
        QTest::newRow("this house") << 50;
        QTest::newRow("this site") << 60;
        QTest::newRow("the world") << 70;
    }
    void theNetworkComesBackWithinTwoSeconds()
    {
        QFETCH(int, state);
        sendState(uint(state));
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(1s);
        QCOMPARE(m_back->size(), 1);
        QCOMPARE(m_lost->size(), 0);
    }
    void whatComesTogetherCountsOnce()
    {
        sendState(40); // connecting
        sendProperty(
            QStringLiteral("PrimaryConnection"),
            QVariant::fromValue(QDBusObjectPath(managerPath + QStringLiteral("/ActiveConnection/2"))));
        sendState(70);
        sendProperty(QStringLiteral("Connectivity"), 4U);
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(2s);
        QCOMPARE(m_back->size(), 1);
        // The next change counts again.
        sendState(70);
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(2s);
        QCOMPARE(m_back->size(), 2);
    }
    void anotherNetworkIsAChange()
    {
        sendProperty(
            QStringLiteral("PrimaryConnection"),
            QVariant::fromValue(QDBusObjectPath(managerPath + QStringLiteral("/ActiveConnection/3"))));
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(2s);
        QCOMPARE(m_back->size(), 1);
    }
    void aPortalThatIsGoneIsAChange()
    {
        sendProperty(QStringLiteral("Connectivity"), 2U); // a portal
        sendProperty(QStringLiteral("PrimaryConnection"),
                     QVariant::fromValue(QDBusObjectPath(QStringLiteral("/"))));
        sendProperty(QStringLiteral("WirelessEnabled"), true);
        sendState(40);
        sendState(0);
        arrive();
        QCOMPARE(m_clock->pending(), 0);
        sendProperty(QStringLiteral("Connectivity"), 4U);
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(2s);
        QCOMPARE(m_back->size(), 1);
    }
    void aLossIsSaidAtOnce()
    {
        sendState(70);
        QTRY_COMPARE(m_clock->pending(), 1);
        sendState(20);
        QTRY_COMPARE(m_lost->size(), 1);
        // What is lost is not back, whatever was said before.
        m_clock->advance(1min);
        QCOMPARE(m_back->size(), 0);
    }
    void wakingIsAChangeAndFallingAsleepIsNone()
    {
        sendSleep(true);
        arrive();
        QCOMPARE(m_clock->pending(), 0);
        sendSleep(false);
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(2s);
        QCOMPARE(m_back->size(), 1);
    }
    void aSleepThatNobodyTellsOfIsSeenByTheClocks()
    {
        m_clock->advance(1s);
        m_watch->look();
        QCOMPARE(m_clock->pending(), 0);
        // The other clock, which stands still in a sleep, is the real one here.
        m_clock->advance(1min);
        m_watch->look();
        QCOMPARE(m_clock->pending(), 1);
        m_clock->advance(1s);
        QCOMPARE(m_back->size(), 1);
        // It was one sleep.
        m_watch->look();
        QCOMPARE(m_clock->pending(), 0);
    }
    void diesWithAChangeUnderWay()
    {
        sendState(70);
        QTRY_COMPARE(m_clock->pending(), 1);
        m_watch.reset();
        QCOMPARE(m_clock->pending(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNetworkWatch)
#include "tst_networkwatch.moc"
