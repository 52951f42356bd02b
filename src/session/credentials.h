// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QByteArray>
#include <QString>

namespace linnet {

/// Where secrets live. GUI thread. Errors: KeychainLocked, KeychainMissing (also: no answer in time),
/// KeychainRefused, EntryNotFound, WrongPassphrase, Storage. A secret is never in an Error or a log.
class Credentials
{
public:
    virtual ~Credentials() = default;

    /// `name` is the entry, e.g. `default/@alice:example.org/token`.
    virtual Task<QByteArray> read(const QString &name) = 0;
    virtual Task<Done> write(const QString &name, const QByteArray &secret) = 0;
    /// Removing what is not there is no error.
    virtual Task<Done> remove(const QString &name) = 0;
};

}
