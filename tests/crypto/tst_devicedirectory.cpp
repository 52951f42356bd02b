// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/devicedirectory.h"

#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const RoomId room(QStringLiteral("!room:example.org"));
const QString alice = QStringLiteral("@alice:example.org");
const QString bob = QStringLiteral("@bob:example.org");

}

class TestDeviceDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheSessionsOfAPerson();
    void aSessionThatIsGoneIsGone();
    void trustIsKept();
    void nobodyIsNotFound();
};

void TestDeviceDirectory::namesTheSessionsOfAPerson()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson first(server, bob, QStringLiteral("B1"));
    CryptoPerson second(server, bob, QStringLiteral("B2"));
    DeviceDirectory directory(a.machine());
    QVERIFY(directory.devices(UserId(bob))->isEmpty());
    a.track({UserId(bob), UserId(alice)});
    a.flush();
    const auto devices = directory.devices(UserId(bob));
    QCOMPARE(devices->size(), 2);
    QCOMPARE(devices->at(0).id, QStringLiteral("B1"));
    QCOMPARE(devices->at(0).ed25519, first.machine().identityKeys().ed25519);
    QCOMPARE(devices->at(1).curve25519, second.machine().identityKeys().curve25519);
    QVERIFY(!devices->at(0).isOwn && !devices->at(0).isVerified && !devices->at(0).isSigned);
    QVERIFY(directory.devices(UserId(alice))->constFirst().isOwn);
    QVERIFY(!directory.identity(UserId(bob)).value().has_value());
}

void TestDeviceDirectory::aSessionThatIsGoneIsGone()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray before = a.say(room, {UserId(alice), UserId(bob)}, QStringLiteral("x"));
    server.remove(b.device());
    a.sync();
    QVERIFY(DeviceDirectory(a.machine()).devices(UserId(bob))->isEmpty());
    // A key that it had is not used any more.
    const QByteArray after = a.say(room, {UserId(alice), UserId(bob)}, QStringLiteral("y"));
    QVERIFY(a.machine().decrypt(room, before).session != a.machine().decrypt(room, after).session);
}

void TestDeviceDirectory::trustIsKept()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    a.track({UserId(bob)});
    a.flush();
    const auto device = [&a] { return DeviceDirectory(a.machine()).devices(UserId(bob))->constFirst(); };
    QVERIFY(DeviceDirectory(a.machine()).setLocallyTrusted(UserId(bob), QStringLiteral("BBB"), true).isOk());
    a.restart();
    QVERIFY(device().isLocallyTrusted && device().isVerified && !device().isBlacklisted);
    QVERIFY(DeviceDirectory(a.machine()).setBlacklisted(UserId(bob), QStringLiteral("BBB"), true).isOk());
    a.restart();
    QVERIFY(device().isBlacklisted && !device().isVerified);
    QVERIFY(DeviceDirectory(a.machine()).setBlacklisted(UserId(bob), QStringLiteral("BBB"), false).isOk());
    QVERIFY(!device().isBlacklisted && !device().isVerified);
}

void TestDeviceDirectory::nobodyIsNotFound()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    DeviceDirectory directory(a.machine());
    const UserId nobody(QStringLiteral("@nobody:example.org"));
    QCOMPARE(directory.verifyDevice(nobody, QStringLiteral("X")).error().kind, Error::Kind::NotFound);
    QCOMPARE(directory.verifyUser(nobody).error().kind, Error::Kind::NotFound);
    QCOMPARE(directory.pin(nobody).error().kind, Error::Kind::NotFound);
    QCOMPARE(directory.setBlacklisted(nobody, QStringLiteral("X"), true).error().kind, Error::Kind::NotFound);
    QCOMPARE(directory.devices(UserId(QStringLiteral("no user"))).error().kind, Error::Kind::Invalid);
}

QTEST_GUILESS_MAIN(TestDeviceDirectory)
#include "tst_devicedirectory.moc"
