// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/soundplayer.h"

#ifdef LINNET_MULTIMEDIA
#include <QAudioOutput>
#include <QBuffer>
#include <QMediaPlayer>
#endif

namespace linnet {

#ifdef LINNET_MULTIMEDIA

namespace {

class MediaSoundPlayer : public SoundPlayer
{
public:
    MediaSoundPlayer()
    {
        m_player.setAudioOutput(&m_output);
        for (auto signal : {&QMediaPlayer::positionChanged, &QMediaPlayer::durationChanged})
            connect(&m_player, signal, this, &SoundPlayer::moved);
        connect(&m_player, &QMediaPlayer::playbackStateChanged, this, &SoundPlayer::moved);
        connect(&m_player, &QMediaPlayer::errorOccurred, this,
                [this](QMediaPlayer::Error, const QString &reason) { Q_EMIT failed(reason); });
    }
    ~MediaSoundPlayer() override { unload(); }

    void load(const QByteArray &bytes) override
    {
        unload();
        m_bytes.setData(bytes);
        m_bytes.open(QIODevice::ReadOnly);
        m_player.setSourceDevice(&m_bytes);
    }
    void unload() override
    {
        m_player.stop();
        m_player.setSourceDevice(nullptr);
        m_bytes.close();
        m_bytes.setData(QByteArray());
    }
    void play() override { m_player.play(); }
    void pause() override { m_player.pause(); }
    void seek(qint64 ms) override { m_player.setPosition(ms); }
    void setRate(qreal rate) override { m_player.setPlaybackRate(rate); }
    qint64 position() const override { return m_player.position(); }
    qint64 duration() const override { return m_player.duration(); }
    bool isPlaying() const override { return m_player.playbackState() == QMediaPlayer::PlayingState; }

private:
    QBuffer m_bytes; // dies after the player that reads it
    QAudioOutput m_output;
    QMediaPlayer m_player;
};

}

SoundPlayer::Maker SoundPlayer::maker()
{
    return [] { return std::make_unique<MediaSoundPlayer>(); };
}

#else

SoundPlayer::Maker SoundPlayer::maker()
{
    return {};
}

#endif

}
