// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/mediaplayer.h"

namespace linnet::testing {

/// A player without a loudspeaker. What it plays moves when a test says so.
class FakePlayer : public MediaPlayer
{
public:
    QByteArray bytes;
    Purpose purpose = Purpose::Play;
    qint64 at = 0, length = 0;
    qreal rate = 1;
    bool plays = false, muted = false;

    ~FakePlayer() override { Q_EMIT moved(); } // as the system's does

    void unload() override
    {
        bytes.clear();
        length = 0;
        plays = false;
    }
    void play() override { set(true); }
    void pause() override { set(false); }
    void seek(qint64 ms) override { at = ms; }
    void setRate(qreal faster) override { rate = faster; }
    void setMuted(bool isMuted) override { muted = isMuted; }
    qint64 position() const override { return at; }
    qint64 duration() const override { return length; }
    bool isPlaying() const override { return plays; }

    /// Goes on to there.
    void moveTo(qint64 ms)
    {
        at = ms;
        Q_EMIT moved();
    }
    void show(const QColor &colour, const QSize &size = {64, 36})
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(colour);
        Q_EMIT pictured(image, size);
    }

protected:
    void open(std::unique_ptr<QIODevice> file, Purpose why) override
    {
        bytes = file->readAll();
        purpose = why;
        at = 0;
    }

private:
    void set(bool on)
    {
        plays = on;
        Q_EMIT moved();
    }
};

}
