// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyfile.h"

#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const RoomId room(QStringLiteral("!room:example.org"));
const RoomId otherRoom(QStringLiteral("!other:example.org"));
const QString alice = QStringLiteral("@alice:example.org");

QByteArray fileOf(const QByteArray &body)
{
    return "-----BEGIN MEGOLM SESSION DATA-----\n" + body + "\n-----END MEGOLM SESSION DATA-----";
}

/// `[]` under "words", 1,000 rounds; computed with another program's PBKDF2, AES-256-CTR and HMAC.
const QByteArray knownFile = fileOf("ATAxMjM0NTY3ODlhYmNkZWYAAQIDBAUGBwgJCgsMDQ4PAAAD6HWaiDLgk9fpjKyq4iVz\n"
                                    "AgjDOwo+pjnoqE4SIxhnK6Op8JQ=");

}

class TestKeyFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAKnownFile();
    void takesKeysToAnotherSession();
    void takesOnlyTheRoomsThatAreWanted();
    void tellsWhatIsNoFile_data();
    void tellsWhatIsNoFile();
};

void TestKeyFile::readsAKnownFile()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    const auto imported = KeyFile(a.machine()).importKeys(knownFile, QStringLiteral("words"));
    QVERIFY(imported.isOk());
    QCOMPARE(imported->total, 0);
    QCOMPARE(KeyFile(a.machine()).importKeys(knownFile, QStringLiteral("word")).error().kind,
             Error::Kind::WrongPassphrase);
}

void TestKeyFile::takesKeysToAnotherSession()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    const QByteArray event = a.say(room, {UserId(alice)}, QStringLiteral("before"));
    server.sync(later.device());
    QCOMPARE(later.read(room, event), QStringLiteral("NoKey"));

    const auto file = KeyFile(a.machine()).exportKeys(QStringLiteral("wörds"));
    QVERIFY(file.isOk());
    QVERIFY(file->startsWith("-----BEGIN MEGOLM SESSION DATA-----\n"));
    QVERIFY(!file->contains("session_key"));
    KeyFile keys(later.machine());
    QCOMPARE(keys.importKeys(*file, QStringLiteral("words")).error().kind, Error::Kind::WrongPassphrase);
    QCOMPARE(later.read(room, event), QStringLiteral("NoKey"));

    int done = 0;
    const auto imported = keys.importKeys(*file, QStringLiteral("wörds"), [&done](int now, int total) {
        QVERIFY(now > done && now <= total);
        done = now;
    });
    QVERIFY(imported.isOk());
    QCOMPARE(imported->total, 1);
    QCOMPARE(done, 1);
    QCOMPARE(imported->keys.size(), 1);
    QCOMPARE(imported->keys.constFirst().room, room);
    QCOMPARE(later.read(room, event), QStringLiteral("before"));
    QCOMPARE(later.machine().decrypt(room, event).shield, Shield::UnsureSource);

    // Nothing is new the second time.
    const auto again = keys.importKeys(*file, QStringLiteral("wörds"));
    QCOMPARE(again->total, 1);
    QVERIFY(again->keys.isEmpty());
}

void TestKeyFile::takesOnlyTheRoomsThatAreWanted()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson later(server, alice, QStringLiteral("LATER"));
    const QByteArray here = a.say(room, {UserId(alice)}, QStringLiteral("here"));
    const QByteArray there = a.say(otherRoom, {UserId(alice)}, QStringLiteral("there"));
    const auto file = KeyFile(a.machine()).exportKeys(QStringLiteral("w"), {otherRoom});
    QVERIFY(KeyFile(later.machine()).importKeys(*file, QStringLiteral("w")).isOk());
    QCOMPARE(later.read(room, here), QStringLiteral("NoKey"));
    QCOMPARE(later.read(otherRoom, there), QStringLiteral("there"));
}

void TestKeyFile::tellsWhatIsNoFile_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\xff", 10);
    QTest::newRow("no body") << fileOf({});
    QTest::newRow("no base64") << fileOf("!!!");
    QTest::newRow("too short") << fileOf("AXNhbHRzYWx0");
    QTest::newRow("no end") << knownFile.chopped(30);
    // As many rounds as the number can say: an hour's work.
    QByteArray bytes =
        QByteArray(1, '\1') + QByteArray(32, 'x') + QByteArray(4, '\xff') + QByteArray(64, 'x');
    QTest::newRow("endless") << fileOf(bytes.toBase64());
    // Its own MAC would begin before its cipher text.
    bytes = QByteArray(1, '\1') + QByteArray(32, 'x') + QByteArray("\0\0\0\1", 4) + QByteArray(20, 'x');
    QTest::newRow("all MAC") << fileOf(bytes.toBase64());
}

void TestKeyFile::tellsWhatIsNoFile()
{
    QFETCH(QByteArray, file);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    QCOMPARE(KeyFile(a.machine()).importKeys(file, QStringLiteral("words")).error().kind,
             Error::Kind::Invalid);
}

QTEST_GUILESS_MAIN(TestKeyFile)
#include "tst_keyfile.moc"
