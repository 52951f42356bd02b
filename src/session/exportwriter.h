// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/exportfile.h"
#include "session/exportformat.h"
#include "store/archive.h"

namespace linnet {

/// Writes a room's history into a file, page by page: which events belong into it, and how far it is. One
/// thread at a time; what can fail is of ExportFile.
class ExportWriter
{
public:
    struct Wish
    {
        QString path;
        ExportFormat::Kind format = ExportFormat::Kind::Html;
        std::optional<qint64> from;   ///< ms, inclusive
        std::optional<qint64> before; ///< ms, exclusive
    };
    struct Progress
    {
        HistoryMark mark;   ///< of all that was read
        qint64 readTs = 0;  ///< of the last event that was read, ms
        qint64 shownTs = 0; ///< of the last one that is shown, ms; 0: none
        ExportFormat::Counts counts;
    };

    ExportWriter(const Room &room, const UserId &self, Wish wish);

    const Wish &wish() const { return m_wish; }
    const Progress &progress() const { return m_progress; }

    /// Takes progress() from an earlier run for the same wish; its mark is empty if there was none. From here
    /// until finish() or stop() nobody else can write the file.
    Status recall();
    /// Opens the file. `goesOn`: where recall() found it, else from its beginning. `now`: ms.
    Status begin(bool goesOn, qint64 now);
    Status put(const ArchivePage &page);
    Status note(); ///< so that recall() finds it
    Status finish();
    /// Ends it before its time: what is worth going on with is noted, the rest removed.
    Status stop();

private:
    QJsonObject identity() const;
    QByteArray textOf(const ArchivePage &page, Progress &progress);
    bool isInside(qint64 ts) const;
    bool isGapInside(qint64 ts, const Progress &progress) const;

    Room m_room;
    Wish m_wish;
    std::unique_ptr<ExportFormat> m_format;
    ExportFile m_file;
    Progress m_progress;
};

}
