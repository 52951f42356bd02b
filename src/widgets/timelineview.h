// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/timelineitem.h"

#include <QAbstractItemView>

#include <memory>

namespace linnet {

class Avatars;
class TimelineModel;

/// Where a reader is in a room: the first visible row and how many pixels of it are above the edge.
/// An empty key: at the bottom, following.
struct TimelineAnchor
{
    QString key;
    int offset = 0;
    friend bool operator==(const TimelineAnchor &, const TimelineAnchor &) = default;
};

/// The timeline of one room: rows of any height, laid out only near what is visible, scrolled by pixel. The
/// anchor is the truth, heights are a cache (design, section 5): rows that come, go or turn out higher than
/// guessed never move what one reads, and the bottom is followed only by those who are at it.
class TimelineView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit TimelineView(Avatars &avatars, QWidget *parent = nullptr);
    ~TimelineView() override;

    void setTimeline(TimelineModel *model);          ///< null: nothing
    TimelineAnchor anchor() const;
    void restoreAnchor(const TimelineAnchor &anchor);
    bool isFollowing() const;
    void scrollToLatest();

Q_SIGNALS:
    void olderWanted();                              ///< within two screens of the old edge
    void followingChanged(bool isFollowing);
    void anchorChanged();
    /// The newest event that was really on the screen in an active window.
    void seen(const linnet::EventId &event);
    void linkActivated(const QUrl &url);
    void openRequested(const linnet::TimelineItem &item);  ///< media or location: open
    void saveRequested(const linnet::TimelineItem &item);
    void retryRequested(const QString &key);
    void discardRequested(const QString &key);
    void olderRetryRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
