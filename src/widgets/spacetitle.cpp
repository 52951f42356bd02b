// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacetitle.h"

#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace linnet {

SpaceTitle::SpaceTitle(QWidget *parent)
    : QWidget(parent), m_name(new ElidedLabel(this)), m_menu(new QToolButton(this))
{
    const int unit = Theme::units(1, font());
    m_name->setClickable(true);
    m_name->setToolTip(tr("Show the space and all its rooms"));
    m_menu->setAutoRaise(true);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setToolTip(tr("What can be done with the space"));
    m_menu->setAccessibleName(tr("What can be done with the space"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 0);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_menu);
    connect(m_name, &ElidedLabel::clicked, this, &SpaceTitle::openRequested);
    connect(m_menu, &QToolButton::clicked, this,
            [this] { Q_EMIT menuRequested(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
    applyTheme();
    hide();
}

void SpaceTitle::setName(const QString &name)
{
    m_name->setText(name);
    setVisible(!name.isEmpty());
}

void SpaceTitle::applyTheme()
{
    m_name->setFont(Theme::name(font()));
    m_menu->setIcon(themedIcon(QStringLiteral("overflow-menu"), palette()));
}

void SpaceTitle::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
        applyTheme();
        break;
    default:
        break;
    }
}

}
