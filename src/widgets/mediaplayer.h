// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <QImage>
#include <QObject>

#include <functional>
#include <memory>

namespace linnet {

/// The edge to the system's sound and video: plays one file. GUI thread; pictures are made on a thread of its
/// own.
class MediaPlayer : public QObject
{
    Q_OBJECT

public:
    enum class Purpose {
        Play,
        Look, ///< only to see what it is: no sound device is touched
    };
    static constexpr QSize LargestPicture{1920, 1200}; ///< pixels; of larger videos smaller pictures come

    using QObject::QObject;

    using Maker = std::function<std::unique_ptr<MediaPlayer>()>;
    /// Makes the system's; empty where Linnet was built without Qt Multimedia.
    static Maker maker();

    /// `file` is open. It stands at its beginning, and rests. False, and nothing is loaded: it is no file to
    /// be played. Text is none: play lists name other files, which would be fetched.
    bool load(std::unique_ptr<QIODevice> file, Purpose purpose);
    virtual void unload() = 0;
    virtual void play() = 0;  ///< from the beginning, if it is at its end
    virtual void pause() = 0; ///< at the beginning of a video its first picture comes
    virtual void seek(qint64 ms) = 0;
    virtual void setRate(qreal rate) = 0;
    virtual void setMuted(bool isMuted) = 0;
    virtual qint64 position() const = 0; ///< ms
    virtual qint64 duration() const = 0; ///< ms; 0: not known yet
    virtual bool isPlaying() const = 0;

Q_SIGNALS:
    void moved(); ///< position, duration or isPlaying() are different
    /// A video's newest picture, as it is to be seen, and how large it was sent.
    void pictured(const QImage &image, const QSize &natural);
    void failed(const QString &reason);

protected:
    virtual void open(std::unique_ptr<QIODevice> file, Purpose purpose) = 0;
};

}
