// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/camera.h"

#ifdef LINNET_MULTIMEDIA
#include "widgets/videoframes.h"

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
    void onFrame(const QVideoFrame &frame)
    {
        if (!frame.isValid())
            return;
        m_patience.stop();
        m_frames.take(frame);
    }

    QTimer m_patience;
    VideoFrames m_frames{LargestPicture,
                         [this](const QImage &picture, const QSize &) { Q_EMIT pictured(picture); }};
    QVideoSink m_sink;
    QMediaCaptureSession m_capture;
    std::unique_ptr<QCamera> m_camera; ///< once it was started
};

}

Camera::Maker Camera::maker()
{
    if (QMediaDevices::videoInputs().isEmpty())
        return {};
    return [] { return std::make_unique<SystemCamera>(); };
}

#else

Camera::Maker Camera::maker()
{
    return {};
}

#endif

}
