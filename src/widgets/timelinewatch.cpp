// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinewatch.h"

#include "models/timelinemodel.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineplaceholder.h"

#include <QPointer>

namespace linnet {

TimelineWatch::TimelineWatch(TimelineView &view, TimelineGeometry &geometry,
                             const TimelinePlaceholder &placeholder)
    : m_view(view), m_geometry(geometry), m_placeholder(placeholder)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TimelineWatch::look);
}

void TimelineWatch::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void TimelineWatch::askAgain()
{
    m_isAsked = m_isNewerAsked = false;
    schedule();
}

void TimelineWatch::forgetSeen()
{
    m_seenKey.clear();
    m_seenEvent = {};
}

void TimelineWatch::forget()
{
    forgetSeen();
    m_missing.clear();
    m_anchor.reset();
    m_wasFollowing = true;
    m_isAsked = m_isNewerAsked = false;
}

void TimelineWatch::forgetMissing()
{
    m_missing.clear();
}

void TimelineWatch::look()
{
    if (!m_view.isVisible() || !m_view.model())
        return;
    // Whoever is told may close the room or the window.
    const QPointer<TimelineWatch> self(this);
    const TimelineAnchor anchor = m_view.anchor();
    const bool isFollowing = m_geometry.isFollowing();
    if (isFollowing != m_wasFollowing) {
        m_wasFollowing = isFollowing;
        Q_EMIT m_view.followingChanged(isFollowing);
    }
    if (self && m_anchor != anchor) {
        m_anchor = anchor;
        Q_EMIT m_view.anchorChanged();
    }
    if (self)
        lookForSeen();
    if (self)
        lookForOlder();
    if (self)
        lookForNewer();
    if (self)
        lookForReplies();
}

void TimelineWatch::lookForSeen()
{
    const auto *model = qobject_cast<const TimelineModel *>(m_view.model());
    if (!model || !m_view.isActiveWindow() || m_view.window()->isMinimized() || m_geometry.lastVisible() < 0)
        return;
    const int known = m_seenKey.isEmpty() ? -1 : model->rowOf(m_seenKey);
    const int height = m_view.viewport()->height();
    for (int row = m_geometry.lastVisible(); row >= qMax(known, m_geometry.firstVisible()); --row) {
        // A message is seen when its end is, or when it fills the screen.
        const QRect rect = m_geometry.rowRect(row);
        const TimelineItem &item = model->item(row);
        if (item.event.isEmpty() || (rect.bottom() >= height && rect.top() > 0))
            continue;
        if (item.event == m_seenEvent)
            return;
        m_seenKey = item.key;
        m_seenEvent = item.event;
        Q_EMIT m_view.seen(item.event);
        return;
    }
}

void TimelineWatch::lookForOlder()
{
    if (m_placeholder.state() != TimelineView::Older::More || m_geometry.count() == 0)
        return;
    const bool isNear = m_geometry.top() - m_geometry.headerHeight() < 2 * m_view.viewport()->height();
    if (!isNear) {
        m_isAsked = false;
    } else if (!m_isAsked) {
        m_isAsked = true;
        Q_EMIT m_view.olderWanted();
    }
}

void TimelineWatch::lookForNewer()
{
    if (!m_geometry.isBehind() || m_geometry.count() == 0)
        return;
    const int screen = m_view.viewport()->height();
    const bool isNear = m_geometry.contentHeight() - m_geometry.top() - screen < 2 * screen;
    if (!isNear) {
        m_isNewerAsked = false;
    } else if (!m_isNewerAsked) {
        m_isNewerAsked = true;
        Q_EMIT m_view.newerWanted();
    }
}

void TimelineWatch::lookForReplies()
{
    const auto *model = qobject_cast<const TimelineModel *>(m_view.model());
    QStringList keys;
    QSet<QString> missing;
    for (int row = m_geometry.firstVisible(); model && row >= 0 && row <= m_geometry.lastVisible(); ++row) {
        const TimelineItem &item = model->item(row);
        if (!item.reply || item.reply->isKnown)
            continue;
        missing.insert(item.key);
        if (!m_missing.contains(item.key))
            keys.append(item.key);
    }
    m_missing = missing;
    const QPointer<TimelineWatch> self(this);
    for (const QString &key : keys) {
        if (!self)
            return;
        Q_EMIT m_view.repliedToMissing(key);
    }
}

}
