// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/outgoingfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QImage>

namespace linnet {

/// A file that somebody wants to send, and what is known of it before. A value.
struct PreparedFile
{
    OutgoingFile file;
    qint64 bytes = 0;      ///< how large it is
    QImage preview;        ///< of a picture or video, to be looked at; null if there is none
    bool hasPlace = false; ///< it says where it was taken
    QString trouble;       ///< why it cannot be sent, in human words; empty: it can
};

/// Looks at files that are to be sent: what they are, how large, a small picture of them. Reads from the disk
/// and decodes, so it is called on a pool's thread. What cannot be shown as a picture goes as a file; nothing
/// absurd is decoded (PictureDecoder). What only a player knows of sound and video is MediaProbe's.
class FilePreparer
{
    Q_DECLARE_TR_FUNCTIONS(linnet::FilePreparer)

public:
    static constexpr QSize LargestThumbnail{800, 600}; ///< pixels; what is larger gets one
    static constexpr QSize PreviewSize{256, 256};
    static constexpr qint64 LargestPicture = 64LL << 20; ///< bytes; what is larger goes as a file

    /// What lies at `path`.
    static PreparedFile file(const QString &path);
    /// A picture without a file, as from the clipboard: becomes a PNG file named by `taken`.
    static PreparedFile picture(const QImage &image, const QDateTime &taken);
    static PreparedFile picture(const QByteArray &png,
                                const QDateTime &taken); ///< its bytes stay as they are
    /// A video with `picture` to stand for it; null: without one.
    static PreparedFile withPoster(const PreparedFile &video, const QImage &picture);

private:
    static void describePicture(PreparedFile &prepared, const QByteArray &bytes);
    static void addPreview(PreparedFile &prepared, const QImage &image);
    static void addThumbnail(PreparedFile &prepared, const QImage &image);
};

}
