// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/jpegmetadata.h"

#include <QTest>

using namespace linnet;

namespace {

template <size_t size>
QByteArray bytes(const char (&literal)[size])
{
    return QByteArray(literal, size - 1);
}

QByteArray segment(char marker, const QByteArray &content)
{
    const int length = int(content.size()) + 2;
    return QByteArray("\xff") + marker + char(length >> 8) + char(length & 0xff) + content;
}

/// TIFF with an orientation and, behind it, what stands for a place.
QByteArray exif(char orientation)
{
    return segment('\xe1', bytes("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0") + orientation +
                               bytes("\0\0\0\0\0\0\0GPS 52.5N 13.4E"));
}

const QByteArray start = bytes("\xff\xd8");
const QByteArray jfif = segment('\xe0', bytes("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
const QByteArray profile = segment('\xe2', bytes("ICC_PROFILE\0\x01\x01profile"));
const QByteArray picture = segment('\xdb', "quantisation") + segment('\xc0', "frame") +
                           segment('\xda', "scan") + bytes("data\xff\x00more\xff\xd0") +
                           segment('\xc4', "table \xff\xd9") + segment('\xda', "scan") +
                           bytes("data\xff\xd9");

}

class TestJpegMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsThePictureAlone()
    {
        const QByteArray file = start + jfif + exif(1) + segment('\xe1', "http://ns.adobe.com/xap/1.0/ GPS") +
                                profile + segment('\xe2', bytes("MPF\0GPS")) +
                                segment('\xed', "Photoshop GPS") + segment('\xfe', "GPS") + picture +
                                "\xff\xd8GPS";
        QCOMPARE(JpegMetadata::removed(file), start + jfif + profile + picture);
    }
    void keepsTheOrientation()
    {
        for (const QByteArray &before : {QByteArray(), jfif}) {
            const QByteArray removed = JpegMetadata::removed(start + before + exif(6) + picture);
            const QByteArray turned(
                "\xff\xe1\x00\x22\x45xif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
                36);
            QCOMPARE(removed, QByteArray(start + before + turned + picture));
            QCOMPARE(JpegMetadata::removed(removed), removed);
        }
    }
    void knowsWhetherItSaysWhere()
    {
        // TIFF with a GPS directory in which only the latitude stands: 52, 30 and 0.
        const QByteArray gps =
            segment('\xe1', bytes("Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"
                                  "\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x2c\0\0\0\0"
                                  "\0\0\0\x34\0\0\0\x01\0\0\0\x1e\0\0\0\x01\0\0\0\0\0\0\0\x01"));
        const QByteArray file = start + jfif + gps + picture;
        QVERIFY(JpegMetadata::hasPlace(file));
        QVERIFY(!JpegMetadata::hasPlace(JpegMetadata::removed(file)));
        QVERIFY(!JpegMetadata::hasPlace(start + jfif + exif(6) + picture));
        for (qsizetype size = 0; size < file.size(); ++size)
            JpegMetadata::hasPlace(file.first(size));
        QVERIFY(!JpegMetadata::hasPlace("GPS"));
    }
    void keepsNothingOfTheRestOfABrokenFile()
    {
        const QByteArray file = start + jfif + exif(6) + picture;
        for (qsizetype size = 3; size < file.size(); ++size)
            QVERIFY(!JpegMetadata::removed(file.first(size)).contains("GPS"));
    }
    void leavesOtherFilesAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n GPS");
        QTest::newRow("text") << QByteArray("GPS");
        QTest::newRow("two bytes") << start;
    }
    void leavesOtherFilesAsTheyAre()
    {
        QFETCH(QByteArray, file);
        QCOMPARE(JpegMetadata::removed(file), file);
    }
};

QTEST_GUILESS_MAIN(TestJpegMetadata)
#include "tst_jpegmetadata.moc"
