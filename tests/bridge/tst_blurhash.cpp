// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/blurhash.h"

#include <QTest>

using namespace linnet;

class TestBlurHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatAPictureLooksLike()
    {
        const QSize size(32, 24);
        QByteArray rgba;
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x)
                rgba.append(x < 16 ? QByteArray("\xff\x00\x00\xff", 4) : QByteArray("\x00\x00\xff\xff", 4));
        }
        const QString hash = BlurHash::encode(rgba, size);
        QCOMPARE(hash.size(), 6 + 2 * (4 * 3 - 1));
        const QByteArray back = BlurHash::decode(hash, QSize(8, 6));
        QCOMPARE(back.size(), 8 * 6 * 4);
        const auto at = [&](int x, int channel) { return int(uchar(back[(3 * 8 + x) * 4 + channel])); };
        QVERIFY(at(0, 0) > at(0, 2) + 100);
        QVERIFY(at(7, 2) > at(7, 0) + 100);
        QCOMPARE(at(0, 3), 255);
    }
    void readsOthersHashes()
    {
        // The example of the reference implementation (woltapp/blurhash).
        const QByteArray pixels = BlurHash::decode(u"LEHV6nWB2yk8pyo0adR*.7kCMdnj"_qs, QSize(4, 3));
        QCOMPARE(pixels.size(), 4 * 3 * 4);
        QVERIFY(pixels.first(4) != pixels.last(4));
    }
    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::addColumn<QSize>("size");
        const QString valid = u"LEHV6nWB2yk8pyo0adR*.7kCMdnj"_qs;
        QTest::newRow("nothing") << QString() << QSize(4, 4);
        QTest::newRow("short") << u"LEHV6"_qs << QSize(4, 4);
        QTest::newRow("cut") << valid.chopped(1) << QSize(4, 4);
        QTest::newRow("other letters") << u"LEHV6nWB2yk8pyo0adR*.7kCMdn\""_qs << QSize(4, 4);
        QTest::newRow("not ASCII") << u"ÄÄÄÄÄÄ"_qs << QSize(4, 4);
        QTest::newRow("a novel") << QString(100000, u'L') << QSize(4, 4);
        QTest::newRow("no size") << valid << QSize();
        QTest::newRow("flat") << valid << QSize(4, 0);
        QTest::newRow("negative") << valid << QSize(-4, 4);
        QTest::newRow("large") << valid << QSize(100000, 100000);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, hash);
        QFETCH(QSize, size);
        QVERIFY(BlurHash::decode(hash, size).isEmpty());
    }
    void refusesPixelsOfAnotherSize()
    {
        QVERIFY(BlurHash::encode(QByteArray(4 * 4 * 4, '\0'), QSize(4, 5)).isEmpty());
        QVERIFY(BlurHash::encode(QByteArray(4 * 4 * 3, '\0'), QSize(4, 4)).isEmpty());
        QVERIFY(BlurHash::encode(QByteArray(), QSize()).isEmpty());
        QVERIFY(!BlurHash::encode(QByteArray(4, '\0'), QSize(1, 1)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlurHash)
#include "tst_blurhash.moc"
