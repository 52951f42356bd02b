// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QImage>
#include <QObject>

namespace linnet {

class PictureCanvas;
class Playback;
class PlayerBar;

/// Plays a video large: on a canvas, with a bar beneath it. Goes on with what played in its row, and gives it
/// back when left. GUI thread; must not outlive its arguments.
class LargeVideo : public QObject
{
    Q_OBJECT

public:
    LargeVideo(Playback &playback, PictureCanvas &canvas, PlayerBar &bar);

    void open(const TimelineItem &item); ///< in the place of the one before; plays only if it does already
    void leave();                        ///< nothing is shown from now on
    bool isOpen() const { return !m_item.key.isEmpty(); }
    void play();          ///< unless it does
    void toggle();        ///< plays it, or lets it rest
    bool step(int steps); ///< Playback::StepMs each, back or on; false if it does not play

Q_SIGNALS:
    void started();                    ///< or rests; troubles of before are over
    void shown(const QImage &picture); ///< the one that is on the canvas now
    void failed(const QString &what, const QString &detail);
    void notPlayable(const linnet::TimelineItem &item); ///< its file is here, but nothing can play it

private:
    void refresh();
    QPixmap playMark() const;

    Playback &m_playback;
    PictureCanvas &m_canvas;
    PlayerBar &m_bar;
    TimelineItem m_item; ///< without a key: none
};

}
