// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filepreparer.h"

#include "bridge/blurhash.h"
#include "bridge/jpegmetadata.h"
#include "widgets/picturedecoder.h"

#include <QBuffer>
#include <QFileInfo>
#include <QMimeDatabase>

namespace linnet {

namespace {

constexpr QSize BlurSize(32, 32);
constexpr int JpegQuality = 85;

/// What it is by what it holds, if that is a picture: many are misnamed. Else by both.
QMimeType typeOf(const QString &path, QIODevice &content)
{
    const QMimeDatabase known;
    const QMimeType byContent = known.mimeTypeForData(&content);
    return byContent.name().startsWith(u"image/") ? byContent : known.mimeTypeForFile(path);
}

QString msgtypeOf(const QString &mimeType)
{
    for (const QString &kind : {QStringLiteral("video"), QStringLiteral("audio")}) {
        if (mimeType.startsWith(kind + u'/'))
            return u"m." + kind;
    }
    return QStringLiteral("m.file");
}

bool isOpaque(const QImage &image)
{
    if (!image.hasAlphaChannel())
        return true;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) < 255)
                return false;
        }
    }
    return true;
}

QByteArray encoded(const QImage &image, const char *format, int quality = -1)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format, quality) ? bytes : QByteArray();
}

QString blurOf(const QImage &image)
{
    const QSize size = image.size().scaled(BlurSize, Qt::KeepAspectRatio).expandedTo({1, 1});
    const QImage small = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_RGBA8888);
    return BlurHash::encode(
        QByteArray(reinterpret_cast<const char *>(small.constBits()), small.sizeInBytes()), size);
}

}

PreparedFile FilePreparer::file(const QString &path)
{
    PreparedFile prepared;
    const QFileInfo info(path);
    prepared.file.path = path;
    prepared.file.name = info.fileName();
    prepared.bytes = info.size();
    QFile file(path);
    if (info.isDir())
        prepared.trouble = tr("A folder cannot be sent");
    else if (!info.exists())
        prepared.trouble = tr("It is not there any more");
    // What is read from a device or a pipe may have no end.
    else if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        prepared.trouble = tr("It cannot be read");
    else if (prepared.bytes == 0)
        prepared.trouble = tr("It is empty");
    if (!prepared.trouble.isEmpty())
        return prepared;
    prepared.file.mimeType = typeOf(path, file).name();
    prepared.file.msgtype = msgtypeOf(prepared.file.mimeType);
    if (prepared.file.mimeType.startsWith(u"image/") && prepared.bytes <= LargestPicture && file.seek(0))
        describePicture(prepared, file.read(LargestPicture));
    return prepared;
}

PreparedFile FilePreparer::picture(const QImage &image, const QDateTime &taken)
{
    const bool isTooLarge = qint64(image.width()) * image.height() > PictureDecoder::MaxPixels;
    return picture(isTooLarge ? QByteArray() : encoded(image, "png"), taken);
}

PreparedFile FilePreparer::picture(const QByteArray &png, const QDateTime &taken)
{
    PreparedFile prepared;
    prepared.file.name = tr("Picture %1", "name of a file; %1 is date and time")
                             .arg(taken.toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"))) +
                         QStringLiteral(".png");
    prepared.file.mimeType = QStringLiteral("image/png");
    prepared.file.bytes = png;
    prepared.bytes = png.size();
    if (png.isEmpty())
        prepared.trouble = tr("The picture is too large");
    else
        describePicture(prepared, png);
    return prepared;
}

void FilePreparer::describePicture(PreparedFile &prepared, const QByteArray &bytes)
{
    const PictureDecoder::Picture picture = PictureDecoder::decode(bytes, LargestThumbnail);
    if (picture.trouble != PictureDecoder::Trouble::None)
        return;
    prepared.file.msgtype = QStringLiteral("m.image");
    prepared.file.size = picture.natural;
    addPreview(prepared, picture.image);
    prepared.hasPlace = JpegMetadata::hasPlace(bytes);
    if (picture.natural != picture.image.size())
        addThumbnail(prepared, picture.image);
}

PreparedFile FilePreparer::withPoster(const PreparedFile &video, const QImage &picture)
{
    if (picture.isNull())
        return video;
    PreparedFile prepared = video;
    const QImage poster = PictureDecoder::within(picture, LargestThumbnail);
    addPreview(prepared, poster);
    addThumbnail(prepared, poster);
    return prepared;
}

void FilePreparer::addPreview(PreparedFile &prepared, const QImage &image)
{
    prepared.file.blurhash = blurOf(image);
    prepared.preview = PictureDecoder::within(image, PreviewSize);
}

void FilePreparer::addThumbnail(PreparedFile &prepared, const QImage &image)
{
    const bool isJpeg = isOpaque(image);
    const QByteArray bytes = isJpeg ? encoded(image, "jpeg", JpegQuality) : encoded(image, "png");
    // Of drawings with few colours the whole may be smaller.
    if (bytes.isEmpty() || (prepared.file.msgtype == u"m.image" && bytes.size() >= prepared.bytes))
        return;
    prepared.file.thumbnail = bytes;
    prepared.file.thumbnailType = isJpeg ? QStringLiteral("image/jpeg") : QStringLiteral("image/png");
    prepared.file.thumbnailSize = image.size();
}

}
