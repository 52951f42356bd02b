// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/outboxfile.h"

#include "matrix/mediaaddress.h"

#include <QJsonDocument>

namespace linnet::outboxfile {

namespace {

const QString Scheme = QStringLiteral("linnet-outbox:");
const QString Thumbnail = QStringLiteral("#thumbnail");
const QString Key = QStringLiteral("chat.linnet.file");
const QString Url = QStringLiteral("url");
const QString File = QStringLiteral("file");
const QString Info = QStringLiteral("info");
const QString ThumbnailInfo = QStringLiteral("thumbnail_info");
const QString ThumbnailUrl = QStringLiteral("thumbnail_url");
const QString ThumbnailFile = QStringLiteral("thumbnail_file");
const QString Size = QStringLiteral("size");
const QString MimeType = QStringLiteral("mimetype");
const QString Path = QStringLiteral("path");
const QString Modified = QStringLiteral("modified");
const QString KeepsMetadata = QStringLiteral("keeps_metadata");

}

bool isFile(const QByteArray &content)
{
    const QString type = QJsonDocument::fromJson(content).object().value(u"msgtype").toString();
    return type == u"m.image" || type == u"m.video" || type == u"m.audio" || type == u"m.file";
}

QJsonObject waiting(QJsonObject content, const OutgoingFile &file, qint64 modified)
{
    QJsonObject source{{KeepsMetadata, file.keepsMetadata}};
    if (!file.path.isEmpty()) {
        source.insert(Path, file.path);
        source.insert(Modified, modified);
    }
    content.insert(Key, source);
    return content;
}

std::optional<Waiting> in(const QByteArray &content)
{
    if (!content.contains(Key.toLatin1()))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    if (!object.contains(Key))
        return std::nullopt;
    const QJsonObject source = object.value(Key).toObject();
    const QJsonObject info = object.value(Info).toObject();
    Waiting waiting;
    waiting.name = object.value(u"filename").toString();
    waiting.mimeType = info.value(MimeType).toString();
    waiting.path = source.value(Path).toString();
    waiting.size = info.value(Size).toInteger();
    waiting.modified = source.value(Modified).toInteger();
    waiting.keepsMetadata = source.value(KeepsMetadata).toBool();
    waiting.isThumbnail = object.contains(Url) || object.contains(File);
    waiting.thumbnailType = info.value(ThumbnailInfo).toObject().value(MimeType).toString();
    return waiting;
}

QByteArray completed(const QByteArray &content, const Uploaded &uploaded)
{
    QJsonObject object = QJsonDocument::fromJson(content).object();
    QJsonObject info = object.value(Info).toObject();
    const auto encrypted = MediaAddress::encryptedFile(uploaded.url);
    const QJsonValue where = encrypted ? QJsonValue(*encrypted) : QJsonValue(uploaded.url);
    const bool isThumbnail = object.contains(Url) || object.contains(File);
    if (isThumbnail) {
        info.insert(encrypted ? ThumbnailFile : ThumbnailUrl, where);
    } else {
        object.insert(encrypted ? File : Url, where);
        info.insert(Size, uploaded.size);
    }
    object.insert(Info, info);
    if (isThumbnail || !info.contains(ThumbnailInfo))
        object.remove(Key);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString addressOf(const TxnId &txn, bool isThumbnail)
{
    return Scheme + txn.toString() + (isThumbnail ? Thumbnail : QString());
}

std::optional<Place> placeOf(const QString &address)
{
    if (!address.startsWith(Scheme))
        return std::nullopt;
    QString txn = address.mid(Scheme.size());
    const bool isThumbnail = txn.endsWith(Thumbnail);
    if (isThumbnail)
        txn.chop(Thumbnail.size());
    return Place{TxnId(txn), isThumbnail};
}

}
