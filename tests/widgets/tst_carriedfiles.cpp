// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/carriedfiles.h"

#include <QMimeData>
#include <QTest>
#include <QUrl>

using namespace linnet;

/// What of a clipboard or a drag is taken for something to attach.
class TestCarriedFiles : public QObject
{
    Q_OBJECT

    static QImage picture()
    {
        QImage image(2, 3, QImage::Format_RGB32);
        image.fill(Qt::red);
        return image;
    }

private Q_SLOTS:
    void filesOfThisComputer()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a b.txt")),
                      QUrl(QStringLiteral("https://example.org/c.txt")),
                      QUrl::fromLocalFile(QStringLiteral("/tmp/ä"))});
        data.setImageData(picture()); // file managers put a small picture of it beside it
        QVERIFY(CarriedFiles::areIn(data));
        const CarriedFiles files = CarriedFiles::read(data);
        QCOMPARE(files.paths, (QStringList{QStringLiteral("/tmp/a b.txt"), QStringLiteral("/tmp/ä")}));
        QVERIFY(files.png.isEmpty() && files.picture.isNull());
    }
    void aPictureAsItsBytesOrAsAnImage()
    {
        QMimeData data;
        data.setImageData(picture());
        QVERIFY(CarriedFiles::areIn(data));
        const CarriedFiles image = CarriedFiles::read(data);
        QVERIFY(image.paths.isEmpty());
        QVERIFY(!image.png.isEmpty() || image.picture.size() == QSize(2, 3));
        data.setData(QStringLiteral("image/png"), "bytes");
        QCOMPARE(CarriedFiles::read(data).png, QByteArray("bytes"));
        QVERIFY(CarriedFiles::read(data).picture.isNull());
    }
    void wordsAreWritten()
    {
        QMimeData data;
        QVERIFY(!CarriedFiles::areIn(data));
        data.setText(QStringLiteral("words"));
        QVERIFY(!CarriedFiles::areIn(data));
        data.setImageData(picture()); // as office programs do
        QVERIFY(!CarriedFiles::areIn(data));
        const CarriedFiles files = CarriedFiles::read(data);
        QVERIFY(files.paths.isEmpty() && files.png.isEmpty() && files.picture.isNull());
        QMimeData link;
        link.setUrls({QUrl(QStringLiteral("https://example.org/a.png"))});
        QVERIFY(!CarriedFiles::areIn(link));
    }
};

QTEST_MAIN(TestCarriedFiles)
#include "tst_carriedfiles.moc"
