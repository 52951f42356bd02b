// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace linnet {

/// The files of a database that nobody has open: the keys of its session, SQLite's log and its index lie
/// beside the database and go where it goes. A database that is set aside lies beside its old place, under
/// the time of that. Any thread; errors are Storage with the path.
namespace DatabaseFiles {

/// A time for setAside(), to the millisecond.
QString newStamp();
/// Where the database at `path` lies, or would lie, when set aside at that time.
QString asidePath(const QString &path, const QString &stamp);
/// The times at which databases of this path were set aside, oldest first.
QStringList stampsOf(const QString &path);

/// Moves all of it, or nothing on an Error.
Status move(const QString &from, const QString &to);
/// The keys of its session alone, which lie beside it.
Status removeKeys(const QString &path);
/// Goes on after a file that cannot be removed. What is not there is no error.
Status remove(const QString &path);

}

}
