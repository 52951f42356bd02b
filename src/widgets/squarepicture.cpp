// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/squarepicture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QPainter>

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostSourceSide = 20'000;
constexpr qint64 MostSourcePixels = 100'000'000;
constexpr int JpegQuality = 90;

Error noPicture()
{
    return Error::of(Error::Kind::Invalid,
                     QCoreApplication::translate("linnet::SquarePicture", "This file holds no picture."));
}

bool isAbsurd(const QSize &size)
{
    return size.width() > MostSourceSide || size.height() > MostSourceSide ||
           qint64(size.width()) * size.height() > MostSourcePixels;
}

/// What is decoded at once at the size that is needed takes no memory for more.
QSize neededOf(const QSize &size)
{
    const int shorter = std::min(size.width(), size.height());
    if (shorter <= SquarePicture::MostSide)
        return size;
    return size.scaled(SquarePicture::MostSide, SquarePicture::MostSide, Qt::KeepAspectRatioByExpanding);
}

/// Painted anew, so that no text of the file comes along.
QImage middleOf(const QImage &image)
{
    const int side = std::min({image.width(), image.height(), SquarePicture::MostSide});
    QImage square(side, side,
                  image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.drawImage(QPoint((side - image.width()) / 2, (side - image.height()) / 2), image);
    return square;
}

}

Result<SquarePicture> SquarePicture::ofFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error::of(Error::Kind::Storage, file.errorString());
    if (file.size() > MostBytes)
        return Error::of(Error::Kind::TooLarge);
    return of(file.readAll());
}

Result<SquarePicture> SquarePicture::of(const QByteArray &file)
{
    QByteArray copy = file;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    const QByteArray format = QImageReader::imageFormat(&buffer);
    if (!QByteArrayList{"png", "jpeg", "jpg", "gif", "webp", "bmp"}.contains(format))
        return noPicture();
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty())
        return noPicture();
    const QSize needed = neededOf(size);
    // A long strip stays as large as it is in one direction.
    if (isAbsurd(size) || isAbsurd(needed))
        return Error::of(Error::Kind::TooLarge);
    reader.setScaledSize(needed);
    const QImage image = reader.read();
    if (image.isNull())
        return noPicture();
    const QImage square = middleOf(image);
    const bool isClear = square.hasAlphaChannel();
    SquarePicture picture{{}, isClear ? QStringLiteral("image/png") : QStringLiteral("image/jpeg")};
    QBuffer out(&picture.bytes);
    out.open(QIODevice::WriteOnly);
    if (!square.save(&out, isClear ? "PNG" : "JPEG", isClear ? -1 : JpegQuality))
        return Error::of(Error::Kind::Storage);
    return picture;
}

}
