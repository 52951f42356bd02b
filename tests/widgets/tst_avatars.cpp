// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/avatars.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace linnet;

namespace {

QByteArray png(int width, int height, QColor colour = Qt::red)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

/// Of a PNG chunk, in the byte order of the file.
QByteArray crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) ? (crc >> 1) ^ 0xedb88320U : crc >> 1;
    }
    crc = ~crc;
    QByteArray result;
    for (int shift = 24; shift >= 0; shift -= 8)
        result.append(char(crc >> shift));
    return result;
}

}

class TestAvatars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("letters");
        const auto row = [](const char *what, const char16_t *name, const char16_t *letters) {
            QTest::newRow(what) << QString::fromUtf16(name) << QString::fromUtf16(letters);
        };
        row("one word", u"alice", u"A");
        row("two words", u"Alice Cooper", u"AC");
        row("three words", u"the big room", u"TB");
        row("id", u"@bob:example.org", u"B");
        row("alias", u"#linnet:example.org", u"L");
        row("nothing", u"", u"");
        row("blanks", u"   ", u"");
        row("umlaut", u"örtlich übel", u"ÖÜ");
        row("combining", u"e\u0301cole", u"E\u0301");
        row("emoji", u"🐦 birds", u"🐦");
        row("emoji only", u"🐦🐦🐦", u"🐦");
        row("joined emoji", u"👩\u200d👩\u200d👧 family", u"👩\u200d👩\u200d👧");
        row("letter then emoji", u"bird 🐦", u"B");
        row("arabic", u"غرفة عامة", u"غع");
        row("sign only", u"#", u"#");
        row("punctuation", u"- - x", u"X");
    }
    void initials()
    {
        QFETCH(QString, name);
        QTEST(Avatars::initials(name), "letters");
    }

    void decodesRoundAtExactSize()
    {
        const QImage image = Avatars::decode(png(200, 100), 45);
        QCOMPARE(image.size(), QSize(45, 45));
        QCOMPARE(image.pixelColor(22, 22), QColor(Qt::red));
        QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
        QCOMPARE(image.pixelColor(44, 44).alpha(), 0);
        QCOMPARE(image.pixelColor(22, 1).alpha(), 255);
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray huge = png(16, 16);
        // The header says 60000x60000; nothing may be allocated for it.
        const QByteArray side = QByteArray::fromHex("0000ea60");
        huge.replace(16, 4, side);
        huge.replace(20, 4, side);
        huge.replace(29, 4, crc32(huge.mid(12, 17)));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("<html>not found</html>");
        QTest::newRow("vector") << QByteArray(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
        QTest::newRow("cut off header") << png(16, 16).left(20);
        QTest::newRow("huge") << huge;
        QTest::newRow("long strip") << png(8000, 1);
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(Avatars::decode(bytes, 2000).isNull());
    }
};

QTEST_MAIN(TestAvatars)
#include "tst_avatars.moc"
