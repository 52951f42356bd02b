// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lobbyview.h"

#include "models/lobbymodel.h"
#include "widgets/avatars.h"
#include "widgets/lobbydelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

namespace linnet {

LobbyView::LobbyView(LobbyModel &rooms, Avatars &avatars, QWidget *parent)
    : QListView(parent), m_rooms(rooms), m_delegate(new LobbyDelegate(avatars, Theme(palette()), this))
{
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::CopyAction);
    setDragDropOverwriteMode(false);
    setAccessibleName(tr("Rooms of the space"));
    connect(&avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LobbyView::checkEnd);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &LobbyView::checkEnd);
    setModel(&rooms);
}

void LobbyView::setCanAsk(bool canAsk)
{
    m_delegate->setCanAsk(canAsk);
    viewport()->update();
}

QString LobbyView::verb(const QModelIndex &index) const
{
    return m_delegate->verb(index);
}

bool LobbyView::isNearEnd()
{
    executeDelayedItemsLayout(); // of rows that have just come
    const QScrollBar *bar = verticalScrollBar();
    return bar->maximum() - bar->value() < viewport()->height();
}

void LobbyView::checkEnd()
{
    if (isNearEnd())
        Q_EMIT nearlyAtEnd();
}

LobbyView::Part LobbyView::partAt(const QPoint &at) const
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid())
        return Part::None;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    if (m_delegate->buttonOf(option, index).contains(at))
        return Part::Button;
    const bool hasArrow = index.data(LobbyModel::IsSpaceRole).toBool();
    return hasArrow && LobbyDelegate::arrowOf(option, index).contains(at) ? Part::Arrow : Part::None;
}

void LobbyView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->position().toPoint());
    QListView::mousePressEvent(event);
}

void LobbyView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    QListView::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || !index.isValid() || m_pressed != index)
        return;
    switch (partAt(at)) {
    case Part::Button:
        Q_EMIT actionRequested(index.row());
        break;
    case Part::Arrow:
        m_rooms.setExpanded(index.row(), !index.data(LobbyModel::IsExpandedRole).toBool());
        break;
    case Part::None:
        break;
    }
}

void LobbyView::mouseMoveEvent(QMouseEvent *event)
{
    const Part part = partAt(event->position().toPoint());
    viewport()->setCursor(part == Part::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
    QListView::mouseMoveEvent(event);
}

// Opens what one is in; what would join asks for the button.
void LobbyView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    m_pressed = QModelIndex();
    const QModelIndex index = indexAt(at);
    const auto action = LobbyModel::Action(index.data(LobbyModel::ActionRole).toInt());
    if (index.isValid() && partAt(at) == Part::None && action == LobbyModel::Action::Open)
        Q_EMIT actionRequested(index.row());
}

void LobbyView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (index.isValid())
            Q_EMIT actionRequested(index.row());
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (index.isValid())
            m_rooms.setExpanded(index.row(), (event->key() == Qt::Key_Right) != isMirrored);
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

void LobbyView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_delegate->setTheme(Theme(palette()));
    QListView::changeEvent(event);
}

void LobbyView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    checkEnd();
}

}
