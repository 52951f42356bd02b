// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/outgoingfile.h"

#include <QJsonObject>

#include <optional>

namespace linnet {

/// A file that stands in the outbox and is to be uploaded. The content of its event says under a key of
/// Linnet's own where the file lies; the key goes with the last upload, before the event is sent. Pure.
namespace outboxfile {

/// What is still to be uploaded.
struct Waiting
{
    QString name;
    QString mimeType;
    QString path;        ///< empty: Store::outboxBytes() has it
    qint64 size = 0;     ///< of the file when it was chosen, bytes
    qint64 modified = 0; ///< the same, ms; 0 without a path
    bool keepsMetadata = false;
    bool isThumbnail = false; ///< it is the thumbnail's turn; that is in Store::outboxBytes()
    QString thumbnailType;
};

/// What has been uploaded of it.
struct Uploaded
{
    QString url;           ///< of what was encrypted a MediaAddress
    qint64 size = 0;       ///< bytes, which may be fewer than the file had
    QByteArray bytes = {}; ///< of a picture that is not very large: what the server has
};

/// Whether that is the content of a message with a file, uploaded or not.
bool isFile(const QByteArray &content);
/// `content` with what is to be uploaded for it: `file`, last written at `modified` (ms).
QJsonObject waiting(QJsonObject content, const OutgoingFile &file, qint64 modified);
/// Nothing: the event can be sent as it is.
std::optional<Waiting> in(const QByteArray &content);
/// `content` once what it waited for has been uploaded; it may wait for more.
QByteArray completed(const QByteArray &content, const Uploaded &uploaded);

/// Where MediaCache finds what is not uploaded yet. Of one's own unsent messages only; no other row's address
/// is looked up there.
QString addressOf(const TxnId &txn, bool isThumbnail);
struct Place
{
    TxnId txn;
    bool isThumbnail = false;
};
std::optional<Place> placeOf(const QString &address);

}

}
