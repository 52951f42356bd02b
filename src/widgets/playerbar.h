// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/playback.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace linnet {

class SeekSlider;

/// Plays, rests, seeks and silences one video. GUI thread.
class PlayerBar : public QWidget
{
    Q_OBJECT

public:
    explicit PlayerBar(QWidget *parent);

    /// `saidMs`: how long it is by the message, until it plays; negative: not known.
    void setLook(const Playback::Look &look, qint64 saidMs);

Q_SIGNALS:
    void toggled();
    void sought(double share); ///< 0 to 1
    void muteToggled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QToolButton *m_play;
    SeekSlider *m_seek;
    QLabel *m_time;
    QToolButton *m_mute;
    bool m_isPlaying = false;
    bool m_isMuted = false;
};

}
