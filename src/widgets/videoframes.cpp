// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef LINNET_MULTIMEDIA
#include "widgets/videoframes.h"

#include "base/onpool.h"
#include "widgets/picturedecoder.h"

#include <QCoreApplication>

#include <utility>

namespace linnet {

VideoFrames::VideoFrames(QSize largest, Told told) : m_largest(largest), m_told(std::move(told))
{
    // Frames are converted on a thread that has no OpenGL, which Qt would use there.
    QCoreApplication::setAttribute(Qt::AA_ForceRasterWidgets);
    m_pool.setMaxThreadCount(1);
}

void VideoFrames::take(const QVideoFrame &frame)
{
    m_newest = frame;
    if (!m_converting)
        convert();
}

void VideoFrames::drop()
{
    m_converting.reset();
    m_newest = {};
}

void VideoFrames::convert()
{
    const auto work = [frame = std::exchange(m_newest, {}), largest = m_largest] {
        const QImage image = frame.toImage();
        return std::pair(PictureDecoder::forScreen(PictureDecoder::within(image, largest)), image.size());
    };
    m_converting = std::make_shared<bool>();
    const std::weak_ptr<bool> job = m_converting;
    onPool(m_pool, &m_context, work, [this, job](const std::pair<QImage, QSize> &made) {
        if (job.expired())
            return;
        m_converting.reset();
        if (!made.first.isNull())
            m_told(made.first, made.second);
        if (m_newest.isValid() && !m_converting)
            convert();
    });
}

}
#endif
