// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictureanimation.h"

#include "base/onpool.h"
#include "widgets/picturedecoder.h"

#include <QBuffer>
#include <QImageReader>

#include <utility>

namespace linnet {

/// Reads frame after frame and begins again as often as the picture says.
class PictureAnimation::Frames
{
public:
    struct Frame
    {
        QImage image;  ///< null: it is over
        int after = 0; ///< ms behind the frame before
    };

    Frames(const QByteArray &bytes, const QSize &size) : m_bytes(bytes), m_size(size) {}

    Frame next()
    {
        if (!m_reader) {
            begin();
            m_roundsLeft = m_reader->loopCount();
            read(); // the first frame is being shown
        }
        Frame frame = read();
        if (frame.image.isNull() && m_roundsLeft != 0) {
            m_roundsLeft = qMax(-1, m_roundsLeft - 1);
            begin();
            frame = read();
        }
        return frame;
    }

private:
    void begin()
    {
        m_reader.reset();
        m_buffer = std::make_unique<QBuffer>(&m_bytes);
        m_buffer->open(QIODevice::ReadOnly);
        m_reader = std::make_unique<QImageReader>(m_buffer.get());
        m_reader->setScaledSize(m_size);
    }
    Frame read()
    {
        Frame frame;
        if (!m_reader->canRead())
            return frame;
        frame.image = PictureDecoder::forScreen(m_reader->read());
        // Browsers too take what is faster than the screen for a mistake.
        static constexpr int Shortest = 20;
        static constexpr int Usual = 100;
        const int stays = m_reader->nextImageDelay();
        frame.after = std::exchange(m_stays, stays < Shortest ? Usual : stays);
        return frame;
    }

    QByteArray m_bytes;
    QSize m_size;
    std::unique_ptr<QBuffer> m_buffer;
    std::unique_ptr<QImageReader> m_reader;
    int m_roundsLeft = 0; ///< -1: for ever
    int m_stays = 0;      ///< how long the frame that was read last is shown, ms
};

PictureAnimation::PictureAnimation(QThreadPool &pool, const QByteArray &bytes, const QSize &size)
    : m_pool(pool), m_frames(std::make_shared<Frames>(bytes, size))
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, [this] {
        m_isUnderWay = false;
        m_sinceFrame.restart();
        Q_EMIT frame(std::exchange(m_next, {}));
    });
    m_sinceFrame.start();
}

PictureAnimation::~PictureAnimation() = default;

void PictureAnimation::proceed()
{
    if (m_isUnderWay)
        return;
    m_isUnderWay = true;
    onPool(
        m_pool, this, [frames = m_frames] { return frames->next(); },
        [this](const Frames::Frame &next) {
            // After the last it stays under way: nothing more comes.
            if (next.image.isNull())
                return;
            m_next = next.image;
            m_due.start(int(qMax(qint64(0), next.after - m_sinceFrame.elapsed())));
        });
}

}
