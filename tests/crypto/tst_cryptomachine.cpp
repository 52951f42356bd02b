// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptomachine.h"

#include "crypto/crosssigning.h"
#include "crypto/cryptorequests.h"
#include "crypto/devicedirectory.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const RoomId room(QStringLiteral("!room:example.org"));
const RoomId otherRoom(QStringLiteral("!other:example.org"));
const QString alice = QStringLiteral("@alice:example.org");
const QString bob = QStringLiteral("@bob:example.org");
const QString carol = QStringLiteral("@carol:example.org");

QList<UserId> users(const QStringList &names)
{
    QList<UserId> result;
    for (const QString &name : names)
        result.append(UserId(name));
    return result;
}

QString sessionOf(const QByteArray &event)
{
    return QJsonDocument::fromJson(event)
        .object()
        .value(QStringLiteral("content"))
        .toObject()
        .value(QStringLiteral("session_id"))
        .toString();
}

}

class TestCryptoMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksBothWays();
    void aClearEventStandsAsInAPlainRoom();
    void sharesOnceAndRotatesWhenItMust_data();
    void sharesOnceAndRotatesWhenItMust();
    void whoLeavesReadsNoMore();
    void whoComesLaterDoesNotReadWhatWas();
    void saysWhyAKeyDoesNotCome();
    void aLateKeyOpensWhatCameBefore();
    void aKeyIsAskedOfOnesOwnSessions_data();
    void aKeyIsAskedOfOnesOwnSessions();
    void aClaimThatFailsForOneLeavesTheOthers();
    void neverEncryptsWithoutAKey();
    void aBrokenEventIsNamed_data();
    void aBrokenEventIsNamed();
    void survivesACrashAtAnyStep();
    void survivesARestartAfterEachSync();
    void makesNoNewKeysWhenAnAnswerIsLost();
    void sendingTwiceIsHarmless();
    void aBatchTwiceIsHarmless();
    void opensOnlyWithItsKeyAndForItsSession();
    void knowsItsOwnKeysAtTheServer();
    void refusesWhatIsNoId_data();
    void refusesWhatIsNoId();
    void aDamagedDatabaseIsCorrupt();
    void whatOthersNeedComesOut();
    void asksForEverybodyWhenTheSyncBeganAnew();
    void readsARoomsSettings();
};

void TestCryptoMachine::speaksBothWays()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray fromAlice = a.say(room, users({alice, bob}), QStringLiteral("hello"));
    const SyncedKeys synced = b.sync();
    QCOMPARE(synced.keys, (QList<RoomKey>{{room, sessionOf(fromAlice)}}));
    QCOMPARE(b.read(room, fromAlice), QStringLiteral("hello"));
    QCOMPARE(a.read(room, fromAlice), QStringLiteral("hello"));

    const QByteArray fromBob = b.say(room, users({alice, bob}), QStringLiteral("hi"));
    a.sync();
    QCOMPARE(a.read(room, fromBob), QStringLiteral("hi"));
    QVERIFY(sessionOf(fromBob) != sessionOf(fromAlice));
    QVERIFY(!fromBob.contains("hi\""));
}

void TestCryptoMachine::aClearEventStandsAsInAPlainRoom()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    b.track(users({alice}));
    b.flush();
    a.share(room, users({alice, bob}));
    b.sync();
    const QByteArray event =
        a.event(room, jsonText("{'body':'x','m.relates_to':{'rel_type':'m.thread','event_id':'$root'}}"));
    // Servers have to see what relates to what.
    QVERIFY(QJsonDocument::fromJson(event)
                .object()
                .value(QStringLiteral("content"))
                .toObject()
                .contains(QStringLiteral("m.relates_to")));
    const Decryption clear = b.machine().decrypt(room, event);
    QVERIFY(clear.isClear());
    QCOMPARE(clear.type, QStringLiteral("m.room.message"));
    QCOMPARE(QJsonDocument::fromJson(clear.content).object(),
             json("{'body':'x','m.relates_to':{'rel_type':'m.thread','event_id':'$root'}}"));
    const QJsonObject outer = QJsonDocument::fromJson(event).object();
    const QJsonObject raw = QJsonDocument::fromJson(clear.raw).object();
    for (const char *key : {"event_id", "sender", "origin_server_ts", "unsigned"})
        QCOMPARE(raw.value(QLatin1String(key)), outer.value(QLatin1String(key)));
    QCOMPARE(raw.value(QStringLiteral("type")), QStringLiteral("m.room.message"));
    QCOMPARE(clear.session, sessionOf(event));
    QCOMPARE(clear.senderKey, a.machine().identityKeys().curve25519);
    QCOMPARE(clear.senderDevice, QStringLiteral("AAA"));
    QCOMPARE(clear.shield, Shield::UnsignedDevice);
}

void TestCryptoMachine::sharesOnceAndRotatesWhenItMust_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<bool>("discards");
    QTest::addColumn<bool>("rotates");
    QTest::newRow("the same key goes on") << 100 << false << false;
    QTest::newRow("its messages are used up") << 1 << false << true;
    QTest::newRow("somebody wants a new one") << 100 << true << true;
}

void TestCryptoMachine::sharesOnceAndRotatesWhenItMust()
{
    QFETCH(int, messages);
    QFETCH(bool, discards);
    QFETCH(bool, rotates);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    RoomEncryption encryption;
    encryption.rotationMessages = messages;
    a.share(room, users({alice, bob}), encryption);
    const QByteArray first = a.event(room, jsonText("{'body':'1'}"));
    if (discards)
        QVERIFY(a.machine().discardRoomKey(room).isOk());
    a.share(room, users({alice, bob}), encryption);
    const QByteArray second = a.event(room, jsonText("{'body':'2'}"));
    QCOMPARE(sessionOf(first) != sessionOf(second), rotates);
    b.sync();
    QCOMPARE(b.read(room, first), QStringLiteral("1"));
    QCOMPARE(b.read(room, second), QStringLiteral("2"));
}

void TestCryptoMachine::whoLeavesReadsNoMore()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson c(server, carol, QStringLiteral("CCC"));
    const QByteArray before = a.say(room, users({alice, bob, carol}), QStringLiteral("before"));
    const QByteArray after = a.say(room, users({alice, bob}), QStringLiteral("after"));
    b.sync();
    c.sync();
    QCOMPARE(b.read(room, after), QStringLiteral("after"));
    QCOMPARE(c.read(room, before), QStringLiteral("before"));
    QCOMPARE(c.read(room, after), QStringLiteral("NoKey"));
}

void TestCryptoMachine::whoComesLaterDoesNotReadWhatWas()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray before = a.say(room, users({alice}), QStringLiteral("before"));
    const QByteArray after = a.say(room, users({alice, bob}), QStringLiteral("after"));
    QCOMPARE(sessionOf(before), sessionOf(after));
    b.sync();
    QCOMPARE(b.read(room, after), QStringLiteral("after"));
    QCOMPARE(b.read(room, before), QStringLiteral("IndexTooOld"));
}

void TestCryptoMachine::saysWhyAKeyDoesNotCome()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson c(server, carol, QStringLiteral("CCC"));
    a.track(users({bob}));
    a.flush();
    QVERIFY(DeviceDirectory(a.machine()).setBlacklisted(UserId(bob), QStringLiteral("BBB"), true).isOk());
    const QByteArray blacklisted = a.say(room, users({alice, bob}), QStringLiteral("x"));
    QCOMPARE(b.sync().withheld, (QList<RoomKey>{{room, sessionOf(blacklisted)}}));
    QCOMPARE(b.read(room, blacklisted), QStringLiteral("WithheldBlacklisted"));

    RoomEncryption strict;
    strict.recipients = RoomEncryption::Recipients::Verified;
    a.share(otherRoom, users({alice, carol}), strict);
    const QByteArray unverified = a.event(otherRoom, jsonText("{'body':'x'}"));
    c.sync();
    QCOMPARE(c.read(otherRoom, unverified), QStringLiteral("WithheldUnverified"));
}

void TestCryptoMachine::aLateKeyOpensWhatCameBefore()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray event = a.say(room, users({alice, bob}), QStringLiteral("late"));
    const Decryption closed = b.machine().decrypt(room, event);
    QCOMPARE(closed.reason, Undecryptable::NoKey);
    QVERIFY(closed.mayCome());
    const RoomKey key{room, closed.session};
    QCOMPARE(b.machine().hasKey(key).value(), false);
    QCOMPARE(b.sync().keys, QList<RoomKey>{key});
    QCOMPARE(b.machine().hasKey(key).value(), true);
    QCOMPARE(b.read(room, event), QStringLiteral("late"));
}

void TestCryptoMachine::aKeyIsAskedOfOnesOwnSessions_data()
{
    QTest::addColumn<bool>("isSigned");
    QTest::newRow("a verified session is answered") << true;
    QTest::newRow("another is not") << false;
}

void TestCryptoMachine::aKeyIsAskedOfOnesOwnSessions()
{
    QFETCH(bool, isSigned);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.track(users({alice}));
    a.makeIdentity();
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray first = b.say(room, users({alice, bob}), QStringLiteral("first"));
    const QByteArray second = b.event(room, jsonText("{'body':'second'}"));
    a.sync();
    QCOMPARE(a.read(room, first), QStringLiteral("first"));

    CryptoPerson late(server, alice, QStringLiteral("LATE"));
    late.track(users({alice}));
    late.flush();
    QCOMPARE(late.read(room, first), QStringLiteral("NoKey"));
    // It could not be answered yet.
    QVERIFY(late.machine().requestKey(room, first).isOk());
    QVERIFY(late.machine().outgoingRequests()->isEmpty());
    a.giveSecrets(late);
    if (isSigned)
        late.send(*CrossSigning(late.machine()).signOwnDevice());
    a.sync();
    late.sync();

    for (const QByteArray &event : {first, second, first})
        QVERIFY(late.machine().requestKey(room, event).isOk());
    const auto requests = late.machine().outgoingRequests();
    QCOMPARE(requests->size(), 1);
    QCOMPARE(requests->first().kind, CryptoRequest::Kind::ToDevice);
    QCOMPARE(requests->first().eventType, QStringLiteral("m.room_key_request"));
    late.flush();
    QVERIFY(late.machine().requestKey(room, second).isOk());
    QVERIFY(late.machine().outgoingRequests()->isEmpty());

    a.sync();
    const SyncedKeys synced = late.sync();
    QCOMPARE(synced.keys, (isSigned ? QList<RoomKey>{{room, sessionOf(first)}} : QList<RoomKey>()));
    QCOMPARE(late.read(room, first), isSigned ? QStringLiteral("first") : QStringLiteral("NoKey"));
    QCOMPARE(late.read(room, second), isSigned ? QStringLiteral("second") : QStringLiteral("NoKey"));
}

void TestCryptoMachine::aClaimThatFailsForOneLeavesTheOthers()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    CryptoPerson c(server, carol, QStringLiteral("CCC"));
    server.emptyOneTimeKeys(c.device());
    const QByteArray event = a.say(room, users({alice, bob, carol}), QStringLiteral("x"));
    b.sync();
    QCOMPARE(b.read(room, event), QStringLiteral("x"));
    // `m.no_olm` names no key, so it is no event's reason.
    QVERIFY(c.sync().withheld.isEmpty());
    QCOMPARE(c.read(room, event), QStringLiteral("NoKey"));
    // Who failed is not asked again with every message.
    QVERIFY(!a.machine().missingSessions(users({bob, carol})).value().has_value());
}

void TestCryptoMachine::neverEncryptsWithoutAKey()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    const auto encrypt = [&a](const QByteArray &content) {
        return a.machine().encrypt(room, QStringLiteral("m.room.message"), content);
    };
    QCOMPARE(encrypt("{}").error().kind, Error::Kind::NotFound);
    RoomEncryption encryption;
    encryption.rotationMessages = 1;
    a.share(room, users({alice}), encryption);
    QCOMPARE(encrypt("[]").error().kind, Error::Kind::Invalid);
    QCOMPARE(encrypt("{").error().kind, Error::Kind::Invalid);
    QVERIFY(encrypt("{}").isOk());
    QCOMPARE(encrypt("{}").error().kind, Error::Kind::NotFound);
    a.share(room, users({alice}), encryption);
    QVERIFY(a.machine().discardRoomKey(room).isOk());
    QCOMPARE(encrypt("{}").error().kind, Error::Kind::NotFound);
    encryption.isSupported = false;
    QCOMPARE(a.machine().shareRoomKey(room, users({alice}), encryption).error().kind,
             Error::Kind::Unsupported);
}

void TestCryptoMachine::aBrokenEventIsNamed_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("Malformed");
    QTest::newRow("no JSON") << QByteArray("\xff{") << QStringLiteral("Malformed");
    QTest::newRow("no event") << QByteArray("[]") << QStringLiteral("Malformed");
    QTest::newRow("no content") << jsonText("{'type':'m.room.encrypted','event_id':'$a','sender':'@a:b',"
                                            "'origin_server_ts':1,'content':{}}")
                                << QStringLiteral("Malformed");
    QTest::newRow("no cipher text")
        << jsonText("{'type':'m.room.encrypted','event_id':'$a','sender':'@a:b','origin_server_ts':1,"
                    "'content':{'algorithm':'m.megolm.v1.aes-sha2','session_id':'s','ciphertext':'!!',"
                    "'sender_key':'k','device_id':'d'}}")
        << QStringLiteral("Malformed");
    QTest::newRow("another algorithm")
        << jsonText("{'type':'m.room.encrypted','event_id':'$a','sender':'@a:b','origin_server_ts':1,"
                    "'content':{'algorithm':'m.new','ciphertext':'x'}}")
        << QStringLiteral("Unsupported");
}

void TestCryptoMachine::aBrokenEventIsNamed()
{
    QFETCH(QByteArray, event);
    QFETCH(QString, reason);
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    QCOMPARE(a.read(room, event), reason);
}

// The same talk again and again, with a crash one step later each time.
void TestCryptoMachine::survivesACrashAtAnyStep()
{
    int steps = 0;
    for (int crashAt = 0; crashAt <= steps; ++crashAt) {
        KeyServer server;
        CryptoPerson a(server, alice, QStringLiteral("AAA"));
        CryptoPerson b(server, bob, QStringLiteral("BBB"));
        steps = 0;
        a.crashesHere = b.crashesHere = [&steps, crashAt] { return steps++ == crashAt; };
        const QString keys = a.machine().identityKeys().ed25519;
        for (const QString &text : {QStringLiteral("one"), QStringLiteral("two")}) {
            const QByteArray fromAlice = a.say(room, users({alice, bob}), text);
            b.sync();
            QCOMPARE(b.read(room, fromAlice), text);
            const QByteArray fromBob = b.say(room, users({alice, bob}), text);
            a.sync();
            QCOMPARE(a.read(room, fromBob), text);
            QVERIFY(a.machine().discardRoomKey(room).isOk());
        }
        QCOMPARE(a.machine().identityKeys().ed25519, keys);
    }
    QVERIFY(steps > 10);
}

void TestCryptoMachine::survivesARestartAfterEachSync()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    for (const QString &text : {QStringLiteral("one"), QStringLiteral("two")}) {
        const QByteArray event = a.say(room, users({alice, bob}), text);
        a.restart();
        b.sync();
        b.restart();
        QCOMPARE(b.read(room, event), text);
        QCOMPARE(a.read(room, event), text);
    }
}

void TestCryptoMachine::makesNoNewKeysWhenAnAnswerIsLost()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    // Others have used some up; the upload of new ones arrives, its answer does not.
    SyncBatch batch;
    batch.keyCounts = QHash<QString, int>{{QStringLiteral("signed_curve25519"), 10}};
    QVERIFY(a.machine().receiveSync(batch).isOk());
    const auto upload = [&a] {
        const auto requests = a.machine().outgoingRequests();
        for (const CryptoRequest &request : *requests) {
            if (request.kind == CryptoRequest::Kind::KeysUpload)
                return QJsonDocument::fromJson(request.body)
                    .object()
                    .value(QStringLiteral("one_time_keys"))
                    .toObject();
        }
        return QJsonObject();
    };
    const QJsonObject first = upload();
    QCOMPARE(first.size(), 40);
    QCOMPARE(upload(), first);
    a.restart();
    QCOMPARE(upload(), first);
    batch.keyCounts = QHash<QString, int>{{QStringLiteral("signed_curve25519"), 50}};
    QVERIFY(a.machine().receiveSync(batch).isOk());
    QCOMPARE(upload(), first);
}

void TestCryptoMachine::sendingTwiceIsHarmless()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    a.track(users({bob}));
    a.flush();
    a.send(*a.machine().missingSessions(users({bob})).value());
    // The answer to the first was lost: the same message, under the same id.
    const auto lost = a.machine().shareRoomKey(room, users({alice, bob}), {});
    a.restart();
    const auto again = a.machine().shareRoomKey(room, users({alice, bob}), {});
    QCOMPARE(again->size(), lost->size());
    QCOMPARE(again->constFirst().id, lost->constFirst().id);
    QCOMPARE(again->constFirst().body, lost->constFirst().body);
    a.sendAll(*lost);
    a.sendAll(*again);
    QVERIFY(a.machine().shareRoomKey(room, users({alice, bob}), {})->isEmpty());
    const QByteArray event = a.event(room, jsonText("{'body':'x'}"));
    QCOMPARE(b.sync().keys.size(), 1);
    QCOMPARE(b.read(room, event), QStringLiteral("x"));
}

void TestCryptoMachine::aBatchTwiceIsHarmless()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    const QByteArray event = a.say(room, users({alice, bob}), QStringLiteral("x"));
    const SyncBatch batch = server.sync(b.device());
    QVERIFY(b.machine().receiveSync(batch).isOk());
    b.restart();
    QVERIFY(b.machine().receiveSync(batch).isOk());
    b.flush();
    QCOMPARE(b.read(room, event), QStringLiteral("x"));
    const QByteArray reply = b.say(room, users({alice, bob}), QStringLiteral("y"));
    a.sync();
    QCOMPARE(a.read(room, reply), QStringLiteral("y"));
}

void TestCryptoMachine::opensOnlyWithItsKeyAndForItsSession()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    const QString folder = a.folder();
    a.close();
    const auto open = [&folder](const QByteArray &key, const QString &user, const QString &device) {
        return CryptoMachine::open(folder, key, UserId(user), device);
    };
    QCOMPARE(open(QByteArray(32, 'x'), alice, QStringLiteral("AAA")).error().kind, Error::Kind::Corrupt);
    QCOMPARE(open(CryptoPerson::key(), bob, QStringLiteral("AAA")).error().kind, Error::Kind::OtherAccount);
    QCOMPARE(open(CryptoPerson::key(), alice, QStringLiteral("BBB")).error().kind, Error::Kind::OtherAccount);
    QVERIFY(open(CryptoPerson::key(), alice, QStringLiteral("AAA")).isOk());
}

void TestCryptoMachine::knowsItsOwnKeysAtTheServer()
{
    KeyServer server;
    const KeyServer::Device device{UserId(alice), QStringLiteral("AAA")};
    const auto look = [&server, &device](CryptoMachine &machine) {
        const auto query = machine.queryOwnKeys();
        const Request request = CryptoRequests::request({Dialect::V3, false}, *query);
        return machine.keysAtServer(server.answer(device, request));
    };
    const QTemporaryDir folder;
    const auto other = CryptoMachine::open(folder.path(), CryptoPerson::key(), device.user, device.id).take();
    // Not a person: they upload their keys at once.
    QCOMPARE(look(*other), std::optional(KeysAtServer::Absent));
    CryptoPerson a(server, alice, device.id);
    QCOMPARE(look(a.machine()), std::optional(KeysAtServer::Same));
    a.restart();
    QCOMPARE(look(a.machine()), std::optional(KeysAtServer::Same));
    QCOMPARE(look(*other), std::optional(KeysAtServer::Other));
    QCOMPARE(a.machine().keysAtServer("{\"device_keys\":{}}"), std::optional<KeysAtServer>());
}

void TestCryptoMachine::refusesWhatIsNoId_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("keySize");
    QTest::newRow("no user") << QString() << QStringLiteral("AAA") << 32;
    QTest::newRow("no sigil") << QStringLiteral("alice") << QStringLiteral("AAA") << 32;
    QTest::newRow("no device") << alice << QString() << 32;
    QTest::newRow("a short key") << alice << QStringLiteral("AAA") << 31;
}

void TestCryptoMachine::refusesWhatIsNoId()
{
    QFETCH(QString, user);
    QFETCH(QString, device);
    QFETCH(int, keySize);
    QTemporaryDir folder;
    QCOMPARE(CryptoMachine::open(folder.path(), QByteArray(keySize, 'k'), UserId(user), device).error().kind,
             Error::Kind::Invalid);
}

void TestCryptoMachine::aDamagedDatabaseIsCorrupt()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("matrix-sdk-crypto.sqlite3")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'x'));
    file.close();
    QCOMPARE(CryptoMachine::open(folder.path(), CryptoPerson::key(), UserId(alice), QStringLiteral("AAA"))
                 .error()
                 .kind,
             Error::Kind::Corrupt);
    QCOMPARE(CryptoMachine::open(file.fileName(), CryptoPerson::key(), UserId(alice), QStringLiteral("AAA"))
                 .error()
                 .kind,
             Error::Kind::Storage);
}

void TestCryptoMachine::whatOthersNeedComesOut()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    SyncBatch batch;
    batch.toDevice = {jsonText("{'type':'m.call.x','sender':'@bob:example.org','content':{'a':1}}"),
                      jsonText("{'type':'m.room.encrypted','sender':'@bob:example.org','content':{}}"),
                      jsonText("{'type':'m.dummy','sender':'@bob:example.org','content':{}}"),
                      QByteArray("nonsense"),
                      QByteArray("\xff\xfe"),
                      QByteArray("[]"),
                      QByteArray("{}")};
    const auto synced = a.machine().receiveSync(batch);
    QVERIFY(synced.isOk());
    QCOMPARE(synced->events.size(), 1);
    QCOMPARE(synced->events.constFirst().type, QStringLiteral("m.call.x"));
    QCOMPARE(synced->events.constFirst().sender, UserId(bob));
    QCOMPARE(synced->events.constFirst().content, QByteArray("{\"a\":1}"));
    QVERIFY(!synced->events.constFirst().isEncrypted);
}

void TestCryptoMachine::asksForEverybodyWhenTheSyncBeganAnew()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    CryptoPerson b(server, bob, QStringLiteral("BBB"));
    QVERIFY(a.machine().track(users({bob})).isOk());
    QCOMPARE(a.machine().needsQuery(users({bob})).value(), true);
    // Nobody is waited for: the answer would come from this very thread.
    QVERIFY(!a.machine().missingSessions(users({bob})).value().has_value());
    a.flush();
    QCOMPARE(a.machine().needsQuery(users({bob})).value(), false);
    QVERIFY(a.machine().missingSessions(users({bob})).value().has_value());
    SyncBatch batch;
    batch.deviceLists.areOthersUnknown = true;
    QVERIFY(a.machine().receiveSync(batch).isOk());
    QCOMPARE(a.machine().needsQuery(users({bob})).value(), true);
}

void TestCryptoMachine::readsARoomsSettings()
{
    const auto settings = RoomEncryption::read(
        jsonText(
            "{'algorithm':'m.megolm.v1.aes-sha2','rotation_period_ms':604800000,'rotation_period_msgs':7}"),
        jsonText("{'history_visibility':'joined'}"));
    QVERIFY(settings.has_value());
    QVERIFY(settings->isSupported);
    QCOMPARE(settings->rotationPeriod, std::chrono::hours(7 * 24));
    QCOMPARE(settings->rotationMessages, 7);
    QCOMPARE(settings->historyVisibility, QStringLiteral("joined"));
    QVERIFY(!RoomEncryption::read(jsonText("{'algorithm':'m.new'}"), {})->isSupported);
    QVERIFY(!RoomEncryption::read("{}", {}).has_value());
    QVERIFY(!RoomEncryption::read("nonsense", {}).has_value());
    const auto odd = RoomEncryption::read(
        jsonText("{'algorithm':'m.megolm.v1.aes-sha2','rotation_period_ms':-1,'rotation_period_msgs':'x'}"),
        {});
    QCOMPARE(odd->rotationMessages, 100);
    QCOMPARE(odd->rotationPeriod, std::chrono::hours(7 * 24));
}

QTEST_GUILESS_MAIN(TestCryptoMachine)
#include "tst_cryptomachine.moc"
