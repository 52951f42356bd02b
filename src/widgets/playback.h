// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/soundplayer.h"

#include <QCoreApplication>

namespace linnet {

class MediaCache;

/// What plays of the sound in messages: one row at a time, over all that is shown. Fetches it first. GUI
/// thread; must not outlive its MediaCache.
class Playback : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MaxFile = 64LL << 20; ///< bytes; what is larger is opened outside

    /// How a row looks that is played.
    struct Look
    {
        enum class State { Idle, Loading, Playing, Paused };
        State state = State::Idle;
        qint64 positionMs = 0;
        qint64 durationMs = 0; ///< 0: not known
        qreal rate = 1;

        bool isActive() const { return state == State::Playing || state == State::Paused; }
        /// How much of it is over, 0 to 1.
        qreal share() const { return durationMs > 0 ? qBound(0.0, qreal(positionMs) / durationMs, 1.0) : 0; }
    };

    /// `make` is asked for a player when the first is needed; empty: nothing can be played.
    Playback(MediaCache &media, SoundPlayer::Maker make, QObject *parent = nullptr);
    ~Playback() override;

    bool isAvailable() const { return bool(m_make); }
    /// What has a file that can be played somewhere.
    static bool isSound(const TimelineItem &item);
    /// Whether it can be played here; else it is opened outside.
    bool canPlay(const TimelineItem &item) const;
    void toggle(const TimelineItem &item);            ///< plays it, or lets it rest
    void seek(const TimelineItem &item, qreal share); ///< 0 to 1; plays on from there
    void nextRate();                                  ///< 1, 1.5, 2 times as fast
    void stop();
    const QString &key() const { return m_key; } ///< of the row; empty: none
    Look look(const QString &key) const;
    static QString rateText(qreal rate); ///< "1.5×"

Q_SIGNALS:
    void changed(const QString &key); ///< the row looks different now
    void failed(const QString &what, const QString &detail);

private:
    void makePlayer();
    void start(const TimelineItem &item, qreal share);
    void onLoaded(const QByteArray &bytes);
    void onMoved();

    MediaCache &m_media;
    SoundPlayer::Maker m_make;
    std::unique_ptr<SoundPlayer> m_player; ///< once something was played
    QString m_key;
    qint64 m_saidDuration = 0; ///< by the message, until the file says it
    qreal m_startAt = 0;       ///< of it, once its duration is known
    qreal m_rate = 1;
    std::unique_ptr<QObject> m_loading; ///< context of what is being fetched
};

}
