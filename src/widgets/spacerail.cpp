// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacerail.h"

#include "models/spacemodel.h"
#include "widgets/icons.h"
#include "widgets/spacedelegate.h"
#include "widgets/spaceview.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

SpaceRail::SpaceRail(SpaceModel &spaces, Avatars &avatars, QWidget *parent)
    : QWidget(parent), m_spaces(spaces), m_view(new SpaceView(spaces, avatars, this)),
      m_add(new QToolButton(this))
{
    m_add->setAutoRaise(true);
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setToolTip(tr("Create a space, or join one"));
    m_add->setAccessibleName(tr("Create a space, or join one"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_add);
    menu->addAction(tr("Create a space…"), this, &SpaceRail::createRequested);
    menu->addAction(tr("Join a space…"), this, &SpaceRail::joinRequested);
    m_add->setMenu(menu);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_add, 0, Qt::AlignHCenter);
    connect(m_view, &SpaceView::choiceRequested, this, &SpaceRail::choiceRequested);
    connect(m_view, &SpaceView::openRequested, this, &SpaceRail::openRequested);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QModelIndex index = m_view->indexAt(at);
        if (index.isValid())
            Q_EMIT menuRequested(m_spaces.spaceAt(index.row()), index.row(),
                                 m_view->viewport()->mapToGlobal(at));
    });
    applyTheme();
}

void SpaceRail::setChosen(const RoomId &space)
{
    m_view->setChosen(space);
}

void SpaceRail::step(int steps)
{
    const int last = m_spaces.rowCount() - 1;
    const QModelIndexList selected = m_view->selectionModel()->selectedIndexes();
    const int row = selected.isEmpty() ? m_spaces.rowOf(m_view->chosen()) : selected.first().row();
    const int next = qBound(0, row + steps, last);
    if (next == row)
        return;
    m_view->selectionModel()->select(m_spaces.index(next), QItemSelectionModel::ClearAndSelect);
    Q_EMIT choiceRequested(m_spaces.spaceAt(next));
}

void SpaceRail::applyTheme()
{
    const auto units = [this](double count) { return Theme::units(count, font()); };
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    layout()->setContentsMargins(isMirrored ? 1 : 0, 0, isMirrored ? 0 : 1, 0); // the line at its side
    setFixedWidth(units(SpaceDelegate::RailUnits) + 1);
    m_add->setIcon(themedIcon(QStringLiteral("list-add"), palette()));
    m_add->setIconSize({units(5), units(5)});
    m_add->setFixedSize(units(9), units(9));
}

void SpaceRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), {width() - 1, 0, 1, height()}),
                     Theme(palette()).line);
}

void SpaceRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        applyTheme();
        break;
    default:
        break;
    }
}

}
