// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomhistory.h"

#include "models/timelinemodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/jumpbutton.h"
#include "widgets/timelineview.h"

#include <QEvent>
#include <QTimer>

namespace linnet {

namespace {

TimelineView::Older viewState(Timeline::Older state)
{
    switch (state) {
    case Timeline::Older::More:
        return TimelineView::Older::More;
    case Timeline::Older::Loading:
        return TimelineView::Older::Loading;
    case Timeline::Older::Failed:
        return TimelineView::Older::Failed;
    case Timeline::Older::Start:
        return TimelineView::Older::Start;
    }
    return TimelineView::Older::More;
}

}

RoomHistory::RoomHistory(Session &session, TimelineModel &model, TimelineView &view, QObject *parent)
    : QObject(parent), m_session(session), m_model(model), m_view(view),
      m_jump(new JumpButton(JumpButton::To::Latest, view.viewport())),
      m_unreadJump(new JumpButton(JumpButton::To::Unread, view.viewport()))
{
    m_jump->setObjectName(QStringLiteral("jump"));
    m_unreadJump->setObjectName(QStringLiteral("jumpToUnread"));
    connect(m_jump, &QAbstractButton::clicked, this, &RoomHistory::jumpToLatest);
    connect(m_unreadJump, &QAbstractButton::clicked, this, &RoomHistory::jumpToUnread);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
    connectView();
    view.installEventFilter(this);
}

RoomHistory::~RoomHistory() = default;

void RoomHistory::connectView()
{
    for (auto signal : {&TimelineView::olderWanted, &TimelineView::olderRetryRequested}) {
        connect(&m_view, signal, this, [this] {
            if (m_timeline)
                m_timeline->loadOlder();
        });
    }
    connect(&m_view, &TimelineView::newerWanted, this, [this] {
        if (m_timeline)
            m_timeline->loadNewer();
    });
    connect(&m_view, &TimelineView::followingChanged, this, [this](bool isFollowing) {
        if (m_timeline)
            m_timeline->setFollowing(isFollowing);
        if (isFollowing)
            m_newRows = 0;
        showJump();
    });
    connect(&m_view, &TimelineView::anchorChanged, this, &RoomHistory::showUnreadJump);
    connect(&m_view, &TimelineView::repliedToMissing, this, [this](const QString &key) {
        if (m_timeline)
            m_timeline->wantReply(key);
    });
    connect(&m_view, &TimelineView::runToggled, this, [this](const QString &key) {
        if (m_timeline)
            m_timeline->toggleRun(key);
    });
}

void RoomHistory::setRoom(const RoomId &room, const EventId &thread)
{
    m_room = room;
    m_thread = thread;
    const Room *known = m_session.rooms().find(room);
    m_readMarker = known && thread.isEmpty() ? known->readMarker : EventId();
    m_hasUnread = !m_readMarker.isEmpty() && known->unread > 0;
    m_view.setTimeline(&m_model);
    m_view.setOlderState(TimelineView::Older::Loading);
}

void RoomHistory::setName(const QString &name)
{
    if (std::exchange(m_name, name) != name && m_timeline)
        onOlderChanged();
}

void RoomHistory::close()
{
    m_view.setTimeline(nullptr);
    m_model.setTimeline(nullptr);
    m_timeline.reset();
    m_room = {};
    m_thread = {};
    m_wanted = {};
    m_isOpened = false;
    m_newRows = 0;
    m_hasUnread = false;
    m_jump->hide();
    m_unreadJump->hide();
}

void RoomHistory::setStateLines(const StateRuns::Options &options)
{
    m_stateLines = options;
    if (m_timeline)
        m_timeline->setStateLines(options);
}

void RoomHistory::open(const EventId &anchor, int offset)
{
    if (m_wanted.isEmpty())
        openAt(anchor, offset);
    else
        openAt(m_wanted, 0);
}

void RoomHistory::openAt(const EventId &anchor, int offset)
{
    m_isOpened = false;
    Q_EMIT placeKnown(false);
    m_newRows = 0;
    m_model.setTimeline(nullptr);
    m_timeline = m_session.openTimeline(m_room, m_thread, m_readMarker);
    m_timeline->setStateLines(m_stateLines);
    m_model.setTimeline(m_timeline.get());
    m_timeline->setFollowing(anchor.isEmpty());
    noteAway();
    connect(m_timeline.get(), &Timeline::olderChanged, this, &RoomHistory::onOlderChanged);
    connect(m_timeline.get(), &Timeline::pageLoaded, this, &RoomHistory::onOlderChanged);
    connect(m_timeline.get(), &Timeline::behindChanged, this, &RoomHistory::onBehindChanged);
    connect(m_timeline.get(), &Timeline::opened, this, [this, anchor, offset] {
        onOpened(anchor, offset);
        showUnreadJump();
    });
    connect(m_timeline.get(), &Timeline::unreadChanged, this,
            [this] { Q_EMIT unreadChanged(m_timeline->unread()); });
    onOlderChanged();
    onBehindChanged();
    m_timeline->open(anchor);
}

void RoomHistory::onOpened(const EventId &anchor, int offset)
{
    m_isOpened = true;
    Q_EMIT placeKnown(true);
    if (showWanted())
        return;
    if (!m_wanted.isEmpty() && m_wanted != anchor) {
        // It was asked for while another place was being read. Not now: the timeline is still speaking.
        QTimer::singleShot(0, this, [this] { goTo(EventId(m_wanted)); });
        return;
    }
    const bool isMissing = !std::exchange(m_wanted, {}).isEmpty();
    if (const int row = m_timeline->rowOf(anchor); row >= 0)
        return m_view.restoreAnchor({m_model.item(row).key, offset});
    m_timeline->setFollowing(true);
    if (isMissing)
        Q_EMIT notFound(anchor);
}

void RoomHistory::goTo(const EventId &event)
{
    m_wanted = event;
    if (m_isOpened && !event.isEmpty() && !showWanted())
        openAt(event, 0);
}

void RoomHistory::goToRow(const QString &keyOrEvent)
{
    if (const int row = m_model.rowOf(keyOrEvent); row >= 0)
        show(row);
    else
        goTo(EventId(keyOrEvent));
}

bool RoomHistory::showWanted()
{
    const EventId root = m_timeline->threadOf(m_wanted);
    const int rootRow = root.isEmpty() ? -1 : m_timeline->rowOf(root);
    int row = rootRow >= 0 ? rootRow : m_timeline->rowOf(m_wanted);
    if (row < 0 && root.isEmpty())
        return false;
    if (row >= 0 && m_model.item(row).runSize > 0 && !m_model.item(row).isCover) {
        m_timeline->toggleRun(m_model.item(row).key);
        row = m_timeline->rowOf(m_wanted);
    }
    const EventId wanted = m_timeline->originalOf(std::exchange(m_wanted, {}));
    Q_EMIT reached();
    if (row >= 0) // there is none where nothing but threads is spoken in
        show(row);
    if (!root.isEmpty())
        Q_EMIT threadReached(root, wanted);
    return true;
}

void RoomHistory::show(int row)
{
    const QModelIndex index = m_model.index(row);
    const QString key = m_model.item(row).key;
    m_view.restoreAnchor({key, 0});
    m_view.scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_view.setCurrentIndex(index);
    Q_EMIT rowShown(key);
}

void RoomHistory::jumpToLatest()
{
    if (!m_timeline)
        return;
    m_newRows = 0;
    if (m_timeline->isBehind())
        m_timeline->jumpToLatest();
    m_view.scrollToLatest();
    showJump();
}

void RoomHistory::jumpToUnread()
{
    if (!m_timeline || !std::exchange(m_hasUnread, false))
        return;
    showUnreadJump();
    if (const int row = m_timeline->firstUnreadRow(); row >= 0)
        show(row);
    else
        goTo(m_readMarker);
}

/// Until one was there.
void RoomHistory::showUnreadJump()
{
    if (m_hasUnread && m_isOpened) {
        const int row = m_timeline->firstUnreadRow();
        const QModelIndex top = m_view.indexAt({m_view.viewport()->width() / 2, 0});
        const bool isAbove =
            row >= 0 ? top.isValid() && row < top.row()
                     : m_timeline->older() != Timeline::Older::Start && m_timeline->rowOf(m_readMarker) < 0;
        m_hasUnread = isAbove;
    }
    m_unreadJump->setVisible(m_hasUnread && m_isOpened);
}

/// The line of when the room was opened stays as long as one has not been there.
void RoomHistory::noteAway()
{
    if (m_timeline)
        m_timeline->setNextUnread(!m_hasUnread && !m_view.isActiveWindow());
}

bool RoomHistory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        noteAway();
    return QObject::eventFilter(watched, event);
}

void RoomHistory::onOlderChanged()
{
    const Timeline::Older state = m_timeline->older();
    const QString text = state == Timeline::Older::Failed
                             ? ErrorText::of(m_timeline->olderError(), ErrorText::During::History).what
                             : m_name;
    m_view.setOlderState(viewState(state), text);
}

void RoomHistory::onBehindChanged()
{
    m_view.setBehind(m_timeline->isBehind());
    showJump();
}

void RoomHistory::onRowsInserted(int first, int last)
{
    // Nothing is asked of the view while a run opens: it would find itself at the bottom again.
    if (!m_timeline || !m_timeline->isLive() || last != m_model.rowCount() - 1 || first == 0 ||
        m_model.item(last).isInRun || m_view.isFollowing())
        return;
    for (int row = first; row <= last; ++row)
        m_newRows += m_model.item(row).isNews() ? 1 : 0;
    showJump();
}

void RoomHistory::showJump()
{
    const bool isUseful = m_timeline && (!m_view.isFollowing() || m_timeline->isBehind());
    // Rows are counted as they come, and none come while there is a gap before what is new.
    m_jump->setCount(m_newRows, m_timeline && m_timeline->isBehind());
    m_jump->setVisible(isUseful);
}

}
