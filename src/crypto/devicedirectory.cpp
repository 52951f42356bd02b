// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/devicedirectory.h"

#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"

#include <algorithm>

namespace linnet {

namespace {

DeviceInfo infoOf(const rust_bridge::DeviceInfo &device)
{
    DeviceInfo info;
    info.user = UserId(fromRust(device.user));
    info.id = fromRust(device.id);
    info.name = fromRust(device.name);
    info.ed25519 = fromRust(device.ed25519);
    info.curve25519 = fromRust(device.curve25519);
    info.isOwn = device.is_own;
    info.isVerified = device.is_verified;
    info.isSigned = device.is_signed;
    info.isLocallyTrusted = device.is_locally_trusted;
    info.isBlacklisted = device.is_blacklisted;
    info.isDehydrated = device.is_dehydrated;
    info.firstSeen = qint64(device.first_seen);
    return info;
}

}

Result<QList<DeviceInfo>> DeviceDirectory::devices(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    const auto found = m_machine.handle().machine->devices(toRust(id));
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    QList<DeviceInfo> devices;
    for (const auto &device : found.devices)
        devices.append(infoOf(device));
    std::sort(devices.begin(), devices.end(),
              [](const DeviceInfo &a, const DeviceInfo &b) { return a.id < b.id; });
    return devices;
}

Result<std::optional<IdentityInfo>> DeviceDirectory::identity(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    const auto found = m_machine.handle().machine->identity(toRust(id));
    if (found.status == rust_bridge::CryptoStatus::NotFound)
        return std::optional<IdentityInfo>();
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    IdentityInfo info;
    info.user = user;
    info.masterKey = fromRust(found.master_key);
    info.isVerified = found.is_verified;
    info.wasVerified = found.was_verified;
    info.hasViolation = found.has_violation;
    info.hasChanged = found.has_changed;
    return std::optional(info);
}

Result<CryptoRequest> DeviceDirectory::verifyDevice(const UserId &user, const QString &device)
{
    const QByteArray id = user.toString().toUtf8();
    const QByteArray deviceId = device.toUtf8();
    return onlyRequestOf(m_machine.handle().machine->verify_device(toRust(id), toRust(deviceId)));
}

Result<CryptoRequest> DeviceDirectory::verifyUser(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    return onlyRequestOf(m_machine.handle().machine->verify_user(toRust(id)));
}

Status DeviceDirectory::setBlacklisted(const UserId &user, const QString &device, bool isBlacklisted)
{
    const QByteArray id = user.toString().toUtf8();
    const QByteArray deviceId = device.toUtf8();
    return statusOf(m_machine.handle().machine->set_blacklisted(toRust(id), toRust(deviceId), isBlacklisted));
}

Status DeviceDirectory::setLocallyTrusted(const UserId &user, const QString &device, bool isTrusted)
{
    const QByteArray id = user.toString().toUtf8();
    const QByteArray deviceId = device.toUtf8();
    return statusOf(m_machine.handle().machine->set_locally_trusted(toRust(id), toRust(deviceId), isTrusted));
}

Status DeviceDirectory::pin(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    return statusOf(m_machine.handle().machine->pin_identity(toRust(id)));
}

Status DeviceDirectory::withdrawVerification(const UserId &user)
{
    const QByteArray id = user.toString().toUtf8();
    return statusOf(m_machine.handle().machine->withdraw_verification(toRust(id)));
}

}
