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
constexpr const char *keysPart = ".keys";
constexpr const char *parts[] = {keysPart, "-wal", "-shm", "-journal", ""};
const QLatin1String asideMark(".aside-");

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

Status removeKeys(const QString &path)
{
    QFile keys(path + QLatin1String(keysPart));
    if (!QDir(keys.fileName()).removeRecursively() && keys.exists())
        return failure(keys);
    return Done{};
}

Status remove(const QString &path)
{
    Status status = Done{};
    for (const char *part : parts) {
        QFile file(path + QLatin1String(part));
        const bool isGone = QLatin1String(part) == QLatin1String(keysPart)
                                ? QDir(file.fileName()).removeRecursively()
                                : file.remove();
        if (!isGone && file.exists())
            status = failure(file);
    }
    return status;
}

}
