// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyfile.h"

#include "bridge/passphrasebox.h"
#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"
#include "crypto/keyimporter.h"

namespace linnet {

Result<QByteArray> KeyFile::exportKeys(const QString &passphrase, const QList<RoomId> &rooms)
{
    QByteArray words = passphrase.toUtf8();
    const auto answer = m_machine.handle().machine->export_keys(toRust(words), sliceOf(toRustStrings(rooms)));
    wipe(words);
    return textOf(answer);
}

Result<KeyImport> KeyFile::importKeys(const QByteArray &file, const QString &passphrase,
                                      const Progress &progress)
{
    QByteArray words = passphrase.toUtf8();
    auto importer = rust_bridge::read_key_file(toRustBytes(file), toRust(words));
    wipe(words);
    return importAll(m_machine.handle(), *importer, progress);
}

}
