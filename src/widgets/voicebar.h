// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace linnet {

class VoiceRecording;

/// What stands in the place of the text while somebody speaks: how loud it is, how long it is, and what is to
/// become of it. Esc throws it away, Enter sends it. Hidden while nothing is recorded. GUI thread.
class VoiceBar : public QWidget
{
    Q_OBJECT

public:
    explicit VoiceBar(VoiceRecording &recording, QWidget *parent = nullptr);

Q_SIGNALS:
    void left(); ///< it was thrown away: the keyboard is to go back to the text

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void throwAway();
    void applyTheme();

    VoiceRecording &m_recording;
    QToolButton *m_cancel;
    QWidget *m_meter; ///< where the levels are painted
    QLabel *m_time;
    QToolButton *m_send;
};

}
