// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/playerbar.h"

#include "widgets/icons.h"
#include "widgets/rowwords.h"
#include "widgets/seekslider.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace linnet {

PlayerBar::PlayerBar(QWidget *parent)
    : QWidget(parent), m_play(new QToolButton(this)), m_seek(new SeekSlider(this)), m_time(new QLabel(this)),
      m_mute(new QToolButton(this))
{
    const int unit = Theme::units(1, font());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(2 * unit, unit, 2 * unit, unit);
    line->setSpacing(2 * unit);
    line->addWidget(m_play);
    line->addWidget(m_seek, 1);
    line->addWidget(m_time);
    line->addWidget(m_mute);
    m_play->setObjectName(QStringLiteral("play"));
    m_mute->setObjectName(QStringLiteral("mute"));
    m_time->setTextFormat(Qt::PlainText);
    m_seek->setAccessibleName(tr("Position"));
    for (QToolButton *button : {m_play, m_mute}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setIconSize({6 * unit, 6 * unit});
    }
    connect(m_play, &QToolButton::clicked, this, &PlayerBar::toggled);
    connect(m_mute, &QToolButton::clicked, this, &PlayerBar::muteToggled);
    connect(m_seek, &SeekSlider::sought, this, &PlayerBar::sought);
    applyTheme();
}

void PlayerBar::setLook(const Playback::Look &look, qint64 saidMs)
{
    using State = Playback::Look::State;
    const bool isPlaying = look.state == State::Playing || look.state == State::Loading;
    m_seek->setShare(look.share());
    m_time->setText(look.isActive() ? Playback::timeText(look) : RowWords::duration(saidMs));
    if (isPlaying == m_isPlaying && look.isMuted == m_isMuted)
        return;
    m_isPlaying = isPlaying;
    m_isMuted = look.isMuted;
    applyTheme();
}

void PlayerBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void PlayerBar::applyTheme()
{
    // Where a button would have the colour of the ground it stands on.
    QPalette colors = palette();
    colors.setColor(QPalette::Button, colors.color(QPalette::WindowText));
    m_seek->setPalette(colors);
    const QString play = m_isPlaying ? tr("Pause") : tr("Play");
    m_play->setIcon(themedIcon(m_isPlaying ? QStringLiteral("media-playback-pause")
                                           : QStringLiteral("media-playback-start"),
                               palette()));
    m_play->setToolTip(tr("%1 (Space)", "Play or pause").arg(play));
    m_play->setAccessibleName(play);
    const QString mute = m_isMuted ? tr("Sound on") : tr("Sound off");
    m_mute->setIcon(themedIcon(
        m_isMuted ? QStringLiteral("audio-volume-muted") : QStringLiteral("audio-volume-high"), palette()));
    m_mute->setToolTip(mute);
    m_mute->setAccessibleName(mute);
}

}
