// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomexport.h"

namespace linnet {

namespace {

constexpr int PageSize = 200;
constexpr std::chrono::seconds NotePause{1};

}

RoomExport::RoomExport(Archive &archive, Clock &clock, const Room &room, const UserId &self, Wish wish,
                       QObject *parent)
    : QObject(parent), m_archive(archive), m_clock(clock), m_room(room.id),
      m_writer(room, self, std::move(wish))
{
    m_thread.setMaxThreadCount(1);
}

Task<RoomExport::Progress> RoomExport::onThread(std::function<Status(ExportWriter &)> work)
{
    quint64 id = 0;
    Task<Progress> task = m_answers.expect<Progress>(id);
    m_thread.start([this, id, work = std::move(work)] {
        const Status status = work(m_writer);
        m_answers.give<Progress>(id, status ? Result(m_writer.progress()) : Result<Progress>(status.error()));
    });
    return task;
}

void RoomExport::start()
{
    m_isRunning = true;
    onThread([](ExportWriter &writer) {
        return writer.recall();
    }).andThen([this](const Progress &recalled) {
          return canGoOn(recalled);
      }).then(this, [this](const Result<bool> &goesOn) {
        if (goesOn)
            begin(*goesOn);
        else
            end(goesOn.error());
    });
}

Task<bool> RoomExport::canGoOn(const Progress &recalled)
{
    if (recalled.mark.count == 0)
        return Task<bool>::ready(false);
    return m_archive.mark(m_room, recalled.mark.last)
        .andThen([before = recalled.mark](const HistoryMark &now) { return now == before; });
}

void RoomExport::begin(bool goesOn)
{
    onThread([goesOn, now = m_clock.now()](ExportWriter &writer) {
        return writer.begin(goesOn, now);
    }).then(this, [this](const Result<Progress> &begun) {
        if (!begun)
            return end(begun.error());
        m_progress = *begun;
        next();
    });
}

void RoomExport::next()
{
    if (m_isStopping)
        return end({});
    m_archive.history(m_room, m_progress.mark.last, PageSize).then(this, [this](Result<ArchivePage> page) {
        if (page)
            put(page.take());
        else
            end(page.error());
    });
}

void RoomExport::put(ArchivePage page)
{
    const bool isLast = !page.hasMore;
    onThread([page = std::move(page), isNoteDue = isNoteDue()](ExportWriter &writer) -> Status {
        if (Status written = writer.put(page); !written)
            return written;
        if (!page.hasMore)
            return writer.finish();
        return isNoteDue ? writer.note() : Done{};
    }).then(this, [this, isLast](const Result<Progress> &written) {
        if (!written)
            return end(written.error());
        m_progress = *written;
        if (isLast) {
            m_isRunning = false;
            Q_EMIT finished(m_progress.counts);
        } else {
            Q_EMIT progressed(m_progress.counts.events, m_progress.readTs);
            next();
        }
    });
}

bool RoomExport::isNoteDue()
{
    const auto now = m_clock.elapsed();
    if (m_notedAt && now - *m_notedAt < NotePause)
        return false;
    m_notedAt = now;
    return true;
}

void RoomExport::end(std::optional<Error> error)
{
    onThread([](ExportWriter &writer) {
        return writer.stop();
    }).then(this, [this, error](const Result<Progress> &ended) {
        m_isRunning = false;
        if (error)
            Q_EMIT failed(*error);
        else if (!ended)
            Q_EMIT failed(ended.error());
        else
            Q_EMIT stopped();
    });
}

}
