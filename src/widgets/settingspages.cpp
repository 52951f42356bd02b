// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingspages.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>

namespace linnet {

SettingsPages::SettingsPages(QWidget *parent)
    : QWidget(parent), m_names(new QListWidget(this)), m_pages(new QStackedWidget(this))
{
    m_names->setAccessibleName(tr("Pages"));
    m_names->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_names);
    auto *sides = new QHBoxLayout(this);
    sides->setContentsMargins({});
    sides->addWidget(m_names);
    sides->addWidget(m_pages, 1);
    connect(m_names, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void SettingsPages::add(const QString &icon, const QString &name, QWidget *page)
{
    // A small window scrolls; nothing may be out of reach.
    auto *area = new QScrollArea(m_pages);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->setAccessibleName(name);
    m_pages->addWidget(area);
    m_names->addItem(name);
    m_icons.append(icon);
    applyTheme();
    if (m_names->count() == 1)
        m_names->setCurrentRow(0);
    m_names->setFixedWidth(m_names->sizeHintForColumn(0) + Theme::units(6, font()));
}

void SettingsPages::applyTheme()
{
    const int side = Theme::units(4, font());
    m_names->setIconSize({side, side});
    for (int page = 0; page < m_names->count(); ++page)
        m_names->item(page)->setIcon(themedIcon(m_icons.at(page), palette(), QPalette::Text));
}

void SettingsPages::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

}
