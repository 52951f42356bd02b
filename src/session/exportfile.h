// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFile>
#include <QJsonObject>
#include <QLockFile>

namespace linnet {

/// A file that takes long to write. It grows as `<path>.part`, with a note beside it (`<path>.part.json`), so
/// that a later run can go on in it, and takes the place of `path` in one step when it is whole. Only the
/// person may read them; what lies there already is gone on in only if it is the person's own. One thread at
/// a time; errors are DiskFull, FileNotWritten and FileInUse.
class ExportFile
{
public:
    explicit ExportFile(const QString &path);

    static QString partPath(const QString &path) { return path + QStringLiteral(".part"); }

    /// Before all else: keeps others from writing it, of any program, until release() or the end of this.
    Status claim();
    void release();

    /// What the last keep() of an earlier run noted; empty if there is nothing to go on in.
    QJsonObject note() const;
    /// Opens what note() is about, without what came after it.
    Status goOn();
    /// Anew, whatever earlier run there was. Refuses a path where something is that is no file.
    Status begin();
    bool isOpen() const { return m_file.isOpen(); }

    Status append(const QByteArray &bytes);
    /// Notes that all that was appended is to be gone on with. Waits for the disk.
    Status keep(const QJsonObject &note);
    /// Appends the end and puts the file into its place. Waits for the disk.
    Status finish(const QByteArray &end);
    void discard(); ///< removes the unfinished file and its note

private:
    struct Noted
    {
        QJsonObject note;
        qint64 size = -1; ///< -1: there is none
    };

    QString notePath() const { return partPath(m_path) + QStringLiteral(".json"); }
    Noted noted() const;
    Status write(const QByteArray &bytes);
    Status sync();

    QString m_path;
    QFile m_file;
    QLockFile m_lock;
    qint64 m_size = 0; ///< of what was appended whole
};

}
