// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picturedecoder.h"

#include "widgets/testpictures.h"

#include <QTest>

using namespace linnet;
using namespace linnet::testing;

using Trouble = PictureDecoder::Trouble;
using Fit = PictureDecoder::Fit;
Q_DECLARE_METATYPE(linnet::PictureDecoder::Trouble)
Q_DECLARE_METATYPE(linnet::PictureDecoder::Fit)

class TestPictureDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data()
    {
        QTest::addColumn<QSize>("natural");
        QTest::addColumn<QSize>("box");
        QTest::addColumn<Fit>("fit");
        QTest::addColumn<QSize>("shown");
        QTest::newRow("smaller") << QSize(800, 400) << QSize(200, 200) << Fit::Inside << QSize(200, 100);
        QTest::newRow("does not grow") << QSize(20, 10) << QSize(200, 200) << Fit::Inside << QSize(20, 10);
        QTest::newRow("grows") << QSize(20, 10) << QSize(200, 100) << Fit::Exact << QSize(200, 100);
        QTest::newRow("a pixel beside it")
            << QSize(641, 480) << QSize(200, 150) << Fit::Exact << QSize(200, 150);
        QTest::newRow("another shape than was said")
            << QSize(100, 100) << QSize(200, 100) << Fit::Exact << QSize(100, 100);
        QTest::newRow("strip") << QSize(2000, 1) << QSize(200, 100) << Fit::Inside << QSize(200, 1);
        QTest::newRow("no box") << QSize(30, 20) << QSize() << Fit::Inside << QSize(30, 20);
    }
    void fits()
    {
        QFETCH(QSize, natural);
        QFETCH(QSize, box);
        QFETCH(Fit, fit);
        for (const char *format : {"png", "jpeg", "bmp"}) {
            const auto picture = PictureDecoder::decode(pictureBytes(natural, format), box, fit);
            QCOMPARE(picture.trouble, Trouble::None);
            QTEST(picture.image.size(), "shown");
            QCOMPARE(picture.natural, natural);
            QVERIFY(!picture.isMoving);
        }
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Trouble>("trouble");
        const QByteArray png = pictureBytes({64, 64}, "png");
        const QByteArray jpeg = pictureBytes({640, 480}, "jpeg");
        QTest::newRow("nothing") << QByteArray() << Trouble::Unknown;
        QTest::newRow("text") << QByteArray("<html>not found</html>") << Trouble::Unknown;
        QTest::newRow("vector") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"/>")
                                << Trouble::Unknown;
        QTest::newRow("a beginning only") << png.left(12) << Trouble::Broken;
        QTest::newRow("PNG cut off") << png.left(png.size() / 2) << Trouble::Broken;
        QTest::newRow("JPEG cut off") << jpeg.left(jpeg.size() / 2) << Trouble::Broken;
        QTest::newRow("JPEG cut off in its head") << jpeg.left(30) << Trouble::Broken;
        // The header says so; nothing may be allocated for it.
        QTest::newRow("60000x60000") << pngOfSize(60'000, 60'000) << Trouble::TooLarge;
        QTest::newRow("1x100000") << pngOfSize(1, 100'000) << Trouble::TooLarge;
        QTest::newRow("100000x1") << pngOfSize(100'000, 1) << Trouble::TooLarge;
        QTest::newRow("a bomb of 49 megapixels") << pngOfSize(7000, 7000) << Trouble::TooLarge;
        QTest::newRow("negative") << pngOfSize(-1, -1) << Trouble::Broken;
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Trouble, trouble);
        for (const QSize &box : {QSize(), QSize(400, 300)}) {
            const auto picture = PictureDecoder::decode(bytes, box);
            QVERIFY(picture.image.isNull());
            QCOMPARE(picture.trouble, trouble);
        }
    }
    void anyRubbishIsOnlyAnError()
    {
        const QList<QByteArray> whole{pictureBytes({40, 30}, "png"), pictureBytes({40, 30}, "jpeg"),
                                      movingGif()};
        for (const QByteArray &bytes : whole) {
            for (int at = 0; at < bytes.size(); ++at) {
                QByteArray spoilt = bytes;
                spoilt[at] = char(spoilt.at(at) ^ 0x55);
                const auto picture = PictureDecoder::decode(spoilt, {20, 20});
                QCOMPARE(picture.image.isNull(), picture.trouble != Trouble::None);
                QVERIFY(picture.image.width() <= 20 && picture.image.height() <= 20);
            }
        }
    }
    void seesWhatMoves()
    {
        QVERIFY(PictureDecoder::decode(movingGif(), {}).isMoving);
        QVERIFY(!PictureDecoder::decode(movingGif(1), {}).isMoving);
    }
};

QTEST_GUILESS_MAIN(TestPictureDecoder)
#include "tst_picturedecoder.moc"
