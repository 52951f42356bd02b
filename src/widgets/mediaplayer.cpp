// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaplayer.h"

#include <algorithm>

#ifdef LINNET_MULTIMEDIA
#include "widgets/picturedecoder.h"
#include "widgets/videoframes.h"

#include <QAudioOutput>
#include <QCoreApplication>
#include <QMediaPlayer>
#include <QUrl>
#include <QVideoFrame>
#include <QVideoSink>
#endif

namespace linnet {

bool MediaPlayer::load(std::unique_ptr<QIODevice> file, Purpose purpose)
{
    static constexpr qint64 Head =
        1024; // no kind of sound or video is without control characters for so long
    const QByteArray head = file->peek(Head);
    const bool isText = std::none_of(head.cbegin(), head.cend(), [](char c) { return c >= 0 && c < '\t'; });
    if (!isText)
        open(std::move(file), purpose);
    return !isText;
}

#ifdef LINNET_MULTIMEDIA

namespace {

class SystemPlayer : public MediaPlayer
{
    Q_DECLARE_TR_FUNCTIONS(linnet::MediaPlayer)

public:
    SystemPlayer()
    {
        m_player.setVideoSink(&m_sink);
        for (auto signal : {&QMediaPlayer::positionChanged, &QMediaPlayer::durationChanged})
            connect(&m_player, signal, this, &MediaPlayer::moved);
        connect(&m_player, &QMediaPlayer::playbackStateChanged, this, &MediaPlayer::moved);
        connect(&m_player, &QMediaPlayer::errorOccurred, this,
                [this](QMediaPlayer::Error, const QString &reason) { fail(reason); });
        connect(&m_sink, &QVideoSink::videoFrameChanged, this, &SystemPlayer::onFrame);
    }
    ~SystemPlayer() override { unload(); }

    void unload() override
    {
        m_frames.drop();
        m_player.stop();
        m_player.setSourceDevice(nullptr);
        m_file.reset();
    }
    void play() override { m_player.play(); }
    void pause() override { m_player.pause(); }
    void seek(qint64 ms) override { m_player.setPosition(ms); }
    void setRate(qreal rate) override { m_player.setPlaybackRate(rate); }
    void setMuted(bool isMuted) override
    {
        m_isMuted = isMuted;
        if (m_output)
            m_output->setMuted(isMuted);
    }
    qint64 position() const override { return m_player.position(); }
    qint64 duration() const override { return m_player.duration(); }
    bool isPlaying() const override { return m_player.playbackState() == QMediaPlayer::PlayingState; }

protected:
    void open(std::unique_ptr<QIODevice> file, Purpose purpose) override
    {
        unload();
        if (purpose == Purpose::Play && !m_output) {
            m_output = std::make_unique<QAudioOutput>();
            m_output->setMuted(m_isMuted);
            m_player.setAudioOutput(m_output.get());
        }
        m_file = std::move(file);
        // Without an address nothing is read in Qt 6.4.
        m_player.setSourceDevice(m_file.get(), QUrl(QStringLiteral("memory:")));
    }

private:
    /// Whoever is told may unload it, which nobody expects who is still reading it.
    void fail(const QString &reason)
    {
        const auto tell = [this, reason, of = m_file.get()] {
            if (of && of == m_file.get())
                Q_EMIT failed(reason);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    }
    void onFrame(const QVideoFrame &frame)
    {
        if (!m_file || !frame.isValid())
            return;
        if (qint64(frame.width()) * frame.height() > PictureDecoder::MaxPixels) {
            fail(tr("Its pictures are too large."));
            return;
        }
        m_frames.take(frame);
    }

    std::unique_ptr<QIODevice> m_file;      // dies after the player that reads it
    std::unique_ptr<QAudioOutput> m_output; ///< once something is to be heard
    VideoFrames m_frames{LargestPicture, [this](const QImage &picture, const QSize &natural) {
                             Q_EMIT pictured(picture, natural);
                         }};
    bool m_isMuted = false;
    QVideoSink m_sink;
    QMediaPlayer m_player;
};

}

MediaPlayer::Maker MediaPlayer::maker()
{
    return [] { return std::make_unique<SystemPlayer>(); };
}

#else

MediaPlayer::Maker MediaPlayer::maker()
{
    return {};
}

#endif

}
