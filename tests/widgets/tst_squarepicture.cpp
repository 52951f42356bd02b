// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/squarepicture.h"

#include <QBuffer>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;

namespace {

QByteArray fileOf(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, format);
    return bytes;
}

QImage filled(int width, int height, const QColor &colour, QImage::Format format = QImage::Format_RGB32)
{
    QImage image(width, height, format);
    image.fill(colour);
    return image;
}

}

class TestSquarePicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSquareAndSmall_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("side");
        QTest::newRow("large") << QSize(2000, 1500) << 512;
        QTest::newRow("high") << QSize(600, 3000) << 512;
        QTest::newRow("small") << QSize(40, 30) << 30;
        QTest::newRow("a dot") << QSize(1, 1) << 1;
    }
    void isSquareAndSmall()
    {
        QFETCH(QSize, size);
        QFETCH(int, side);
        const auto picture = SquarePicture::of(fileOf(filled(size.width(), size.height(), Qt::green), "PNG"));
        QVERIFY(picture.isOk());
        QCOMPARE(picture->mimeType, QStringLiteral("image/jpeg"));
        QCOMPARE(QImage::fromData(picture->bytes).size(), QSize(side, side));
    }
    void showsTheMiddle()
    {
        QImage image = filled(900, 300, Qt::red);
        for (int y = 0; y < 300; ++y) {
            for (int x = 300; x < 600; ++x)
                image.setPixelColor(x, y, Qt::blue);
        }
        const auto picture = SquarePicture::of(fileOf(image, "PNG"));
        QVERIFY(picture.isOk());
        const QImage square = QImage::fromData(picture->bytes);
        QVERIFY(square.pixelColor(20, 150).blue() > 200);
        QVERIFY(square.pixelColor(280, 150).blue() > 200);
    }
    void staysClearWhereItIs()
    {
        const auto picture =
            SquarePicture::of(fileOf(filled(10, 10, QColor(0, 0, 0, 0), QImage::Format_ARGB32), "PNG"));
        QVERIFY(picture.isOk());
        QCOMPARE(picture->mimeType, QStringLiteral("image/png"));
        QCOMPARE(QImage::fromData(picture->bytes).pixelColor(5, 5).alpha(), 0);
    }
    void saysNothingOfItsOrigin()
    {
        QImage image = filled(10, 10, Qt::green);
        image.setText(QStringLiteral("Comment"), QStringLiteral("taken at home"));
        const auto picture = SquarePicture::of(fileOf(image, "PNG"));
        QVERIFY(picture.isOk());
        QVERIFY(!picture->bytes.contains("taken at home"));
    }
    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("Hello");
        QTest::newRow("a drawing") << QByteArray(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        QTest::newRow("cut off") << fileOf(filled(100, 100, Qt::red), "PNG").left(60);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, file);
        const auto picture = SquarePicture::of(file);
        QVERIFY(!picture.isOk());
        QCOMPARE(picture.error().kind, Error::Kind::Invalid);
    }
    void refusesWhatIsAbsurd()
    {
        const auto picture = SquarePicture::of(fileOf(filled(60'000, 2, Qt::red), "PNG"));
        QVERIFY(!picture.isOk());
        QCOMPARE(picture.error().kind, Error::Kind::TooLarge);
    }
    void saysThatAFileCannotBeRead()
    {
        QTemporaryDir folder;
        QCOMPARE(SquarePicture::ofFile(folder.filePath(QStringLiteral("none.png"))).error().kind,
                 Error::Kind::Storage);
    }
};

QTEST_MAIN(TestSquarePicture)
#include "tst_squarepicture.moc"
