// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QSize>
#include <QTimer>

#include <memory>

class QThreadPool;

namespace linnet {

/// The frames of a moving picture, decoded in a pool at the size that they are shown in. Goes on by one frame
/// each time it is asked to: what nobody sees any more stands still by itself. GUI thread.
class PictureAnimation : public QObject
{
    Q_OBJECT

public:
    /// `bytes` is a picture that PictureDecoder found to be moving; its first frame is being shown.
    PictureAnimation(QThreadPool &pool, const QByteArray &bytes, const QSize &size);
    ~PictureAnimation() override;

    /// The frame before has been painted: the next one comes when it is due. Nothing happens while one is on
    /// its way, or after the last.
    void proceed();

Q_SIGNALS:
    void frame(const QImage &image);

private:
    class Frames;

    QThreadPool &m_pool;
    std::shared_ptr<Frames> m_frames; ///< used by one thread of the pool at a time
    QTimer m_due;
    QElapsedTimer m_sinceFrame;
    QImage m_next;
    bool m_isUnderWay = false;
};

}
