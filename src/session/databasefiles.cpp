// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/databasefiles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace linnet::DatabaseFiles {

namespace {

// The keys are a folder. The database itself last: until it has gone, what lies beside it is known to belong
// to something.
const QLatin1String keysPart(".keys");
constexpr const char *parts[] = {".keys", "-wal", "-shm", "-journal", ""};
const QLatin1String asideMark(".aside-");

bool removePart(const QString &path)
{
    if (path.endsWith(keysPart))
        return QDir(path).removeRecursively();
    return QFile::remove(path) || !QFileInfo::exists(path);
}

Error failure(const QFile &file)
{
    return Error::of(Error::Kind::Storage, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
}

}

QString newStamp()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss-zzz");
}

QString asidePath(const QString &path, const QString &stamp)
{
    return path + asideMark + stamp;
}

QStringList stampsOf(const QString &path)
{
    const QFileInfo info(path);
    const QString begin = info.fileName() + asideMark;
    QStringList stamps;
    // By name is by time.
    const QStringList names = QDir(info.path()).entryList({begin + u'*'}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString stamp = name.mid(begin.size());
        const bool isPart = std::any_of(std::begin(parts), std::end(parts), [&](const char *part) {
            return *part && stamp.endsWith(QLatin1String(part));
        });
        if (!isPart)
            stamps.append(stamp);
    }
    return stamps;
}

Status move(const QString &from, const QString &to)
{
    QStringList moved;
    for (const char *part : parts) {
        const QString suffix = QLatin1String(part);
        QFile file(from + suffix);
        if (!file.exists())
            continue;
        if (file.rename(to + suffix)) {
            moved.append(suffix);
            continue;
        }
        const Error error = failure(file);
        for (const QString &back : std::as_const(moved))
            QFile::rename(to + back, from + back);
        return error;
    }
    return Done{};
}

Status remove(const QString &path)
{
    Status status = Done{};
    for (const char *part : parts) {
        const QString name = path + QLatin1String(part);
        if (!removePart(name))
            status = Error::of(Error::Kind::Storage, name);
    }
    return status;
}

}
