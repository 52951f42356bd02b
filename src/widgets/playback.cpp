// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/playback.h"

#include "session/errortext.h"
#include "session/mediacache.h"
#include "widgets/rowwords.h"

#include <QBuffer>

#include <utility>

namespace linnet {

namespace {

constexpr int MostUnseen = 15;                     ///< pictures of a video that nobody paints
constexpr qint64 LongestSaid = 7 * 24 * 3'600'000; ///< ms; a message that says more is not believed
constexpr qint64 LongestDark =
    3000; ///< ms of a video without a picture; one with large ones may need a while

}

Playback::Playback(MediaCache &media, MediaPlayer::Maker make, QObject *parent)
    : QObject(parent), m_media(media), m_make(std::move(make))
{
    connect(&media, &MediaCache::progressed, this, &Playback::onProgress);
}

Playback::~Playback()
{
    // It may speak while it ends, when the rest of this has ended already.
    if (m_player)
        m_player->disconnect(this);
}

void Playback::makePlayer()
{
    if (m_player)
        return;
    m_player = m_make();
    connect(m_player.get(), &MediaPlayer::moved, this, &Playback::onMoved);
    connect(m_player.get(), &MediaPlayer::pictured, this, &Playback::onPicture);
    connect(m_player.get(), &MediaPlayer::failed, this, &Playback::giveUp);
}

bool Playback::isPlayable(const TimelineItem &item)
{
    return (item.kind == TimelineItem::Kind::Audio || item.kind == TimelineItem::Kind::Video) &&
           RowWords::hasFile(item) && item.media->size <= MaxFile;
}

bool Playback::canPlay(const TimelineItem &item) const
{
    return isAvailable() && isPlayable(item);
}

void Playback::toggle(const TimelineItem &item)
{
    if (item.key != m_key || m_loading)
        return start(item, 0);
    m_unseen = 0;
    if (m_player->isPlaying())
        m_player->pause();
    else
        m_player->play();
}

void Playback::seek(const TimelineItem &item, qreal share)
{
    if (item.key != m_key || m_loading)
        return start(item, share);
    m_unseen = 0;
    seekTo(qint64(share * look(m_key).durationMs));
    m_player->play();
}

void Playback::step(int steps)
{
    if (m_key.isEmpty() || m_loading)
        return;
    const qint64 to = qMax<qint64>(0, m_player->position() + steps * StepMs);
    seekTo(m_player->duration() > 0 ? qMin(to, m_player->duration()) : to);
    onMoved();
}

void Playback::seekTo(qint64 ms)
{
    m_darkSince = ms;
    m_player->seek(ms);
}

void Playback::start(const TimelineItem &item, qreal share)
{
    const bool wasLoading = item.key == m_key && m_loading;
    stop();
    if (wasLoading && share == 0)
        return; // a second click takes the first back
    makePlayer();
    m_item = item;
    m_key = item.key;
    m_saidDuration = item.media->durationMs > LongestSaid ? 0 : qMax<qint64>(0, item.media->durationMs);
    m_startAt = share;
    m_darkSince = 0;
    m_loaded = 0;
    m_loading = std::make_unique<QObject>();
    tell(m_key);
    m_media.file(item.media->url, MaxFile).then(m_loading.get(), [this](const Result<QByteArray> &result) {
        m_loading.release()->deleteLater(); // this runs inside of what belongs to it
        if (result)
            return onLoaded(*result);
        stop();
        const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Media);
        Q_EMIT failed(text.what, text.detail);
    });
}

void Playback::onProgress(const QString &url, qint64 received, qint64 total)
{
    if (!m_loading || url != m_item.media->url || total <= 0)
        return;
    m_loaded = int(received * 100 / total);
    tell(m_key);
}

void Playback::onLoaded(const QByteArray &bytes)
{
    auto file = std::make_unique<QBuffer>();
    file->setData(bytes);
    file->open(QIODevice::ReadOnly);
    if (!m_player->load(std::move(file), MediaPlayer::Purpose::Play))
        return giveUp({});
    // Each only where it can be seen, and taken back.
    m_player->setRate(isVideo() ? 1 : m_rate);
    m_player->setMuted(isVideo() && m_isMuted);
    m_player->play();
    onMoved();
}

void Playback::onMoved()
{
    if (m_key.isEmpty() || m_loading)
        return;
    if (m_startAt > 0 && m_player->duration() > 0)
        seekTo(qint64(std::exchange(m_startAt, 0) * m_player->duration()));
    if (isVideo() && m_picture.isNull() && m_player->position() - m_darkSince > LongestDark)
        return giveUp({});
    tell(m_key);
}

void Playback::onPicture(const QImage &picture)
{
    if (m_key.isEmpty() || m_loading)
        return;
    m_picture = picture;
    if (++m_unseen > MostUnseen && m_player->isPlaying())
        m_player->pause();
    tell(m_key);
}

void Playback::seen(const QString &key)
{
    if (key == m_key)
        m_unseen = 0;
}

/// An error may be followed by others.
void Playback::giveUp(const QString &detail)
{
    if (m_key.isEmpty() || m_loading)
        return;
    const TimelineItem item = m_item;
    stop();
    Q_EMIT notPlayable(item, detail);
}

bool Playback::isVideo() const
{
    return m_item.kind == TimelineItem::Kind::Video;
}

void Playback::tell(const QString &key)
{
    Q_EMIT changed(key);
    const Look::State now = look(key).state;
    if (std::exchange(m_told, now) != now)
        Q_EMIT stateChanged(key);
}

void Playback::nextRate()
{
    m_rate = m_rate < 1.25 ? 1.5 : m_rate < 1.75 ? 2 : 1;
    if (m_player && !isVideo())
        m_player->setRate(m_rate);
    Q_EMIT changed({});
}

void Playback::toggleMuted()
{
    m_isMuted = !m_isMuted;
    if (m_player && isVideo())
        m_player->setMuted(m_isMuted);
    Q_EMIT changed({});
}

void Playback::leave(const QString &key)
{
    if (key == m_key && !m_isLarge)
        stop();
}

void Playback::leaveLarge(const QString &key)
{
    m_isLarge = false;
    leave(key);
}

void Playback::stop()
{
    m_loading.reset();
    m_isLarge = false;
    m_picture = {};
    m_unseen = 0;
    const QString key = std::exchange(m_key, {});
    if (key.isEmpty())
        return;
    m_item = {};
    m_player->unload();
    tell(key);
}

Playback::Look Playback::look(const QString &key) const
{
    Look look;
    look.rate = m_rate;
    look.isMuted = m_isMuted;
    if (key.isEmpty() || key != m_key)
        return look;
    look.state = m_loading               ? Look::State::Loading
                 : m_player->isPlaying() ? Look::State::Playing
                                         : Look::State::Paused;
    look.loaded = m_loading ? m_loaded : 0;
    look.positionMs = m_loading ? 0 : m_player->position();
    look.durationMs = m_player->duration() > 0 ? m_player->duration() : m_saidDuration;
    look.picture = m_picture;
    return look;
}

QString Playback::rateText(qreal rate)
{
    return tr("%L1×", "how many times as fast").arg(rate);
}

QString Playback::words(const Look &look)
{
    switch (look.state) {
    case Look::State::Idle:
        break;
    case Look::State::Loading:
        return tr("Loading");
    case Look::State::Playing:
        return tr("Playing");
    case Look::State::Paused:
        return tr("Paused");
    }
    return {};
}

QString Playback::timeText(const Look &look)
{
    return RowWords::played(look.positionMs, look.durationMs);
}

}
