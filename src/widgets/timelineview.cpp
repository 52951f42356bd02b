// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineview.h"

#include "models/timelinemodel.h"
#include "session/linkpreviews.h"
#include "widgets/avatars.h"
#include "widgets/codecolours.h"
#include "widgets/floatingdate.h"
#include "widgets/pictures.h"
#include "widgets/playback.h"
#include "widgets/timelineaccessible.h"
#include "widgets/timelineactions.h"
#include "widgets/timelinecanvas.h"
#include "widgets/timelinecopy.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelinekeys.h"
#include "widgets/timelinemouse.h"
#include "widgets/timelineplaceholder.h"
#include "widgets/timelinetoolbar.h"
#include "widgets/timelinewatch.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QScrollBar>

namespace linnet {

class TimelineView::Private
{
public:
    Private(TimelineView &view, Avatars &avatars)
        : q(view), geometry(RowStyle(view, 1)), toolbar(view, geometry),
          actions(view, geometry, selection, toolbar), mouse(view, geometry, selection, actions, toolbar),
          keys(view, geometry, actions, selection), placeholder(view.viewport()),
          canvas(view, avatars, geometry, selection, mouse, keys, toolbar, placeholder),
          watch(view, geometry, placeholder), date(new FloatingDate(view, geometry))
    {
    }

    const TimelineModel *model() const { return qobject_cast<const TimelineModel *>(q.model()); }
    bool hasRows() const { return geometry.count() > 0; }

    void resolve();
    void moved();
    void syncScrollBar();
    void restyle();
    void layOutAgain(const std::function<bool(const RowLayout &)> &isStale);
    void takePendingAnchor();

    TimelineView &q;
    TimelineGeometry geometry;
    TimelineSelection selection;
    RowAbilities abilities;
    TimelineToolbar toolbar;
    TimelineActions actions;
    TimelineMouse mouse;
    TimelineKeys keys;
    TimelinePlaceholder placeholder;
    TimelineCanvas canvas;
    TimelineWatch watch;
    FloatingDate *date;                    ///< of the viewport
    std::optional<TimelineAnchor> pending; ///< waits for its row
    CodeColours codeColours;
    Pictures *pictures = nullptr;
    LinkPreviews *previews = nullptr;
    UserId self;
    Density density = Density::Comfortable;
    bool hasEmptyCards = false; ///< places of cards that have turned out not to come
    bool canPlay = false;
    bool isSyncing = false;
};

TimelineView::TimelineView(Avatars &avatars, QWidget *parent) : QAbstractItemView(parent)
{
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setAutoScroll(false);
    setTabKeyNavigation(false);
    setDragEnabled(false);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Messages"));
    d = std::make_unique<Private>(*this, avatars);
    TimelineAccessible::install(*this);
    connect(&avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    connect(&d->codeColours, &CodeColours::found, this, [this](const QString &code) {
        d->layOutAgain([&code](const RowLayout &row) { return row.text && row.text->isWaitingFor(code); });
    });
    connect(&d->placeholder, &TimelinePlaceholder::changed, this, &TimelineView::doItemsLayout);
    connect(&d->placeholder, &TimelinePlaceholder::retryRequested, this, &TimelineView::olderRetryRequested);
}

TimelineView::~TimelineView()
{
    // The base class still talks to its viewport and model when d is gone.
    QAbstractItemView::setModel(nullptr);
}

void TimelineView::setTimeline(TimelineModel *model)
{
    if (QAbstractItemModel *old = this->model()) {
        disconnect(old, &QAbstractItemModel::modelAboutToBeReset, this, nullptr);
        disconnect(old, &QAbstractItemModel::rowsRemoved, this, nullptr);
    }
    d->pending.reset();
    d->selection.clear();
    d->mouse.forget();
    d->geometry.setModel(nullptr);
    d->watch.forget();
    d->date->disappear();
    setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (!d->pending && d->hasRows() && !d->geometry.isFollowing())
            d->pending = d->geometry.anchor();
    });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        d->geometry.rowsRemoved(first, last);
        scheduleDelayedItemsLayout();
    });
}

void TimelineView::setPictures(Pictures &pictures)
{
    d->pictures = &pictures;
    d->canvas.setPictures(&pictures);
    connect(&pictures, &Pictures::changed, this,
            [this](const QString &url) { d->canvas.repaintPictures(url); });
}

void TimelineView::setPlayback(Playback &playback)
{
    d->canPlay = playback.isAvailable();
    d->canvas.setPlayback(&playback);
    connect(&playback, &Playback::changed, this, [this](const QString &key) { d->canvas.repaintRow(key); });
    d->restyle();
    doItemsLayout();
}

void TimelineView::open(const TimelineItem &item)
{
    if (!d->pictures || !d->pictures->takeClick(item))
        Q_EMIT openRequested(item);
}

std::optional<bool> TimelineView::hidesPictures(int row) const
{
    const TimelineItem &item = d->model()->item(row);
    const RowLayout &layout = d->geometry.layout(row);
    if (!d->pictures || !layout.showsPicture({}, item))
        return std::nullopt;
    // As they are painted: what others have hung on one's own message is theirs.
    if (d->pictures->isHidden(item.key, item.isOwn && !layout.extras.showsPicture({})))
        return true;
    return d->pictures->isShownByClick(item) ? std::optional(false) : std::nullopt;
}

void TimelineView::setPicturesHidden(int row, bool areHidden)
{
    if (hidesPictures(row) == !areHidden)
        d->pictures->setHidden(d->model()->item(row), areHidden);
}

void TimelineView::setOlderState(Older state, const QString &text)
{
    d->watch.askAgain();
    d->placeholder.setState(state, text);
}

void TimelineView::setBehind(bool isBehind)
{
    d->watch.setBehind(isBehind);
}

TimelineAnchor TimelineView::anchor() const
{
    if (d->pending)
        return *d->pending;
    if (isVisible())
        d->resolve();
    return d->geometry.anchor();
}

void TimelineView::restoreAnchor(const TimelineAnchor &anchor)
{
    d->pending = anchor;
    if (d->hasRows())
        d->takePendingAnchor();
    scheduleDelayedItemsLayout();
}

void TimelineView::forgetSeen()
{
    d->watch.forgetSeen();
}

bool TimelineView::isFollowing() const
{
    if (d->pending)
        return d->pending->key.isEmpty();
    if (isVisible())
        d->resolve();
    return d->geometry.isFollowing();
}

void TimelineView::scrollToLatest()
{
    d->pending.reset();
    d->geometry.follow();
    doItemsLayout();
}

void TimelineView::scrollByPixels(int pixels)
{
    d->resolve();
    d->geometry.scrollBy(pixels);
    d->date->appear();
    d->moved();
}

void TimelineView::setFound(const FoundWords &words, const QString &key)
{
    d->canvas.setFound(words, key);
    viewport()->update();
}

void TimelineView::setAbilities(const RowAbilities &abilities)
{
    if (d->abilities == abilities)
        return;
    d->abilities = abilities;
    scheduleDelayedItemsLayout();
}

const RowAbilities &TimelineView::abilities() const
{
    return d->abilities;
}

QList<MessageAction> TimelineView::actionsOf(int row) const
{
    if (row < 0 || row >= d->geometry.count())
        return {};
    return MessageAction::of(d->model()->item(row), d->abilities);
}

void TimelineView::trigger(int row, RowHit::Part part)
{
    if (row < 0 || row >= d->geometry.count())
        return;
    d->resolve();
    d->actions.trigger(row, {part, {}, {}});
}

void TimelineView::activateRow(int row)
{
    if (row < 0 || row >= d->geometry.count())
        return;
    d->resolve();
    d->actions.activate(row);
}

QString TimelineView::selectedText() const
{
    return d->model() ? TimelineCopy(*d->model(), d->geometry).selected(d->selection).text : QString();
}

QString TimelineView::rowText(int row) const
{
    return TimelineCopy(*d->model(), d->geometry).row(row).text;
}

void TimelineView::setSelf(const UserId &self)
{
    d->self = self;
    d->restyle();
    doItemsLayout();
}

void TimelineView::setDensity(Density density)
{
    if (d->density == density)
        return;
    d->density = density;
    if (isVisible())
        d->resolve();
    d->restyle();
    doItemsLayout();
}

void TimelineView::setPreviews(LinkPreviews *previews)
{
    if (d->previews == previews)
        return;
    if (d->previews)
        disconnect(d->previews, nullptr, this, nullptr);
    d->previews = previews;
    if (previews) {
        connect(previews, &LinkPreviews::found, this, [this](const QUrl &url) {
            d->layOutAgain([&url](const RowLayout &row) {
                return row.extras.link == url && !(row.extras.preview && row.extras.preview->isKnown);
            });
        });
        connect(previews, &LinkPreviews::missing, this, [this] {
            d->hasEmptyCards = true;
            viewport()->update();
        });
    }
    d->restyle();
    doItemsLayout();
}

int TimelineView::layoutsMade() const
{
    return d->geometry.layoutsMade();
}

void TimelineView::Private::resolve()
{
    if (!geometry.isResolved()) {
        geometry.setHeaderHeight(placeholder.headerHeight(geometry.style()));
        geometry.resolve();
    }
}

/// After everything that may have moved rows: scroll bar, mouse, and what others want to know.
void TimelineView::Private::moved()
{
    if (hasEmptyCards && hasRows())
        hasEmptyCards = !geometry.layOutUnseen([this](const RowLayout &row) {
            return row.extras.preview && !row.extras.preview->isKnown &&
                   !(previews && previews->mayCome(row.extras.link));
        });
    syncScrollBar();
    q.setAccessibleDescription(hasRows() ? QString() : placeholder.words());
    canvas.placeButton();
    date->refresh();
    mouse.refresh();
    watch.schedule();
    q.viewport()->update();
}

void TimelineView::Private::syncScrollBar()
{
    isSyncing = true;
    QScrollBar *bar = q.verticalScrollBar();
    const int height = q.viewport()->height();
    const qint64 most = hasRows() ? qMax(qint64(0), geometry.contentHeight() - height) : 0;
    bar->setPageStep(height);
    bar->setSingleStep(geometry.style().lineHeight * 2);
    bar->setRange(0, int(qMin(most, qint64(std::numeric_limits<int>::max()))));
    bar->setValue(int(qBound(qint64(0), geometry.top(), most)));
    isSyncing = false;
}

void TimelineView::Private::restyle()
{
    RowStyle style(q, q.viewport()->width());
    style.setDensity(density);
    style.self = self;
    style.codeColours = &codeColours;
    style.previews = previews;
    style.canPlay = canPlay;
    geometry.setStyle(style);
    geometry.setViewportHeight(q.viewport()->height());
    geometry.setHeaderHeight(placeholder.headerHeight(geometry.style()));
}

void TimelineView::Private::layOutAgain(const std::function<bool(const RowLayout &)> &isStale)
{
    geometry.layOutAgain(isStale);
    q.scheduleDelayedItemsLayout();
}

void TimelineView::Private::takePendingAnchor()
{
    geometry.setAnchor(*pending);
    pending.reset();
}

void TimelineView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    d->geometry.setHeaderHeight(d->placeholder.headerHeight(d->geometry.style()));
    if (isVisible())
        d->resolve();
    d->moved();
}

void TimelineView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    if (d && d->geometry.isResolved())
        d->syncScrollBar();
}

void TimelineView::reset()
{
    QAbstractItemView::reset();
    if (!d)
        return;
    d->geometry.setModel(d->model());
    TimelineAccessible::forgetGone(*this);
    if (d->hasRows() && d->pending)
        d->takePendingAnchor();
    if (!d->hasRows())
        d->placeholder.startWaiting();
    scheduleDelayedItemsLayout();
}

void TimelineView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const bool wasEmpty = !d->hasRows();
    if (d->watch.isBehind())
        d->geometry.stay();
    d->geometry.rowsInserted(start, end);
    if (wasEmpty && d->pending)
        d->takePendingAnchor();
    d->watch.askAgain();
    QAbstractItemView::rowsInserted(parent, start, end);
    if (end == d->geometry.count() - 1 && !wasEmpty && !d->watch.isBehind())
        TimelineAccessible::announce(*this, start, end);
    scheduleDelayedItemsLayout();
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    TimelineAccessible::forget(*this, start, end);
    d->geometry.rowsAboutToBeRemoved(start, end);
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    // Not the base class: it asks at once where the rows are, which would lay out in the middle of a batch.
    d->geometry.rowsChanged(topLeft.row(), bottomRight.row());
    TimelineAccessible::changed(*this, topLeft.row(), bottomRight.row());
    scheduleDelayedItemsLayout();
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        TimelineAccessible::focused(*this, current.row());
    viewport()->update();
}

QRect TimelineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= d->geometry.count())
        return {};
    d->resolve();
    return d->geometry.rowRect(index.row());
}

QModelIndex TimelineView::indexAt(const QPoint &point) const
{
    if (!model())
        return {};
    d->resolve();
    const int row = d->geometry.rowAt(point.y());
    return row < 0 ? QModelIndex() : model()->index(row, 0);
}

void TimelineView::scrollTo(const QModelIndex &index, ScrollHint hint)
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
    d->resolve();
    d->geometry.showRow(index.row(), where);
    d->moved();
}

void TimelineView::scrollContentsBy(int, int dy)
{
    if (!d || d->isSyncing || dy == 0)
        return;
    d->resolve();
    // A short way must be exact; a long one follows the scroll bar, whose place is a guess anyway.
    if (qAbs(dy) <= 2 * viewport()->height())
        d->geometry.scrollBy(-dy);
    else
        d->geometry.scrollTo(verticalScrollBar()->value());
    d->date->appear();
    d->moved();
}

int TimelineView::verticalOffset() const
{
    return int(d->geometry.top());
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    d->resolve();
    d->canvas.paint(*event);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    d->resolve();
    if (viewport()->width() != d->geometry.style().width)
        d->restyle();
    d->geometry.setViewportHeight(viewport()->height());
    QAbstractItemView::resizeEvent(event);
    doItemsLayout();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractItemView::showEvent(event);
    doItemsLayout();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
    case QEvent::LocaleChange:
        d->resolve();
        d->restyle();
        doItemsLayout();
        break;
    case QEvent::ActivationChange:
        d->watch.schedule();
        viewport()->update(); // what moves does so in an active window
        break;
    default:
        break;
    }
}

bool TimelineView::event(QEvent *event)
{
    // A screen with another scale wants other pictures, not another layout.
    if (event->type() == QEvent::WindowActivate && d)
        d->watch.schedule();
    return QAbstractItemView::event(event);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (d && event->type() == QEvent::ToolTip) {
        d->resolve();
        d->canvas.showToolTip(*static_cast<QHelpEvent *>(event));
        return true;
    }
    if (d && event->type() == QEvent::Leave)
        d->mouse.leave();
    return QAbstractItemView::viewportEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    d->resolve();
    const int pixels = d->keys.wheel(*event);
    if (pixels != 0)
        scrollByPixels(pixels);
    event->accept();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    d->resolve();
    if (!d->model() || !d->keys.press(*event))
        event->ignore();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    d->resolve();
    d->keys.hideFocus();
    d->mouse.press(*event);
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        setCurrentIndex(index);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    d->resolve();
    d->mouse.move(*event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    d->resolve();
    d->mouse.release(*event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    d->resolve();
    d->mouse.doubleClick(*event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    d->resolve();
    d->actions.showMenu(*event);
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractItemView::focusInEvent(event);
    d->keys.focusIn(event->reason());
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractItemView::focusOutEvent(event);
    viewport()->update();
}

}
