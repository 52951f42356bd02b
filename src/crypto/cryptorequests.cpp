// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptorequests.h"

#include "base/ids.h"
#include "matrix/clientpath.h"
#include "matrix/content.h"

#include <QJsonDocument>

namespace linnet::CryptoRequests {

namespace {

using Method = Request::Method;
using Kind = CryptoRequest::Kind;

/// Cross-signing was stable with v1.1 only; r0 never had it.
QString signingPathOf(const ServerVersion &version, const QString &rest)
{
    if (version.isR0 || version.dialect == Dialect::V1)
        return QStringLiteral("/_matrix/client/unstable") + rest;
    return clientPath(version, rest);
}

/// Repeating any of them does no harm: keys and signatures replace their like, and a key that was claimed in
/// vain is one of many.
Request make(Method method, const QString &path, const QByteArray &body = {})
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    return request;
}

Request large(Request request)
{
    request.timeout = std::chrono::minutes(2);
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

Request signingKeysUpload(const ServerVersion &version, const CryptoRequest &what, const QJsonObject &auth)
{
    QByteArray body = what.body;
    if (!auth.isEmpty()) {
        QJsonObject content = QJsonDocument::fromJson(body).object();
        content.insert(QStringLiteral("auth"), auth);
        body = QJsonDocument(content).toJson(QJsonDocument::Compact);
    }
    Request request =
        make(Method::Post, signingPathOf(version, QStringLiteral("/keys/device_signing/upload")), body);
    request.expectsChallenge = true;
    return request;
}

QString backupPath(const ServerVersion &version, const QString &backup)
{
    return clientPath(version, QStringLiteral("/room_keys/version")) +
           (backup.isEmpty() ? QString() : QString(u'/' + encodePathSegment(backup)));
}

}

Request request(const ServerVersion &version, const CryptoRequest &what, const QJsonObject &auth)
{
    switch (what.kind) {
    case Kind::KeysUpload:
        return make(Method::Post, clientPath(version, QStringLiteral("/keys/upload")), what.body);
    case Kind::KeysQuery:
        return large(make(Method::Post, clientPath(version, QStringLiteral("/keys/query")), what.body));
    case Kind::KeysClaim:
        return large(make(Method::Post, clientPath(version, QStringLiteral("/keys/claim")), what.body));
    case Kind::ToDevice:
        return make(Method::Put,
                    clientPath(version, QStringLiteral("/sendToDevice/") + encodePathSegment(what.eventType) +
                                            u'/' + encodePathSegment(what.id)),
                    what.body);
    case Kind::SignatureUpload:
        return make(Method::Post, signingPathOf(version, QStringLiteral("/keys/signatures/upload")),
                    what.body);
    case Kind::RoomMessage:
        return make(Method::Put,
                    clientPath(version, QStringLiteral("/rooms/") + encodePathSegment(what.room.toString()) +
                                            QStringLiteral("/send/") + encodePathSegment(what.eventType) +
                                            u'/' + encodePathSegment(what.id)),
                    what.body);
    case Kind::KeysBackup: {
        Request request =
            make(Method::Put, clientPath(version, QStringLiteral("/room_keys/keys")), what.body);
        request.query = {{QStringLiteral("version"), what.backupVersion}};
        return request;
    }
    case Kind::SigningKeysUpload:
        break;
    }
    return signingKeysUpload(version, what, auth);
}

Request currentBackup(const ServerVersion &version)
{
    return make(Method::Get, backupPath(version, {}));
}

Request createBackup(const ServerVersion &version, const QByteArray &body)
{
    Request request = make(Method::Post, backupPath(version, {}), body);
    request.isIdempotent = false;
    return request;
}

QString readBackupVersion(const QByteArray &reply)
{
    return readString(reply, "version");
}

Request updateBackup(const ServerVersion &version, const QString &backup, const QByteArray &body)
{
    return make(Method::Put, backupPath(version, backup), body);
}

Request deleteBackup(const ServerVersion &version, const QString &backup)
{
    return make(Method::Delete, backupPath(version, backup));
}

Request backedUpKeys(const ServerVersion &version, const QString &backup, const RoomId &room,
                     const QString &session)
{
    QString rest = QStringLiteral("/room_keys/keys");
    if (!room.isEmpty())
        rest += u'/' + encodePathSegment(room.toString());
    if (!room.isEmpty() && !session.isEmpty())
        rest += u'/' + encodePathSegment(session);
    Request request = large(make(Method::Get, clientPath(version, rest)));
    request.query = {{QStringLiteral("version"), backup}};
    if (room.isEmpty())
        request.maxReplyBytes = Request::MaxSyncBytes;
    return request;
}

}
