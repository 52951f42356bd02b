// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptorequests.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

using Kind = CryptoRequest::Kind;
using Method = Request::Method;

CryptoRequest requestOf(Kind kind)
{
    CryptoRequest request;
    request.id = QStringLiteral("t/1");
    request.kind = kind;
    request.room = RoomId(QStringLiteral("!r:b"));
    request.eventType = QStringLiteral("m.room.encrypted");
    request.backupVersion = QStringLiteral("7");
    request.body = "{\"a\":1}";
    return request;
}

ServerVersion r0()
{
    ServerVersion version;
    version.isR0 = true;
    return version;
}

}

class TestCryptoRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWhereTheSpecSays_data();
    void goesWhereTheSpecSays();
    void carriesAuthentication();
    void asksForBackups();
};

void TestCryptoRequests::goesWhereTheSpecSays_data()
{
    QTest::addColumn<CryptoRequest::Kind>("kind");
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("v3");
    QTest::addColumn<QString>("old");
    const auto row = [](const char *name, Kind kind, Method method, const QString &v3, const QString &old) {
        QTest::newRow(name) << kind << method << QString(QStringLiteral("/_matrix/client/v3/") + v3)
                            << QString(QStringLiteral("/_matrix/client/") + old);
    };
    row("upload", Kind::KeysUpload, Method::Post, QStringLiteral("keys/upload"),
        QStringLiteral("r0/keys/upload"));
    row("query", Kind::KeysQuery, Method::Post, QStringLiteral("keys/query"),
        QStringLiteral("r0/keys/query"));
    row("claim", Kind::KeysClaim, Method::Post, QStringLiteral("keys/claim"),
        QStringLiteral("r0/keys/claim"));
    row("to device", Kind::ToDevice, Method::Put, QStringLiteral("sendToDevice/m.room.encrypted/t%2F1"),
        QStringLiteral("r0/sendToDevice/m.room.encrypted/t%2F1"));
    row("signatures", Kind::SignatureUpload, Method::Post, QStringLiteral("keys/signatures/upload"),
        QStringLiteral("unstable/keys/signatures/upload"));
    row("room", Kind::RoomMessage, Method::Put, QStringLiteral("rooms/!r:b/send/m.room.encrypted/t%2F1"),
        QStringLiteral("r0/rooms/!r:b/send/m.room.encrypted/t%2F1"));
    row("backup", Kind::KeysBackup, Method::Put, QStringLiteral("room_keys/keys"),
        QStringLiteral("r0/room_keys/keys"));
    row("signing keys", Kind::SigningKeysUpload, Method::Post, QStringLiteral("keys/device_signing/upload"),
        QStringLiteral("unstable/keys/device_signing/upload"));
}

void TestCryptoRequests::goesWhereTheSpecSays()
{
    QFETCH(CryptoRequest::Kind, kind);
    QFETCH(Method, method);
    QFETCH(QString, v3);
    QFETCH(QString, old);
    const Request request = CryptoRequests::request(ServerVersion(), requestOf(kind));
    QCOMPARE(request.method, method);
    QCOMPARE(request.path, v3);
    QCOMPARE(request.body, QByteArray("{\"a\":1}"));
    QVERIFY(request.needsToken);
    QVERIFY(request.isIdempotent);
    QCOMPARE(request.expectsChallenge, kind == Kind::SigningKeysUpload);
    QCOMPARE(CryptoRequests::request(r0(), requestOf(kind)).path, old);
    const QList<std::pair<QString, QString>> query{{QStringLiteral("version"), QStringLiteral("7")}};
    QCOMPARE(request.query, kind == Kind::KeysBackup ? query : QList<std::pair<QString, QString>>());
}

void TestCryptoRequests::carriesAuthentication()
{
    const QJsonObject auth = json("{'type':'m.login.password','session':'s'}");
    const Request request =
        CryptoRequests::request(ServerVersion(), requestOf(Kind::SigningKeysUpload), auth);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body.value(QStringLiteral("auth")).toObject(), auth);
    QCOMPARE(body.value(QStringLiteral("a")), QJsonValue(1));
}

void TestCryptoRequests::asksForBackups()
{
    const ServerVersion version;
    QCOMPARE(CryptoRequests::currentBackup(version).path,
             QStringLiteral("/_matrix/client/v3/room_keys/version"));
    QCOMPARE(CryptoRequests::createBackup(version, "{}").method, Method::Post);
    QVERIFY(!CryptoRequests::createBackup(version, "{}").isIdempotent);
    QCOMPARE(CryptoRequests::deleteBackup(version, QStringLiteral("1/2")).path,
             QStringLiteral("/_matrix/client/v3/room_keys/version/1%2F2"));
    QCOMPARE(CryptoRequests::updateBackup(version, QStringLiteral("1"), "{}").method, Method::Put);
    QCOMPARE(CryptoRequests::backedUpKeys(version, QStringLiteral("1")).path,
             QStringLiteral("/_matrix/client/v3/room_keys/keys"));
    const Request one = CryptoRequests::backedUpKeys(version, QStringLiteral("1"),
                                                     RoomId(QStringLiteral("!r:b")), QStringLiteral("a/b"));
    QCOMPARE(one.path, QStringLiteral("/_matrix/client/v3/room_keys/keys/!r:b/a%2Fb"));
    QCOMPARE(one.query.constFirst().second, QStringLiteral("1"));
    QCOMPARE(CryptoRequests::readBackupVersion("{\"version\":\"5\"}"), QStringLiteral("5"));
    QCOMPARE(CryptoRequests::readBackupVersion("nonsense"), QString());
}

QTEST_APPLESS_MAIN(TestCryptoRequests)
#include "tst_cryptorequests.moc"
