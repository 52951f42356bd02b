// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomexport.h"

#include "session/privatefile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>

namespace linnet {

namespace {

constexpr int PageSize = 200;

Error errorOf(const QFile &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError || errno == ENOSPC;
    return Error::of(isFull ? Error::Kind::DiskFull : Error::Kind::Storage, file.errorString());
}

}

RoomExport::RoomExport(Archive &archive, Clock &clock, const Room &room, const UserId &self, Wish wish,
                       QObject *parent)
    : QObject(parent), m_archive(archive), m_clock(clock), m_room(room), m_wish(std::move(wish)),
      m_format(ExportFormat::make(m_wish.format, self)), m_file(partPath())
{
}

/// What has to be the same for a file to be gone on with.
QByteArray RoomExport::identity() const
{
    const QJsonObject object{{QStringLiteral("room"), m_room.id.toString()},
                             {QStringLiteral("format"), ExportFormat::suffix(m_wish.format)},
                             {QStringLiteral("from"), m_wish.from.value_or(0)},
                             {QStringLiteral("before"), m_wish.before.value_or(0)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool RoomExport::goOn()
{
    const auto stored = PrivateFile::read(notePath());
    if (!stored)
        return false;
    const QJsonObject object = QJsonDocument::fromJson(*stored).object();
    const qint64 size = object.value(u"size").toInteger(-1);
    if (object.value(u"wish").toString().toUtf8() != identity() || size < 0 || m_file.size() < size ||
        !m_file.resize(size) || !m_file.seek(size))
        return false;
    m_last = object.value(u"last").toString().toLongLong();
    m_lastTs = object.value(u"ts").toInteger();
    m_counts = {object.value(u"events").toInt(), object.value(u"unreadable").toInt(),
                object.value(u"gaps").toInt()};
    return true;
}

Status RoomExport::openFile()
{
    if (!m_file.open(QIODevice::ReadWrite))
        return errorOf(m_file);
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (goOn())
        return Done{};
    if (!m_file.resize(0) || !m_file.seek(0))
        return errorOf(m_file);
    return write(m_format->begin(m_room, m_clock.now()));
}

void RoomExport::start()
{
    if (const Status opened = openFile(); !opened)
        return fail(opened.error());
    next();
}

void RoomExport::cancel()
{
    delete std::exchange(m_reading, nullptr);
    m_file.close();
}

void RoomExport::next()
{
    delete m_reading;
    m_reading = new QObject(this);
    m_archive.history(m_room.id, m_last, PageSize).then(m_reading, [this](const Result<ArchivePage> &page) {
        if (page)
            onPage(*page);
        else
            fail(page.error());
    });
}

void RoomExport::onPage(const ArchivePage &page)
{
    if (const Status written = write(textOf(page)); !written)
        return fail(written.error());
    Q_EMIT progressed(m_counts.events, m_lastTs);
    const Status status = page.hasMore ? note() : finish();
    if (!status)
        fail(status.error());
    else if (page.hasMore)
        next();
    else
        Q_EMIT finished(m_counts);
}

QByteArray RoomExport::textOf(const ArchivePage &page)
{
    QByteArray text;
    for (const StoredEvent &stored : page.events) {
        m_last = stored.seq;
        m_isAfterGap = m_isAfterGap || page.afterGap.contains(stored.event.id);
        if (!isInside(stored.event.ts))
            continue;
        if (std::exchange(m_isAfterGap, false)) {
            ++m_counts.gaps;
            text += m_format->gap();
        }
        const QByteArray written = m_format->event(stored, m_counts.events == 0, m_lastTs);
        text += written;
        // What is no row has no heading of its day either; the next one needs it.
        if (!written.isEmpty())
            m_lastTs = stored.event.ts;
        ++m_counts.events;
        if (stored.event.type == QLatin1String("m.room.encrypted") && !stored.event.isRedacted)
            ++m_counts.unreadable;
    }
    return text;
}

bool RoomExport::isInside(qint64 ts) const
{
    return (!m_wish.from || ts >= *m_wish.from) && (!m_wish.before || ts < *m_wish.before);
}

Status RoomExport::write(const QByteArray &bytes)
{
    errno = 0;
    if (m_file.write(bytes) != bytes.size() || !m_file.flush())
        return errorOf(m_file);
    return Done{};
}

/// Only what is in the file by now counts: after a crash it may be longer than the note says, never shorter.
Status RoomExport::note()
{
    const QJsonObject object{{QStringLiteral("wish"), QString::fromUtf8(identity())},
                             {QStringLiteral("size"), m_file.pos()},
                             {QStringLiteral("last"), QString::number(m_last)},
                             {QStringLiteral("ts"), m_lastTs},
                             {QStringLiteral("events"), m_counts.events},
                             {QStringLiteral("unreadable"), m_counts.unreadable},
                             {QStringLiteral("gaps"), m_counts.gaps}};
    return PrivateFile::write(notePath(), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Status RoomExport::finish()
{
    if (const Status written = write(m_format->end(m_counts)); !written)
        return written.error();
    m_file.close();
    QFile::remove(m_wish.path);
    if (!m_file.rename(m_wish.path))
        return errorOf(m_file);
    return PrivateFile::remove(notePath());
}

void RoomExport::fail(const Error &error)
{
    cancel();
    Q_EMIT failed(error);
}

}
