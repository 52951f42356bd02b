// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keytransfer.h"

#include "base/onpool.h"
#include "session/wholefile.h"

#include <QFile>

namespace linnet {

namespace {

constexpr qint64 Largest = 512LL << 20; ///< half a million keys

Result<QByteArray> readKeyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(file);
    if (file.size() > Largest)
        return Error::of(Error::Kind::TooLarge);
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fileError(file);
    return bytes;
}

}

KeyTransfer::KeyTransfer(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_pool.setMaxThreadCount(1);
}

KeyTransfer::~KeyTransfer()
{
    m_pool.clear();
}

Task<Done> KeyTransfer::exportTo(const QString &path, const QString &passphrase)
{
    return m_store.crypto()
        .call<QByteArray>(
            [passphrase](CryptoMachine &machine) { return KeyFile(machine).exportKeys(passphrase); })
        .andThen([this, path](const QByteArray &bytes) {
            return onPool(m_pool, this, [path, bytes] {
                return writeWholeFile(path, bytes, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
            });
        });
}

Task<KeyImport> KeyTransfer::importFrom(const QString &path, const QString &passphrase,
                                        const std::shared_ptr<KeyProgress> &progress)
{
    return onPool(m_pool, this, [path] { return readKeyFile(path); })
        .andThen([this, passphrase, progress](const QByteArray &file) {
            return m_store.crypto().importFile(file, passphrase, progress);
        })
        .andThen([this](const KeyImport &imported) {
            return m_store.decryptWaiting(imported.keys).andThen([imported](Done) { return imported; });
        });
}

}
