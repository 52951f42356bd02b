// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <QThreadPool>
#include <QVideoFrame>

#include <functional>
#include <memory>

namespace linnet {

/// Makes pictures of what a QVideoSink is given, on a thread of its own. Frames that come faster than that
/// are left out, but for the newest. GUI thread. Only for those who know of Qt Multimedia.
class VideoFrames
{
public:
    using Told = std::function<void(const QImage &picture, const QSize &natural)>;
    /// `told` gets pictures that a QPixmap takes as they are, not larger than `largest`, and how large they
    /// were.
    VideoFrames(QSize largest, Told told);

    void take(const QVideoFrame &frame);
    void drop(); ///< nothing of what was taken comes any more

private:
    void convert();

    QSize m_largest;
    Told m_told;
    QObject m_context;
    QThreadPool m_pool;
    QVideoFrame m_newest;               ///< waits until the one before is converted
    std::shared_ptr<bool> m_converting; ///< null: none is
};

}
