// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowcache.h"
#include "widgets/rowheights.h"
#include "widgets/timelineanchor.h"

namespace linnet {

class TimelineModel;

/// Which rows are where in a timeline's viewport. The anchor (a row and how many of its pixels are above the
/// edge, or "at the bottom") is the truth; heights are a cache that is corrected as rows are laid out, and a
/// correction never moves the anchor. Owned by an AnchoredView, which tells it of every change. GUI thread.
class TimelineGeometry
{
public:
    explicit TimelineGeometry(const RowStyle &style) : m_style(style) {}

    const RowStyle &style() const { return m_style; }
    /// What is not near the viewport keeps its height until prepare() comes to it.
    void setStyle(const RowStyle &style);
    /// A few milliseconds of what can wait: lays out the rows within a screen of what is visible, then
    /// guesses heights for a new style. Nothing that is seen moves. False if nothing is left to do.
    bool prepare();
    void setViewportHeight(int height);
    void setHeaderHeight(int height); ///< of what the view draws above the first row
    int headerHeight() const { return m_header; }

    void setModel(const TimelineModel *model); ///< also after a reset; goes to the end then
    /// There are newer rows than these: the last one is not the bottom, and nothing is followed.
    void setBehind(bool isBehind) { m_isBehind = isBehind; }
    bool isBehind() const { return m_isBehind; }
    void rowsInserted(int first, int last);
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved(int first, int last);
    void rowsChanged(int first, int last);
    void expand(int row);
    /// Of the rows that are laid out; no others are different.
    void layOutAgain(const std::function<bool(const RowLayout &)> &isStale);
    /// The same of those that are not visible: the others stay as they are. False if there are such.
    bool layOutUnseen(const std::function<bool(const RowLayout &)> &isStale);
    void reveal(int row, const QString &spoiler); ///< shows a hidden text; no height changes
    RowOpened opened(const QString &key) const { return m_cache.opened(key); }

    TimelineAnchor anchor() const;
    /// False if the row is not here: then it goes to the end.
    bool setAnchor(const TimelineAnchor &anchor);
    bool isFollowing() const { return m_isAtEnd && !m_isBehind; }
    void follow(); ///< goes to the end
    void stay();   ///< no longer follows: what is seen stays there

    void scrollBy(qint64 pixels); ///< exact: what is seen moves by just so much
    void scrollTo(qint64 top);    ///< to a place in contentHeight(), by guesses
    enum class Where { Visible, Top, Bottom, Centre };
    void showRow(int row, Where where);

    /// Lays out what is visible and settles the anchor. Everything below is right only after it.
    void resolve();
    bool isResolved() const { return m_isResolved; }

    int count() const { return m_heights.count(); }
    qint64 contentHeight() const;
    qint64 top() const;                          ///< of the viewport in the content
    int firstVisible() const { return m_first; } ///< -1 if there is none
    int lastVisible() const { return m_last; }
    int rowTop(int row) const;    ///< in the viewport
    QRect rowRect(int row) const; ///< in the viewport
    int rowAt(int y) const;       ///< of the viewport; -1 if there is none
    const RowLayout &layout(int row);
    int layoutsMade() const { return m_cache.made(); }

private:
    void fitCache();
    void guessMore();
    int nearestWithoutLayout() const; ///< within a screen of what is visible; -1 if there is none
    int measure(int row);
    void settleAnchor();
    void resolveFromTop();
    void resolveFromBottom();
    void rememberAnchor();
    int bottomPadding() const { return 2 * m_style.unit; }

    const TimelineModel *m_model = nullptr;
    RowStyle m_style;
    RowHeights m_heights;
    RowCache m_cache;
    int m_guessed = 0; ///< so many rows from the first on are guessed or measured for the style
    int m_viewport = 0;
    int m_header = 0;

    bool m_isAtEnd = true; ///< placed from the last row up
    bool m_isBehind = false;
    int m_row = 0;      ///< of the anchor
    int m_offset = 0;   ///< pixels of it above the viewport's edge
    int m_lead = -1;    ///< its RowLayout::lead when last seen
    double m_part = -1; ///< how much of its text was above, 0..1; for a new width
    bool m_hasNewWidth = false;
    bool m_isResolved = false;
    int m_first = -1;
    int m_last = -1;
};

}
