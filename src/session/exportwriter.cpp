// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportwriter.h"

namespace linnet {

ExportWriter::ExportWriter(const Room &room, const UserId &self, Wish wish)
    : m_room(room), m_wish(std::move(wish)), m_format(ExportFormat::make(m_wish.format, self)),
      m_file(m_wish.path)
{
}

/// What has to be the same for a file to be gone on with.
QJsonObject ExportWriter::identity() const
{
    return {{QStringLiteral("room"), m_room.id.toString()},
            {QStringLiteral("format"), ExportFormat::suffix(m_wish.format)},
            {QStringLiteral("from"), m_wish.from.value_or(0)},
            {QStringLiteral("before"), m_wish.before.value_or(0)}};
}

Status ExportWriter::recall()
{
    if (Status claimed = m_file.claim(); !claimed)
        return claimed;
    const QJsonObject note = m_file.note();
    if (note.value(u"wish").toObject() != identity())
        return Done{};
    m_progress.mark = {note.value(u"last").toInteger(),   EventId(note.value(u"lastEvent").toString()),
                       note.value(u"oldest").toInteger(), note.value(u"read").toInteger(),
                       note.value(u"edits").toInteger(),  note.value(u"redacted").toInteger(),
                       note.value(u"closed").toInteger()};
    m_progress.readTs = note.value(u"readTs").toInteger();
    m_progress.shownTs = note.value(u"shownTs").toInteger();
    m_progress.counts = {note.value(u"events").toInt(), note.value(u"unreadable").toInt(),
                         note.value(u"gaps").toInt()};
    return Done{};
}

Status ExportWriter::begin(bool goesOn, qint64 now)
{
    if (goesOn)
        return m_file.goOn();
    m_progress = {};
    if (Status opened = m_file.begin(); !opened)
        return opened;
    return m_file.append(m_format->begin(m_room, now));
}

Status ExportWriter::put(const ArchivePage &page)
{
    Progress progress = m_progress;
    Status written = m_file.append(textOf(page, progress));
    if (written)
        m_progress = progress;
    return written;
}

QByteArray ExportWriter::textOf(const ArchivePage &page, Progress &progress)
{
    QByteArray text;
    progress.mark.edits += page.edits;
    ExportFormat::Counts &counts = progress.counts;
    const auto isFirst = [&counts] { return counts.events + counts.gaps == 0; };
    for (const StoredEvent &stored : page.events) {
        const qint64 ts = stored.event.ts;
        if (page.afterGap.contains(stored.event.id) && isGapInside(ts, progress)) {
            text += m_format->gap(isFirst());
            ++counts.gaps;
        }
        if (progress.mark.count++ == 0)
            progress.mark.oldest = stored.seq;
        progress.mark.last = stored.seq;
        progress.mark.lastEvent = stored.event.id;
        const bool isUnreadable = stored.event.encryption.isUnreadable();
        progress.mark.redacted += stored.event.isRedacted ? 1 : 0;
        progress.mark.unreadable += isUnreadable ? 1 : 0;
        progress.readTs = ts;
        if (!isInside(ts))
            continue;
        const QByteArray written =
            m_format->event(stored, {isFirst(), page.edited.value(stored.event.id), progress.shownTs});
        text += written;
        // What is no row has no heading of its day either; the next one needs it.
        if (!written.isEmpty())
            progress.shownTs = ts;
        ++counts.events;
        if (isUnreadable)
            ++counts.unreadable;
    }
    return text;
}

bool ExportWriter::isInside(qint64 ts) const
{
    return (!m_wish.from || ts >= *m_wish.from) && (!m_wish.before || ts < *m_wish.before);
}

/// Whether some of what is missing between the last event and one of `ts` may lie inside.
bool ExportWriter::isGapInside(qint64 ts, const Progress &progress) const
{
    const bool hasOlder = progress.mark.count > 0;
    return (!m_wish.from || ts >= *m_wish.from) &&
           (!m_wish.before || !hasOlder || progress.readTs < *m_wish.before);
}

Status ExportWriter::note()
{
    const auto &[mark, readTs, shownTs, counts] = m_progress;
    return m_file.keep({{QStringLiteral("wish"), identity()},
                        {QStringLiteral("last"), mark.last},
                        {QStringLiteral("lastEvent"), mark.lastEvent.toString()},
                        {QStringLiteral("oldest"), mark.oldest},
                        {QStringLiteral("read"), mark.count},
                        {QStringLiteral("edits"), mark.edits},
                        {QStringLiteral("redacted"), mark.redacted},
                        {QStringLiteral("closed"), mark.unreadable},
                        {QStringLiteral("readTs"), readTs},
                        {QStringLiteral("shownTs"), shownTs},
                        {QStringLiteral("events"), counts.events},
                        {QStringLiteral("unreadable"), counts.unreadable},
                        {QStringLiteral("gaps"), counts.gaps}});
}

Status ExportWriter::finish()
{
    Status finished = m_file.finish(m_format->end(m_progress.counts));
    m_file.release();
    return finished;
}

Status ExportWriter::stop()
{
    Status ended = Done{};
    if (m_file.isOpen() && m_progress.counts.events > 0)
        ended = note();
    else if (m_file.isOpen())
        m_file.discard();
    m_file.release();
    return ended;
}

}
