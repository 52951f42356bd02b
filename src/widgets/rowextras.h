// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/rowhit.h"
#include "widgets/rowpills.h"
#include "widgets/rowpoll.h"
#include "widgets/rowpreview.h"

#include <QRect>

#include <optional>

namespace linnet {

class RowStyle;

/// Where that is what surrounds a message in its row: what it answers above it, that it was edited behind its
/// last word, a poll's answers, reactions and its thread below it. Rectangles are relative to the row, in the
/// view's direction. Part of a RowLayout. GUI thread.
class RowExtras
{
public:
    struct Line
    {
        QString text;
        QRect rect;
        bool isEmpty() const { return text.isEmpty(); }
    };

    // Each places its part from `y` down and answers where that ends.
    int placeReply(const TimelineItem &item, const RowStyle &style, int y, int width);
    /// Behind `lastLine` of the text if there is room, else below.
    int placeEdited(const TimelineItem &item, const RowStyle &style, int y, const QRect &lastLine);
    /// Beside what there is, so that no row is higher for it: behind the last line or "edited", beside the
    /// time of a head, or beside a card; else in the gutter. `line` is the first of the row's own.
    struct ShieldPlaces
    {
        QRect lastLine; ///< of the text; may be null
        QRect time;     ///< null if it is not in a head
        QRect card;     ///< null if there is none
        int top = 0;    ///< of the row's own first line
    };
    void placeShield(const TimelineItem &item, const RowStyle &style, const ShieldPlaces &places);
    /// `link`: RowPreview::linkOf(), where cards are wanted.
    int placePreview(const QUrl &link, const RowStyle &style, int y);
    int placePoll(const Poll &poll, const RowStyle &style, int y, bool isExpanded);
    int placeBelow(const TimelineItem &item, const RowStyle &style, int y, bool isExpanded);

    /// Of the line that says what is answered.
    static QFont replyFont(const TimelineItem &item, const RowStyle &style);
    RowHit hitTest(const QPoint &point) const;
    /// Whether it has a picture, of a link or as a reaction, that comes from `url`; empty: from anywhere.
    bool showsPicture(const QString &url) const;
    QString toolTip(const QPoint &point, const TimelineItem &item) const;
    /// How much all this adds to a row's height, about.
    static int guess(const TimelineItem &item, const RowStyle &style);

    QRect reply; ///< all of it, for the mouse; null: it is no reply
    QRect replyBar;
    Line replySender;
    Line replyText;
    Line edited;
    QRect shield; ///< a mark of how the message came; null: there is nothing to be said of it
    QString shieldIcon;
    bool isAlarming = false; ///< of the mark
    RowPills reactions;
    QRect thread; ///< null: there is none
    QRect threadIcon;
    Line threadCount;
    Line threadLast;
    QRect threadDot; ///< null: all is read
    std::optional<RowPoll> poll;
    QUrl link;                         ///< what a card below the message would be of; empty: it has none
    std::optional<RowPreview> preview; ///< that card, or its place as long as it may come

private:
    int placeThread(const ThreadSummary &summary, const RowStyle &style, int y);
};

}
