// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/crosssigning.h"

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

void bootstrap(CryptoPerson &person, bool isReset = false)
{
    person.sendAll(*CrossSigning(person.machine()).bootstrap(isReset));
    person.sync();
}

}

class TestCrossSigning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAnIdentity();
    void keepsTheIdentityThatIsThere();
    void outlivesARestart();
    void anotherSessionSeesItAndIsNotOfIt();
    void signedMessagesHaveABetterShield();
    void aChangedIdentityIsAViolation();
    void onlySignedSessionsGetKeysIfWanted();
};

void TestCrossSigning::makesAnIdentity()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    auto status = CrossSigning(a.machine()).status();
    QVERIFY(!status->hasIdentity && !status->hasMaster && !status->isDeviceSigned);
    const auto requests = CrossSigning(a.machine()).bootstrap(false);
    QCOMPARE(requests->size(), 2);
    QCOMPARE(requests->at(0).kind, CryptoRequest::Kind::SigningKeysUpload);
    QCOMPARE(requests->at(1).kind, CryptoRequest::Kind::SignatureUpload);
    a.sendAll(*requests);
    a.sync();
    status = CrossSigning(a.machine()).status();
    QVERIFY(status->hasIdentity);
    QVERIFY(status->isComplete());
    QVERIFY(status->isIdentityVerified);
    QVERIFY(status->isDeviceSigned);
}

void TestCrossSigning::keepsTheIdentityThatIsThere()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    bootstrap(a);
    const QString before = (*DeviceDirectory(a.machine()).identity(a.user()))->masterKey;
    bootstrap(a);
    QCOMPARE((*DeviceDirectory(a.machine()).identity(a.user()))->masterKey, before);
    bootstrap(a, true);
    QVERIFY((*DeviceDirectory(a.machine()).identity(a.user()))->masterKey != before);
}

void TestCrossSigning::outlivesARestart()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    bootstrap(a);
    a.restart();
    const auto status = CrossSigning(a.machine()).status();
    QVERIFY(status->isComplete());
    QVERIFY(status->isDeviceSigned);
}

void TestCrossSigning::anotherSessionSeesItAndIsNotOfIt()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson second(server, alice, QStringLiteral("SECOND"));
    bootstrap(a);
    second.track({second.user()});
    second.sync();
    const auto status = CrossSigning(second.machine()).status();
    QVERIFY(status->hasIdentity);
    QVERIFY(!status->isComplete());
    QVERIFY(!status->isIdentityVerified);
    QVERIFY(!status->isDeviceSigned);
    QCOMPARE(CrossSigning(second.machine()).signOwnDevice().error().kind, Error::Kind::Invalid);
    QCOMPARE(CrossSigning(second.machine()).requestMissingSecrets().value(), true);

    // The first signs it.
    a.sync();
    a.send(*DeviceDirectory(a.machine()).verifyDevice(a.user(), QStringLiteral("SECOND")));
    second.sync();
    QVERIFY(CrossSigning(second.machine()).status()->isDeviceSigned);
}

void TestCrossSigning::signedMessagesHaveABetterShield()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    bootstrap(a);
    bootstrap(b);
    b.track({a.user()});
    b.flush();
    const QByteArray event = a.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, event).shield, Shield::UnverifiedIdentity);
    b.send(*DeviceDirectory(b.machine()).verifyUser(a.user()));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, event).shield, Shield::None);
}

void TestCrossSigning::aChangedIdentityIsAViolation()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    bootstrap(a);
    bootstrap(b);
    b.track({a.user()});
    b.flush();
    DeviceDirectory directory(b.machine());
    b.send(*directory.verifyUser(a.user()));
    b.sync();
    auto identity = **directory.identity(a.user());
    QVERIFY(identity.isVerified && identity.wasVerified && !identity.hasViolation && !identity.hasChanged);

    bootstrap(a, true);
    b.sync();
    identity = **directory.identity(a.user());
    QVERIFY(!identity.isVerified && identity.wasVerified && identity.hasViolation);
    const QByteArray event = a.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, event).shield, Shield::VerificationViolation);

    QVERIFY(directory.withdrawVerification(a.user()).isOk());
    QVERIFY(directory.pin(a.user()).isOk());
    identity = **directory.identity(a.user());
    QVERIFY(!identity.hasViolation && !identity.hasChanged && !identity.isVerified);
}

void TestCrossSigning::onlySignedSessionsGetKeysIfWanted()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson unsignedOne(server, bob, QStringLiteral("UNSIGNED"));
    RoomEncryption encryption;
    encryption.recipients = RoomEncryption::Recipients::Signed;
    // Who is not signed may not ask others to be.
    QCOMPARE(a.machine().shareRoomKey(room, {a.user()}, encryption).error().kind, Error::Kind::Invalid);
    bootstrap(a);
    bootstrap(b);
    a.share(room, {a.user(), b.user()}, encryption);
    const QByteArray event = a.event(room, jsonText("{'body':'x'}"));
    b.sync();
    unsignedOne.sync();
    QCOMPARE(b.read(room, event), QStringLiteral("x"));
    QCOMPARE(unsignedOne.read(room, event), QStringLiteral("WithheldUnverified"));
}

QTEST_GUILESS_MAIN(TestCrossSigning)
#include "tst_crosssigning.moc"
