// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/anchoredview.h"

#include "models/timelinemodel.h"
#include "widgets/timelinegeometry.h"

#include <QApplication>
#include <QScrollBar>
#include <QWheelEvent>

#include <limits>

namespace linnet {

AnchoredView::AnchoredView(QWidget *parent)
    : QAbstractItemView(parent), m_geometry(std::make_unique<TimelineGeometry>(RowStyle(*this, 1)))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setAutoScroll(false);
    setTabKeyNavigation(false);
    setDragEnabled(false);
    connect(&m_preparing, &QTimer::timeout, this, [this] {
        if (isVisible() && m_geometry->prepare())
            return;
        m_preparing.stop();
        updateGeometries();
    });
}

AnchoredView::~AnchoredView() = default;

const TimelineModel *AnchoredView::rows() const
{
    return qobject_cast<const TimelineModel *>(model());
}

bool AnchoredView::hasRows() const
{
    return m_geometry->count() > 0;
}

void AnchoredView::setRows(TimelineModel *model)
{
    if (QAbstractItemModel *old = this->model()) {
        disconnect(old, &QAbstractItemModel::modelAboutToBeReset, this, nullptr);
        disconnect(old, &QAbstractItemModel::rowsRemoved, this, nullptr);
    }
    m_pending.reset();
    m_geometry->setModel(nullptr);
    setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (!m_pending && hasRows() && !m_geometry->isFollowing())
            m_pending = m_geometry->anchor();
    });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        m_geometry->rowsRemoved(first, last);
        scheduleDelayedItemsLayout();
    });
}

TimelineAnchor AnchoredView::anchor() const
{
    if (m_pending)
        return *m_pending;
    if (isVisible())
        resolve();
    return m_geometry->anchor();
}

void AnchoredView::restoreAnchor(const TimelineAnchor &anchor)
{
    m_pending = anchor;
    if (hasRows())
        takePendingAnchor();
    scheduleDelayedItemsLayout();
}

void AnchoredView::takePendingAnchor()
{
    m_geometry->setAnchor(*m_pending);
    m_pending.reset();
}

bool AnchoredView::isFollowing() const
{
    if (m_pending)
        return m_pending->key.isEmpty();
    if (isVisible())
        resolve();
    return m_geometry->isFollowing();
}

void AnchoredView::scrollToLatest()
{
    m_pending.reset();
    m_geometry->follow();
    doItemsLayout();
}

void AnchoredView::scrollByPixels(int pixels)
{
    resolve();
    m_geometry->scrollBy(pixels);
    Q_EMIT scrolled();
    onMoved();
}

int AnchoredView::layoutsMade() const
{
    return m_geometry->layoutsMade();
}

void AnchoredView::resolve() const
{
    if (m_geometry->isResolved())
        return;
    m_geometry->setHeaderHeight(headerHeight());
    m_geometry->resolve();
}

RowStyle AnchoredView::rowStyle() const
{
    return RowStyle(*this, viewport()->width());
}

void AnchoredView::restyle()
{
    RowStyle style = rowStyle();
    style.takeLines(m_geometry->style());
    m_geometry->setStyle(style);
    m_geometry->setViewportHeight(viewport()->height());
    m_geometry->setHeaderHeight(headerHeight());
}

void AnchoredView::layOutAgain(const std::function<bool(const RowLayout &)> &isStale)
{
    m_geometry->layOutAgain(isStale);
    scheduleDelayedItemsLayout();
}

void AnchoredView::onMoved()
{
    syncScrollBar();
    viewport()->update();
    if (!m_preparing.isActive())
        m_preparing.start();
}

void AnchoredView::syncScrollBar()
{
    m_isSyncing = true;
    QScrollBar *bar = verticalScrollBar();
    const int height = viewport()->height();
    const qint64 most = hasRows() ? qMax(qint64(0), m_geometry->contentHeight() - height) : 0;
    bar->setPageStep(height);
    bar->setSingleStep(m_geometry->style().lineHeight * 2);
    bar->setRange(0, int(qMin(most, qint64(std::numeric_limits<int>::max()))));
    bar->setValue(int(qBound(qint64(0), m_geometry->top(), most)));
    m_isSyncing = false;
}

void AnchoredView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    m_geometry->setHeaderHeight(headerHeight());
    if (isVisible())
        resolve();
    onMoved();
}

void AnchoredView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    if (m_geometry->isResolved())
        syncScrollBar();
}

void AnchoredView::reset()
{
    QAbstractItemView::reset();
    m_geometry->setModel(rows());
    if (hasRows() && m_pending)
        takePendingAnchor();
    scheduleDelayedItemsLayout();
}

void AnchoredView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const bool wasEmpty = !hasRows();
    m_geometry->rowsInserted(start, end);
    if (wasEmpty && m_pending)
        takePendingAnchor();
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void AnchoredView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_geometry->rowsAboutToBeRemoved(start, end);
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void AnchoredView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    // Not the base class: it asks at once where the rows are, which would lay out in the middle of a batch.
    m_geometry->rowsChanged(topLeft.row(), bottomRight.row());
    scheduleDelayedItemsLayout();
}

QRect AnchoredView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_geometry->count())
        return {};
    resolve();
    return m_geometry->rowRect(index.row());
}

QModelIndex AnchoredView::indexAt(const QPoint &point) const
{
    if (!model())
        return {};
    resolve();
    const int row = m_geometry->rowAt(point.y());
    return row < 0 ? QModelIndex() : model()->index(row, 0);
}

void AnchoredView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    using Where = TimelineGeometry::Where;
    if (!index.isValid())
        return;
    Where where = Where::Visible;
    if (hint == PositionAtTop)
        where = Where::Top;
    else if (hint == PositionAtBottom)
        where = Where::Bottom;
    else if (hint == PositionAtCenter)
        where = Where::Centre;
    resolve();
    m_geometry->showRow(index.row(), where);
    onMoved();
}

int AnchoredView::verticalOffset() const
{
    return int(m_geometry->top());
}

void AnchoredView::scrollContentsBy(int, int dy)
{
    if (m_isSyncing || dy == 0)
        return;
    resolve();
    const QScrollBar *bar = verticalScrollBar();
    // A short way must be exact; a long one follows the scroll bar, whose place is a guess anyway. Its ends
    // are the ends, though more may have been laid out by now than it knows.
    if (bar->value() == bar->maximum() && !m_geometry->isBehind())
        m_geometry->scrollTo(m_geometry->contentHeight());
    else if (bar->value() == bar->minimum())
        m_geometry->scrollTo(0);
    else if (qAbs(dy) <= 2 * viewport()->height())
        m_geometry->scrollBy(-dy);
    else
        m_geometry->scrollTo(bar->value());
    Q_EMIT scrolled();
    onMoved();
}

void AnchoredView::wheelEvent(QWheelEvent *event)
{
    static constexpr qreal Notch = 120;
    resolve();
    int pixels = -event->pixelDelta().y();
    if (event->pixelDelta().isNull()) {
        const qreal line = m_geometry->style().lineHeight;
        m_wheelRest += -event->angleDelta().y() / Notch * QApplication::wheelScrollLines() * line;
        pixels = int(m_wheelRest);
        m_wheelRest -= pixels;
    }
    if (pixels != 0)
        scrollByPixels(pixels);
    event->accept();
}

void AnchoredView::resizeEvent(QResizeEvent *event)
{
    resolve();
    if (viewport()->width() != m_geometry->style().width)
        restyle();
    m_geometry->setViewportHeight(viewport()->height());
    QAbstractItemView::resizeEvent(event);
    doItemsLayout();
}

void AnchoredView::showEvent(QShowEvent *event)
{
    QAbstractItemView::showEvent(event);
    doItemsLayout();
}

void AnchoredView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
    case QEvent::LocaleChange:
        resolve();
        restyle();
        doItemsLayout();
        break;
    default:
        break;
    }
}

}
