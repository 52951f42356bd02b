// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keybundles.h"

#include "bridge/passphrasebox.h"
#include "crypto/attachmentcipher.h"
#include "crypto/crosssigning.h"
#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"
#include "crypto/devicedirectory.h"
#include "crypto/keyimporter.h"

#include <QJsonDocument>

#include <algorithm>

namespace linnet {

Result<bool> KeyBundles::canGive()
{
    const auto status = CrossSigning(m_machine).status();
    if (!status)
        return status.error();
    return status->isDeviceSigned;
}

Result<bool> KeyBundles::canTake(const UserId &user)
{
    const auto devices = DeviceDirectory(m_machine).devices(user);
    if (!devices)
        return devices.error();
    return std::any_of(devices->cbegin(), devices->cend(), [](const DeviceInfo &device) {
        return device.isSigned && !device.isOwn && !device.isBlacklisted;
    });
}

Result<std::optional<KeyBundles::Sealed>> KeyBundles::seal(const RoomId &room)
{
    const QByteArray id = room.toString().toUtf8();
    auto bundle = textOf(m_machine.handle().machine->build_bundle(toRust(id)));
    if (!bundle)
        return bundle.error();
    if (bundle->isEmpty())
        return std::optional<Sealed>();
    AttachmentEncryptor encryptor;
    Sealed sealed;
    sealed.bytes = encryptor.next(*bundle);
    sealed.file = encryptor.finish();
    wipe(*bundle);
    return std::optional(std::move(sealed));
}

Result<QList<CryptoRequest>> KeyBundles::give(const RoomId &room, const UserId &user,
                                              const EncryptedFile &file)
{
    const QByteArray id = room.toString().toUtf8();
    const QByteArray userBytes = user.toString().toUtf8();
    const QByteArray where = QJsonDocument(file.toJson()).toJson(QJsonDocument::Compact);
    return requestsOf(
        m_machine.handle().machine->share_bundle(toRust(id), toRust(userBytes), toRustBytes(where)));
}

Status KeyBundles::expect(const RoomId &room, const UserId &inviter)
{
    const QByteArray id = room.toString().toUtf8();
    const QByteArray user = inviter.toString().toUtf8();
    return statusOf(m_machine.handle().machine->expect_bundle(toRust(id), toRust(user)));
}

Status KeyBundles::forget(const RoomId &room)
{
    const QByteArray id = room.toString().toUtf8();
    return statusOf(m_machine.handle().machine->forget_bundle(toRust(id)));
}

Result<QList<KeyBundles::Expected>> KeyBundles::expected()
{
    const auto found = m_machine.handle().machine->expected_bundles();
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    QList<Expected> result;
    for (const auto &each : found.bundles) {
        result.append({RoomId(fromRust(each.room)), UserId(fromRust(each.inviter)), qint64(each.since),
                       EncryptedFile::read(QJsonDocument::fromJson(bytesOf(each.file)).object())});
    }
    return result;
}

Result<KeyImport> KeyBundles::take(const RoomId &room, const UserId &inviter, const QByteArray &bundle,
                                   const KeyFile::Progress &progress)
{
    const QByteArray id = room.toString().toUtf8();
    const QByteArray user = inviter.toString().toUtf8();
    auto importer = m_machine.handle().machine->read_bundle(toRust(id), toRust(user), toRustBytes(bundle));
    return importAll(m_machine.handle(), *importer, progress);
}

}
