// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keybackup.h"

#include "bridge/passphrasebox.h"
#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"
#include "crypto/keyimporter.h"

namespace linnet {

Result<BackupState> KeyBackup::state()
{
    const auto found = m_machine.handle().machine->backup_state();
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    return BackupState{fromRust(found.version), found.has_key, int(found.total), int(found.backed_up)};
}

Result<KeyBackup::NewBackup> KeyBackup::makeNew()
{
    auto made = m_machine.handle().machine->new_backup();
    if (made.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(made.status);
    return NewBackup{bytesOf(made.body), bytesOf(made.key)};
}

Status KeyBackup::create(const QByteArray &key, const QString &version)
{
    const QByteArray versionBytes = version.toUtf8();
    const rust::String text = toRustString(key);
    return statusOf(m_machine.handle().machine->create_backup(text, toRust(versionBytes)));
}

Result<BackupTrust> KeyBackup::trust(const QByteArray &current)
{
    const auto found = m_machine.handle().machine->backup_trust(toRustBytes(current));
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    BackupTrust trust;
    trust.version = fromRust(found.version);
    trust.isSupported = found.is_supported;
    trust.isSigned = found.is_signed;
    trust.doesKeyFit = found.does_key_fit;
    trust.keyCount = qint64(found.key_count);
    return trust;
}

Status KeyBackup::enable(const QByteArray &current)
{
    return statusOf(m_machine.handle().machine->enable_backup(toRustBytes(current)));
}

Status KeyBackup::setKey(const QByteArray &key, const QByteArray &current)
{
    const rust::String text = toRustString(key);
    return statusOf(m_machine.handle().machine->set_backup_key(text, toRustBytes(current)));
}

Result<bool> KeyBackup::takeGivenKey(const QByteArray &current)
{
    return flagOf(m_machine.handle().machine->take_given_key(toRustBytes(current)));
}

Status KeyBackup::disable()
{
    return statusOf(m_machine.handle().machine->disable_backup());
}

Result<std::optional<CryptoRequest>> KeyBackup::nextBatch()
{
    const auto answer = m_machine.handle().machine->next_backup_batch();
    if (answer.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(answer.status);
    if (answer.requests.empty())
        return std::optional<CryptoRequest>();
    return std::optional(requestOf(answer.requests[0]));
}

Result<KeyImport> KeyBackup::importKeys(const QByteArray &keys, const RoomId &room, const QString &session,
                                        const KeyFile::Progress &progress)
{
    const QByteArray roomBytes = room.toString().toUtf8();
    const QByteArray sessionBytes = session.toUtf8();
    auto importer =
        m_machine.handle().machine->read_backup(toRustBytes(keys), toRust(roomBytes), toRust(sessionBytes));
    return importAll(m_machine.handle(), *importer, progress);
}

}
