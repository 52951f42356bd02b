// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace linnet {

/// The edge to the system's sound: plays one file that lies in memory. GUI thread.
class SoundPlayer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    using Maker = std::function<std::unique_ptr<SoundPlayer>()>;
    /// Makes the system's; empty where Linnet was built without Qt Multimedia.
    static Maker maker();

    virtual void load(const QByteArray &bytes) = 0; ///< stands at its beginning, and is silent
    virtual void unload() = 0;
    virtual void play() = 0; ///< from the beginning, if it is at its end
    virtual void pause() = 0;
    virtual void seek(qint64 ms) = 0;
    virtual void setRate(qreal rate) = 0;
    virtual qint64 position() const = 0; ///< ms
    virtual qint64 duration() const = 0; ///< ms; 0: not known yet
    virtual bool isPlaying() const = 0;

Q_SIGNALS:
    void moved(); ///< position, duration or isPlaying() are different
    void failed(const QString &reason);
};

}
