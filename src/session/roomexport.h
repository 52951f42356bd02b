// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "session/exportwriter.h"
#include "store/answers.h"

#include <QObject>
#include <QThreadPool>

#include <chrono>

namespace linnet {

/// Writes what is stored of a room's history into a file, some hundred events at a time, so that its length
/// costs no memory; on a thread of its own, so that the disk keeps nobody waiting. A run that was stopped or
/// cut off goes on where it was if the same is asked for again, no older history came in meanwhile and
/// nothing that it has written was edited; see ExportFile for what lies there until then. GUI thread; must
/// not outlive the Archive; its destructor waits for the page that is being written.
class RoomExport : public QObject
{
    Q_OBJECT

public:
    using Wish = ExportWriter::Wish;

    RoomExport(Archive &archive, Clock &clock, const Room &room, const UserId &self, Wish wish,
               QObject *parent = nullptr);

    void start(); ///< once
    /// After the page that is being written; stopped() follows, or finished() if that was the last.
    void stop() { m_isStopping = true; }
    bool isRunning() const { return m_isRunning; }
    const Wish &wish() const { return m_writer.wish(); }
    const ExportFormat::Counts &counts() const { return m_progress.counts; }

Q_SIGNALS:
    void progressed(int events, qint64 ts); ///< up to when was read, ms
    void finished(const linnet::ExportFormat::Counts &counts);
    /// Nothing is left behind if counts() has no events.
    void stopped();
    void failed(const linnet::Error &error); ///< of ExportFile, or what the database says

private:
    using Progress = ExportWriter::Progress;

    Task<Progress> onThread(std::function<Status(ExportWriter &)> work);
    Task<bool> canGoOn(const Progress &recalled);
    void begin(bool goesOn);
    void next();
    void put(ArchivePage page);
    bool isNoteDue();
    void end(std::optional<Error> error);

    Archive &m_archive;
    Clock &m_clock;
    RoomId m_room;
    Progress m_progress;
    std::optional<std::chrono::milliseconds> m_notedAt; ///< nothing: not yet
    bool m_isRunning = false;
    bool m_isStopping = false;
    Answers m_answers;
    ExportWriter m_writer; ///< the thread's alone, but for its wish
    QThreadPool m_thread;  ///< a single one; last, so that it has ended before the others go
};

}
