// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QColor>
#include <QImage>

namespace linnet::testing {

/// A file of this format with one colour.
inline QByteArray pictureBytes(const QSize &size, const char *format = "png", QColor colour = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// A JPEG file that says where it was taken: its GPS directory holds a latitude.
inline QByteArray jpegWithPlace(const QSize &size)
{
    QByteArray jpeg = pictureBytes(size, "jpeg");
    jpeg.insert(
        2, QByteArray("\xff\xe1\x00\x4c\x45xif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a"
                      "\0\0\0\0\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x2c\0\0\0\0\0\0\0\x34\0\0\0\x01"
                      "\0\0\0\x1e\0\0\0\x01\0\0\0\0\0\0\0\x01",
                      78));
    return jpeg;
}

/// A small PNG whose header claims to be of this size.
inline QByteArray pngOfSize(int width, int height)
{
    const auto bigEndian = [](quint32 number) {
        QByteArray bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.append(char(number >> shift));
        return bytes;
    };
    QByteArray png = pictureBytes({16, 16});
    png.replace(16, 4, bigEndian(quint32(width)));
    png.replace(20, 4, bigEndian(quint32(height)));
    quint32 crc = 0xffffffffU;
    for (const char byte : png.mid(12, 17)) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) ? (crc >> 1) ^ 0xedb88320U : crc >> 1;
    }
    png.replace(29, 4, bigEndian(~crc));
    return png;
}

/// One pixel, red and blue by turns for 20 ms each, for ever.
inline QByteArray movingGif(int frames = 2)
{
    QByteArray gif = QByteArray::fromHex("47494638396101000100800000ff00000000ff"
                                         "21ff0b4e45545343415045322e300301000000");
    for (int i = 0; i < frames; ++i)
        gif += QByteArray::fromHex("21f90404020000002c00000000010001000002") +
               QByteArray::fromHex(i % 2 == 0 ? "02440100" : "024c0100");
    return gif + ';';
}

}
