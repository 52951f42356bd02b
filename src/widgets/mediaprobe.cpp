// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaprobe.h"

#include "base/onpool.h"

#include <QBuffer>
#include <QFile>

namespace linnet {

namespace {

bool isVideo(const PreparedFile &prepared)
{
    return prepared.file.msgtype == u"m.video";
}

std::unique_ptr<QIODevice> contentOf(const OutgoingFile &file)
{
    if (!file.path.isEmpty())
        return std::make_unique<QFile>(file.path);
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(file.bytes);
    return buffer;
}

}

MediaProbe::MediaProbe(QThreadPool &pool, MediaPlayer::Maker make, QObject *parent)
    : QObject(parent), m_pool(pool), m_make(std::move(make))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(&m_patience, &QTimer::timeout, this, &MediaProbe::finish);
}

MediaProbe::~MediaProbe()
{
    // It may speak while it ends.
    if (m_player)
        m_player->disconnect(this);
}

Task<PreparedFile> MediaProbe::complete(const PreparedFile &prepared)
{
    const bool isMedia = isVideo(prepared) || prepared.file.msgtype == u"m.audio";
    if (!m_make || !isMedia || !prepared.trouble.isEmpty())
        return Task<PreparedFile>::ready(prepared);
    const Job job{prepared, {}, {}};
    m_jobs.append(job);
    if (m_jobs.size() == 1)
        startNext();
    return job.promise.task();
}

void MediaProbe::startNext()
{
    if (m_jobs.isEmpty()) {
        // It may just be speaking.
        m_player.release()->deleteLater();
        return;
    }
    if (!m_player) {
        m_player = m_make();
        // Later: it is still speaking of what is unloaded here.
        connect(m_player.get(), &MediaPlayer::moved, this, &MediaProbe::onMoved, Qt::QueuedConnection);
        connect(m_player.get(), &MediaPlayer::failed, this, &MediaProbe::finish);
        connect(m_player.get(), &MediaPlayer::pictured, this, &MediaProbe::onPicture);
    }
    auto file = contentOf(m_jobs.first().prepared.file);
    if (!file->open(QIODevice::ReadOnly) || !m_player->load(std::move(file), MediaPlayer::Purpose::Look))
        return finish();
    m_patience.start();
    m_player->pause();
}

void MediaProbe::onPicture(const QImage &picture, const QSize &natural)
{
    if (m_jobs.isEmpty())
        return;
    m_jobs.first().picture = picture;
    m_jobs.first().prepared.file.size = natural;
    onMoved();
}

void MediaProbe::onMoved()
{
    if (m_jobs.isEmpty() || m_player->duration() <= 0)
        return;
    if (!isVideo(m_jobs.first().prepared) || !m_jobs.first().picture.isNull())
        finish();
}

void MediaProbe::finish()
{
    if (m_jobs.isEmpty())
        return;
    m_patience.stop();
    const Job job = m_jobs.takeFirst();
    PreparedFile prepared = job.prepared;
    prepared.file.durationMs = m_player->duration();
    m_player->unload();
    const auto work = [prepared, picture = job.picture] {
        return FilePreparer::withPoster(prepared, picture);
    };
    onPool(m_pool, this, work, [promise = job.promise](const PreparedFile &done) { promise.resolve(done); });
    startNext();
}

}
