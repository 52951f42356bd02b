// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/camera.h"

#ifdef LINNET_MULTIMEDIA
#include "base/onpool.h"

#include <QCamera>
#include <QCameraDevice>
#include <QCoreApplication>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QTimer>
#include <QVideoFrame>
#include <QVideoSink>

#include <chrono>
#endif

namespace linnet {

#ifdef LINNET_MULTIMEDIA

namespace {

using namespace std::chrono_literals;

/// After which a camera is not just slow.
constexpr auto Patience = 5s;

class SystemCamera : public Camera
{
    Q_DECLARE_TR_FUNCTIONS(linnet::Camera)

public:
    SystemCamera()
    {
        m_pool.setMaxThreadCount(1);
        m_capture.setVideoSink(&m_sink);
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this, [this] { Q_EMIT failed(refusal()); });
        connect(&m_sink, &QVideoSink::videoFrameChanged, this, &SystemCamera::onFrame);
    }

    void start() override
    {
        const QCameraDevice device = QMediaDevices::defaultVideoInput();
        if (device.isNull()) {
            Q_EMIT failed(tr("There is no camera."));
            return;
        }
        m_camera = std::make_unique<QCamera>(device);
        connect(m_camera.get(), &QCamera::errorOccurred, this, [this](QCamera::Error, const QString &reason) {
            m_patience.stop();
            Q_EMIT failed(refusal() + u'\n' + reason);
        });
        m_capture.setCamera(m_camera.get());
        m_patience.start(Patience);
        m_camera->start();
    }

private:
    /// Which of them it is the system does not say; often it does not even say that it refuses.
    static QString refusal()
    {
        return tr("The camera shows nothing. Another program may be using it, or access to it is refused.");
    }
    /// Those that come faster than they can be converted are left out.
    void onFrame(const QVideoFrame &frame)
    {
        if (m_isConverting || !frame.isValid())
            return;
        m_patience.stop();
        m_isConverting = true;
        const auto work = [frame] {
            const QImage image = frame.toImage();
            const QSize most = image.size().boundedTo(LargestPicture);
            return most == image.size()
                       ? image
                       : image.scaled(LargestPicture, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        };
        onPool(m_pool, this, work, [this](const QImage &image) {
            m_isConverting = false;
            if (!image.isNull())
                Q_EMIT pictured(image);
        });
    }

    QTimer m_patience;
    QVideoSink m_sink;
    QMediaCaptureSession m_capture;
    std::unique_ptr<QCamera> m_camera; ///< once it was started
    bool m_isConverting = false;
    QThreadPool m_pool;
};

}

Camera::Maker Camera::maker()
{
    if (QMediaDevices::videoInputs().isEmpty())
        return {};
    // Frames are converted on a thread that has no OpenGL, which Qt would use there.
    QCoreApplication::setAttribute(Qt::AA_ForceRasterWidgets);
    return [] { return std::make_unique<SystemCamera>(); };
}

#else

Camera::Maker Camera::maker()
{
    return {};
}

#endif

}
