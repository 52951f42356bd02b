// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spaceview.h"

#include "models/spacemodel.h"
#include "widgets/avatars.h"
#include "widgets/spacedelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace linnet {

SpaceView::SpaceView(SpaceModel &spaces, Avatars &avatars, QWidget *parent)
    : QListView(parent), m_spaces(spaces), m_delegate(new SpaceDelegate(avatars, Theme(palette()), this))
{
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the wheel and the keyboard move it
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::CopyAction);
    setDragDropOverwriteMode(false);
    setAccessibleName(tr("Spaces"));
    connect(&avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    setModel(&spaces);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&spaces, signal, this, &SpaceView::selectChosen);
    selectChosen();
}

QSize SpaceView::sizeHint() const
{
    return {Theme::units(SpaceDelegate::RailUnits, font()),
            Theme::units(3 * SpaceDelegate::RailUnits, font())};
}

void SpaceView::setChosen(const RoomId &space)
{
    if (space != m_chosen)
        m_spaces.reveal(space); // and not again: what stands above it may be closed
    m_chosen = space;
    selectChosen();
}

RoomId SpaceView::currentSpace() const
{
    return m_spaces.spaceAt(currentIndex().row());
}

void SpaceView::selectChosen()
{
    // It may stand in several places; where one has clicked is as good as the first.
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    if (!selected.isEmpty() && m_spaces.spaceAt(selected.first().row()) == m_chosen)
        return;
    const QModelIndex index = m_spaces.index(m_spaces.rowOf(m_chosen));
    if (!index.isValid()) {
        selectionModel()->clearSelection();
        return;
    }
    selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
    if (!hasFocus())
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    scrollTo(index);
}

bool SpaceView::isOnArrow(const QPoint &at) const
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid() || !index.data(SpaceModel::HasSubspacesRole).toBool())
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return SpaceDelegate::arrowOf(option).contains(at);
}

void SpaceView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->position().toPoint());
    QListView::mousePressEvent(event);
}

void SpaceView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && index.isValid() && m_pressed == index) {
        if (isOnArrow(at))
            m_spaces.setExpanded(index.row(), !index.data(SpaceModel::IsExpandedRole).toBool());
        else
            Q_EMIT choiceRequested(m_spaces.spaceAt(index.row()));
    }
    selectChosen();
}

void SpaceView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    m_pressed = indexAt(at);
    const RoomId space = m_spaces.spaceAt(m_pressed.row());
    if (event->button() == Qt::LeftButton && !space.isEmpty() && !isOnArrow(at))
        Q_EMIT openRequested(space);
}

void SpaceView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!index.isValid())
            break;
        if (event->modifiers() & Qt::ControlModifier && !currentSpace().isEmpty())
            Q_EMIT openRequested(currentSpace());
        else
            Q_EMIT choiceRequested(currentSpace());
        selectChosen();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (index.isValid())
            m_spaces.setExpanded(index.row(), (event->key() == Qt::Key_Right) != isMirrored);
        return;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

// The model tells where it is to go; the rows follow when the order has changed.
void SpaceView::dropEvent(QDropEvent *event)
{
    QListView::dropEvent(event);
    selectionModel()->clearSelection(); // of what was drawn
    selectChosen();
}

void SpaceView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_delegate->setTheme(Theme(palette()));
    QListView::changeEvent(event);
}

QItemSelectionModel::SelectionFlags SpaceView::selectionCommand(const QModelIndex &index,
                                                                const QEvent *event) const
{
    if (event && event->type() == QEvent::KeyPress)
        return QItemSelectionModel::NoUpdate;
    return QListView::selectionCommand(index, event);
}

}
