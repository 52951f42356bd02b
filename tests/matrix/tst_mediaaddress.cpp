// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/mediaaddress.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

class TestMediaAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatOpensTheFile()
    {
        const QJsonObject file =
            json("{'url':'mxc://x/y','v':'v2','iv':'i','key':{'k':'a-_b'},'hashes':{'sha256':'h'}}");
        const QString address = MediaAddress::of(file);
        QVERIFY(MediaAddress::isEncrypted(address));
        QCOMPARE(MediaAddress::location(address), QStringLiteral("mxc://x/y"));
        QCOMPARE(MediaAddress::encryptedFile(address), file);
    }
    void leavesOtherAddressesAlone()
    {
        for (const QString &address :
             {QStringLiteral("mxc://x/y"), QStringLiteral("mxc://x/y#z"), QStringLiteral("mxc://x/y#"),
              QStringLiteral("http://x/y#e30"), QString()}) {
            QVERIFY(!MediaAddress::isEncrypted(address));
            QVERIFY(!MediaAddress::encryptedFile(address));
            QCOMPARE(MediaAddress::location(address), address);
        }
    }
    /// Only what lies in a content repository is fetched.
    void hasNoneForOtherPlaces()
    {
        QVERIFY(MediaAddress::of(json("{'url':'file:///etc/passwd','v':'v2'}")).isEmpty());
        QVERIFY(MediaAddress::of(json("{'url':'mxc://x/y#z','v':'v2'}")).isEmpty());
        QVERIFY(MediaAddress::of({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMediaAddress)
#include "tst_mediaaddress.moc"
