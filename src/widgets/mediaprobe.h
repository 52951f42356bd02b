// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "widgets/filepreparer.h"
#include "widgets/mediaplayer.h"

#include <QList>
#include <QTimer>

#include <chrono>

class QThreadPool;

namespace linnet {

/// Finds out what only a player knows of files of sound and video that are to be sent: how long they are, how
/// large a video's pictures, how its first one looks. One file at a time, and not for long: what does not
/// tell goes without. GUI thread; must not outlive the pool.
class MediaProbe : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Patience{20000};

    /// `make`: as Playback has it. The pool's threads make small pictures.
    MediaProbe(QThreadPool &pool, MediaPlayer::Maker make, QObject *parent = nullptr);
    ~MediaProbe() override;

    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }
    /// `prepared` with what was found out; never an error. What is no sound or video comes back as it is.
    Task<PreparedFile> complete(const PreparedFile &prepared);

private:
    struct Job
    {
        PreparedFile prepared;
        Promise<PreparedFile> promise;
        QImage picture;
    };
    void startNext();
    void onPicture(const QImage &picture, const QSize &natural);
    void onMoved();
    void finish();

    QThreadPool &m_pool;
    MediaPlayer::Maker m_make;
    std::unique_ptr<MediaPlayer> m_player; ///< while there is something to be looked at
    QList<Job> m_jobs;                     ///< the first is being looked at
    QTimer m_patience;
};

}
