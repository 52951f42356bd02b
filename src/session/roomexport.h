// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "session/exportformat.h"
#include "store/archive.h"

#include <QFile>
#include <QObject>

namespace linnet {

/// Writes what is stored of a room's history into a file, some hundred events at a time, so that its length
/// costs no memory. It grows as `<path>.part`, with a note beside it of how far it is: a run that was ended
/// or cut off goes on where it was if the same is asked for again. Only the person may read the files. GUI
/// thread; must not outlive the Archive.
class RoomExport : public QObject
{
    Q_OBJECT

public:
    struct Wish
    {
        QString path;
        ExportFormat::Kind format = ExportFormat::Kind::Html;
        std::optional<qint64> from;   ///< ms, inclusive
        std::optional<qint64> before; ///< ms, exclusive
    };

    RoomExport(Archive &archive, Clock &clock, const Room &room, const UserId &self, Wish wish,
               QObject *parent = nullptr);

    void start();
    /// Ends it; what was written waits for the next time.
    void cancel();
    const Wish &wish() const { return m_wish; }
    const ExportFormat::Counts &counts() const { return m_counts; }

Q_SIGNALS:
    void progressed(int events, qint64 ts); ///< up to when, ms
    void finished(const linnet::ExportFormat::Counts &counts);
    void failed(const linnet::Error &error); ///< DiskFull, Storage, or what the database says

private:
    QString partPath() const { return m_wish.path + QStringLiteral(".part"); }
    QString notePath() const { return m_wish.path + QStringLiteral(".part.json"); }
    Status openFile();
    bool goOn();
    void next();
    void onPage(const ArchivePage &page);
    QByteArray textOf(const ArchivePage &page);
    bool isInside(qint64 ts) const;
    Status write(const QByteArray &bytes);
    Status note();
    Status finish();
    void fail(const Error &error);
    QByteArray identity() const;

    Archive &m_archive;
    Clock &m_clock;
    Room m_room;
    Wish m_wish;
    std::unique_ptr<ExportFormat> m_format;
    QFile m_file;
    Seq m_last = 0;
    qint64 m_lastTs = 0;
    ExportFormat::Counts m_counts;
    bool m_isAfterGap = false;    ///< events were missing before one that lies outside of the range
    QObject *m_reading = nullptr; ///< context of the page under way; a child
};

}
