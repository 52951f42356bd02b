// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QSet>

namespace linnet {

/// Which of a timeline's rows are shown: lines that say one after the other who came and went are folded into
/// one, which opens. A run ends where a day or what is unread begins, and a long one takes no more. Its line
/// stands for the newest of its events, and has the key of the first of them that was here, however the run
/// grows. Pure. Every call returns how what is shown changes.
class StateRuns
{
public:
    /// A run of so many lines takes no more; what comes at once becomes one of at most LongestRun.
    static constexpr int FullRun = 200;
    static constexpr int LongestRun = 2 * FullRun;

    struct Options
    {
        bool isFolded = false;
        bool areProfilesShown = true; ///< changes of names and pictures

        friend bool operator==(const Options &, const Options &) = default;
    };

    /// `rows` are the timeline's, and must outlive this.
    explicit StateRuns(const QList<TimelineItem> &rows) : m_rows(rows) {}

    /// After each change of the rows.
    TimelineDiff take(const TimelineDiff &change);
    TimelineDiff setOptions(const Options &options);
    TimelineDiff setOpen(const QString &key, bool isOpen); ///< of a run's line; else nothing

    const QList<TimelineItem> &items() const { return m_shown; }
    /// The shown row that has the event, or stands for it; -1: there is none.
    int rowOf(const EventId &event) const;

private:
    /// Rows that are shown together: one, with those before it that are not shown, or a run.
    struct Block
    {
        int rows = 1;
        int shown = 1;
        bool isDirty = false;
        QString key; ///< of a run's line, or of what may become one
        bool isFull() const { return rows >= FullRun && !key.isEmpty(); }
    };
    /// The block that has the row, and its first row.
    struct Place
    {
        qsizetype block = 0;
        int first = 0;
    };

    Place placeOf(int row) const;
    void insert(int at, int count);
    void remove(int at, int count);
    TimelineDiff settle();
    void makeAnew(qsizetype block, qsizetype count, int row, int shownAt, TimelineDiff &diff);
    bool isHidden(const TimelineItem &row) const;
    bool isFoldable(const TimelineItem &row) const;
    int endOfBlock(int first, int end, int *visible) const;
    void addBlock(int first, int visible, int end, const QSet<QString> &known, QList<Block> &blocks,
                  QList<TimelineItem> &shown) const;
    TimelineItem lineOf(const QList<int> &members) const;
    void replace(int at, int count, const QList<TimelineItem> &rows, TimelineDiff &diff);

    const QList<TimelineItem> &m_rows;
    Options m_options;
    QList<Block> m_blocks;
    int m_count = 0; ///< rows in them
    QList<TimelineItem> m_shown;
    QSet<QString> m_open; ///< keys of runs
};

}
