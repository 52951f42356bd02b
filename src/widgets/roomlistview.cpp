// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlistview.h"

#include "models/roomfiltermodel.h"
#include "widgets/avatars.h"
#include "widgets/roomdelegate.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace linnet {

RoomListView::RoomListView(RoomFilterModel &rooms, Avatars &avatars, QWidget *parent)
    : QListView(parent), m_rooms(rooms), m_delegate(new RoomDelegate(avatars, Theme(palette()), this))
{
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Rooms"));
    connect(&avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(roomAt(index)); });
    setModel(&rooms);
    connect(&rooms, &QAbstractItemModel::modelReset, this, &RoomListView::selectOpenRoom);
    connect(&rooms, &QAbstractItemModel::rowsInserted, this, &RoomListView::selectOpenRoom);
}

void RoomListView::setDensity(Density density)
{
    const bool isCompact = density == Density::Compact;
    if (m_delegate->isCompact() == isCompact)
        return;
    const QModelIndex top = indexAt({0, 0});
    m_delegate->setCompact(isCompact);
    updateGeometries();
    scrollTo(top, PositionAtTop);
    viewport()->update();
}

void RoomListView::setOpenRoom(const RoomId &room)
{
    m_open = room;
    selectOpenRoom();
}

void RoomListView::selectOpenRoom()
{
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    if (!selected.isEmpty() && roomAt(selected.first()) == m_open)
        return;
    const QModelIndex index = m_rooms.index(m_rooms.rowOf(m_open));
    if (!index.isValid()) {
        selectionModel()->clearSelection();
        return;
    }
    selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
    if (!hasFocus() && !m_isCurrentShown)
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
}

RoomId RoomListView::roomAt(const QModelIndex &index) const
{
    return index.isValid() ? m_rooms.roomAt(index.row()) : RoomId();
}

RoomId RoomListView::currentRoom() const
{
    return roomAt(currentIndex());
}

void RoomListView::step(int steps)
{
    const int count = model()->rowCount();
    if (count == 0)
        return;
    const int row = currentIndex().isValid() ? currentIndex().row() + steps : 0;
    const QModelIndex index = model()->index(qBound(0, row, count - 1), 0);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    scrollTo(index);
}

void RoomListView::setCurrentShown(bool isShown)
{
    m_isCurrentShown = isShown;
    m_delegate->setFramed(isShown ? currentIndex() : QModelIndex());
    viewport()->update();
}

void RoomListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (m_isCurrentShown)
        setCurrentShown(true);
}

void RoomListView::mousePressEvent(QMouseEvent *event)
{
    setCurrentShown(false);
    QListView::mousePressEvent(event);
}

void RoomListView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        if (!currentIndex().isValid())
            step(0);
        setCurrentShown(true);
    }
}

void RoomListView::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    setCurrentShown(false);
}

void RoomListView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT openRequested(currentRoom());
        return;
    }
    const bool isText = !event->text().isEmpty() && event->text().at(0).isPrint() &&
                        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isText || event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    setCurrentShown(true);
    QListView::keyPressEvent(event);
}

QItemSelectionModel::SelectionFlags RoomListView::selectionCommand(const QModelIndex &, const QEvent *) const
{
    return QItemSelectionModel::NoUpdate;
}

void RoomListView::initViewItemOption(QStyleOptionViewItem *option) const
{
    QListView::initViewItemOption(option);
    option->locale = locale();
}

QRect RoomListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return {0, index.row() * m_rowHeight - verticalOffset(), viewport()->width(), m_rowHeight};
}

QModelIndex RoomListView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    return y < 0 ? QModelIndex() : m_rooms.index(y / m_rowHeight);
}

void RoomListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int height = viewport()->height();
    const int top = index.row() * m_rowHeight;
    const int lowest = top + m_rowHeight - height; // the offset at which it is the last one
    int offset = verticalOffset();
    if (hint == PositionAtCenter)
        offset = (top + lowest) / 2;
    else if (hint == PositionAtTop || (hint == EnsureVisible && top < offset))
        offset = top;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && lowest > offset))
        offset = qMin(lowest, top);
    verticalScrollBar()->setValue(offset);
}

void RoomListView::doItemsLayout()
{
    // Not QListView's, which goes over all rows.
    QAbstractItemView::doItemsLayout();
}

void RoomListView::updateGeometries()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    m_rowHeight = qMax(1, m_delegate->sizeHint(option, {}).height());
    const int height = viewport()->height();
    verticalScrollBar()->setRange(0, qMax(0, m_rooms.rowCount() * m_rowHeight - height));
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setSingleStep(m_rowHeight);
    QAbstractItemView::updateGeometries();
}

void RoomListView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
}

void RoomListView::scrollContentsBy(int dx, int dy)
{
    viewport()->scroll(dx, dy);
}

int RoomListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QModelIndex RoomListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = m_rooms.rowCount() - 1;
    const int row = currentIndex().row();
    if (last < 0)
        return {};
    const int page = qMax(1, viewport()->height() / m_rowHeight);
    switch (action) {
    case MoveUp:
    case MovePrevious:
        return m_rooms.index(qMax(0, row - 1));
    case MoveDown:
    case MoveNext:
        return m_rooms.index(qMin(last, row + 1));
    case MovePageUp:
        return m_rooms.index(qMax(0, row - page));
    case MovePageDown:
        return m_rooms.index(qMin(last, row + page));
    case MoveHome:
        return m_rooms.index(0);
    case MoveEnd:
        return m_rooms.index(last);
    case MoveLeft:
    case MoveRight:
        break;
    }
    return currentIndex();
}

void RoomListView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const QModelIndex hovered = viewport()->underMouse() ? indexAt(mouse) : QModelIndex();
    const QStyle::State state = option.state;
    for (QModelIndex index = indexAt({0, qMax(0, event->rect().top())});
         index.isValid() && visualRect(index).top() <= event->rect().bottom();
         index = m_rooms.index(index.row() + 1)) {
        option.rect = visualRect(index);
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        m_delegate->paint(&painter, option, index);
    }
}

void RoomListView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        applyTheme();
}

void RoomListView::applyTheme()
{
    m_delegate->setTheme(Theme(palette()));
    scheduleDelayedItemsLayout();
    viewport()->update();
}

}
