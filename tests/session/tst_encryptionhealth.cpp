// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/encryptionhealth.h"

#include "recoverytesting.h"
#include "session/encryptiontext.h"
#include "support/cryptoperson.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Problem = EncryptionHealth::Problem;
using Problems = QList<EncryptionHealth::Problem>;

namespace {

const KeyServer::Device Here{me, u"A"_qs};

/// The public keys of another program that has the same name.
QJsonObject keysOfAnotherProgram()
{
    KeyServer elsewhere;
    CryptoPerson other(elsewhere, me.toString(), Here.id);
    other.flush();
    return elsewhere.deviceKeys(Here);
}

}

/// What is said where the keys of this session and those that the server has do not belong together, and that
/// nothing there is written over.
class TestEncryptionHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOrdinarySessionHasNoProblem();
    void aSessionWhoseKeysAreLostLeavesThoseAtTheServer();
    void anotherProgramIsSeenAndSeenToGo();
    void aSessionThatWasEndedThereIsSeen();
    void anOlderCopyIsSeenAndItsUploadIsNotRepeated();
    void anUploadWhoseAnswerWasLostIsNoOlderCopy();
    void aServerThatDropsKeysIsNotAskedForEver();
    void aRefusalThatSaysNothingRestsForAnHour();
    void theClockIsToldUntilItIsRight();
    void thereAreWordsForEach();
};

void TestEncryptionHealth::anOrdinarySessionHasNoProblem()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    session.settleDown();
    QCOMPARE(session.health().problems(), Problems());
    QVERIFY(session.keys->isAvailable());
    session.restart();
    session.sync();
    session.settleDown();
    QCOMPARE(session.health().problems(), Problems());
}

void TestEncryptionHealth::aSessionWhoseKeysAreLostLeavesThoseAtTheServer()
{
    RecoveryServer server;
    QJsonObject before;
    {
        RecoverySession session(server);
        session.sync();
        before = server.keys.deviceKeys(Here);
    }
    QVERIFY(!before.isEmpty());
    RecoverySession session(server); // on a folder without keys
    session.sync();
    session.settleDown();
    QCOMPARE(session.health().problems(), Problems{Problem::LostKeys});
    QVERIFY(!session.keys->isAvailable());
    QCOMPARE(server.keys.deviceKeys(Here), before);
    QCOMPARE(session.uploads(), 0);
    QCOMPARE(session.writes(0), QStringList());

    // Nor does a restart make it forget.
    session.restart();
    session.sync();
    session.settleDown();
    QCOMPARE(session.health().problems(), Problems{Problem::LostKeys});
    QCOMPARE(server.keys.deviceKeys(Here), before);
}

void TestEncryptionHealth::anotherProgramIsSeenAndSeenToGo()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    const QJsonObject ours = server.keys.deviceKeys(Here);
    server.keys.setDeviceKeys(Here, keysOfAnotherProgram());
    QSignalSpy changed(&session.health(), &EncryptionHealth::changed);
    session.recovery->refresh();
    session.rest();
    QCOMPARE(session.health().problems(), Problems{Problem::DeviceClash});
    QCOMPARE(changed.size(), 1);
    QVERIFY(!session.keys->isAvailable());

    // What is said now nobody could read.
    const auto said = await(session.keys->encrypt(room, u"m.room.message"_qs, "{}"));
    QVERIFY(!said);
    QCOMPARE(said.error().kind, Error::Kind::Unsupported);

    server.keys.setDeviceKeys(Here, ours);
    session.clock.advance(5min);
    session.sync();
    QCOMPARE(session.health().problems(), Problems());
    QVERIFY(session.keys->isAvailable());
}

void TestEncryptionHealth::aSessionThatWasEndedThereIsSeen()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    server.keys.remove(Here);
    session.recovery->refresh();
    session.rest();
    QCOMPARE(session.health().problems(), Problems{Problem::KeysRemoved});
    QVERIFY(!session.keys->isAvailable());
}

void TestEncryptionHealth::anOlderCopyIsSeenAndItsUploadIsNotRepeated()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    session.takeCopy();
    server.keys.claim(Here, 20);
    session.sync(); // makes twenty new ones
    server.keys.claim(Here, 10);
    QCOMPARE(session.health().problems(), Problems());

    session.putCopyBack();
    const int before = session.uploads();
    session.sync();
    QCOMPARE(session.health().problems(), Problems{Problem::OldCopy});
    session.settleDown();
    session.settleDown();
    QCOMPARE(session.uploads(), before + 1);
    QVERIFY(session.keys->isAvailable()); // what is sent can be read
}

void TestEncryptionHealth::anUploadWhoseAnswerWasLostIsNoOlderCopy()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.transport.breakAt(1, RecoveryTransport::Fault::AnswerLost);
    session.sync();
    QCOMPARE(session.transport.sent.value(1), u"POST keys/upload"_qs);
    session.restart();
    session.sync();
    session.settleDown();
    QCOMPARE(session.health().problems(), Problems());
    QCOMPARE(server.keys.oneTimeKeysOf(Here), 50);
}

void TestEncryptionHealth::aServerThatDropsKeysIsNotAskedForEver()
{
    RecoveryServer server;
    server.keys.dropsOneTimeKeys = true;
    RecoverySession session(server);
    session.sync();
    QCOMPARE(session.health().problems(), Problems{Problem::OldCopy});
    const int before = session.uploads();
    session.settleDown();
    QCOMPARE(session.uploads(), before);
}

void TestEncryptionHealth::aRefusalThatSaysNothingRestsForAnHour()
{
    RecoveryServer server;
    server.isUploadForbidden = true;
    RecoverySession session(server);
    session.sync();
    const int before = session.uploads();
    session.clock.advance(30min);
    session.sync();
    QCOMPARE(session.uploads(), before);
    QCOMPARE(session.health().problems(), Problems());
    server.isUploadForbidden = false;
    session.clock.advance(31min);
    session.sync();
    QVERIFY(!server.keys.deviceKeys(Here).isEmpty());
    QCOMPARE(session.health().problems(), Problems());
}

void TestEncryptionHealth::theClockIsToldUntilItIsRight()
{
    RecoveryServer server;
    RecoverySession session(server);
    QSignalSpy changed(&session.health(), &EncryptionHealth::changed);
    for (int i = 0; i < 10; ++i)
        Q_EMIT session.api->timeHeard(1'000'000'000, 1'000'000'000 + 600'000);
    QCOMPARE(session.health().problems(), Problems{Problem::ClockSkew});
    QCOMPARE(changed.size(), 1);
    QVERIFY(session.keys->isAvailable());
    Q_EMIT session.api->timeHeard(1'000'000'000, 1'000'000'000);
    QCOMPARE(session.health().problems(), Problems());
}

void TestEncryptionHealth::thereAreWordsForEach()
{
    QSet<QString> words;
    for (int i = 0; i <= int(Problem::ClockSkew); ++i) {
        const auto text = EncryptionText::problem(Problem(i));
        words.insert(text.what);
        QVERIFY(!text.help.isEmpty());
        // Either it says what to do itself, or there is a button for what it says.
        QCOMPARE(text.help.contains(u"Sign out"_qs), !EncryptionHealth::endsByItself(Problem(i)));
    }
    QCOMPARE(words.size(), int(Problem::ClockSkew) + 1);
}

QTEST_GUILESS_MAIN(TestEncryptionHealth)
#include "tst_encryptionhealth.moc"
