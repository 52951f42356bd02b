// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusline.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    return label;
}

QString iconOf(StatusLine::Tone tone)
{
    switch (tone) {
    case StatusLine::Tone::Good:
        return QStringLiteral("security-high");
    case StatusLine::Tone::Warning:
        return QStringLiteral("security-low");
    case StatusLine::Tone::Neutral:
        break;
    }
    return QStringLiteral("security-medium");
}

}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_what(makeLabel(this)), m_detail(makeLabel(this)),
      m_button(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_what);
    lines->addWidget(m_detail);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(lines, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    m_button->setAutoDefault(false); // Enter anywhere in the window would press it
    m_button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_button, &QPushButton::clicked, this, &StatusLine::actionTriggered);
    setStatus(Tone::Neutral, {});
    setAction({});
    applyTheme();
}

void StatusLine::setStatus(Tone tone, const QString &what, const QString &detail)
{
    m_what->setText(what);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_button->setAccessibleDescription(what);
    setAccessibleName(what);
    if (std::exchange(m_tone, tone) != tone)
        applyTheme();
}

void StatusLine::setAction(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

void StatusLine::setActionEnabled(bool isEnabled)
{
    m_button->setEnabled(isEnabled);
}

QString StatusLine::what() const
{
    return m_what->text();
}

QString StatusLine::detail() const
{
    return m_detail->text();
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void StatusLine::applyTheme()
{
    const Theme theme(palette());
    QPalette tinted = palette();
    if (m_tone == Tone::Warning)
        tinted.setColor(QPalette::WindowText, theme.warning);
    const int side = Theme::units(4, font());
    m_icon->setPixmap(themedIcon(iconOf(m_tone), tinted).pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    m_detail->setPalette(dim);
    m_detail->setFont(Theme::scaled(font(), 0.92));
}

}
