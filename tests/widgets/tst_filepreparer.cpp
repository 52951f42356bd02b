// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filepreparer.h"

#include "bridge/blurhash.h"
#include "widgets/testpictures.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace linnet;
using namespace linnet::testing;

/// What is found out about files that are to be sent.
class TestFilePreparer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void saysWhatAFileIs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mimeType");
        QTest::addColumn<QString>("msgtype");
        QTest::newRow("text") << u"notes.txt"_qs << QByteArray("tea") << u"text/plain"_qs << u"m.file"_qs;
        QTest::newRow("sound") << u"song.flac"_qs << QByteArray("fLaC") << u"audio/flac"_qs << u"m.audio"_qs;
        QTest::newRow("film") << u"film.webm"_qs << QByteArray("x") << u"video/webm"_qs << u"m.video"_qs;
        QTest::newRow("picture") << u"a.png"_qs << pictureBytes({40, 30}) << u"image/png"_qs << u"m.image"_qs;
        QTest::newRow("misnamed picture")
            << u"a.txt"_qs << pictureBytes({40, 30}) << u"image/png"_qs << u"m.image"_qs;
        QTest::newRow("drawing") << u"a.svg"_qs << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
                                 << u"image/svg+xml"_qs << u"m.file"_qs;
        QTest::newRow("huge picture")
            << u"a.png"_qs << pngOfSize(100'000, 100'000) << u"image/png"_qs << u"m.file"_qs;
        QTest::newRow("cut off") << u"a.jpg"_qs << pictureBytes({400, 300}, "jpeg").first(900)
                                 << u"image/jpeg"_qs << u"m.file"_qs;
    }
    void saysWhatAFileIs()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const PreparedFile prepared = FilePreparer::file(write(name, bytes));
        QCOMPARE(prepared.trouble, QString());
        QCOMPARE(prepared.bytes, bytes.size());
        QCOMPARE(prepared.file.name, name);
        QTEST(prepared.file.mimeType, "mimeType");
        QTEST(prepared.file.msgtype, "msgtype");
        const bool isPicture = prepared.file.msgtype == u"m.image";
        QCOMPARE(prepared.file.size, isPicture ? QSize(40, 30) : QSize());
        QCOMPARE(prepared.preview.isNull(), !isPicture);
        QVERIFY(prepared.file.thumbnail.isEmpty());
    }

    void makesThumbnailsOfLargePictures()
    {
        const PreparedFile prepared =
            FilePreparer::file(write(u"a.bmp"_qs, pictureBytes({1600, 900}, "bmp")));
        QCOMPARE(prepared.file.size, QSize(1600, 900));
        QCOMPARE(prepared.file.thumbnailSize, QSize(800, 450));
        QCOMPARE(prepared.file.thumbnailType, u"image/jpeg"_qs);
        const QImage thumbnail = QImage::fromData(prepared.file.thumbnail, "jpeg");
        QCOMPARE(thumbnail.size(), QSize(800, 450));
        QVERIFY(prepared.preview.width() <= 256);
        QCOMPARE(BlurHash::decode(prepared.file.blurhash, {1, 1}).size(), 4);
    }
    void keepsTransparency()
    {
        QImage image(1000, 1000, QImage::Format_ARGB32);
        for (int y = 0; y < 1000; ++y) {
            for (int x = 0; x < 1000; ++x)
                image.setPixel(x, y, qRgba(x * y % 251, x ^ y, y, 128)); // what does not shrink to nothing
        }
        const PreparedFile prepared = FilePreparer::picture(image, QDateTime::currentDateTime());
        QCOMPARE(prepared.file.thumbnailType, u"image/png"_qs);
        QVERIFY(QImage::fromData(prepared.file.thumbnail, "png").hasAlphaChannel());
    }
    void leavesOutAThumbnailThatWouldBeLarger()
    {
        const PreparedFile prepared = FilePreparer::file(write(u"a.png"_qs, pictureBytes({900, 700})));
        QCOMPARE(prepared.file.size, QSize(900, 700));
        QVERIFY(prepared.file.thumbnail.isEmpty());
        QVERIFY(!prepared.file.thumbnailSize.isValid());
    }

    void givesVideosAPicture()
    {
        const PreparedFile video = FilePreparer::file(write(u"film.webm"_qs, "x"));
        QVERIFY(FilePreparer::withPoster(video, {}).file == video.file);
        QImage picture(1600, 900, QImage::Format_RGB32);
        picture.fill(Qt::red);
        const PreparedFile prepared = FilePreparer::withPoster(video, picture);
        QCOMPARE(prepared.file.msgtype, u"m.video"_qs);
        QCOMPARE(prepared.file.thumbnailSize, QSize(800, 450));
        QCOMPARE(prepared.file.thumbnailType, u"image/jpeg"_qs);
        QCOMPARE(QImage::fromData(prepared.file.thumbnail, "jpeg").size(), QSize(800, 450));
        QVERIFY(prepared.preview.width() <= 256);
        QCOMPARE(BlurHash::decode(prepared.file.blurhash, {1, 1}).size(), 4);
    }

    void turnsPicturesUpright()
    {
        QByteArray jpeg = pictureBytes({40, 30}, "jpeg");
        jpeg.insert(2, QByteArray("\xff\xe1\x00\x22\x45xif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"
                                  "\0\x06\0\0\0\0\0\0",
                                  36));
        const PreparedFile prepared = FilePreparer::file(write(u"a.jpg"_qs, jpeg));
        QCOMPARE(prepared.file.size, QSize(30, 40));
        QCOMPARE(prepared.preview.size(), QSize(30, 40));
        QVERIFY(!prepared.hasPlace);
    }

    void namesPastedPicturesByDate()
    {
        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::green);
        const PreparedFile prepared = FilePreparer::picture(image, QDateTime({2026, 11, 29}, {9, 5, 7}));
        QCOMPARE(prepared.file.name, u"Picture 2026-11-29 09-05-07.png"_qs);
        QCOMPARE(prepared.file.mimeType, u"image/png"_qs);
        QCOMPARE(prepared.file.msgtype, u"m.image"_qs);
        QCOMPARE(prepared.file.path, QString());
        QCOMPARE(QImage::fromData(prepared.file.bytes).size(), QSize(20, 10));
        QCOMPARE(prepared.bytes, prepared.file.bytes.size());
    }

    void saysWhyNot()
    {
        QCOMPARE(FilePreparer::file(m_folder->path()).trouble, u"A folder cannot be sent"_qs);
        QCOMPARE(FilePreparer::file(m_folder->filePath(u"gone"_qs)).trouble, u"It is not there any more"_qs);
        QCOMPARE(FilePreparer::file(write(u"empty"_qs, {})).trouble, u"It is empty"_qs);
        const QString pipe = m_folder->filePath(u"pipe"_qs);
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        QCOMPARE(FilePreparer::file(pipe).trouble, u"It cannot be read"_qs);
        QVERIFY(!FilePreparer::picture(QImage(), QDateTime::currentDateTime()).trouble.isEmpty());
    }

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestFilePreparer)
#include "tst_filepreparer.moc"
