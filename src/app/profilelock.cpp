// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profilelock.h"

#include <QCoreApplication>

namespace linnet {

ProfileLock::ProfileLock(const Profile &profile) : m_file(profile.dataDir() + QStringLiteral("/lock"))
{
    m_file.setStaleLockTime(0); // never by age: a day-long session is not stale
}

Status ProfileLock::take()
{
    if (m_file.tryLock(0))
        return Done{};
    if (m_file.error() == QLockFile::LockFailedError)
        return Error::of(Error::Kind::InUse);
    return Error::of(
        Error::Kind::Storage,
        QCoreApplication::translate("linnet::ProfileLock", "%1 cannot be written.").arg(m_file.fileName()));
}

}
