// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

class QTemporaryDir;

namespace linnet {

/// Where files lie as they are, decrypted, for as long as somebody needs them: what another program opens,
/// and what is being recorded. In the profile's cache and not among the system's temporary files, so that the
/// next start finds what a crash has left. A value.
class PlainFolder
{
public:
    explicit PlainFolder(const QString &cacheDir);

    /// A folder for this user only, which goes with the object.
    std::unique_ptr<QTemporaryDir> make() const;
    /// Erases everything in it: at the start, when the profile's lock is held.
    void empty() const;

private:
    QString m_path;
};

}
