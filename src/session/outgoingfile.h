// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>

namespace linnet {

/// A file that a person sends, with all that is said of it before it is uploaded (client-server API, "Instant
/// messaging", `m.image` and the others). A value.
struct OutgoingFile
{
    QString path;     ///< where it lies; it is read when it is its turn. Empty: `bytes` are all of it
    QByteArray bytes; ///< of what lies nowhere, as a pasted picture; kept in the outbox
    QString name;     ///< what people see
    QString mimeType;
    QString msgtype = QStringLiteral("m.file"); ///< m.image, m.video, m.audio or m.file
    QSize size;                                 ///< of pictures and videos, as they are shown; else invalid
    qint64 durationMs = 0;                      ///< of sound and video
    QString blurhash;
    QByteArray thumbnail; ///< empty: there is none
    QString thumbnailType;
    QSize thumbnailSize;
    bool isVoice = false;       ///< a voice message (MSC3245)
    QList<int> waveform;        ///< of a voice message: 0 to 1024, at most 120
    bool keepsMetadata = false; ///< else a JPEG goes without saying where and with what it was taken

    friend bool operator==(const OutgoingFile &, const OutgoingFile &) = default;
};

}
