// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

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
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

}

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_icon(makeLabel(this)), m_title(makeLabel(this)), m_detail(makeLabel(this)),
      m_buttons(new QHBoxLayout), m_lesserButtons(new QHBoxLayout)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    const int unit = Theme::units(1, font());
    layout->setContentsMargins(4 * unit, 4 * unit, 4 * unit, 4 * unit);
    layout->setSpacing(2 * unit);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_detail);
    layout->addSpacing(2 * unit);
    layout->addLayout(m_buttons);
    layout->addLayout(m_lesserButtons);
    layout->addStretch(3);
    for (QHBoxLayout *row : {m_buttons, m_lesserButtons}) {
        row->addStretch();
        row->addStretch();
    }
    m_icon->hide();
    applyTheme();
}

void EmptyState::setIcon(const QString &themeName)
{
    m_iconName = themeName;
    applyTheme();
}

void EmptyState::setText(const QString &title, const QString &detail)
{
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(detail);
}

QPushButton *EmptyState::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

QPushButton *EmptyState::addLesserButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_lesserButtons->insertWidget(m_lesserButtons->count() - 1, button);
    return button;
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        applyTheme();
}

void EmptyState::applyTheme()
{
    const Theme theme(palette());
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    m_detail->setPalette(dim);
    QPalette bright = palette();
    bright.setColor(QPalette::WindowText, theme.text);
    m_title->setPalette(bright);
    m_title->setFont(Theme::name(Theme::scaled(font(), 1.15)));
    const QIcon icon = m_iconName.isEmpty() ? QIcon() : themedIcon(m_iconName, dim);
    m_icon->setVisible(!icon.isNull());
    if (!icon.isNull())
        m_icon->setPixmap(icon.pixmap(QSize(48, 48), devicePixelRatioF()));
}

}
