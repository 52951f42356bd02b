// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlistview.h"

#include "models/roomsectionmodel.h"
#include "widgets/avatars.h"
#include "widgets/roomdelegate.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace linnet {

RoomListView::RoomListView(RoomSectionModel &rooms, Avatars &avatars, QWidget *parent)
    : QListView(parent), m_rooms(rooms), m_delegate(new RoomDelegate(avatars, Theme(palette()), this)),
      m_theme(palette()), m_dragging(*this, rooms)
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
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (m_rooms.isHeading(index.row()))
            toggle(m_rooms.sectionAt(index.row()));
        else
            Q_EMIT openRequested(roomAt(index));
    });
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

void RoomListView::setArrangeable(bool isArrangeable)
{
    m_isArrangeable = isArrangeable;
    endDragging();
}

void RoomListView::endDragging()
{
    m_dragging.cancel();
    viewport()->unsetCursor();
    viewport()->update();
}

void RoomListView::toggle(int section)
{
    const int heading = m_rooms.headingOf(section);
    m_rooms.setClosed(section, !m_rooms.index(heading).data(RoomSectionModel::IsClosedRole).toBool());
}

bool RoomListView::event(QEvent *event)
{
    // The window has these keys too, for where no room can be put elsewhere.
    if (event->type() == QEvent::ShortcutOverride && stepsOf(*static_cast<QKeyEvent *>(event)) != 0 &&
        canPut()) {
        event->accept();
        return true;
    }
    return QListView::event(event);
}

int RoomListView::stepsOf(const QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers != (Qt::AltModifier | Qt::ShiftModifier))
        return 0;
    return event.key() == Qt::Key_Up ? -1 : event.key() == Qt::Key_Down ? 1 : 0;
}

bool RoomListView::canPut() const
{
    const int row = currentIndex().row();
    return m_isArrangeable && row >= 0 && !m_rooms.isHeading(row) &&
           m_rooms.section(m_rooms.sectionAt(row)).isByHand();
}

bool RoomListView::putBy(int steps)
{
    if (!canPut())
        return false;
    const int row = currentIndex().row();
    const int section = m_rooms.sectionAt(row);
    const auto [first, count] = m_rooms.rowsOf(section);
    const int place = row - first + steps;
    if (place >= 0 && place < count)
        Q_EMIT placeWanted(currentRoom(), section, place);
    scrollTo(currentIndex());
    return true;
}

bool RoomListView::onHeadingKey(int key)
{
    const int row = currentIndex().row();
    const int section = m_rooms.sectionAt(row);
    const int heading = m_rooms.headingOf(section);
    if (heading < 0)
        return false;
    const bool isHeading = row == heading;
    const bool isClosing = key == (isRightToLeft() ? Qt::Key_Right : Qt::Key_Left);
    const bool isOpening = key == (isRightToLeft() ? Qt::Key_Left : Qt::Key_Right);
    if (isHeading && (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter))
        toggle(section);
    else if (isHeading && (isClosing || isOpening))
        m_rooms.setClosed(section, isClosing);
    else if (isClosing)
        selectionModel()->setCurrentIndex(m_rooms.index(heading), QItemSelectionModel::NoUpdate);
    else
        return false;
    scrollTo(currentIndex());
    return true;
}

void RoomListView::mousePressEvent(QMouseEvent *event)
{
    setCurrentShown(false);
    if (m_isArrangeable && event->button() == Qt::LeftButton)
        m_dragging.press(event->position().toPoint());
    QListView::mousePressEvent(event);
}

void RoomListView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!(event->buttons() & Qt::LeftButton) || !m_dragging.move(at)) {
        QListView::mouseMoveEvent(event);
        return;
    }
    const int height = viewport()->height();
    if (at.y() < m_rowHeight / 4 || at.y() > height - m_rowHeight / 4)
        verticalScrollBar()->triggerAction(at.y() < height / 2 ? QScrollBar::SliderSingleStepSub
                                                               : QScrollBar::SliderSingleStepAdd);
    viewport()->setCursor(!m_dragging.mark().isNull() ? Qt::DragMoveCursor : Qt::ForbiddenCursor);
    viewport()->update();
}

void RoomListView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragging.isActive()) {
        endDragging();
        QListView::mouseReleaseEvent(event);
        return;
    }
    const RoomId room = m_dragging.room();
    const auto drop = m_dragging.release();
    endDragging();
    if (drop && drop->place < 0)
        Q_EMIT sectionWanted(room, drop->section);
    else if (drop)
        Q_EMIT placeWanted(room, drop->section, drop->place);
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
    endDragging();
    setCurrentShown(false);
}

void RoomListView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_dragging.isActive()) {
        endDragging();
        return;
    }
    if (const int steps = stepsOf(*event); steps != 0 && putBy(steps)) {
        setCurrentShown(true);
        return;
    }
    if ((event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && onHeadingKey(event->key())) {
        setCurrentShown(true);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!currentRoom().isEmpty())
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

int RoomListView::topOf(int row) const
{
    const int headings = m_rooms.headingsBefore(row);
    return (row - headings) * m_rowHeight + headings * m_headingHeight;
}

QRect RoomListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int top = topOf(index.row());
    return {0, top - verticalOffset(), viewport()->width(), topOf(index.row() + 1) - top};
}

QModelIndex RoomListView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    int low = 0;
    int high = m_rooms.rowCount();
    if (y < 0 || y >= topOf(high))
        return {};
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (topOf(middle) > y)
            high = middle;
        else
            low = middle;
    }
    return m_rooms.index(low);
}

void RoomListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int height = viewport()->height();
    const int top = topOf(index.row());
    const int lowest = topOf(index.row() + 1) - height; // the offset at which it is the last one
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
    m_headingHeight = HeadingPainter::height(option.font);
    const int height = viewport()->height();
    verticalScrollBar()->setRange(0, qMax(0, topOf(m_rooms.rowCount()) - height));
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
        if (m_rooms.isHeading(index.row()))
            m_headings.paint(painter, option, index, m_theme, m_isCurrentShown && index == currentIndex());
        else
            m_delegate->paint(&painter, option, index);
    }
    if (m_dragging.isActive())
        paintMark(painter);
}

void RoomListView::paintMark(QPainter &painter) const
{
    const QRect mark = m_dragging.mark();
    if (mark.isNull())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.accent, 2));
    if (mark.height() > 0)
        painter.drawRect(mark.adjusted(1, 1, -1, -1));
    else
        painter.drawLine(mark.left(), mark.top(), mark.right(), mark.top());
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
    m_theme = Theme(palette());
    m_delegate->setTheme(m_theme);
    scheduleDelayedItemsLayout();
    viewport()->update();
}

}
