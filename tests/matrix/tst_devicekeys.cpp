// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/devicekeys.h"

#include <QTest>

using namespace linnet;

class TestDeviceKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isUserListed");
        QTest::addColumn<bool>("exists");
        QTest::addColumn<QString>("keys");
        const auto row = [](const char *name, const char *reply, bool isUserListed, bool exists,
                            const char *keys = "") {
            QTest::newRow(name) << QByteArray(reply) << isUserListed << exists << QString::fromLatin1(keys);
        };
        row("there",
            "{\"failures\":{},\"device_keys\":{\"@bob:x\":{\"HERE\":{\"keys\":{\"ed25519:HERE\":\"b\"}}},"
            "\"@me:x\":{\"OTHER\":{\"keys\":{\"ed25519:HERE\":\"c\"}},"
            "\"HERE\":{\"algorithms\":[],\"keys\":{\"curve25519:HERE\":\"two\",\"ed25519:HERE\":\"one\"}}}},"
            "\"master_keys\":{}}",
            true, true, "one two");
        row("of another session alone", "{\"device_keys\":{\"@me:x\":{\"OTHER\":{\"keys\":{}}}}}", true,
            false);
        row("of no session", "{\"device_keys\":{\"@me:x\":{}}}", true, false);
        row("of somebody else", "{\"device_keys\":{\"@bob:x\":{\"HERE\":{}}}}", false, false);
        row("without keys", "{\"device_keys\":{\"@me:x\":{\"HERE\":{\"keys\":7}}}}", true, true, " ");
        row("of the wrong shape", "{\"device_keys\":[]}", false, false);
        row("cut off", "{\"device_keys\":{\"@me:x\":{\"HERE\":{\"keys\":{\"ed255", false, false);
        row("nothing", "", false, false);
    }
    void reads()
    {
        QFETCH(QByteArray, reply);
        const ListedDevice listed =
            readListedDevice(reply, UserId(QStringLiteral("@me:x")), QStringLiteral("HERE"));
        QTEST(listed.isUserListed, "isUserListed");
        QTEST(listed.exists, "exists");
        const QString keys = listed.ed25519 + u' ' + listed.curve25519;
        if (listed.exists)
            QTEST(keys, "keys");
    }
};

QTEST_GUILESS_MAIN(TestDeviceKeys)
#include "tst_devicekeys.moc"
