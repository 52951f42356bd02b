// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptomachine.h"

#include "crypto/cryptohandle.h"
#include "matrix/devicekeys.h"

namespace linnet {

namespace {

using RustKind = rust_bridge::CryptoRequestKind;

RustKind toRustKind(CryptoRequest::Kind kind)
{
    using Kind = CryptoRequest::Kind;
    switch (kind) {
    case Kind::KeysQuery:
        return RustKind::KeysQuery;
    case Kind::KeysClaim:
        return RustKind::KeysClaim;
    case Kind::ToDevice:
        return RustKind::ToDevice;
    case Kind::SignatureUpload:
        return RustKind::SignatureUpload;
    case Kind::RoomMessage:
        return RustKind::RoomMessage;
    case Kind::KeysBackup:
        return RustKind::KeysBackup;
    case Kind::SigningKeysUpload:
        return RustKind::SigningKeysUpload;
    case Kind::KeysUpload:
        break;
    }
    return RustKind::KeysUpload;
}

rust_bridge::Recipients toRustRecipients(RoomEncryption::Recipients recipients)
{
    switch (recipients) {
    case RoomEncryption::Recipients::Signed:
        return rust_bridge::Recipients::SignedDevices;
    case RoomEncryption::Recipients::Verified:
        return rust_bridge::Recipients::VerifiedDevices;
    case RoomEncryption::Recipients::All:
        break;
    }
    return rust_bridge::Recipients::AllDevices;
}

rust_bridge::SyncChanges changesOf(const SyncBatch &batch)
{
    rust_bridge::SyncChanges changes{};
    for (const QByteArray &event : batch.toDevice)
        changes.to_device.push_back(toRustString(event));
    changes.changed = toRustStrings(batch.deviceLists.changed);
    changes.left = toRustStrings(batch.deviceLists.left);
    changes.are_others_unknown = batch.deviceLists.areOthersUnknown;
    if (batch.keyCounts) {
        for (auto count = batch.keyCounts->cbegin(); count != batch.keyCounts->cend(); ++count)
            changes.key_counts.push_back({toRustString(count.key()), uint32_t(qMax(0, count.value()))});
    }
    changes.has_fallback_keys = batch.unusedFallbackKeys.has_value();
    if (batch.unusedFallbackKeys) {
        for (const QString &algorithm : *batch.unusedFallbackKeys)
            changes.unused_fallback_keys.push_back(toRustString(algorithm));
    }
    return changes;
}

Shield shieldOf(rust_bridge::Shield shield)
{
    using Rust = rust_bridge::Shield;
    switch (shield) {
    case Rust::UnverifiedIdentity:
        return Shield::UnverifiedIdentity;
    case Rust::UnsignedDevice:
        return Shield::UnsignedDevice;
    case Rust::UnknownDevice:
        return Shield::UnknownDevice;
    case Rust::VerificationViolation:
        return Shield::VerificationViolation;
    case Rust::MismatchedSender:
        return Shield::MismatchedSender;
    case Rust::UnsureSource:
        return Shield::UnsureSource;
    case Rust::None:
        break;
    }
    return Shield::None;
}

Undecryptable reasonOf(rust_bridge::Undecryptable reason)
{
    using Rust = rust_bridge::Undecryptable;
    switch (reason) {
    case Rust::No:
        return Undecryptable::No;
    case Rust::NoKey:
        return Undecryptable::NoKey;
    case Rust::WithheldUnverified:
        return Undecryptable::WithheldUnverified;
    case Rust::WithheldBlacklisted:
        return Undecryptable::WithheldBlacklisted;
    case Rust::WithheldUnauthorised:
        return Undecryptable::WithheldUnauthorised;
    case Rust::WithheldNoOlm:
        return Undecryptable::WithheldNoOlm;
    case Rust::WithheldHistory:
        return Undecryptable::WithheldHistory;
    case Rust::WithheldOther:
        return Undecryptable::WithheldOther;
    case Rust::IndexTooOld:
        return Undecryptable::IndexTooOld;
    case Rust::Unsupported:
        return Undecryptable::Unsupported;
    case Rust::SenderNotTrusted:
        return Undecryptable::SenderNotTrusted;
    case Rust::Storage:
        return Undecryptable::Storage;
    case Rust::Malformed:
        break;
    }
    return Undecryptable::Malformed;
}

}

CryptoMachine::CryptoMachine(std::unique_ptr<CryptoHandle> handle, UserId user, QString deviceId)
    : m_handle(std::move(handle)), m_user(std::move(user)), m_deviceId(std::move(deviceId))
{
}

CryptoMachine::~CryptoMachine() = default;

Result<std::unique_ptr<CryptoMachine>> CryptoMachine::open(const QString &folder, const QByteArray &key,
                                                           const UserId &user, const QString &deviceId)
{
    const QByteArray path = folder.toUtf8();
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray deviceBytes = deviceId.toUtf8();
    auto opened =
        rust_bridge::open_machine(toRust(path), toRustBytes(key), toRust(userBytes), toRust(deviceBytes));
    if (opened->status() != rust_bridge::CryptoStatus::Ok)
        return errorOf(opened->status());
    auto handle = std::make_unique<CryptoHandle>(CryptoHandle{opened->take()});
    return std::unique_ptr<CryptoMachine>(new CryptoMachine(std::move(handle), user, deviceId));
}

IdentityKeys CryptoMachine::identityKeys() const
{
    const auto keys = m_handle->machine->identity_keys();
    return {fromRust(keys.ed25519), fromRust(keys.curve25519)};
}

Result<SyncedKeys> CryptoMachine::receiveSync(const SyncBatch &batch)
{
    const auto synced = m_handle->machine->receive_sync(changesOf(batch));
    if (synced.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(synced.status);
    SyncedKeys result;
    result.keys = keysOf(synced.keys);
    result.withheld = keysOf(synced.withheld);
    for (const auto &event : synced.events)
        result.events.append({fromRust(event.event_type), UserId(fromRust(event.sender)),
                              bytesOf(event.content), event.is_encrypted});
    result.hasBackupKey = synced.has_backup_key;
    result.hasKeyBundle = synced.has_key_bundle;
    result.hasVerifications = synced.has_verifications;
    return result;
}

Result<QList<CryptoRequest>> CryptoMachine::outgoingRequests()
{
    return requestsOf(m_handle->machine->outgoing_requests());
}

Status CryptoMachine::markSent(const CryptoRequest &request, const QByteArray &reply)
{
    const QByteArray id = request.id.toUtf8();
    return statusOf(m_handle->machine->mark_sent(toRust(id), toRustKind(request.kind), toRustBytes(reply)));
}

Result<CryptoRequest> CryptoMachine::queryKeys(const QList<UserId> &users)
{
    return onlyRequestOf(m_handle->machine->query_keys(sliceOf(toRustStrings(users))));
}

std::optional<KeysAtServer> CryptoMachine::keysAtServer(const QByteArray &reply) const
{
    const ListedDevice listed = readListedDevice(reply, m_user, m_deviceId);
    if (!listed.isUserListed)
        return std::nullopt;
    if (!listed.exists)
        return KeysAtServer::Absent;
    const IdentityKeys own = identityKeys();
    const bool isSame = listed.ed25519 == own.ed25519 && listed.curve25519 == own.curve25519;
    return isSame ? KeysAtServer::Same : KeysAtServer::Other;
}

Status CryptoMachine::track(const QList<UserId> &users)
{
    return statusOf(m_handle->machine->track(sliceOf(toRustStrings(users))));
}

Result<bool> CryptoMachine::needsQuery(const QList<UserId> &users)
{
    return flagOf(m_handle->machine->needs_query(sliceOf(toRustStrings(users))));
}

Result<std::optional<CryptoRequest>> CryptoMachine::missingSessions(const QList<UserId> &users)
{
    const auto answer = m_handle->machine->missing_sessions(sliceOf(toRustStrings(users)));
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    if (answer.requests.empty())
        return std::optional<CryptoRequest>();
    return std::optional(requestOf(answer.requests[0]));
}

Result<QList<CryptoRequest>> CryptoMachine::shareRoomKey(const RoomId &room, const QList<UserId> &users,
                                                         const RoomEncryption &encryption)
{
    if (!encryption.isSupported)
        return Error::of(Error::Kind::Unsupported);
    const QByteArray id = room.toString().toUtf8();
    rust_bridge::RoomSettings settings{};
    settings.rotation_period_ms = uint64_t(qMax<qint64>(0, encryption.rotationPeriod.count()));
    settings.rotation_messages = uint64_t(qMax(1, encryption.rotationMessages));
    settings.history_visibility = toRustString(encryption.historyVisibility);
    settings.recipients = toRustRecipients(encryption.recipients);
    return requestsOf(m_handle->machine->share_room_key(toRust(id), sliceOf(toRustStrings(users)), settings));
}

Result<QByteArray> CryptoMachine::encrypt(const RoomId &room, const QString &type, const QByteArray &content)
{
    const QByteArray id = room.toString().toUtf8();
    const QByteArray typeBytes = type.toUtf8();
    return textOf(m_handle->machine->encrypt(toRust(id), toRust(typeBytes), toRustBytes(content)));
}

Status CryptoMachine::discardRoomKey(const RoomId &room)
{
    const QByteArray id = room.toString().toUtf8();
    return statusOf(m_handle->machine->discard_room_key(toRust(id)));
}

void CryptoMachine::setTrustedOnly(bool isTrustedOnly)
{
    m_handle->machine->set_trusted_only(isTrustedOnly);
}

Decryption CryptoMachine::decrypt(const RoomId &room, const QByteArray &event)
{
    const QByteArray id = room.toString().toUtf8();
    const auto found = m_handle->machine->decrypt(toRust(id), toRustBytes(event));
    Decryption decryption;
    decryption.reason = reasonOf(found.reason);
    decryption.session = fromRust(found.session);
    if (!decryption.isClear())
        return decryption;
    decryption.type = fromRust(found.event_type);
    decryption.content = bytesOf(found.content);
    decryption.raw = bytesOf(found.raw);
    decryption.shield = shieldOf(found.shield);
    decryption.senderKey = fromRust(found.sender_key);
    decryption.senderDevice = fromRust(found.sender_device);
    return decryption;
}

Status CryptoMachine::requestKey(const RoomId &room, const QByteArray &event)
{
    const QByteArray id = room.toString().toUtf8();
    return statusOf(m_handle->machine->request_key(toRust(id), toRustBytes(event)));
}

Result<Shield> CryptoMachine::shield(const RoomKey &key, const UserId &sender)
{
    const QByteArray room = key.room.toString().toUtf8();
    const QByteArray session = key.session.toUtf8();
    const QByteArray user = sender.toString().toUtf8();
    const auto answer = m_handle->machine->shield(toRust(room), toRust(session), toRust(user));
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    return shieldOf(answer.shield);
}

Result<bool> CryptoMachine::hasKey(const RoomKey &key)
{
    const QByteArray room = key.room.toString().toUtf8();
    const QByteArray session = key.session.toUtf8();
    return flagOf(m_handle->machine->has_key(toRust(room), toRust(session)));
}

}
