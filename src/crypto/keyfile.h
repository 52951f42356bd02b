// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/roomkey.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace linnet {

class CryptoMachine;

/// What an import brought.
struct KeyImport
{
    int total = 0;       ///< keys that could be read
    QList<RoomKey> keys; ///< those that were new, or better than what was here
};

/// Room keys in a file under a passphrase (client-server API, "Key exports"). A view of a CryptoMachine, on
/// its thread.
class KeyFile
{
public:
    explicit KeyFile(CryptoMachine &machine) : m_machine(machine) {}

    using Progress = std::function<void(int done, int total)>;

    /// All keys, or those of some rooms. Takes a second by design.
    Result<QByteArray> exportKeys(const QString &passphrase, const QList<RoomId> &rooms = {});
    /// Errors: WrongPassphrase (a damaged file looks the same); Invalid if it is no such file.
    Result<KeyImport> importKeys(const QByteArray &file, const QString &passphrase,
                                 const Progress &progress = {});

private:
    CryptoMachine &m_machine;
};

}
