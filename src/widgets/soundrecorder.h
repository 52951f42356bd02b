// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/plainfolder.h"

#include <QObject>

#include <functional>
#include <memory>

namespace linnet {

/// The edge to the microphone. GUI thread.
class SoundRecorder : public QObject
{
    Q_OBJECT

public:
    static constexpr int SampleRate = 16'000; ///< of heard()

    using QObject::QObject;

    using Maker = std::function<std::unique_ptr<SoundRecorder>()>;
    /// Makes the system's, which records into `plain`; empty where Linnet was built without Qt Multimedia.
    static Maker maker(const PlainFolder &plain);

    virtual void start() = 0;
    virtual void finish() = 0; ///< done() or failed() follows
    virtual void cancel() = 0; ///< nothing follows

Q_SIGNALS:
    /// The newest samples, 16 bits each, one channel.
    void heard(const QByteArray &samples);
    void done(const QByteArray &file, const QString &mimeType);
    void failed(const QString &reason); ///< nothing else follows
};

}
