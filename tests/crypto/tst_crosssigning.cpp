// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/crosssigning.h"

#include "crypto/cryptorequests.h"
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

/// Both have an identity from then on.
void verify(CryptoPerson &person, CryptoPerson &whom)
{
    person.makeIdentity();
    whom.makeIdentity();
    person.track({person.user(), whom.user()});
    person.flush();
    person.send(*DeviceDirectory(person.machine()).verifyUser(whom.user()));
    person.sync();
}

IdentityInfo identityOf(CryptoPerson &person, CryptoPerson &seenBy)
{
    return DeviceDirectory(seenBy.machine()).identity(person.user()).value().value_or(IdentityInfo());
}

}

class TestCrossSigning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAnIdentity();
    void keepsTheIdentityThatIsThere();
    void anotherIdentityTakesNoPlaceBeforeTheServerHasIt();
    void theAnswerToANewIdentityMayBeLost();
    void anIdentityOfAnotherSessionIsNotTakenForTheNewOne();
    void anotherIdentityOfOnesOwnAccusesNobody();
    void anotherIdentityOfOnesOwnHidesNoChange();
    void outlivesARestart();
    void anotherSessionSeesItAndIsNotOfIt();
    void signedMessagesHaveABetterShield();
    void aChangedIdentityIsAViolation();
    void onlySignedSessionsGetKeysIfWanted();
    void onlySignedSessionsAreHeardIfWanted();
};

void TestCrossSigning::makesAnIdentity()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    auto status = CrossSigning(a.machine()).status();
    QVERIFY(!status->hasIdentity && !status->hasMaster && !status->isDeviceSigned);
    const auto requests = CrossSigning(a.machine()).bootstrap();
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
    a.makeIdentity();
    const QString before = (*DeviceDirectory(a.machine()).identity(a.user()))->masterKey;
    a.makeIdentity();
    QCOMPARE((*DeviceDirectory(a.machine()).identity(a.user()))->masterKey, before);
    a.replaceIdentity();
    QVERIFY((*DeviceDirectory(a.machine()).identity(a.user()))->masterKey != before);
}

void TestCrossSigning::anotherIdentityTakesNoPlaceBeforeTheServerHasIt()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.track({a.user()});
    a.makeIdentity();
    const QString before = identityOf(a, a).masterKey;
    const auto requests = CrossSigning(a.machine()).newIdentity();
    QCOMPARE(requests->size(), 1);
    QCOMPARE(requests->first().kind, CryptoRequest::Kind::SigningKeysUpload);
    const auto isAsBefore = [&a, &before] {
        const auto status = CrossSigning(a.machine()).status();
        return status->isComplete() && status->isIdentityVerified && status->isDeviceSigned &&
               identityOf(a, a).masterKey == before;
    };
    QVERIFY(isAsBefore());
    QCOMPARE(CrossSigning(a.machine()).takeNewIdentity().error().kind, Error::Kind::NotFound);
    a.restart();
    QVERIFY(isAsBefore());

    a.replaceIdentity();
    const auto status = CrossSigning(a.machine()).status();
    QVERIFY(status->isComplete() && status->isIdentityVerified && status->isDeviceSigned);
    QVERIFY(identityOf(a, a).masterKey != before);
    a.restart();
    QVERIFY(CrossSigning(a.machine()).status()->isComplete());
}

void TestCrossSigning::theAnswerToANewIdentityMayBeLost()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.track({a.user()});
    a.makeIdentity();
    const auto upload = CrossSigning(a.machine()).newIdentity()->first();
    server.answer(a.device(), CryptoRequests::request(ServerVersion(), upload));
    a.sync();
    QVERIFY(!CrossSigning(a.machine()).status()->isIdentityVerified);
    QVERIFY(CrossSigning(a.machine()).newIdentity()->isEmpty());
    a.send(*CrossSigning(a.machine()).takeNewIdentity());
    a.sync();
    const auto status = CrossSigning(a.machine()).status();
    QVERIFY(status->isComplete() && status->isIdentityVerified && status->isDeviceSigned);
}

void TestCrossSigning::anIdentityOfAnotherSessionIsNotTakenForTheNewOne()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson second(server, alice, QStringLiteral("SECOND"));
    a.makeIdentity();
    a.sendAll(*CrossSigning(a.machine()).newIdentity());
    second.replaceIdentity();
    a.send(*a.machine().queryOwnKeys());
    QCOMPARE(CrossSigning(a.machine()).takeNewIdentity().error().kind, Error::Kind::NotFound);
    QVERIFY(!CrossSigning(a.machine()).status()->isIdentityVerified);
}

// They are verified no more, and that is all there is to say of them.
void TestCrossSigning::anotherIdentityOfOnesOwnAccusesNobody()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson second(server, alice, QStringLiteral("SECOND"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    verify(a, b);
    second.track({second.user(), b.user()});
    second.sync();
    a.giveSecrets(second);
    second.sync();
    QVERIFY(identityOf(b, a).isVerified && identityOf(b, second).isVerified);

    a.replaceIdentity();
    const QByteArray event = b.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    a.sync();
    QVERIFY(!identityOf(b, a).isVerified && !identityOf(b, a).wasVerified);
    QVERIFY(!identityOf(b, a).hasViolation && !identityOf(b, a).hasChanged);
    QCOMPARE(a.machine().decrypt(room, event).shield, Shield::UnverifiedIdentity);
    // As long as the other session has not got the keys, it cannot say anything of others.
    second.sync();
    QVERIFY(!CrossSigning(second.machine()).status()->isIdentityVerified);
    QVERIFY(!identityOf(b, second).isVerified && !identityOf(b, second).hasViolation);
    a.giveSecrets(second);
    QVERIFY(!identityOf(b, second).wasVerified && !identityOf(b, second).hasViolation);
    // And once they are verified again, a change is one.
    a.send(*DeviceDirectory(a.machine()).verifyUser(b.user()));
    a.sync();
    b.replaceIdentity();
    a.sync();
    QVERIFY(identityOf(b, a).hasViolation);
}

void TestCrossSigning::anotherIdentityOfOnesOwnHidesNoChange()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    verify(a, b);
    b.replaceIdentity();
    a.sync();
    a.replaceIdentity();
    a.sync();
    QVERIFY(identityOf(b, a).hasViolation && identityOf(b, a).hasChanged);
}

void TestCrossSigning::outlivesARestart()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.makeIdentity();
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
    a.makeIdentity();
    second.track({second.user()});
    second.sync();
    const auto status = CrossSigning(second.machine()).status();
    QVERIFY(status->hasIdentity);
    QVERIFY(!status->isComplete());
    QVERIFY(!status->isIdentityVerified);
    QVERIFY(!status->isDeviceSigned);
    QCOMPARE(CrossSigning(second.machine()).signOwnDevice().error().kind, Error::Kind::Invalid);
    QCOMPARE(CrossSigning(second.machine()).requestMissingSecrets().value(), true);
    // The one that is signed is verified, and not the one that one sits at.
    const auto isVerified = [&second](int at) {
        return DeviceDirectory(second.machine()).devices(second.user())->at(at).isVerified;
    };
    QVERIFY(isVerified(0));
    QVERIFY(!isVerified(1));

    // The first signs it.
    a.sync();
    a.send(*DeviceDirectory(a.machine()).verifyDevice(a.user(), QStringLiteral("SECOND")));
    second.sync();
    QVERIFY(CrossSigning(second.machine()).status()->isDeviceSigned);
    QVERIFY(isVerified(0) && isVerified(1));
}

void TestCrossSigning::signedMessagesHaveABetterShield()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    a.makeIdentity();
    b.makeIdentity();
    b.track({a.user()});
    b.flush();
    const QByteArray event = a.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, event).shield, Shield::UnverifiedIdentity);
    b.send(*DeviceDirectory(b.machine()).verifyUser(a.user()));
    b.sync();
    // The crate keeps what it knew when a key came.
    QVERIFY(a.machine().discardRoomKey(room).isOk());
    const QByteArray later = a.say(room, {a.user(), b.user()}, QStringLiteral("y"));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, later).shield, Shield::None);
}

void TestCrossSigning::aChangedIdentityIsAViolation()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    a.makeIdentity();
    b.makeIdentity();
    b.track({a.user()});
    b.flush();
    DeviceDirectory directory(b.machine());
    b.send(*directory.verifyUser(a.user()));
    b.sync();
    auto identity = **directory.identity(a.user());
    QVERIFY(identity.isVerified && identity.wasVerified && !identity.hasViolation && !identity.hasChanged);

    a.replaceIdentity();
    b.sync();
    identity = **directory.identity(a.user());
    QVERIFY(!identity.isVerified && identity.wasVerified && identity.hasViolation);
    RoomEncryption toSigned;
    toSigned.recipients = RoomEncryption::Recipients::Signed;
    QCOMPARE(b.machine().shareRoomKey(room, {a.user(), b.user()}, toSigned).error().matrixCode,
             QStringLiteral("chat.linnet.IDENTITY_CHANGED"));
    const QByteArray event = a.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    b.sync();
    QCOMPARE(b.machine().decrypt(room, event).shield, Shield::VerificationViolation);

    QVERIFY(directory.withdrawVerification(a.user()).isOk());
    QVERIFY(directory.pin(a.user()).isOk());
    identity = **directory.identity(a.user());
    QVERIFY(!identity.hasViolation && !identity.hasChanged && !identity.isVerified);
    QVERIFY(b.machine().shareRoomKey(room, {a.user(), b.user()}, toSigned).isOk());
}

void TestCrossSigning::onlySignedSessionsGetKeysIfWanted()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson unsignedOne(server, bob, QStringLiteral("UNSIGNED"));
    RoomEncryption encryption;
    encryption.recipients = RoomEncryption::Recipients::Signed;
    const auto refusal = [&encryption](CryptoPerson &person) {
        return person.machine().shareRoomKey(room, {person.user()}, encryption).error().matrixCode;
    };
    // Who is not signed may not ask others to be.
    QCOMPARE(refusal(a), QStringLiteral("chat.linnet.NOT_VERIFIED"));
    a.makeIdentity();
    b.makeIdentity();
    unsignedOne.track({b.user()});
    unsignedOne.flush();
    QCOMPARE(refusal(unsignedOne), QStringLiteral("chat.linnet.NOT_VERIFIED"));
    a.share(room, {a.user(), b.user()}, encryption);
    const QByteArray event = a.event(room, jsonText("{'body':'x'}"));
    b.sync();
    unsignedOne.sync();
    QCOMPARE(b.read(room, event), QStringLiteral("x"));
    QCOMPARE(unsignedOne.read(room, event), QStringLiteral("WithheldUnverified"));
}

void TestCrossSigning::onlySignedSessionsAreHeardIfWanted()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson unsignedOne(server, bob, QStringLiteral("UNSIGNED"));
    b.makeIdentity();
    a.track({b.user()});
    a.flush();
    const QByteArray fromSigned = b.say(room, {a.user(), b.user()}, QStringLiteral("x"));
    const QByteArray fromUnsigned = unsignedOne.say(room, {a.user(), b.user()}, QStringLiteral("y"));
    a.sync();
    a.machine().setTrustedOnly(true);
    QCOMPARE(a.read(room, fromSigned), QStringLiteral("x"));
    QCOMPARE(a.read(room, fromUnsigned), QStringLiteral("SenderNotTrusted"));
    // One reads what one has said oneself.
    unsignedOne.machine().setTrustedOnly(true);
    QCOMPARE(unsignedOne.read(room, fromUnsigned), QStringLiteral("y"));
    a.machine().setTrustedOnly(false);
    QCOMPARE(a.read(room, fromUnsigned), QStringLiteral("y"));
}

QTEST_GUILESS_MAIN(TestCrossSigning)
#include "tst_crosssigning.moc"
