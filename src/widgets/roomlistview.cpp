// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlistview.h"

#include "models/roomlistmodel.h"
#include "widgets/avatars.h"
#include "widgets/roomdelegate.h"

#include <QKeyEvent>

namespace linnet {

RoomListView::RoomListView(Avatars &avatars, QWidget *parent)
    : QListView(parent), m_delegate(new RoomDelegate(avatars, Theme(palette()), this))
{
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
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
}

void RoomListView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &RoomListView::selectOpenRoom);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RoomListView::selectOpenRoom);
    selectOpenRoom();
}

void RoomListView::setOpenRoom(const RoomId &room)
{
    m_open = room;
    selectOpenRoom();
}

void RoomListView::selectOpenRoom()
{
    if (!model())
        return;
    if (m_open.isEmpty()) {
        selectionModel()->clearSelection();
        return;
    }
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    if (!selected.isEmpty() && roomAt(selected.first()) == m_open)
        return;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (roomAt(index) != m_open)
            continue;
        selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
        if (!hasFocus() && !m_isCurrentShown)
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        return;
    }
    selectionModel()->clearSelection();
}

RoomId RoomListView::roomAt(const QModelIndex &index) const
{
    return index.data(RoomListModel::RoomIdRole).value<RoomId>();
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
