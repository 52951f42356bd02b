// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptohandle.h"

namespace linnet {

namespace {

CryptoRequest::Kind kindOf(rust_bridge::CryptoRequestKind kind)
{
    using Rust = rust_bridge::CryptoRequestKind;
    using Kind = CryptoRequest::Kind;
    switch (kind) {
    case Rust::KeysQuery:
        return Kind::KeysQuery;
    case Rust::KeysClaim:
        return Kind::KeysClaim;
    case Rust::ToDevice:
        return Kind::ToDevice;
    case Rust::SignatureUpload:
        return Kind::SignatureUpload;
    case Rust::RoomMessage:
        return Kind::RoomMessage;
    case Rust::KeysBackup:
        return Kind::KeysBackup;
    case Rust::SigningKeysUpload:
        return Kind::SigningKeysUpload;
    case Rust::KeysUpload:
        break;
    }
    return Kind::KeysUpload;
}

template <typename Id>
rust::Vec<rust::String> stringsOf(const QList<Id> &ids)
{
    rust::Vec<rust::String> strings;
    strings.reserve(size_t(ids.size()));
    for (const Id &id : ids)
        strings.push_back(toRustString(id.toString()));
    return strings;
}

}

rust::String toRustString(const QByteArray &bytes)
{
    return rust::String::lossy(bytes.constData(), size_t(bytes.size()));
}

rust::String toRustString(const QString &text)
{
    return toRustString(text.toUtf8());
}

rust::Vec<rust::String> toRustStrings(const QList<UserId> &users)
{
    return stringsOf(users);
}

rust::Vec<rust::String> toRustStrings(const QList<RoomId> &rooms)
{
    return stringsOf(rooms);
}

Error errorOf(rust_bridge::CryptoStatus status)
{
    using Rust = rust_bridge::CryptoStatus;
    using Kind = Error::Kind;
    switch (status) {
    case Rust::DiskFull:
        return Error::of(Kind::DiskFull);
    case Rust::Corrupt:
        return Error::of(Kind::Corrupt);
    case Rust::OtherAccount:
        return Error::of(Kind::OtherAccount);
    case Rust::Refused:
        return Error::of(Kind::Invalid);
    case Rust::NotFound:
        return Error::of(Kind::NotFound);
    case Rust::WrongSecret:
        return Error::of(Kind::WrongPassphrase);
    case Rust::Unsupported:
        return Error::of(Kind::Unsupported);
    case Rust::BadReply:
        return Error::of(Kind::BadReply);
    case Rust::NotVerified:
        return {Kind::Invalid, QStringLiteral("chat.linnet.NOT_VERIFIED"), 0, {}, {}};
    case Rust::IdentityChanged:
        return {Kind::Invalid, QStringLiteral("chat.linnet.IDENTITY_CHANGED"), 0, {}, {}};
    case Rust::Ok:
    case Rust::Storage:
        break;
    }
    return Error::of(Kind::Storage);
}

Status statusOf(rust_bridge::CryptoStatus status)
{
    if (status != rust_bridge::CryptoStatus::Ok)
        return errorOf(status);
    return Done();
}

CryptoRequest requestOf(const rust_bridge::CryptoRequest &request)
{
    CryptoRequest result;
    result.id = fromRust(request.id);
    result.kind = kindOf(request.kind);
    result.room = RoomId(fromRust(request.room));
    result.eventType = fromRust(request.event_type);
    result.backupVersion = fromRust(request.backup_version);
    result.body = bytesOf(request.body);
    return result;
}

Result<QList<CryptoRequest>> requestsOf(const rust_bridge::CryptoRequests &answer)
{
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    QList<CryptoRequest> requests;
    for (const auto &request : answer.requests)
        requests.append(requestOf(request));
    return requests;
}

Result<CryptoRequest> onlyRequestOf(const rust_bridge::CryptoRequests &answer)
{
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    if (answer.requests.empty())
        return Error::of(Error::Kind::NotFound);
    return requestOf(answer.requests[0]);
}

Result<QByteArray> textOf(const rust_bridge::CryptoText &answer)
{
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    return bytesOf(answer.text);
}

Result<bool> flagOf(const rust_bridge::CryptoFlag &answer)
{
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    return answer.is_true;
}

QList<RoomKey> keysOf(const rust::Vec<rust_bridge::RoomKey> &keys)
{
    QList<RoomKey> result;
    result.reserve(qsizetype(keys.size()));
    for (const auto &key : keys)
        result.append({RoomId(fromRust(key.room)), fromRust(key.session)});
    return result;
}

}
