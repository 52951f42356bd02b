// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/rowtext.h"

#include <QRect>

#include <memory>
#include <optional>
#include <vector>

namespace linnet {

class RowStyle;

/// Where the question of a poll and its answers are. Room for the results is there before they are shown, so
/// that a vote moves nothing. Relative to the row, in the view's direction. GUI thread.
class RowPoll
{
public:
    struct Answer
    {
        QString id;
        bool isOwn = false;
        bool isWinner = false;
        double share = 0; ///< of the voters, 0..1
        QRect rect;       ///< all of it, for the mouse
        QRect mark;
        std::unique_ptr<RowText> text;
        QPoint textOrigin;
        QString count; ///< empty while it is not told
        QRect countRect;
        QRect bar;
    };

    /// From `y` down; answers where it ends.
    int place(const Poll &poll, const RowStyle &style, int y, bool isExpanded);
    /// What one would vote for by a click on `answer`; nullopt: nothing, as one has voted for the most there
    /// may be, or the poll has ended. An empty list takes the vote back.
    static std::optional<QStringList> voteFor(const Poll &poll, const QString &answer);
    const Answer *at(const QPoint &point) const;
    static int guess(const Poll &poll, const RowStyle &style);

    std::unique_ptr<RowText> question;
    QRect questionRect;
    std::vector<Answer> answers;
    QString state; ///< "12 votes"
    QRect stateRect;
    bool isSingle = true; ///< one answer each: round marks
    bool isEnded = false;
    bool isCut = false; ///< the question or an answer has more lines than are shown
};

}
