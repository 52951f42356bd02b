// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/playback.h"

#include "session/errortext.h"
#include "session/mediacache.h"
#include "widgets/rowwords.h"

#include <utility>

namespace linnet {

Playback::Playback(MediaCache &media, SoundPlayer::Maker make, QObject *parent)
    : QObject(parent), m_media(media), m_make(std::move(make))
{
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
    connect(m_player.get(), &SoundPlayer::moved, this, &Playback::onMoved);
    connect(m_player.get(), &SoundPlayer::failed, this, [this](const QString &reason) {
        stop();
        Q_EMIT failed(tr("This cannot be played here. You can save it."), reason);
    });
}

bool Playback::isSound(const TimelineItem &item)
{
    return item.kind == TimelineItem::Kind::Audio && !item.media.isEncryptedFile && RowWords::hasFile(item) &&
           item.media.size <= MaxFile;
}

bool Playback::canPlay(const TimelineItem &item) const
{
    return isAvailable() && isSound(item);
}

void Playback::toggle(const TimelineItem &item)
{
    if (item.key != m_key || m_loading)
        return start(item, 0);
    if (m_player->isPlaying())
        m_player->pause();
    else
        m_player->play();
}

void Playback::seek(const TimelineItem &item, qreal share)
{
    if (item.key != m_key || m_loading)
        return start(item, share);
    m_player->seek(qint64(share * look(m_key).durationMs));
    m_player->play();
}

void Playback::start(const TimelineItem &item, qreal share)
{
    const bool wasLoading = item.key == m_key && m_loading;
    stop();
    if (wasLoading && share == 0)
        return; // a second click takes the first back
    makePlayer();
    m_key = item.key;
    m_saidDuration = qMax<qint64>(0, item.media.durationMs);
    m_startAt = share;
    m_loading = std::make_unique<QObject>();
    Q_EMIT changed(m_key);
    m_media.file(item.media.url, MaxFile).then(m_loading.get(), [this](const Result<QByteArray> &result) {
        m_loading.release()->deleteLater(); // this runs inside of what belongs to it
        if (result)
            return onLoaded(*result);
        stop();
        const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Media);
        Q_EMIT failed(text.what, text.detail);
    });
}

void Playback::onLoaded(const QByteArray &bytes)
{
    m_player->load(bytes);
    m_player->setRate(m_rate);
    m_player->play();
    onMoved();
}

void Playback::onMoved()
{
    if (m_key.isEmpty() || m_loading)
        return;
    if (m_startAt > 0 && m_player->duration() > 0)
        m_player->seek(qint64(std::exchange(m_startAt, 0) * m_player->duration()));
    Q_EMIT changed(m_key);
}

void Playback::nextRate()
{
    m_rate = m_rate < 1.25 ? 1.5 : m_rate < 1.75 ? 2 : 1;
    if (m_player)
        m_player->setRate(m_rate);
    Q_EMIT changed({});
}

void Playback::stop()
{
    m_loading.reset();
    const QString key = std::exchange(m_key, {});
    if (key.isEmpty())
        return;
    m_player->unload();
    Q_EMIT changed(key);
}

Playback::Look Playback::look(const QString &key) const
{
    Look look;
    look.rate = m_rate;
    if (key.isEmpty() || key != m_key)
        return look;
    look.state = m_loading               ? Look::State::Loading
                 : m_player->isPlaying() ? Look::State::Playing
                                         : Look::State::Paused;
    look.positionMs = m_loading ? 0 : m_player->position();
    look.durationMs = m_player->duration() > 0 ? m_player->duration() : m_saidDuration;
    return look;
}

QString Playback::rateText(qreal rate)
{
    return tr("%L1×", "how many times as fast").arg(rate);
}

}
