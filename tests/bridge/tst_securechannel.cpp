// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/securechannel.h"

#include <QTest>

using namespace linnet;

namespace {

const QString Address = QStringLiteral("https://chat.x/_synapse/client/rendezvous/abc");

}

class TestSecureChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAndWhat()
    {
        SecureChannel channel;
        const auto code = LoginCode::read(channel.code(Address, QStringLiteral("x")));
        QVERIFY(code.isOk() && !code->isOfNewDevice);
        QCOMPARE(code->address, Address);
        QCOMPARE(code->server, QStringLiteral("x"));
        const auto other = LoginCode::read(channel.code(Address, {}));
        QVERIFY(other.isOk() && other->isOfNewDevice);
        QVERIFY(other->server.isEmpty());
        QVERIFY(channel.code(QStringLiteral("nowhere"), {}).isEmpty());
    }
    /// The example of MSC4108, of a new device.
    void readsTheCodeOfTheProposal()
    {
        const auto code =
            LoginCode::read(QByteArray::fromHex("4d41545249580203d886686ab2197b780e300a9d4a2147480700d7929f39"
                                                "ab31b9e514370248ed6b004768747470733a2f2f"
                                                "72656e64657a766f75732e6c61622e656c656d656e742e6465762f653864"
                                                "61363335352d353530622d346133322d61313933"
                                                "2d313631396439383330363638"));
        QVERIFY(code.isOk() && code->isOfNewDevice);
        QCOMPARE(code->address, QStringLiteral("https://rendezvous.lab.element.dev/"
                                               "e8da6355-550b-4a32-a193-1619d9830668"));
    }
    void readsNoOtherCodes_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("https://matrix.org");
        QTest::newRow("a verification's") << QByteArray("MATRIX\x02\x00", 8) + QByteArray(80, 'a');
        QTest::newRow("cut off") << QByteArray("MATRIX\x02\x03", 8) + QByteArray(32, 'k');
        QTest::newRow("too long an address")
            << QByteArray("MATRIX\x02\x03", 8) + QByteArray(32, 'k') + QByteArray("\xff\xff") + "https://x";
    }
    void readsNoOtherCodes()
    {
        QFETCH(QByteArray, code);
        QCOMPARE(LoginCode::read(code).error().kind, Error::Kind::Invalid);
        QCOMPARE(SecureChannel().open(code, "hello").error().kind, Error::Kind::Invalid);
    }
    void bothSidesUnderstandEachOther()
    {
        SecureChannel shown, scanned;
        QVERIFY(shown.checkCode().isEmpty());
        QVERIFY(shown.encrypt("secret").isEmpty());
        const auto first = scanned.open(shown.code(Address, {}), "hello");
        QVERIFY(first.isOk());
        const auto hello = shown.accept(*first);
        QVERIFY(hello.isOk());
        QCOMPARE(*hello, QByteArray("hello"));
        QCOMPARE(shown.checkCode().size(), 2);
        QCOMPARE(shown.checkCode(), scanned.checkCode());

        const QByteArray one = shown.encrypt("one");
        QVERIFY(!one.contains("one"));
        QCOMPARE(*scanned.decrypt(one), QByteArray("one"));
        QCOMPARE(scanned.decrypt(one).error().kind, Error::Kind::Corrupt); // it was read already
    }
    void whoHasNotScannedItIsNotLetIn()
    {
        SecureChannel shown, stranger;
        const auto first = stranger.open(SecureChannel().code(Address, {}), "hello");
        QCOMPARE(shown.accept(*first).error().kind, Error::Kind::Corrupt);
        QVERIFY(shown.checkCode().isEmpty());
        QCOMPARE(shown.decrypt("AAAA").error().kind, Error::Kind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestSecureChannel)
#include "tst_securechannel.moc"
