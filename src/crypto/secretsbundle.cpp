// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secretsbundle.h"

#include "bridge/passphrasebox.h"
#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

constexpr QLatin1String BackupAlgorithm("m.megolm_backup.v1.curve25519-aes-sha2");

/// A text of the bundle, wiped in the end.
class Secret
{
public:
    Secret(const QJsonObject &from, QLatin1String field) : m_text(from.value(field).toString().toUtf8()) {}
    ~Secret() { wipe(m_text); }
    Q_DISABLE_COPY_MOVE(Secret)

    bool isEmpty() const { return m_text.isEmpty(); }
    rust::Str text() const { return toRust(m_text); }

private:
    QByteArray m_text;
};

/// Whether it was taken; Refused and NotFound say that it does not fit.
Result<bool> takenOf(rust_bridge::CryptoStatus status)
{
    using rust_bridge::CryptoStatus;
    if (status == CryptoStatus::Refused || status == CryptoStatus::NotFound)
        return false;
    if (status != CryptoStatus::Ok)
        return errorOf(status);
    return true;
}

}

Result<QByteArray> SecretsBundle::give()
{
    return textOf(m_machine.handle().machine->secrets_bundle());
}

Result<SecretsBundle::Taken> SecretsBundle::take(const QByteArray &bundle)
{
    const QJsonObject object = QJsonDocument::fromJson(bundle).object();
    const QJsonObject identity = object.value(u"cross_signing").toObject();
    const Secret master(identity, QLatin1String("master_key"));
    const Secret selfSigning(identity, QLatin1String("self_signing_key"));
    const Secret userSigning(identity, QLatin1String("user_signing_key"));
    Taken taken;
    if (!master.isEmpty() && !selfSigning.isEmpty() && !userSigning.isEmpty()) {
        const auto hasIdentity = takenOf(m_machine.handle().machine->import_identity(
            master.text(), selfSigning.text(), userSigning.text()));
        if (!hasIdentity)
            return hasIdentity.error();
        taken.hasIdentity = *hasIdentity;
    }
    // A backup of somebody who does not have the identity may be anybody's.
    const QJsonObject backup = object.value(u"backup").toObject();
    const Secret key(backup, QLatin1String("key"));
    if (taken.hasIdentity && !key.isEmpty() && backup.value(u"algorithm").toString() == BackupAlgorithm) {
        const auto hasKey = takenOf(m_machine.handle().machine->keep_backup_key(key.text()));
        if (!hasKey)
            return hasKey.error();
        taken.hasBackupKey = *hasKey;
    }
    return taken;
}

}
