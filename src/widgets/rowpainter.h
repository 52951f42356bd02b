// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/extraspainter.h"
#include "widgets/playback.h"
#include "widgets/rowlayout.h"
#include "widgets/tinticons.h"

class QPainter;

namespace linnet {

class Avatars;
class Pictures;

/// Paints laid-out rows. Decides nothing about places; only colours. GUI thread.
class RowPainter
{
public:
    /// What a row looks like besides what it is.
    struct Look
    {
        bool isHovered = false;
        bool isFocused = false; ///< the keyboard's current row, in a focused view
        bool isActive = false;  ///< pictures may move
        Playback::Look play;    ///< of sound and video
        bool isSought = false;  ///< its place is being dragged
        int selectionStart = 0;
        int selectionEnd = 0;
        QPoint mouse{-1, -1}; ///< in the row, if it is hovered
        FoundWords found;     ///< words that are looked for
        bool isFound = false; ///< it is the one that is looked at of those that have them
        bool canVote = false; ///< in polls
    };

    explicit RowPainter(Avatars &avatars) : m_avatars(avatars) {}

    void paint(QPainter &painter, const QPoint &origin, const RowLayout &row, const TimelineItem &item,
               const RowStyle &style, const Look &look);
    /// Grey bars in place of messages that are still to come, from `rect`'s bottom up.
    void paintSkeleton(QPainter &painter, const QRect &rect, const RowStyle &style) const;
    /// Why the picture of `item` is not there; empty: it is, or it may come.
    QString troubleOf(const TimelineItem &item, const RowStyle &style) const;
    TintIcons &icons() { return m_icons; }
    void setPictures(Pictures *pictures) { m_pictures = pictures; } ///< null: frames stay empty

private:
    void paintBackground(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                         const RowStyle &style, const Look &look) const;
    void paintLead(QPainter &painter, const RowLayout &row, const RowStyle &style) const;
    void paintHead(QPainter &painter, const RowLayout &row, const TimelineItem &item, const RowStyle &style,
                   const Look &look);
    void paintAwaited(QPainter &painter, const RowLayout &row, const RowStyle &style) const;
    void paintBody(QPainter &painter, const RowLayout &row, const TimelineItem &item, const RowStyle &style,
                   const Look &look);
    /// Those of the row `key`.
    SmallPicture smallPictures(const QString &key, bool areOwn, const RowStyle &style) const;
    void paintCard(QPainter &painter, const RowLayout &row, const TimelineItem &item, const RowStyle &style,
                   const Look &look);
    void paintCardIcon(QPainter &painter, const RowLayout &row, const QString &name, const RowStyle &style);
    void paintPlayed(QPainter &painter, const RowLayout &row, const TimelineItem &item, const RowStyle &style,
                     const Playback::Look &play);
    void paintPicture(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                      const RowStyle &style, const Look &look);
    void paintFailure(QPainter &painter, const RowLayout &row, const RowStyle &style) const;
    void paintReaders(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                      const RowStyle &style);
    void paintActions(QPainter &painter, const RowLayout &row, const RowStyle &style, const Look &look) const;

    Avatars &m_avatars;
    Pictures *m_pictures = nullptr;
    TintIcons m_icons;
    ExtrasPainter m_extras{m_icons};
};

}
