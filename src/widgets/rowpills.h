// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QRect>

namespace linnet {

class RowStyle;

/// Where the reactions to a message are below it: one pill for each key, in a few lines. Relative to the row,
/// in the view's direction. GUI thread.
class RowPills
{
public:
    struct Pill
    {
        QString key; ///< of the reaction
        bool isOwn = false;
        QRect rect;
        bool isPicture = false; ///< the one whose address the key is
        bool isNamed = false;   ///< without it the label would do
        QString label;          ///< the emoji, or the text of it
        QRect labelRect;
        QString count;
        QRect countRect;
    };

    /// From `y` down; answers where they end. `isExpanded`: all of them.
    int place(const QList<Reaction> &reactions, const RowStyle &style, int y, bool isExpanded);
    const Pill *at(const QPoint &point) const;
    /// How high they are at most, for a guess.
    static int guess(const QList<Reaction> &reactions, const RowStyle &style);

    QList<Pill> pills;
    QString more; ///< "+12": those that have no room; empty: all have
    QRect moreRect;

private:
    static constexpr int MostLines = 3;
};

}
