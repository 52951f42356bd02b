// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/mediaplayer.h"

#include <QCoreApplication>

namespace linnet {

class MediaCache;

/// What plays of the sound and the videos in messages: one row at a time, over all that is shown. Fetches it
/// first. A video that nobody sees any more rests. GUI thread; must not outlive its MediaCache.
class Playback : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MaxFile = 128LL << 20; ///< bytes; what is larger is opened outside
    static constexpr qint64 StepMs = 5000;         ///< of step()

    /// How a row looks that is played.
    struct Look
    {
        enum class State { Idle, Loading, Playing, Paused };
        State state = State::Idle;
        qint64 positionMs = 0;
        qint64 durationMs = 0; ///< 0: not known
        int loaded = 0;        ///< percent of what is being fetched, as far as that is known
        qreal rate = 1;
        bool isMuted = false;
        QImage picture; ///< of a video, once there is one

        bool isActive() const { return state == State::Playing || state == State::Paused; }
        /// How much of it is over, 0 to 1.
        qreal share() const { return durationMs > 0 ? qBound(0.0, qreal(positionMs) / durationMs, 1.0) : 0; }
    };

    /// `make` is asked for a player when the first is needed; empty: nothing can be played.
    Playback(MediaCache &media, MediaPlayer::Maker make, QObject *parent = nullptr);
    ~Playback() override;

    bool isAvailable() const { return bool(m_make); }
    /// What has a file that can be played somewhere.
    static bool isPlayable(const TimelineItem &item);
    /// Whether it can be played here; else it is opened outside.
    bool canPlay(const TimelineItem &item) const;
    void toggle(const TimelineItem &item);            ///< plays it, or lets it rest
    void seek(const TimelineItem &item, qreal share); ///< 0 to 1; plays on from there
    void step(int steps);                             ///< StepMs each, back or on; what plays goes on playing
    void nextRate();                                  ///< of sound: 1, 1.5, 2 times as fast
    void toggleMuted();                               ///< of videos
    void stop();
    /// The row is not shown any more: stops, unless it is a video that is large.
    void leave(const QString &key);
    /// A window of its own shows what plays now, until it stops or that is left.
    void enlarge() { m_isLarge = true; }
    void leaveLarge(const QString &key);
    /// It was painted. What plays without being painted rests after a moment.
    void seen(const QString &key);
    const QString &key() const { return m_key; } ///< of the row; empty: none
    Look look(const QString &key) const;
    static QString rateText(qreal rate);       ///< "1.5×"
    static QString words(const Look &look);    ///< "Playing"; empty: it does not play
    static QString timeText(const Look &look); ///< "0:12 / 0:40"

Q_SIGNALS:
    void changed(const QString &key);      ///< the row looks different now
    void stateChanged(const QString &key); ///< the same, but for position and picture
    void failed(const QString &what, const QString &detail);
    /// Its file is here, and cannot be played.
    void notPlayable(const linnet::TimelineItem &item, const QString &detail);

private:
    void onProgress(const QString &url, qint64 received, qint64 total);
    void makePlayer();
    void start(const TimelineItem &item, qreal share);
    void onLoaded(const QByteArray &bytes);
    void seekTo(qint64 ms);
    void onMoved();
    void onPicture(const QImage &picture);
    void giveUp(const QString &detail);
    bool isVideo() const;
    void tell(const QString &key);

    MediaCache &m_media;
    MediaPlayer::Maker m_make;
    std::unique_ptr<MediaPlayer> m_player; ///< once something was played
    TimelineItem m_item;
    QString m_key;
    QImage m_picture;
    int m_loaded = 0;          ///< percent
    int m_unseen = 0;          ///< pictures since it was painted
    qint64 m_saidDuration = 0; ///< by the message, until the file says it
    qreal m_startAt = 0;       ///< of it, once its duration is known
    qint64 m_darkSince = 0;    ///< the position from where on a video has had no picture
    qreal m_rate = 1;
    bool m_isMuted = false;
    bool m_isLarge = false;
    Look::State m_told = Look::State::Idle;
    std::unique_ptr<QObject> m_loading; ///< context of what is being fetched
};

}
