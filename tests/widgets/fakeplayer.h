// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/soundplayer.h"

namespace linnet::testing {

/// A player without a loudspeaker.
class FakePlayer : public SoundPlayer
{
public:
    QByteArray bytes;
    qint64 at = 0, length = 0;
    qreal rate = 1;
    bool plays = false;

    ~FakePlayer() override { Q_EMIT moved(); } // as the system's does

    void load(const QByteArray &file) override
    {
        bytes = file;
        at = 0;
    }
    void unload() override
    {
        bytes.clear();
        plays = false;
    }
    void play() override { set(true); }
    void pause() override { set(false); }
    void seek(qint64 ms) override { at = ms; }
    void setRate(qreal faster) override { rate = faster; }
    qint64 position() const override { return at; }
    qint64 duration() const override { return length; }
    bool isPlaying() const override { return plays; }

private:
    void set(bool on)
    {
        plays = on;
        Q_EMIT moved();
    }
};

}
