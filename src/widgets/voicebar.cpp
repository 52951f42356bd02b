// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/voicebar.h"

#include "widgets/icons.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"
#include "widgets/voicerecording.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace linnet {

VoiceBar::VoiceBar(VoiceRecording &recording, QWidget *parent)
    : QWidget(parent), m_recording(recording), m_cancel(new QToolButton(this)), m_meter(new QWidget(this)),
      m_time(new QLabel(this)), m_send(new QToolButton(this))
{
    setAccessibleName(tr("Recording a voice message"));
    setFocusPolicy(Qt::StrongFocus);
    const int unit = Theme::units(1, font());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(unit, 0, unit, 0);
    line->setSpacing(2 * unit);
    line->addWidget(m_cancel);
    line->addWidget(m_time);
    line->addWidget(m_meter, 1);
    line->addWidget(m_send);
    m_meter->setFixedHeight(6 * unit);
    m_time->setObjectName(QStringLiteral("time"));
    m_time->setTextFormat(Qt::PlainText);
    m_cancel->setObjectName(QStringLiteral("cancelVoice"));
    m_send->setObjectName(QStringLiteral("sendVoice"));
    m_cancel->setToolTip(tr("Throw away (Esc)"));
    m_cancel->setAccessibleName(tr("Throw away"));
    m_send->setToolTip(tr("Send (Enter)"));
    m_send->setAccessibleName(tr("Send"));
    for (QToolButton *button : {m_cancel, m_send}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedSize(10 * unit, 10 * unit);
        button->setIconSize({5 * unit, 5 * unit});
    }
    connect(m_cancel, &QToolButton::clicked, this, &VoiceBar::throwAway);
    connect(m_send, &QToolButton::clicked, &recording, &VoiceRecording::finish);
    connect(&recording, &VoiceRecording::changed, this, &VoiceBar::refresh);
    refresh();
    applyTheme();
}

void VoiceBar::refresh()
{
    setVisible(m_recording.isRecording());
    m_time->setText(RowWords::duration(m_recording.durationMs()));
    update();
}

void VoiceBar::throwAway()
{
    m_recording.cancel();
    Q_EMIT left();
}

void VoiceBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        throwAway();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_recording.finish();
    else
        QWidget::keyPressEvent(event);
}

/// The newest stands at the end of the line.
void VoiceBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const int unit = Theme::units(1, font());
    const QRect meter = m_meter->geometry();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.danger);
    const QList<int> &levels = m_recording.levels();
    const int bars = int(qMin<qsizetype>(meter.width() / unit, levels.size()));
    for (int bar = 0; bar < bars; ++bar) {
        const int level = levels.at(levels.size() - 1 - bar);
        const qreal high = qMax(unit / 2.0, qreal(meter.height()) * level / VoiceRecording::Loudest);
        const int x = isRightToLeft() ? meter.x() + bar * unit : meter.right() + 1 - (bar + 1) * unit;
        painter.drawRoundedRect(QRectF(x, meter.center().y() - high / 2, unit / 2.0, high), unit / 4.0,
                                unit / 4.0);
    }
}

void VoiceBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LayoutDirectionChange)
        applyTheme();
}

void VoiceBar::applyTheme()
{
    m_cancel->setIcon(themedIcon(QStringLiteral("edit-delete"), palette(), QPalette::Text));
    m_send->setIcon(themedIcon(QStringLiteral("mail-send"), palette(), QPalette::Text, layoutDirection()));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).text);
    m_time->setPalette(colors);
}

}
