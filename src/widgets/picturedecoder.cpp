// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picturedecoder.h"

#include <QBuffer>
#include <QImageReader>

#include <cmath>

namespace linnet {

namespace {

constexpr int BytesInPixel = 4;

/// Qt takes a JPEG that was cut off for whole and shows grey where the rest would be. Goes over the segments
/// up to the picture itself, since the little picture in the camera's notes has an end of its own.
bool isWholeJpeg(const QByteArray &bytes)
{
    const auto at = [&](qsizetype index) { return quint8(bytes.at(index)); };
    qsizetype place = 2;
    while (place + 4 <= bytes.size()) {
        if (at(place) != 0xff)
            return false;
        const quint8 marker = at(place + 1);
        if (marker == 0xda)
            return bytes.indexOf("\xff\xd9", place) >= 0;
        place += marker == 0xff ? 1 : 2 + (at(place + 2) << 8 | at(place + 3));
    }
    return false;
}

/// The size in which `natural` is shown.
QSize shownSize(const QSize &natural, const QSize &box, PictureDecoder::Fit fit)
{
    if (box.isEmpty())
        return natural;
    QSize size = natural.scaled(box, Qt::KeepAspectRatio);
    if (fit == PictureDecoder::Fit::Inside && natural.width() <= size.width() &&
        natural.height() <= size.height())
        return natural;
    // The box is rounded to whole pixels.
    if (fit == PictureDecoder::Fit::Exact && std::abs(size.width() - box.width()) <= 2 &&
        std::abs(size.height() - box.height()) <= 2)
        size = box;
    return size.expandedTo({1, 1});
}

PictureDecoder::Picture refused(PictureDecoder::Trouble trouble)
{
    PictureDecoder::Picture picture;
    picture.trouble = trouble;
    return picture;
}

}

QImage PictureDecoder::within(const QImage &image, const QSize &most)
{
    return image.size().boundedTo(most) == image.size()
               ? image
               : image.scaled(most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QImage PictureDecoder::forScreen(const QImage &image)
{
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                         : QImage::Format_RGB32);
}

PictureDecoder::Picture PictureDecoder::decode(const QByteArray &bytes, const QSize &box, Fit fit)
{
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    // Vector formats and the exotic ones have no business here.
    const QByteArray format = QImageReader::imageFormat(&buffer);
    if (!QByteArrayList{"png", "jpeg", "gif", "webp", "bmp"}.contains(format))
        return refused(Trouble::Unknown);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize stored = reader.size();
    if (stored.isEmpty())
        return refused(Trouble::Broken);
    const qint64 pixels = qint64(stored.width()) * stored.height();
    if (stored.width() > MaxSide || stored.height() > MaxSide || pixels > MaxPixels)
        return refused(Trouble::TooLarge);
    const bool isJpeg = format == "jpeg";
    if (isJpeg && !isWholeJpeg(bytes))
        return refused(Trouble::Broken);
    const bool isOnItsSide = reader.transformation() & QImageIOHandler::TransformationRotate90;
    Picture picture;
    picture.natural = isOnItsSide ? stored.transposed() : stored;
    QSize shown = shownSize(picture.natural, box, fit);
    // Only JPEG is decoded at a smaller size; the others are at first as large as they are.
    if (isJpeg && qint64(shown.width()) * shown.height() * BytesInPixel > MaxMemory) {
        const double part = std::sqrt(double(MaxMemory) / BytesInPixel / double(pixels));
        shown = QSize(int(shown.width() * part), int(shown.height() * part)).expandedTo({1, 1});
    }
    if (qMax(isJpeg ? 0 : pixels, qint64(shown.width()) * shown.height()) * BytesInPixel > MaxMemory)
        return refused(Trouble::TooLarge);
    if (shown != picture.natural)
        reader.setScaledSize(isOnItsSide ? shown.transposed() : shown);
    picture.isMoving = reader.supportsAnimation() && reader.imageCount() > 1;
    const QImage image = reader.read();
    if (image.isNull())
        return refused(Trouble::Broken);
    // What a frame holds need not be what the head says.
    const bool isAsSaid = image.size() == shown;
    picture.image =
        forScreen(isAsSaid ? image : image.scaled(shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return picture;
}

}
