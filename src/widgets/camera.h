// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>

namespace linnet {

/// The edge to the camera that the system takes first. It is on from start() until it dies. GUI thread;
/// pictures are made on a thread of its own.
class Camera : public QObject
{
    Q_OBJECT

public:
    static constexpr QSize LargestPicture{800, 800}; ///< pixels

    using QObject::QObject;

    using Maker = std::function<std::unique_ptr<Camera>()>;
    /// Makes the system's; empty where there is none, or Linnet was built without Qt Multimedia. Looks for
    /// one each time, which takes a moment the first time.
    static Maker maker();

    virtual void start() = 0;

Q_SIGNALS:
    void pictured(const QImage &image); ///< what it sees now
    void failed(const QString &reason); ///< what to say, in full; it may still see something later
};

}
