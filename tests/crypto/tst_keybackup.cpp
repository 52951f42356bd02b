// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keybackup.h"

#include "crypto/cryptorequests.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString alice = QStringLiteral("@alice:example.org");
const ServerVersion version;

RoomId roomOf(int number)
{
    return RoomId(QStringLiteral("!room%1:example.org").arg(number));
}

/// A backup of all that is here; answers its key.
QByteArray backUp(KeyServer &server, CryptoPerson &person)
{
    KeyBackup backup(person.machine());
    const auto made = backup.makeNew();
    const QByteArray reply =
        server.answer(person.device(), CryptoRequests::createBackup(version, made->body));
    if (!backup.create(made->key, CryptoRequests::readBackupVersion(reply)).isOk())
        qFatal("the backup was not made");
    while (const auto batch = backup.nextBatch().value())
        person.send(*batch);
    return made->key;
}

}

class TestKeyBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsEverythingIntoIt();
    void comesBackInAnotherSession_data();
    void comesBackInAnotherSession();
    void trustsOnlyWhatIsOnesOwn();
    void goesOnAfterARestart();
    void staysOffWhenItWasSwitchedOff();
    void beginsAnewInAnotherVersion();
    void nonsenseIsRefused();
};

void TestKeyBackup::putsEverythingIntoIt()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    for (int i = 0; i < 3; ++i)
        a.say(roomOf(i), {a.user()}, QStringLiteral("x"));
    KeyBackup backup(a.machine());
    QCOMPARE(backup.state()->total, 3);
    QCOMPARE(backup.state()->backedUp, 0);
    QVERIFY(!backup.nextBatch().value().has_value());
    backUp(server, a);
    QCOMPARE(backup.state()->version, QStringLiteral("1"));
    QCOMPARE(backup.state()->backedUp, 3);
    QVERIFY(backup.state()->hasKey);

    // A key that comes later goes in later, and again until the server has it.
    a.say(roomOf(7), {a.user()}, QStringLiteral("x"));
    QCOMPARE(backup.state()->backedUp, 3);
    const auto batch = backup.nextBatch().value();
    QVERIFY(batch.has_value());
    QCOMPARE(backup.nextBatch().value()->body, batch->body);
    QVERIFY(!batch->body.contains("session_key"));
    a.send(*batch);
    QCOMPARE(backup.state()->backedUp, 4);
}

void TestKeyBackup::comesBackInAnotherSession_data()
{
    QTest::addColumn<RoomId>("room");
    QTest::addColumn<bool>("oneSession");
    QTest::addColumn<int>("count");
    QTest::newRow("everything") << RoomId() << false << 3;
    QTest::newRow("a room") << roomOf(0) << false << 1;
    QTest::newRow("a session") << roomOf(0) << true << 1;
}

void TestKeyBackup::comesBackInAnotherSession()
{
    QFETCH(RoomId, room);
    QFETCH(bool, oneSession);
    QFETCH(int, count);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    QList<QByteArray> events;
    for (int i = 0; i < 3; ++i)
        events.append(a.say(roomOf(i), {a.user()}, QStringLiteral("message %1").arg(i)));
    const QByteArray key = backUp(server, a);

    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    KeyBackup backup(later.machine());
    const QByteArray current = server.answer(later.device(), CryptoRequests::currentBackup(version));
    QCOMPARE(backup.importKeys("{}").error().kind, Error::Kind::NotFound);
    QVERIFY(backup.setKey(key, current).isOk());
    const QString session = oneSession ? later.machine().decrypt(roomOf(0), events[0]).session : QString();
    const QByteArray keys = server.answer(
        later.device(), CryptoRequests::backedUpKeys(version, QStringLiteral("1"), room, session));
    int steps = 0;
    const auto imported = backup.importKeys(keys, room, session, [&steps](int, int) { ++steps; });
    QVERIFY(imported.isOk());
    QCOMPARE(imported->total, count);
    QCOMPARE(imported->keys.size(), count);
    QCOMPARE(steps, 1);
    QCOMPARE(later.read(roomOf(0), events[0]), QStringLiteral("message 0"));
    QCOMPARE(later.read(roomOf(2), events[2]),
             count == 3 ? QStringLiteral("message 2") : QStringLiteral("NoKey"));
    // They are in the backup already.
    QVERIFY(!backup.nextBatch().value().has_value());
}

void TestKeyBackup::trustsOnlyWhatIsOnesOwn()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    const QByteArray key = backUp(server, a);
    const QByteArray current = server.answer(a.device(), CryptoRequests::currentBackup(version));
    auto trust = KeyBackup(a.machine()).trust(current);
    QVERIFY(trust->isSupported && trust->isSigned && trust->doesKeyFit && trust->isTrusted());
    QCOMPARE(trust->version, QStringLiteral("1"));

    CryptoPerson stranger(server, alice, QStringLiteral("STRANGER"));
    KeyBackup backup(stranger.machine());
    trust = backup.trust(current);
    QVERIFY(trust->isSupported && !trust->isSigned && !trust->doesKeyFit && !trust->isTrusted());
    QCOMPARE(backup.enable(current).error().kind, Error::Kind::Invalid);
    QCOMPARE(backup.setKey(backup.makeNew()->key, current).error().kind, Error::Kind::WrongPassphrase);
    QCOMPARE(backup.setKey("no key", current).error().kind, Error::Kind::Invalid);
    QVERIFY(backup.state()->version.isEmpty());
    QVERIFY(backup.setKey(key, current).isOk());
    QVERIFY(backup.trust(current)->isTrusted());
    QCOMPARE(backup.state()->version, QStringLiteral("1"));
    const QByteArray other = jsonText("{'version':'9','algorithm':'m.new','auth_data':{}}");
    QVERIFY(!backup.trust(other)->isSupported);
    QCOMPARE(backup.enable(other).error().kind, Error::Kind::Invalid);
}

void TestKeyBackup::goesOnAfterARestart()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.say(roomOf(0), {a.user()}, QStringLiteral("x"));
    backUp(server, a);
    a.say(roomOf(1), {a.user()}, QStringLiteral("x"));
    a.restart();
    KeyBackup backup(a.machine());
    QCOMPARE(backup.state()->version, QStringLiteral("1"));
    QCOMPARE(backup.state()->backedUp, 1);
    QVERIFY(backup.nextBatch().value().has_value());
}

void TestKeyBackup::staysOffWhenItWasSwitchedOff()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.say(roomOf(0), {a.user()}, QStringLiteral("x"));
    backUp(server, a);
    QVERIFY(KeyBackup(a.machine()).disable().isOk());
    QVERIFY(!KeyBackup(a.machine()).nextBatch().value().has_value());
    a.restart();
    QVERIFY(KeyBackup(a.machine()).state()->version.isEmpty());
    QVERIFY(!KeyBackup(a.machine()).nextBatch().value().has_value());
    const QByteArray current = server.answer(a.device(), CryptoRequests::currentBackup(version));
    QVERIFY(KeyBackup(a.machine()).enable(current).isOk());
    a.restart();
    QCOMPARE(KeyBackup(a.machine()).state()->version, QStringLiteral("1"));
}

void TestKeyBackup::beginsAnewInAnotherVersion()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.say(roomOf(0), {a.user()}, QStringLiteral("x"));
    backUp(server, a);
    KeyBackup backup(a.machine());
    const auto made = backup.makeNew();
    server.answer(a.device(), CryptoRequests::createBackup(version, made->body));
    QVERIFY(backup.create(made->key, QStringLiteral("2")).isOk());
    QCOMPARE(backup.state()->backedUp, 0);
    const auto batch = backup.nextBatch().value();
    QVERIFY(batch.has_value());
    QCOMPARE(batch->backupVersion, QStringLiteral("2"));
}

void TestKeyBackup::nonsenseIsRefused()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    backUp(server, a);
    KeyBackup backup(a.machine());
    for (const char *reply : {"", "[]", "{}", "{\"version\":1}", "\xff"}) {
        QCOMPARE(backup.trust(reply).error().kind, Error::Kind::BadReply);
        QCOMPARE(backup.enable(reply).error().kind, Error::Kind::BadReply);
    }
    for (const char *reply : {"", "[]", "{\"rooms\":7}", "\xff"})
        QCOMPARE(backup.importKeys(reply).error().kind, Error::Kind::BadReply);
    const auto imported = backup.importKeys(jsonText("{'rooms':{'!a:b':{'sessions':{'s':{'session_data':{'"
                                                     "ephemeral':'AAAA','ciphertext':'A','mac':'A'}}}}}}"));
    QVERIFY(imported.isOk());
    QCOMPARE(imported->total, 0);
}

QTEST_GUILESS_MAIN(TestKeyBackup)
#include "tst_keybackup.moc"
