// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineview.h"

#include "models/timelinemodel.h"
#include "session/linkpreviews.h"
#include "widgets/avatars.h"
#include "widgets/codecolours.h"
#include "widgets/floatingdate.h"
#include "widgets/knownnames.h"
#include "widgets/pictures.h"
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

#include <algorithm>

namespace linnet {

class TimelineView::Private
{
public:
    Private(TimelineView &view, Avatars &avatars)
        : geometry(view.geometry()), toolbar(view, geometry), actions(view, geometry, selection, toolbar),
          mouse(view, geometry, selection, actions, toolbar), keys(view, geometry, actions, selection),
          placeholder(view.viewport()),
          canvas(view, avatars, geometry, selection, mouse, keys, toolbar, placeholder),
          watch(view, geometry, placeholder), date(new FloatingDate(view, geometry))
    {
    }

    TimelineGeometry &geometry;
    TimelineSelection selection;
    RowAbilities abilities;
    TimelineToolbar toolbar;
    TimelineActions actions;
    TimelineMouse mouse;
    TimelineKeys keys;
    TimelinePlaceholder placeholder;
    TimelineCanvas canvas;
    TimelineWatch watch;
    FloatingDate *date; ///< of the viewport
    CodeColours codeColours;
    Pictures *pictures = nullptr;
    LinkPreviews *previews = nullptr;
    UserId self;
    QStringList servers;
    KnownNames *names = nullptr;
    Playback *playback = nullptr;
    Density density = Density::Comfortable;
    bool hasEmptyCards = false; ///< places of cards that have turned out not to come
};

TimelineView::TimelineView(Avatars &avatars, QWidget *parent) : AnchoredView(parent)
{
    d = std::make_unique<Private>(*this, avatars);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Messages"));
    TimelineAccessible::install(*this);
    connect(this, &AnchoredView::scrolled, d->date, &FloatingDate::appear);
    connect(&avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    connect(&d->codeColours, &CodeColours::found, this, [this](const QString &code) {
        layOutAgain([&code](const RowLayout &row) { return row.text && row.text->isWaitingFor(code); });
    });
    connect(&d->placeholder, &TimelinePlaceholder::changed, this, &TimelineView::doItemsLayout);
    connect(&d->placeholder, &TimelinePlaceholder::retryRequested, this, &TimelineView::olderRetryRequested);
}

TimelineView::~TimelineView()
{
    // The base class still talks to its viewport and model when d is gone.
    setModel(nullptr);
}

void TimelineView::setTimeline(TimelineModel *model)
{
    d->selection.clear();
    d->mouse.forget();
    d->watch.forget();
    d->geometry.setBehind(false);
    d->date->disappear();
    setRows(model);
}

void TimelineView::setPictures(Pictures &pictures)
{
    d->pictures = &pictures;
    d->canvas.setPictures(&pictures);
    connect(&pictures, &Pictures::changed, this,
            [this](const QString &url) { d->canvas.repaintPictures(url); });
    // Later: it may be told of while a row is being painted.
    connect(&pictures, &Pictures::changed, this, &TimelineView::nameMissing, Qt::QueuedConnection);
    restyle();
    doItemsLayout();
}

/// Reactions whose picture cannot be had have words instead.
void TimelineView::nameMissing(const QString &url)
{
    if (url.isEmpty() || !d->pictures->isMissing(url))
        return;
    layOutAgain([&url](const RowLayout &row) {
        const QList<RowPills::Pill> &pills = row.extras.reactions.pills;
        return std::any_of(pills.cbegin(), pills.cend(), [&url](const RowPills::Pill &pill) {
            return pill.isPicture && pill.isNamed && pill.key == url;
        });
    });
}

void TimelineView::setPlayback(Playback &playback)
{
    d->playback = &playback;
    d->canvas.setPlayback(&playback);
    connect(&playback, &Playback::changed, this, [this](const QString &key) { d->canvas.repaintRow(key); });
    connect(&playback, &Playback::stateChanged, this, [this](const QString &key) {
        if (const int row = rows() ? rows()->rowOf(key) : -1; row >= 0)
            TimelineAccessible::changed(*this, row, row);
    });
    restyle();
    doItemsLayout();
}

void TimelineView::open(const TimelineItem &item)
{
    if (!d->pictures || !d->pictures->takeClick(item))
        Q_EMIT openRequested(item);
}

void TimelineView::enlarge(const TimelineItem &item)
{
    if (!d->pictures || !d->pictures->takeClick(item))
        Q_EMIT enlargeRequested(item);
}

bool TimelineView::canPlay(int row) const
{
    const TimelineItem &item = rows()->item(row);
    return d->playback && item.uploaded < 0 && d->playback->canPlay(item);
}

bool TimelineView::canEnlarge(int row) const
{
    return canPlay(row) && rows()->item(row).kind == TimelineItem::Kind::Video;
}

Playback::Look TimelineView::playLook(const QString &key) const
{
    return d->playback ? d->playback->look(key) : Playback::Look();
}

std::optional<bool> TimelineView::hidesPictures(int row) const
{
    const TimelineItem &item = rows()->item(row);
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
        d->pictures->setHidden(rows()->item(row), areHidden);
}

void TimelineView::setOlderState(Older state, const QString &text)
{
    d->watch.askAgain();
    d->placeholder.setState(state, text);
}

void TimelineView::setBehind(bool isBehind)
{
    d->geometry.setBehind(isBehind);
    d->watch.askAgain();
}

bool TimelineView::isBehind() const
{
    return d->geometry.isBehind();
}

void TimelineView::forgetSeen()
{
    d->watch.forgetSeen();
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
    const TimelineItem &item = rows()->item(row);
    const QList<MessageAction> actions = MessageAction::of(item, d->abilities);
    return canPlay(row) ? MessageAction::ofPlaying(item, playLook(item.key), isRightToLeft()) + actions
                        : actions;
}

void TimelineView::trigger(int row, const RowHit &hit)
{
    if (row < 0 || row >= d->geometry.count())
        return;
    resolve();
    d->actions.trigger(row, hit);
}

void TimelineView::activateRow(int row)
{
    if (row < 0 || row >= d->geometry.count())
        return;
    resolve();
    d->actions.activate(row);
}

QString TimelineView::selectedText() const
{
    return rows() ? TimelineCopy(*rows(), d->geometry).selected(d->selection).text : QString();
}

QString TimelineView::rowText(int row) const
{
    return TimelineCopy(*rows(), d->geometry).row(row).text;
}

void TimelineView::setSelf(const UserId &self)
{
    d->self = self;
    restyle();
    doItemsLayout();
}

void TimelineView::setServers(const QStringList &servers)
{
    if (d->servers == servers)
        return;
    d->servers = servers;
    restyle();
    doItemsLayout();
}

void TimelineView::setNames(KnownNames &names)
{
    d->names = &names;
    connect(&names, &KnownNames::changed, this,
            [this] { layOutAgain([](const RowLayout &row) { return row.text && row.text->hasPills(); }); });
    restyle();
    doItemsLayout();
}

void TimelineView::setDensity(Density density)
{
    if (d->density == density)
        return;
    d->density = density;
    if (isVisible())
        resolve();
    restyle();
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
            layOutAgain([&url](const RowLayout &row) {
                return row.extras.link == url && !(row.extras.preview && row.extras.preview->isKnown);
            });
        });
        connect(previews, &LinkPreviews::missing, this, [this] {
            d->hasEmptyCards = true;
            viewport()->update();
        });
    }
    restyle();
    doItemsLayout();
}

void TimelineView::onMoved()
{
    if (d->hasEmptyCards && hasRows())
        d->hasEmptyCards = !d->geometry.layOutUnseen([this](const RowLayout &row) {
            return row.extras.preview && !row.extras.preview->isKnown &&
                   !(d->previews && d->previews->mayCome(row.extras.link));
        });
    AnchoredView::onMoved();
    setAccessibleDescription(hasRows() ? QString() : d->placeholder.words());
    d->canvas.placeButton();
    d->date->refresh();
    d->mouse.refresh();
    d->watch.schedule();
}

RowStyle TimelineView::rowStyle() const
{
    RowStyle style = AnchoredView::rowStyle();
    style.setDensity(d->density);
    style.self = d->self;
    style.servers = d->servers;
    if (d->names)
        style.nameOf = [names = d->names](const QString &target) { return names->of(target); };
    style.codeColours = &d->codeColours;
    style.previews = d->previews;
    style.pictures = d->pictures;
    style.canPlay = d->playback && d->playback->isAvailable();
    return style;
}

int TimelineView::headerHeight() const
{
    return d->placeholder.headerHeight(d->geometry.style());
}

void TimelineView::reset()
{
    AnchoredView::reset();
    d->watch.forgetMissing();
    TimelineAccessible::forgetGone(*this);
    if (!hasRows())
        d->placeholder.startWaiting();
}

void TimelineView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const bool wasEmpty = !hasRows();
    d->watch.askAgain();
    AnchoredView::rowsInserted(parent, start, end);
    if (end == d->geometry.count() - 1 && !wasEmpty && !d->geometry.isBehind())
        TimelineAccessible::announce(*this, start, end);
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    TimelineAccessible::forget(*this, start, end);
    AnchoredView::rowsAboutToBeRemoved(parent, start, end);
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    AnchoredView::dataChanged(topLeft, bottomRight, roles);
    TimelineAccessible::changed(*this, topLeft.row(), bottomRight.row());
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    AnchoredView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        TimelineAccessible::focused(*this, current.row());
    viewport()->update();
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    resolve();
    d->canvas.paint(*event);
}

void TimelineView::changeEvent(QEvent *event)
{
    AnchoredView::changeEvent(event);
    if (event->type() != QEvent::ActivationChange)
        return;
    d->watch.schedule();
    viewport()->update(); // what moves does so in an active window
}

bool TimelineView::event(QEvent *event)
{
    // A screen with another scale wants other pictures, not another layout.
    if (event->type() == QEvent::WindowActivate && d)
        d->watch.schedule();
    return AnchoredView::event(event);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (d && event->type() == QEvent::ToolTip) {
        resolve();
        d->canvas.showToolTip(*static_cast<QHelpEvent *>(event));
        return true;
    }
    if (d && event->type() == QEvent::Leave)
        d->mouse.leave();
    return AnchoredView::viewportEvent(event);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    resolve();
    if (!rows() || !d->keys.press(*event))
        event->ignore();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    resolve();
    d->keys.hideFocus();
    d->mouse.press(*event);
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        setCurrentIndex(index);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    resolve();
    d->mouse.move(*event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    resolve();
    d->mouse.release(*event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    resolve();
    d->mouse.doubleClick(*event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    resolve();
    d->actions.showMenu(*event);
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    AnchoredView::focusInEvent(event);
    d->keys.focusIn(event->reason());
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    AnchoredView::focusOutEvent(event);
    viewport()->update();
}

}
