// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/busyline.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <chrono>

namespace linnet {

namespace {

/// Shorter waiting is not worth a flicker.
constexpr std::chrono::milliseconds patience{300};

void keepRoom(QWidget *widget)
{
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

}

BusyLine::BusyLine(QWidget *parent)
    : QWidget(parent), m_bar(new QProgressBar(this)), m_words(new QLabel(this))
{
    m_bar->setTextVisible(false);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_bar);
    layout->addWidget(m_words);
    keepRoom(m_bar);
    keepRoom(m_words);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        setShown(true);
        Q_EMIT shown();
    });
    applyTheme();
    setShown(false);
}

void BusyLine::start(const QString &words)
{
    m_words->setText(words);
    setAccessibleName(words);
    if (!isShown() && !m_patience.isActive())
        m_patience.start();
}

void BusyLine::stop()
{
    m_patience.stop();
    setShown(false);
}

bool BusyLine::isShown() const
{
    return !m_bar->isHidden();
}

void BusyLine::setShown(bool isShown)
{
    // An endless bar redraws itself all the time, also unseen.
    m_bar->setRange(0, isShown ? 0 : 1);
    m_bar->setVisible(isShown);
    m_words->setVisible(isShown);
}

void BusyLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void BusyLine::applyTheme()
{
    m_bar->setFixedHeight(Theme::units(1, font()));
    QPalette colors = m_words->palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).dim);
    m_words->setPalette(colors);
    m_words->setFont(Theme::scaled(font(), 0.92));
}

}
