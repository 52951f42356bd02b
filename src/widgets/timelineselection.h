// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

class TimelineModel;

/// The text that is selected in a timeline: from one position in a row to another, maybe over many rows. Ends
/// are kept by row key, so they stay on their text while rows come and go. A value; GUI thread.
class TimelineSelection
{
public:
    struct Point
    {
        QString key;
        int position = 0; ///< in RowLayout::plainText()
    };
    /// Resolved to rows, first before last; `firstRow` is -1 if nothing is selected.
    struct Range
    {
        int firstRow = -1;
        int firstPosition = 0;
        int lastRow = -1;
        int lastPosition = 0;

        bool isEmpty() const { return firstRow < 0; }
        /// What of a row is selected; start == end if nothing.
        int startIn(int row) const;
        int endIn(int row) const;
    };

    void clear();
    void start(const Point &point);
    void extend(const Point &point);
    void set(const Point &from, const Point &to);

    const Point &from() const { return m_from; } ///< where it was begun
    const Point &to() const { return m_to; }

    Range range(const TimelineModel &model) const;

    /// The word around `position`.
    static std::pair<int, int> wordAt(const QString &text, int position);
    /// The next place for a cursor behind `position`, or before it: a letter on, or where a word begins. -1
    /// if the text ends there.
    static int stepFrom(const QString &text, int position, bool isForward, bool isByWord);

private:
    Point m_from;
    Point m_to;
};

}
