// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plainfolder.h"

#include "base/logging.h"
#include "session/privatefile.h"

#include <QDir>
#include <QTemporaryDir>

namespace linnet {

PlainFolder::PlainFolder(const QString &cacheDir) : m_path(cacheDir + QStringLiteral("/plain")) {}

std::unique_ptr<QTemporaryDir> PlainFolder::make() const
{
    PrivateFile::makeDir(m_path); // if that cannot be, nor can what is to be in it
    return std::make_unique<QTemporaryDir>(m_path + QStringLiteral("/XXXXXX"));
}

void PlainFolder::empty() const
{
    // What stays is tried again at the next start.
    if (!QDir(m_path).removeRecursively())
        qCWarning(lcSession) << "files of the last run could not be erased";
}

}
