// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/timelineview.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace linnet {

class TimelineGeometry;
class TimelinePlaceholder;

/// Tells what others must know about where a reader is: what was seen, whether older rows are wanted, whether
/// the bottom is followed. Looks once after each round of changes, never in the middle of one. Owned by the
/// view.
class TimelineWatch : public QObject
{
    Q_OBJECT

public:
    TimelineWatch(TimelineView &view, TimelineGeometry &geometry, const TimelinePlaceholder &placeholder);

    void schedule();
    void askAgain(); ///< rows may be wanted although they were asked for already
    void forgetSeen();
    void forgetMissing(); ///< what was fetched for the rows may be gone
    void forget();        ///< another room

private:
    void look();
    void lookForSeen();
    void lookForOlder();
    void lookForNewer();
    void lookForReplies();

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    const TimelinePlaceholder &m_placeholder;
    QTimer m_timer;
    QString m_seenKey;
    EventId m_seenEvent;
    QSet<QString>
        m_missing; ///< keys of the visible rows for which it was told that what they answer is not known
    std::optional<TimelineAnchor> m_anchor;
    bool m_wasFollowing = true;
    bool m_isAsked = false; ///< for older rows
    bool m_isNewerAsked = false;
};

}
